// Rate × duration. Everything is computed here, so that the picture follows a slider without asking the kernel;
// lessons/simulation/concurrency.py holds the same rules, and a test compares both over all stops.
const COLUMNS = 50, PITCH = 10, SIDE = 8, GAP = 4;
const whole = (number) => Math.ceil(Math.round(number * 1e9) / 1e9);
const shown = (number) => Number(number.toPrecision(10)).toLocaleString("en-US", { maximumFractionDigits: 6 });
const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);

const outcome = ({ rate, milliseconds, workers }, { limit, perUnit }) => {
  const seconds = milliseconds / 1000, atOnce = (rate * milliseconds) / 1000;
  const byConcurrency = limit / seconds, byRate = limit * perUnit;
  const served = Math.min(rate, byConcurrency, byRate), refused = rate - served;
  const bound = refused > 0 ? (byConcurrency <= byRate ? "concurrency" : "rate") : "calm";
  return { seconds, atOnce, busy: whole(served * seconds), refused, bound, tasks: whole(atOnce / workers), most: byRate };
};

const square = (x, y) => `M${x} ${y}h${SIDE}v${SIDE}h-${SIDE}z`;
const squares = (start, end) => {
  let path = "";
  for (let n = start; n < end; n += 1) path += square((n % COLUMNS) * PITCH + 1, Math.floor(n / COLUMNS) * PITCH + 1);
  return path;
};

// Tasks stand in rows; each is a frame around its workers.
const taskShape = (workers, lines) => {
  const across = Math.min(workers, workers > 20 ? 10 : 5), down = Math.ceil(workers / across);
  const width = across * PITCH + GAP, height = down * PITCH + GAP;
  const inRow = Math.floor((COLUMNS * PITCH) / width), rows = Math.floor((lines * PITCH) / height);
  return { across, width, height, inRow, room: inRow * rows };
};
const taskPaths = ({ tasks, atOnce }, workers, lines) => {
  const shape = taskShape(workers, lines), paths = { frames: "", busy: "", free: "" };
  for (let task = 0; task < Math.min(tasks, shape.room); task += 1) {
    const left = (task % shape.inRow) * shape.width + 0.5, top = Math.floor(task / shape.inRow) * shape.height + 0.5;
    paths.frames += `M${left} ${top}h${shape.width - 2}v${shape.height - 2}h-${shape.width - 2}z`;
    for (let n = 0; n < workers; n += 1) {
      const at = square(left + (n % shape.across) * PITCH + 2, top + Math.floor(n / shape.across) * PITCH + 2);
      paths[task * workers + n < whole(atOnce) ? "busy" : "free"] += at;
    }
  }
  return { ...paths, room: shape.room };
};

const drawing = (lines, ...classes) => {
  const make = (tag, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
    return made;
  };
  const svg = make("svg", { viewBox: `0 0 ${COLUMNS * PITCH} ${lines * PITCH}`, role: "img" });
  const paths = Object.fromEntries(classes.map((name) => [name, make("path", { class: name })]));
  svg.append(...Object.values(paths));
  return { svg, paths };
};

const slider = (name, label, stops, words, moved) => {
  const id = `rate-${name}-${Math.random().toString(36).slice(2)}`;
  const value = element("output", { for: id });
  const input = element("input", { id, type: "range", min: 0, max: stops.length - 1, step: 1, oninput: () => moved({ [name]: stops[input.value] }) });
  const show = (now) => {
    input.value = stops.indexOf(now);
    value.textContent = words(now);
    input.setAttribute("aria-valuetext", words(now));
  };
  return { row: element("div", { class: "slider" }, element("label", { for: id }, label), input, value), show };
};

const draw = ({ model, body }) => {
  const { stops, start, examples, limit, limitNote, perUnit, labels, sentences } = model.get("content");
  const lines = Math.ceil(limit / COLUMNS);
  let state = { ...start };
  const move = (change) => { state = { ...state, ...change }; redraw(); };
  const sliders = {
    rate: slider("rate", labels.rate, stops.rate, (now) => shown(now), move),
    milliseconds: slider("milliseconds", labels.milliseconds, stops.milliseconds, (now) => `${shown(now / 1000)} s`, move),
    workers: slider("workers", labels.workers, stops.workers, (now) => shown(now), move),
  };
  const tries = examples.map(([rate, milliseconds]) => element("button", { type: "button", onclick: () => move({ rate, milliseconds }) },
    `${shown(rate)} × ${shown(milliseconds / 1000)} s`));
  const equation = element("p", { class: "equation", role: "status" });
  const lambda = { picture: drawing(lines, "free", "busy"), told: element("p", { class: "told", role: "status" }), share: element("div", { class: "share", "aria-hidden": "true" }, element("i", {})) };
  const ecs = { picture: drawing(lines, "frames", "free", "busy"), told: element("p", { class: "told", role: "status" }), more: element("p", { class: "more" }) };
  const shares = element("p", { class: "more" });
  const account = element("p", { class: "limit" }, fill(labels.limit, { limit: shown(limit), note: limitNote }));
  body.append(
    element("div", { class: "sliders" }, ...Object.values(sliders).map(({ row }) => row)),
    element("div", { class: "lessons-row", role: "group", "aria-label": labels.examples }, element("span", { "aria-hidden": "true" }, labels.examples), ...tries),
    equation,
    element("div", { class: "sides" },
      element("section", {}, element("p", { class: "name" }, labels.lambda), element("div", { class: "field" }, lambda.picture.svg), account, lambda.share, shares, lambda.told),
      element("section", {}, element("p", { class: "name" }, labels.ecs), element("div", { class: "field open" }, ecs.picture.svg), ecs.more, ecs.told)));

  const redraw = () => {
    const found = outcome(state, { limit, perUnit });
    const values = { rate: shown(state.rate), seconds: shown(found.seconds), atOnce: shown(found.atOnce), busy: shown(found.busy), limit: shown(limit),
      refused: shown(Math.round(found.refused)), most: shown(found.most), tasks: shown(found.tasks), workers: state.workers };
    Object.entries(sliders).forEach(([name, each]) => each.show(state[name]));
    equation.textContent = fill(sentences.equation, values);
    lambda.told.textContent = fill(sentences[found.bound], values);
    lambda.told.className = `told ${found.bound === "calm" ? "" : "over"}`;
    lambda.picture.paths.busy.setAttribute("d", squares(0, found.busy));
    lambda.picture.paths.free.setAttribute("d", squares(found.busy, limit));
    lambda.picture.svg.setAttribute("aria-label", fill(sentences.squares, values));
    const refused = (100 * found.refused) / state.rate;
    lambda.share.firstChild.style.width = `${refused}%`;
    shares.textContent = fill(labels.share, { served: `${Math.round(100 - refused)}%`, refused: `${Math.round(refused)}%` });
    const paths = taskPaths(found, state.workers, lines);
    for (const name of ["frames", "free", "busy"]) ecs.picture.paths[name].setAttribute("d", paths[name]);
    ecs.picture.svg.setAttribute("aria-label", fill(sentences.boxes, values));
    ecs.told.textContent = fill(sentences.tasks, values);
    ecs.more.textContent = found.tasks > paths.room ? fill(sentences.more, { ...values, shown: shown(paths.room) }) : "";
    tries.forEach((button, index) => button.setAttribute("aria-pressed", examples[index][0] === state.rate && examples[index][1] === state.milliseconds));
  };
  redraw();
  return () => {};
};

export default panel("rate", draw);

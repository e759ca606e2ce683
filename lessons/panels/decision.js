// The decision: a questionnaire on pages, a ranking that Python redraws at each answer, and its reasons.
const cite = (sources, label) => sources?.length ? element("span", { class: "source" }, ` ${label} `,
  ...sources.flatMap((source, place) => [place ? punctuation.semicolon : "", source.address
    ? element("a", { href: source.address, target: "_blank", rel: "noreferrer" }, source.name) : source.name])) : null;

const reasons = (title, rows, labels, button) => element("div", { hidden: rows.length === 0 }, element("p", { class: "title" }, title),
  element("ul", { "aria-label": title }, ...rows.map((row) => element("li", {},
    row.points ? element("span", { class: "points", title: labels.points }, `+${row.points}`) : null,
    row.name ? element("strong", {}, `${row.name}: `) : null, row.text, cite(row.sources, labels.source), button?.(row)))));

const selectOf = (question, onchange) => {
  const id = `choice-${question.id}-${Math.random().toString(36).slice(2)}`;
  const select = element("select", { id, onchange: () => onchange(question.id, select.value) },
    ...question.choices.map((choice) => element("option", { value: choice.id }, choice.text)));
  const box = element("div", { class: "question" }, element("label", { for: id }, question.text), select, element("p", { class: "hint" }, question.why));
  return { id: question.id, select, box };
};

const draw = ({ model, body, send }) => {
  const first = model.get("content"), { labels, pages, situations, others, criteria } = first;
  let content = first, answers = { ...first.answers }, weights = { ...first.weights }, page = 0, flip = null;
  // What is on its way to Python: an answer to an older choice must not overwrite a newer one.
  const asked = new Set(), key = (a, w) => JSON.stringify([a, w]);
  const ask = () => { asked.add(key(answers, weights)); send({ answers, weights }); fill(); };
  const answer = (name, value) => {
    flip = null;
    const { [name]: _gone, ...kept } = answers;
    answers = value === "unknown" ? kept : { ...kept, [name]: value };
    ask();
  };
  const start = (given) => { flip = null; answers = { ...given }; ask(); };
  const weigh = (name, value) => { flip = null; weights = { ...weights, [name]: value }; ask(); };
  const apply = (change) => {
    flip = { before: content.winner, answers, weights, changed: Object.keys(change.answers) };
    answers = { ...answers, ...change.answers };
    weights = { ...weights, ...change.weights };
    if (flip.changed.length) page = pages.findIndex((each) => each.questions.some((question) => question.id === flip.changed[0]));
    else details.open = true;
    ask();
  };
  const undo = () => { ({ answers, weights } = flip); flip = null; ask(); };

  const presets = situations.map((each) => element("button", { type: "button", onclick: () => start(each.answers) }, each.title));
  const more = element("select", { "aria-label": labels.pick, onchange: () => { if (more.value) start(others[more.value].answers); more.value = ""; } },
    element("option", { value: "" }, labels.pick + punctuation.brackets(others.length)), ...others.map((each, place) => element("option", { value: place }, each.title)));
  const clear = element("button", { type: "button", onclick: () => start({}) }, labels.clear);
  const tabs = pages.map((each, place) => element("button", { type: "button", onclick: () => { page = place; fill(); } }));
  const selects = pages.map((each) => each.questions.map((question) => selectOf(question, answer)));
  const sheets = selects.map((mine) => element("div", { class: "sheet" }, ...mine.map((each) => each.box)));
  const picture = element("div", { class: "picture", tabindex: "0", role: "group", "aria-label": labels.picture });
  const status = element("p", { class: "headline", role: "status" });
  const situation = element("p", { class: "situation" });
  const back = element("button", { type: "button", onclick: undo }, labels.undo);
  const published = element("div", { class: "published" });
  const why = element("div", { class: "why" });
  const sliders = criteria.map((criterion) => {
    const id = `weight-${criterion.id}-${Math.random().toString(36).slice(2)}`, shown = element("output", { for: id });
    const input = element("input", { type: "range", min: 0, max: 10, step: 0.1, id, oninput: () => { shown.textContent = input.value; weigh(criterion.id, Number(input.value)); } });
    return { id: criterion.id, input, shown, row: element("div", { class: "weight" }, element("label", { for: id }, criterion.text), input, shown) };
  });
  const details = element("details", {}, element("summary", {}, labels.weights),
    element("p", { class: "hint" }, labels.weights_why, cite(first.guides, labels.source)),
    element("div", { class: "weights" }, ...sliders.map((each) => each.row)),
    element("button", { type: "button", onclick: () => {
      flip = null;
      weights = Object.fromEntries(criteria.map((criterion) => [criterion.id, criterion.weight]));
      ask();
    } }, labels.reset));
  body.append(
    element("p", { class: "label" }, labels.situations),
    element("div", { class: "lessons-row", role: "group", "aria-label": labels.situations }, ...presets, more, clear),
    element("div", { class: "lessons-row tabs", role: "group", "aria-label": labels.pages }, ...tabs),
    element("div", { class: "sheets" }, ...sheets),
    element("div", { class: "outcome" }, situation, status, back), picture, published, why, details);

  const fill = () => {
    const given = JSON.stringify(Object.entries(answers).sort());
    presets.forEach((button, place) => button.setAttribute("aria-pressed", JSON.stringify(Object.entries(situations[place].answers).sort()) === given));
    tabs.forEach((tab, place) => {
      const mine = pages[place].questions, done = mine.filter((question) => answers[question.id]).length;
      tab.textContent = `${pages[place].title} ${done}/${mine.length}`;
      tab.setAttribute("aria-pressed", place === page);
      sheets[place].classList.toggle("open", place === page);
    });
    for (const { id, select, box } of selects.flat()) {
      select.value = answers[id] ?? "unknown";
      box.className = `question ${answers[id] ? "given" : ""} ${flip?.changed.includes(id) ? "changed" : ""}`;
    }
    for (const { id, input, shown } of sliders) { input.value = weights[id]; shown.textContent = String(weights[id]); }
  };
  const tell = () => {
    status.textContent = flip ? labels.flipped.replace("{before}", flip.before).replace("{after}", content.winner) : content.headline;
    status.classList.toggle("flip", Boolean(flip));
    situation.textContent = content.published?.situation ?? labels.own;
    situation.hidden = Boolean(flip);
    back.hidden = !flip;
    picture.replaceChildren(element("img", { src: content.picture.src, alt: content.picture.alt, style: `width:${content.picture.width}px` }));
    const found = content.published;
    published.replaceChildren(...(found ? [element("strong", {}, found.said), ` ${found.text}`, cite(found.sources, labels.source)].filter(Boolean) : []));
    const button = (row) => (row.answers ? element("button", { type: "button", class: "try", onclick: () => apply(row) }, labels.apply) : null);
    why.replaceChildren(reasons(labels.because, content.because, labels), reasons(labels.unless, content.unless, labels),
      reasons(labels.excluded, content.excluded, labels), reasons(labels.change, content.change, labels, button),
      element("p", { class: "hint" }, labels.opinion));
  };
  return (fresh) => {
    const now = key(fresh.answers, fresh.weights);
    if (now === key(answers, weights)) asked.clear();
    else if (asked.has(now)) return;
    else { answers = { ...fresh.answers }; weights = { ...fresh.weights }; flip = null; }
    const moved = why.contains(document.activeElement);
    content = fresh;
    fill();
    tell();
    if (moved) (flip ? back : tabs[page]).focus();
  };
};

export default panel("decision", draw);

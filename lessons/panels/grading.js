// A lab: goal and steps, checks with their outcomes, hints one by one, the solution on a second word.
const MARKS = { right: "✓", almost: "◐", open: "○", waits: "·", unseen: "?", "": "○" };

const draw = ({ model, body, frame, send }) => {
  const first = model.get("content"), { labels } = first;
  let content = first, wanted = null;

  const checkLine = () => {
    const mark = element("span", { class: "mark", "aria-hidden": "true" }), title = element("strong"), word = element("span", { class: "tag" });
    const said = element("p", { class: "said" }), truth = element("p");
    const why = element("details", {}, element("summary", {}, labels.truth), truth);
    const node = element("li", { class: "check" }, mark, element("div", {}, element("p", { class: "name" }, title, " ", word), said, why));
    node.update = (check) => {
      node.dataset.look = check.look;
      write(mark, MARKS[check.look]);
      write(title, check.title);
      write(word, check.word);
      word.hidden = !check.word;
      write(said, check.said);
      if (truth.textContent !== check.truth) why.open = false;
      write(truth, check.truth);
      why.hidden = !check.truth;
    };
    return node;
  };
  const stepCode = (step) => {
    const code = (text, name) => element("pre", { tabindex: 0, role: "group", "aria-label": name }, element("code", {}, text));
    const node = element("details", { open: step.open }, element("summary", {}, step.title), code(step.code, step.title),
      element("p", { class: "quiet" }, labels.cli), code(step.cli, `${labels.cli}${punctuation.colon}${step.title}`));
    node.update = () => {};
    return node;
  };

  const checks = element("ol", { class: "checks" }), score = element("p", { class: "score", role: "status" });
  const bar = element("span", { class: "bar", "aria-hidden": "true" });
  const check = element("button", { type: "button", class: "main", onclick: () => {
    if (check.getAttribute("aria-disabled") === "true") return;
    wait(check, labels.checking);
    send({ check: true });
  } }, labels.check);
  const hint = element("button", { type: "button", onclick: () => { send({ hint: true }); } }, labels.hint);
  const ask = element("button", { type: "button", onclick: () => { wanted = () => show; send({ solution: "asked" }); } }, labels.solution);
  const show = element("button", { type: "button", onclick: () => { wanted = () => codes.querySelector("details[open] > summary"); send({ solution: "shown" }); } }, labels.show);
  const notYet = element("button", { type: "button", onclick: () => { wanted = () => ask; send({ solution: "" }); } }, labels.notYet);
  const hide = element("button", { type: "button", onclick: () => { wanted = () => ask; send({ solution: "" }); } }, labels.hide);
  const sure = element("div", { class: "sure", role: "group", "aria-label": labels.sure }, element("p", {}, labels.sure), element("div", { class: "lessons-row" }, show, notYet));
  const hints = element("ol", { class: "hints", "aria-label": labels.hints }), codes = element("div", { class: "codes" });
  const heard = element("div", { role: "status" }, hints);
  const wait = (button, name) => { button.setAttribute("aria-disabled", "true"); write(button, name); };
  const settle = () => { check.setAttribute("aria-disabled", "false"); write(check, labels.check); };
  const steps = element("details", { class: "steps", open: true }, element("summary", {}, labels.steps), element("ol", {}, ...first.steps.map((step) => element("li", {}, step))));
  body.append(element("h3", {}, first.title), element("p", { class: "goal" }, first.goal), steps,
    element("div", { class: "row-score" }, score, bar), element("h4", {}, labels.checks), checks,
    element("div", { class: "lessons-row" }, check, hint, ask, hide), sure, heard, codes);

  model.on("change:error", settle);
  model.on("msg:custom", settle);
  return (fresh) => {
    const turned = fresh.turn !== content.turn;
    content = fresh;
    keyed(checks, content.checks, checkLine);
    if (turned) checks.classList.remove("news");
    if (turned) requestAnimationFrame(() => checks.classList.add("news"));
    write(score, content.score);
    score.classList.toggle("full", content.full);
    bar.replaceChildren(...content.checks.map(({ look }) => element("i", { class: look })));
    hints.replaceChildren(...content.hints.map((text) => element("li", {}, text)));
    sure.hidden = !content.asked;
    ask.hidden = content.asked || content.solution.length > 0;
    hide.hidden = content.solution.length === 0;
    keyed(codes, content.solution, stepCode);
    settle();
    wanted?.()?.focus({ preventScroll: true });
    wanted = null;
  };
};

export default panel("lab", draw);

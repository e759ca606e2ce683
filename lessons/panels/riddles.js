// Which column is it? Three clues, five buttons. What is right comes from Python only after an answer.
const draw = ({ model, body, send }) => {
  const { labels, options } = model.get("content");
  let content = model.get("content");
  const heading = element("p", { class: "heading" });
  const score = element("span", { class: "score" });
  const clues = element("ol", { class: "clues" });
  const result = element("p", { class: "result", role: "status" });
  const answer = (name) => send({ answers: content.answers.map((old, index) => (index === content.number ? name : old)) });
  const buttons = options.map(({ id, name }) => element("button", { type: "button", onclick: () => { if (!content.verdicts.length) answer(id); } }, name));
  const whys = options.map(() => element("td", {}));
  const rows = options.map(({ name }, index) => element("tr", {}, element("th", { scope: "row" }, name), whys[index]));
  const reasons = element("table", {}, element("tbody", {}, ...rows));
  const go = (by) => () => {
    const to = content.number + by;
    if (to >= 0 && to <= content.last) send({ number: to });
  };
  const back = element("button", { type: "button", onclick: go(-1) }, labels.back);
  const next = element("button", { type: "button", onclick: go(1) }, labels.next);
  const again = element("button", { type: "button", onclick: () => answer("") }, labels.again);
  body.append(heading, clues,
    element("div", { class: "lessons-row", role: "group", "aria-label": labels.options }, ...buttons),
    element("div", { class: "lessons-row" }, back, next, again, score), result, reasons);
  return (newest) => {
    content = newest;
    heading.textContent = content.heading;
    score.textContent = content.score;
    clues.replaceChildren(...content.clues.map((clue) => element("li", {}, clue)));
    const answered = content.verdicts.length > 0;
    buttons.forEach((button, index) => {
      button.setAttribute("aria-pressed", content.answers[content.number] === options[index].id);
      button.setAttribute("aria-disabled", answered);
    });
    rows.forEach((row, index) => {
      const verdict = content.verdicts[index];
      row.className = verdict ? (verdict.right ? "right" : "wrong") : "";
      whys[index].replaceChildren(...(verdict ? [element("strong", {}, `${verdict.word} `), verdict.why.join(" · ")] : []));
    });
    reasons.hidden = !answered;
    result.textContent = content.result;
    back.setAttribute("aria-disabled", content.number === 0);
    next.setAttribute("aria-disabled", content.number === content.last);
    again.setAttribute("aria-disabled", !answered);
    next.className = answered && content.number < content.last ? "main" : "";
  };
};

export default panel("riddles", draw);

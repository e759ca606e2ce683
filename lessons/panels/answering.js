// An open question: the answer, which of its words counted, the model answer, and the follow-up.
const marks = (pieces, labels) => {
  const words = pieces.map(({ text, mark }) => (mark ? element("mark", { class: mark, title: labels[mark] }, text, element("span", { class: "said-mark" }, ` [${labels[mark]}]`)) : text));
  return element("div", { class: "marked" }, element("p", { class: "heading" }, labels.marked), element("p", { class: "words" }, ...words));
};

const page = (content, labels, give) => element("div", { class: "page" }, drawCard(content.card, give),
  content.told ? element("p", { class: `result ${content.told.outcome}`, role: "status" }, content.told.result) : null,
  content.marked.length ? marks(content.marked, labels) : null,
  content.told ? more(content.told, content.card.labels) : null);

const draw = ({ model, body, frame, send }) => {
  frame.classList.add("lessons-cards");
  const { labels } = model.get("content");
  const first = element("div"), then = element("div", { class: "then" });
  const again = element("button", { type: "button", onclick: () => { wanted = "first"; send({ given: null }); } }, labels.again);
  let wanted = "", drawn = "", drawnThen = "";
  const give = (name) => (given) => { wanted = name; send({ [name]: given }); };
  body.append(first, then, element("div", { class: "lessons-row" }, again));
  return (content) => {
    const key = JSON.stringify([content.card.given, content.marked]), thenKey = JSON.stringify(content.then);
    if (key !== drawn) first.replaceChildren(page(content, labels, give("given")));
    if (thenKey !== drawnThen) then.replaceChildren(...(content.then ? [element("p", { class: "later" }, labels.then), page(content.then, labels, give("then"))] : []));
    [drawn, drawnThen] = [key, thenKey];
    again.hidden = !content.told;
    if (wanted === "given") (then.querySelector("textarea") ?? again).focus({ preventScroll: true });
    if (wanted === "then") again.focus({ preventScroll: true });
    if (wanted === "first") first.querySelector("textarea").focus();
    wanted = "";
  };
};

export default panel("answer", draw);

// Questions one at a time, then how it went. The explanations come from Python only after each answer.
const draw = ({ model, body, frame, send }) => {
  frame.classList.add("lessons-cards");
  const { labels } = model.get("content");
  let content = model.get("content"), wanted = "";
  const turn = (change) => { wanted = "first"; send(change); };
  const go = (to) => turn({ place: to, finished: false });
  const answer = (given) => {
    wanted = "next";
    send({ given: { ...content.answers, [content.card.id]: given } });
  };
  const begin = (asked) => turn({ asked, given: {}, place: 0, finished: false, round: content.round + 1 });

  const said = element("p", { class: "said" });
  const strip = element("div", { class: "strip", role: "progressbar", "aria-label": labels.progress, "aria-valuemin": 0 });
  const page = element("div", { class: "page" });
  const result = element("p", { class: "result", role: "status" });
  const after = element("div");
  const back = element("button", { type: "button", onclick: () => { if (content.place > 0) go(content.place - 1); } }, labels.back);
  const next = element("button", { type: "button", onclick: () => {
    if (content.place + 1 < content.asked.length) go(content.place + 1);
    else turn({ finished: true });
  } });
  const pages = element("div", { class: "lessons-row", role: "group", "aria-label": labels.pages }, back, next);
  body.append(said, strip, page, result, after, pages);

  const showProgress = () => {
    const { progress } = content;
    said.textContent = content.summary ? content.summary.labels.title : progress.text;
    strip.classList.toggle("long", content.asked.length > 40);
    strip.setAttribute("aria-valuemax", content.asked.length);
    strip.setAttribute("aria-valuenow", progress.done);
    strip.setAttribute("aria-valuetext", progress.text);
    strip.replaceChildren(...content.strip.map((outcome, place) => element("span", { class: `${outcome || "open"} ${place === content.place && !content.summary ? "here" : ""}` })));
  };
  const showCard = () => {
    const { card, place, asked } = content, { told } = card;
    page.replaceChildren(drawCard(card, answer));
    result.textContent = told?.result ?? "";
    result.className = `result ${told?.outcome ?? ""}`;
    after.replaceChildren(...(told ? [more(told, card.labels)] : []));
    back.setAttribute("aria-disabled", place === 0);
    next.textContent = place + 1 === asked.length ? labels.finish : told ? labels.next : labels.skip;
    next.className = told ? "main" : "";
  };
  const showEnd = () => {
    page.replaceChildren(ending(content.summary, labels, go, begin, content.asked));
    result.textContent = "";
    after.replaceChildren();
  };
  const focus = () => {
    const first = content.summary ? page.querySelector(".score") : page.querySelector("input, button, textarea");
    (wanted === "next" ? next : first)?.focus({ preventScroll: true });
    if (wanted === "first" && frame.getBoundingClientRect().top < 0) frame.scrollIntoView({ block: "start" });
    wanted = "";
  };
  return (fresh) => {
    content = fresh;
    showProgress();
    pages.hidden = Boolean(content.summary);
    if (content.summary) showEnd(); else showCard();
    if (wanted) focus();
  };
};

// The end: the score, how sure and how right, what went wrong, what to read again.
const ending = (summary, labels, go, begin, asked) => {
  const words = summary.labels;
  const row = ({ word, given, right }) => element("tr", {}, element("th", { scope: "row" }, word), element("td", {}, given), element("td", {}, right));
  const head = element("tr", {}, ...[words.confidence, words.given, words.right].map((word) => element("th", { scope: "col" }, word)));
  const missed = ({ place, text, said, sure }) => element("li", { class: sure ? "sure" : "" },
    `${text} `, tag(sure ? words.sure : said), " ",
    element("button", { type: "button", class: "small", onclick: () => go(place), "aria-label": `${labels.look}${punctuation.colon}${text}` }, labels.look));
  return element("div", { class: "ending" },
    element("p", { class: "score", tabindex: -1, role: "status" }, summary.score, summary.left ? element("span", { class: "how" }, summary.left) : null),
    summary.lesson ? element("p", {}, summary.lesson) : null,
    summary.calibration.length ? element("table", {}, element("thead", {}, head), element("tbody", {}, ...summary.calibration.map(row))) : null,
    summary.missed.length ? element("div", { class: "missed" }, element("p", { class: "heading" }, words.missed), element("ul", {}, ...summary.missed.map(missed))) : null,
    summary.reread.length ? element("div", {}, element("p", { class: "heading" }, words.reread),
      element("ul", {}, ...summary.reread.map((link) => element("li", {}, lessonLink(link))))) : null,
    element("div", { class: "lessons-row" },
      summary.retry.length ? element("button", { type: "button", class: "main", onclick: () => begin(summary.retry) }, words.retry) : null,
      element("button", { type: "button", onclick: () => begin(asked) }, labels.again)));
};

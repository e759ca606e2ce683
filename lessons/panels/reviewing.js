// The review: what is due, by lesson; a button opens the quiz of it, and another one leads back.
const drawOverview = (content, send, openCarry) => {
  const { labels } = content;
  const row = ({ lesson, now, week }) => element("tr", {},
    element("th", { scope: "row" }, lesson.address ? lessonLink(lesson) : lesson.name), element("td", {}, now), element("td", {}, week));
  const head = element("tr", {}, ...[labels.lesson, labels.now, labels.week].map((word) => element("th", { scope: "col" }, word)));
  const file = element("input", { type: "file", accept: ".json,application/json", onchange: async () => {
    if (file.files.length) send({ imported: await file.files[0].text() });
  } });
  const save = element("a", { class: "save", download: labels.name, href: `data:application/json;charset=utf-8,${encodeURIComponent(content.exported)}` }, labels.save);
  const carry = element("details", { class: "carry", open: openCarry || Boolean(content.exported || content.said) }, element("summary", {}, labels.carry),
    element("p", { class: "quiet" }, labels.carryHint),
    element("div", { class: "lessons-row" }, content.exported ? save : element("button", { type: "button", class: "export", onclick: () => send({ wish: "export" }) }, labels.export),
      element("label", {}, `${labels.import} `, file)));
  return element("div", { class: "overview" },
    element("p", { class: "headline", role: "status", tabindex: -1 }, content.headline),
    content.notice ? element("p", { class: "notice" }, content.notice) : null,
    content.rows.length ? element("table", {}, element("thead", {}, head), element("tbody", {}, ...content.rows.map(row))) : null,
    element("div", { class: "lessons-row" },
      content.start ? element("button", { type: "button", class: "main", onclick: () => send({ wish: "start" }) }, content.start) : null,
      element("button", { type: "button", class: "refresh", onclick: () => send({ wish: "overview" }) }, labels.refresh)),
    content.off ? null : carry,
    element("p", { class: "merged", role: "status" }, content.said),
    content.privacy ? element("p", { class: "quiet privacy" }, content.privacy) : null);
};

const drawReview = (context) => {
  const { body, frame, send } = context;
  let updateQuiz = null;
  frame.classList.add("lessons-quiz", "lessons-cards");
  // The quiz is drawn once and then updated, so that it keeps the focus where the learner is.
  const showQuiz = (content) => {
    if (!updateQuiz) {
      const desk = element("div");
      const back = element("button", { type: "button", class: "back", onclick: () => send({ wish: "overview" }) }, content.back);
      body.replaceChildren(desk, element("div", { class: "lessons-row leave" }, back));
      updateQuiz = draw({ ...context, body: desk });
      updateQuiz(content);
      desk.querySelector(".page input, .page button")?.focus({ preventScroll: true });
    } else updateQuiz(content);
  };
  const showOverview = (content) => {
    const focused = frame.contains(document.activeElement), openCarry = body.querySelector("details")?.open ?? false;
    updateQuiz = null;
    body.replaceChildren(drawOverview(content, send, openCarry));
    if (focused) body.querySelector(content.exported ? ".save" : ".headline").focus({ preventScroll: true });
  };
  return (content) => { if (content.view === "quiz") showQuiz(content); else showOverview(content); };
};

export default panel("review", drawReview);

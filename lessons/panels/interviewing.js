// The mock interview: the quiz between a timer and a report. The timer lives in the browser alone; when it is over, nothing happens.
const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

const timer = (words, total) => {
  let left = total(), running = null;
  const shown = element("span", { class: "time", "aria-hidden": "true" });
  const said = element("span", { class: "news", role: "status" });
  const show = () => { shown.textContent = running ? words.left.replace("{time}", clock(left)) : ""; };
  const tick = () => {
    if (!shown.isConnected) return stop();
    left = Math.max(0, left - 1);
    if (left === Math.floor(total() / 2)) said.textContent = words.half;
    if (left === 60) said.textContent = words.last;
    if (left === 0) { said.textContent = words.over; clearInterval(running); }
    show();
  };
  const stop = () => { clearInterval(running); running = null; said.textContent = ""; show(); label(); };
  const start = () => { left = total(); running = setInterval(tick, 1000); show(); label(); };
  const label = () => { button.textContent = running ? words.off : words.on; button.setAttribute("aria-pressed", Boolean(running)); };
  const button = element("button", { type: "button", class: "small", onclick: () => (running ? stop() : start()) });
  label();
  return { node: element("div", { class: "lessons-row timer", role: "group", "aria-label": words.label }, button, shown, said), stop };
};

const reported = (report) => element("div", { class: "report" },
  element("p", { class: "heading" }, report.title),
  element("img", { src: report.picture.src, alt: report.picture.alt, style: `width:${report.picture.width}px` }),
  element("table", {}, element("thead", {}, element("tr", {}, ...report.head.map((word) => element("th", { scope: "col" }, word)))),
    element("tbody", {}, ...report.rows.map(([topic, ...rest]) => element("tr", {}, element("th", { scope: "row" }, topic), ...rest.map((each) => element("td", {}, String(each))))))),
  ...(report.links.length ? [element("p", { class: "heading" }, report.reread), element("ul", {}, ...report.links.map((link) => element("li", {}, lessonLink(link))))] : []));

const drawInterview = (context) => {
  const { model, body, frame } = context, first = model.get("content");
  frame.classList.add("lessons-quiz");
  let minutes = first.minutes;
  const time = timer(first.timer, () => minutes * 60);
  const later = element("p", { class: "later" }), desk = element("div"), end = element("div");
  body.append(time.node, later, desk, end);
  const update = draw({ ...context, body: desk });
  return (content) => {
    minutes = content.minutes;
    later.textContent = content.summary ? "" : content.follow_up;
    update(content);
    time.node.hidden = Boolean(content.report);
    if (content.report) time.stop();
    end.replaceChildren(...(content.report ? [reported(content.report)] : []));
  };
};

export default panel("interview", drawInterview);

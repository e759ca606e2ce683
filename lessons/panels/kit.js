// What every panel's drawing code shares: making elements, and sending one change at a time.
const element = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child != null));
  return made;
};

// Punctuation of the lesson's language; a panel that is drawn in Chinese makes it Chinese.
const punctuation = { colon: ": ", semicolon: "; ", brackets: (text) => ` (${text})` };

// Sends the newest change when the last one was answered: a fast typist never builds up a queue in the kernel.
const sender = (model) => {
  let number = 0, waiting = null, underWay = false;
  const send = () => {
    if (underWay || !waiting) return;
    const change = waiting;
    waiting = null;
    underWay = true;
    number += 1;
    model.send({ change, number });
  };
  model.on("msg:custom", (message) => {
    if (message.answered !== number) return;
    underWay = false;
    send();
  });
  return (change) => { waiting = { ...waiting, ...change }; send(); };
};

// A panel: its frame, the alert line below it, and redrawing when Python sends something new. What draw returns
// redraws; its close, where it has one, is called when the panel leaves the page for good.
const panel = (name, draw) => ({
  render({ model, el }) {
    const body = element("div", { class: "lessons-body" });
    if (model.get("language") === "zh") Object.assign(punctuation, { colon: "：", semicolon: "；", brackets: (text) => `（${text}）` });
    const alert = element("p", { class: "lessons-alert", role: "alert" });
    const frame = element("section", { class: `lessons-panel lessons-${name}`, lang: model.get("language") === "zh" ? "zh-CN" : "en" }, body, alert);
    el.append(frame);
    const update = draw({ model, body, frame, send: sender(model) });
    const complain = () => { alert.textContent = model.get("error") ?? ""; };
    model.on("change:content", () => update(model.get("content")));
    model.on("change:error", complain);
    update(model.get("content"));
    complain();
    return () => update.close?.();
  },
});

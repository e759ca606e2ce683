// A series of pictures to turn: step by step, or by name. Python made them all; the browser only turns the pages.
const draw = ({ model, body, frame }) => {
  const { frames, labels } = model.get("content");
  let now = 0;
  const caption = element("p", { class: "caption", role: "status" });
  const why = element("p", { class: "why" });
  const stage = element("div", { class: "stage" });
  const pictures = frames.map((shown) => element("img", { src: shown.src, alt: shown.alt, style: `width:${shown.width}px` }));

  const back = element("button", { type: "button", onclick: () => go(now - 1) }, labels.back);
  const next = element("button", { type: "button", class: "main", onclick: () => go(now + 1) }, labels.next);
  const count = element("span", { class: "count" });
  const tabs = frames.map((shown, index) => element("button", { type: "button", onclick: () => go(index) }, shown.title));
  const byName = frames.every((shown) => shown.title);
  const turner = byName ? tabs : [back, next, count];
  body.append(element("div", { class: "lessons-row", role: "group", "aria-label": labels.pages }, ...turner), caption, why, stage);

  const go = (to) => {
    now = Math.max(0, Math.min(frames.length - 1, to));
    caption.textContent = frames[now].caption;
    why.textContent = frames[now].why;
    stage.replaceChildren(pictures[now]);
    count.textContent = `${now + 1} / ${frames.length}`;
    back.setAttribute("aria-disabled", now === 0);
    next.setAttribute("aria-disabled", now === frames.length - 1);
    tabs.forEach((tab, index) => tab.setAttribute("aria-pressed", index === now));
  };
  frame.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    go(now + step);
    if (byName) tabs[now].focus();
  });
  go(0);
  return () => {};
};

export default panel("steps", draw);

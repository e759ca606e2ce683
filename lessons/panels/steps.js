// A series of pictures to step through. Python made them all; the browser only turns the pages.
const draw = ({ model, body, frame }) => {
  const { frames, labels } = model.get("content");
  let now = 0;
  const caption = element("p", { class: "caption", role: "status" });
  const why = element("p", { class: "why" });
  const stage = element("div", { class: "stage" });
  const back = element("button", { type: "button", onclick: () => go(now - 1) }, labels.back);
  const next = element("button", { type: "button", class: "main", onclick: () => go(now + 1) }, labels.next);
  const count = element("span", { class: "count" });
  body.append(element("div", { class: "lessons-row" }, back, next, count), caption, why, stage);
  const pictures = frames.map((shown) => element("img", { src: shown.src, alt: shown.alt, style: `width:${shown.width}px` }));
  const go = (to) => {
    now = Math.max(0, Math.min(frames.length - 1, to));
    caption.textContent = frames[now].caption;
    why.textContent = frames[now].why;
    stage.replaceChildren(pictures[now]);
    count.textContent = `${now + 1} / ${frames.length}`;
    back.disabled = now === 0;
    next.disabled = now === frames.length - 1;
  };
  frame.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    go(now + step);
  });
  stage.style.minHeight = `${Math.max(...frames.map((shown) => shown.height))}px`;
  go(0);
  return () => {};
};

export default panel("steps", draw);

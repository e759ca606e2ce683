// The doctor: a drawing typed as text on the left, its picture on the right, the findings below.
const finding = (found) => element("li", { class: `finding ${found.level}` },
  element("span", { class: "badge", "aria-hidden": "true" }, String(found.number)),
  element("div", {},
    element("p", { class: "message" }, element("strong", {}, found.message)),
    element("p", { class: "where" }, element("span", { class: "word" }, found.word), " ", found.where),
    element("p", {}, found.why),
    element("p", { class: "fix" }, element("span", { class: "do" }, found.fixLabel), " ", found.fix)));

const image = (picture) => element("img", { src: picture.src, alt: picture.alt, style: `width:${picture.width}px` });

const draw = ({ model, body, send }) => {
  const first = model.get("content"), labels = first.labels;
  const id = `drawing-${Math.random().toString(36).slice(2)}`;
  const text = element("textarea", { id, spellcheck: "false", autocapitalize: "off", autocomplete: "off", dir: "auto" });
  const write = (value) => { text.value = value; fit(); ask(); };
  // Texts on their way to Python: an answer to an older one must not overwrite what was typed since.
  const asked = new Set();
  const ask = () => { asked.add(text.value); send({ text: text.value }); };
  const fit = () => { text.rows = Math.max(4, Math.min(14, text.value.split("\n").length + 1)); };
  text.addEventListener("input", fit);
  text.value = first.text;
  fit();
  text.addEventListener("input", ask);
  const examples = element("div", { class: "lessons-row", role: "group", "aria-label": labels.examples },
    ...first.examples.map((example) => element("button", { type: "button", onclick: () => write(example.text) }, example.title)));
  const picture = element("div", { class: "picture" });
  const summary = element("p", { class: "summary", role: "status" });
  const list = element("ol", { class: "findings" });
  const after = element("div", { class: "after" });
  const code = element("textarea", { readonly: true, rows: 6, "aria-label": labels.mermaid, spellcheck: "false" });
  const away = element("details", {}, element("summary", {}, labels.mermaid), code);
  body.append(
    element("div", { class: "desk" },
      element("div", { class: "write" }, element("label", { for: id }, labels.text), text, element("p", { class: "hint" }, labels.hint)),
      element("div", { class: "see" }, picture)),
    examples, summary, list, after, away);
  return (content) => {
    if (content.text === text.value) asked.clear();
    else if (!asked.has(content.text)) { text.value = content.text; fit(); }
    picture.replaceChildren(image(content.picture));
    summary.textContent = content.summary.text;
    summary.className = `summary ${content.summary.level}`;
    list.replaceChildren(...content.findings.map((found) => finding({ ...found, fixLabel: labels.fix })));
    after.hidden = !content.corrected;
    if (content.corrected) {
      const open = after.querySelector("details")?.open ?? false;
      after.replaceChildren(element("details", { open }, element("summary", {}, labels.correct),
        element("ol", { class: "steps" }, ...content.corrected.steps.map((step) => element("li", {}, step))),
        image(content.corrected.picture),
        element("p", {}, element("button", { type: "button", onclick: () => write(content.corrected.text) }, labels.take))));
    }
    code.value = content.mermaid;
    away.hidden = !content.mermaid;
  };
};

export default panel("doctor", draw);

// The pitch: a drawing typed as text, its diagnosis, then the speech, as a whole and box by box.
const finding = (found, labels) => element("li", { class: `finding ${found.level}` },
  element("span", { class: "badge", "aria-hidden": "true" }, String(found.number)),
  element("div", {},
    element("p", { class: "message" }, element("strong", {}, found.message)),
    element("p", { class: "where" }, element("span", { class: "word" }, found.word), " ", found.where),
    element("p", {}, found.why),
    element("p", { class: "fix" }, element("span", { class: "do" }, labels.fix), " ", found.fix)));

// Copies the spoken text; where the browser refuses, it is selected for the keyboard.
const copyButton = (version, text, labels, said) => element("button", { type: "button", "aria-label": `${labels.copy}${punctuation.colon}${version.title}`, onclick: async () => {
  try {
    await navigator.clipboard.writeText(version.en);
    said.textContent = labels.copied;
  } catch {
    getSelection().selectAllChildren(text);
    said.textContent = labels.selected;
  }
} }, labels.copy);

// With the Chinese beside it, each sentence has a row of its own; without it, the English flows.
const spoken = (version, labels) => {
  const pairs = element("div", { class: "pair" }, ...version.sentences.flatMap((each) => [
    element("span", { class: "english", lang: "en" }, `${each.en} `), element("span", { class: "chinese", lang: "zh-CN" }, each.zh)]));
  const said = element("span", { role: "status" });
  return element("article", { class: "version" },
    element("div", { class: "lessons-row" }, element("strong", {}, version.title), element("span", { class: "count" }, version.count), copyButton(version, pairs, labels, said), said), pairs);
};

const box = (card, labels) => element("details", { class: "box" }, element("summary", {}, card.title),
  element("dl", {}, ...card.lines.flatMap((line) => [element("dt", {}, line.word),
    element("dd", {}, element("span", { class: "english", lang: "en" }, line.en), element("span", { class: "chinese", lang: "zh-CN" }, line.zh))])),
  card.sources.length ? element("p", { class: "where" }, `${labels.sources} `, ...card.sources.flatMap((source, place) => [place ? punctuation.semicolon : "",
    element("a", { href: source.address, target: "_blank", rel: "noreferrer" }, source.name)])) : null);

const draw = ({ model, body, frame, send }) => {
  frame.classList.add("lessons-doctor");
  const first = model.get("content"), { labels } = first, id = `pitch-${Math.random().toString(36).slice(2)}`;
  const text = element("textarea", { id, spellcheck: "false", autocapitalize: "off", autocomplete: "off", dir: "auto" });
  const asked = new Set();
  const ask = () => { asked.add(text.value); send({ text: text.value }); };
  const fit = () => { text.rows = Math.max(4, Math.min(14, text.value.split("\n").length + 1)); };
  const write = (value) => { text.value = value; fit(); ask(); text.focus(); };
  text.addEventListener("input", () => { fit(); ask(); });
  text.value = first.text;
  fit();
  const picture = element("div", { class: "picture" });
  const summary = element("p", { class: "summary", role: "status" });
  const findings = element("ol", { class: "findings" });
  const take = element("button", { type: "button", class: "main" }, labels.take);
  const chinese = element("input", { type: "checkbox", id: `${id}-zh`, checked: first.chinese, onchange: () => frame.classList.toggle("with-chinese", chinese.checked) });
  frame.classList.toggle("with-chinese", first.chinese);
  const versions = element("div"), cards = element("div");
  const speech = element("div", { class: "speech" },
    element("div", { class: "lessons-row" }, chinese, element("label", { for: `${id}-zh`, class: "inline" }, labels.chinese)),
    element("p", { class: "heading" }, labels.whole), versions, element("p", { class: "heading" }, labels.boxes), cards);
  body.append(element("div", { class: "desk" },
    element("div", { class: "write" }, element("label", { for: id }, labels.text), text, element("p", { class: "hint" }, labels.hint)),
    element("div", { class: "see" }, picture)), summary, findings, take, speech);
  return (content) => {
    if (content.text === text.value) asked.clear();
    else if (!asked.has(content.text)) { text.value = content.text; fit(); }
    picture.replaceChildren(element("img", { src: content.picture.src, alt: content.picture.alt, style: `width:${content.picture.width}px` }));
    summary.textContent = content.summary.text;
    summary.className = `summary ${content.summary.level}`;
    findings.replaceChildren(...content.findings.map((found) => finding(found, labels)));
    take.hidden = !content.corrected;
    take.onclick = () => write(content.corrected);
    speech.hidden = !content.versions.length;
    versions.replaceChildren(...content.versions.map((version) => spoken(version, labels)));
    const open = new Set([...cards.querySelectorAll("details[open] > summary")].map((each) => each.textContent));
    cards.replaceChildren(...content.cards.map((card) => box(card, labels)));
    for (const each of cards.children) each.open = open.has(each.querySelector("summary").textContent);
  };
};

export default panel("pitch", draw);

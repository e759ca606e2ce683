// One question of any kind as a form, and the same with its explanations. Shared by question.js and quizzing.js.
// Their panel's frame carries the class lessons-cards. A face makes the controls: { node, read }; read() is the answer so far, or null while there is none.
let cards = 0;

const explained = (verdict) => !verdict ? null : element("div", { class: "verdict" },
  verdict.word ? element("strong", {}, verdict.word) : null, " ", verdict.why);
const tag = (text) => (text ? element("span", { class: "tag" }, text) : null);

// One line of a choice: the control, its words and, once answered, its why, which never moves the control.
const line = (card, index, type, name, changed) => {
  const { labels, given, told } = card, id = `${name}-${index}`;
  const chosen = Boolean(given?.chosen.includes(index)), verdict = told?.verdicts[index];
  const input = verdict ? element("span", { class: "sign", "aria-hidden": "true" }, verdict.right ? "✓" : "✗")
    : element("input", { type, name, id, value: index, checked: chosen, onchange: changed });
  const mark = verdict && (chosen ? labels.yours : verdict.right && type === "checkbox" ? labels.missed : "");
  const look = verdict ? (verdict.right ? "right" : chosen ? "wrong" : "other") : "";
  return element("div", { class: `option ${look} ${chosen ? "chosen" : ""}` }, input,
    element("div", {}, element(verdict ? "span" : "label", { class: "words", for: verdict ? null : id }, card.options[index].text), tag(mark), explained(verdict)));
};

const chosenIn = (node) => [...node.querySelectorAll("input:checked")].map((input) => Number(input.value));
const numbers = (card) => card.options.map((_option, index) => index);
const legend = (card) => element("legend", {}, card.text, element("span", { class: "how" }, card.how));

const choices = (type) => (card, name, changed) => {
  const node = element("fieldset", {}, legend(card), ...numbers(card).map((index) => line(card, index, type, name, changed)));
  return { node, read: () => (chosenIn(node).length ? { chosen: chosenIn(node) } : null) };
};

// True or false: two large buttons, then the reasons of that side. Both sides keep their room, so nothing jumps.
const sides = (card, name, changed) => {
  const { labels, told } = card;
  const reasons = Object.fromEntries(["true", "false"].map((side) => [side, element("fieldset", { class: "reasons" },
    element("legend", { class: "because" }, labels.because[side]),
    ...numbers(card).filter((index) => card.options[index].side === side).map((index) => line(card, index, "radio", name, changed)))]));
  const right = told && card.options[told.verdicts.findIndex((verdict) => verdict.right)].side;
  const mine = told && card.options[card.given.chosen[0]].side;
  const take = (side) => {
    for (const [each, button] of Object.entries(buttons)) button.setAttribute("aria-pressed", each === side);
    for (const [each, group] of Object.entries(reasons)) group.classList.toggle("away", each !== side);
    first.classList.add("away");
    reasons[side === "true" ? "false" : "true"].querySelectorAll("input").forEach((input) => { input.checked = false; });
    changed();
  };
  const buttons = Object.fromEntries(["true", "false"].map((side) => [side, element("button", { type: "button", "aria-pressed": side === mine,
    "aria-disabled": Boolean(told), class: `side ${told ? (side === right ? "right" : side === mine ? "wrong" : "") : ""}`,
    onclick: () => { if (!told) take(side); } }, labels[side], tag(told && side === mine && labels.yours))]));
  const first = element("p", { class: `first ${told ? "away" : ""}` }, labels.first);
  if (!told) Object.values(reasons).forEach((group) => group.classList.add("away"));
  const node = element("fieldset", {}, legend(card),
    element("div", { class: "sides", role: "group", "aria-label": labels.verdicts }, buttons.true, buttons.false),
    element("div", { class: told ? "both" : "stacked" }, first, reasons.true, reasons.false));
  return { node, read: () => (chosenIn(node).length ? { chosen: chosenIn(node) } : null) };
};

// An order: buttons or Alt and an arrow key move a line; the focus goes with it, and the new place is said.
const ordering = (card, name, changed) => {
  const { labels, told } = card;
  if (told) return { node: ordered(card), read: () => null };
  const said = element("p", { class: "said", role: "status" });
  const move = (item, by, button) => {
    const at = [...list.children].indexOf(item), to = at + by;
    if (to < 0 || to >= list.children.length) return;
    list.insertBefore(item, by < 0 ? list.children[to] : list.children[to].nextSibling);
    button.focus();
    said.textContent = labels.moved.replace("{place}", to + 1).replace("{text}", item.dataset.text);
    changed();
  };
  const list = element("ol", { class: "order" }, ...numbers(card).map((index) => {
    const { text } = card.options[index];
    const arrow = (label, sign, by) => element("button", { type: "button", "aria-label": label.replace("{text}", text),
      onclick: (event) => move(item, by, event.currentTarget) }, sign);
    const item = element("li", { class: "option", "data-index": index, "data-text": text }, element("span", {}, text),
      element("span", { class: "moves" }, arrow(labels.up, "↑", -1), arrow(labels.down, "↓", 1)));
    item.addEventListener("keydown", (event) => {
      const by = event.altKey && { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!by) return;
      event.preventDefault();
      event.stopPropagation();
      move(item, by, event.target);
    });
    return item;
  }));
  const node = element("fieldset", {}, legend(card), list, said);
  return { node, read: () => ({ chosen: [...list.children].map((item) => Number(item.dataset.index)) }) };
};

const ordered = (card) => element("fieldset", {}, legend(card), element("ol", { class: "order" }, ...card.told.verdicts.map((verdict, place) => {
  const mine = card.given.chosen.indexOf(verdict.place);
  return element("li", { class: `option ${mine === place ? "right" : "wrong"}` }, element("div", {}, element("span", { class: "words" }, verdict.text),
    tag(`${mine === place ? "✓" : "✗"} ${card.labels.place.replace("{place}", mine + 1)}`), explained(verdict)));
})));

const writing = (card, name, changed) => {
  const { labels, given, told } = card;
  const box = element("textarea", { id: name, rows: 6, readonly: Boolean(told), "aria-label": labels.write, oninput: changed });
  box.value = given?.text ?? "";
  const remarks = told?.remarks.map((each) => element("li", { class: each.good ? "good" : "lacking" },
    element("strong", {}, each.good ? "✓" : "✗"), each.text, each.why ? element("div", { class: "verdict" }, each.why) : null)) ?? [];
  const node = element("fieldset", {}, legend(card), box, remarks.length ? element("ul", { class: "remarks" }, ...remarks) : null,
    told?.note ? element("p", { class: "how" }, told.note) : null,
    told?.model ? element("div", { class: "model" }, element("strong", {}, labels.model), element("p", {}, told.model)) : null);
  return { node, read: () => (box.value.trim() ? { text: box.value } : null) };
};

const FACES = { single: choices("radio"), multiple: choices("checkbox"), true_false: sides, order: ordering, open: writing };

const headingIn = (page, anchor) => {
  const id = CSS.escape(anchor.slice(1));
  return anchor && page.querySelector(`[data-jupyter-id="${id}"], [id="${id}"]`);
};

// A new page of JupyterLab forgets the section in its address. It is brought into view here, until it stands still or
// somebody does something there.
const showSection = (tab, anchor) => {
  const end = Date.now() + 60_000;
  let was = null, still = 0, taken = false;
  const look = () => {
    if (tab.closed || taken || Date.now() > end) return;
    const heading = headingIn(tab.document, anchor);
    if (heading && was === null) for (const deed of ["wheel", "pointerdown", "keydown"]) tab.addEventListener(deed, () => { taken = true; }, { once: true });
    still = heading && heading.getBoundingClientRect().top === was ? still + 1 : 0;
    heading?.scrollIntoView({ block: "start" });
    was = heading?.getBoundingClientRect().top ?? null;
    if (still < 3) setTimeout(look, 200);
  };
  look();
};

// Opens the section inside this notebook where it is here; else its notebook in a page of its own.
const lessonLink = (link) => element("a", { href: link.address + link.anchor, target: "_blank", rel: "noreferrer", onclick: (event) => {
  const here = decodeURIComponent(location.pathname).endsWith(`/${link.address}`);
  const heading = here && headingIn(document, link.anchor);
  const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  const tab = !heading && link.anchor && plain ? window.open(event.currentTarget.href) : null;
  if (!heading && !tab) return;
  event.preventDefault();
  if (heading) heading.scrollIntoView({ block: "start" });
  else showSection(tab, link.anchor);
} }, link.name);

const more = (told, labels) => element("p", { class: "more" },
  ...(told.link ? [`${labels.shows} `, lessonLink(told.link), " "] : []),
  ...(told.sources.length ? [`${labels.sources} `, ...told.sources.flatMap((source, place) => [place ? punctuation.semicolon : "",
    element("a", { href: source.address, target: "_blank", rel: "noreferrer" }, source.name)])] : []));

// A card: the face, and the buttons that answer. With confidence there are three: they say how sure one is.
const drawCard = (card, answer) => {
  const name = `card-${(cards += 1)}`, { labels, told } = card;
  const give = (confidence) => { const read = face.read(); if (read) answer({ ...read, confidence }); };
  const submits = card.confidence.length
    ? card.confidence.map((each) => element("button", { type: "button", onclick: () => give(each.id) }, each.word))
    : [element("button", { type: "submit", class: "main" }, labels.check)];
  const ready = () => submits.forEach((button) => { button.disabled = !face.read(); });
  const face = FACES[card.kind](card, name, () => ready());
  ready();
  const asking = card.confidence.length
    ? element("div", { class: "sureness", role: "group", "aria-label": labels.sure }, element("span", { class: "how" }, labels.sure), element("div", { class: "lessons-row" }, ...submits))
    : element("div", { class: "lessons-row" }, ...submits);
  return element("form", { class: `card ${card.kind} ${told ? "told" : ""}`, onsubmit: (event) => { event.preventDefault(); if (!card.confidence.length) give(""); } },
    face.node, told ? null : asking);
};

// The translator: a text to edit on the left, its translation on the right. The browser links the lines;
// Python is asked only when the text changes.
const LINE = 20, PADDING = 8;

const textOf = (note, labels) => [
  note.words && element("strong", {}, note.words),
  element("span", {}, note.why),
  note.breaks && element("span", {}, element("b", {}, labels.breaks), " ", note.breaks),
].filter(Boolean);

// The box in which one types: highlighted lines lie under a transparent textarea.
const box = (id, onchange, onpoint) => {
  const bars = element("div", { class: "bars", "aria-hidden": "true" });
  const text = element("textarea", { id, wrap: "off", spellcheck: "false", autocapitalize: "off", autocomplete: "off" });
  const scroll = () => { bars.style.transform = `translateY(${-text.scrollTop}px)`; };
  const caret = () => onpoint(text.value.slice(0, text.selectionStart).split("\n").length - 1, true);
  text.addEventListener("input", onchange);
  for (const event of ["keyup", "click"]) text.addEventListener(event, caret);
  text.addEventListener("scroll", scroll);
  text.addEventListener("mousemove", (event) =>
    onpoint(Math.floor((event.offsetY + text.scrollTop - PADDING) / LINE), false));
  text.addEventListener("mouseleave", () => onpoint(null, false));
  const bar = (line, kind) => element("div", { class: `bar ${kind}`, style: `top:${PADDING + line * LINE}px` });
  const paint = (marked, lost) => bars.replaceChildren(...[...lost].map((line) => bar(line, "lost")), ...marked.map((line) => bar(line, "on")));
  const reveal = (line) => {
    const top = PADDING + line * LINE;
    if (top < text.scrollTop || top + LINE > text.scrollTop + text.clientHeight) text.scrollTop = top - text.clientHeight / 3;
  };
  const goTo = (line) => {
    const start = text.value.split("\n").slice(0, line).join("\n").length + (line > 0 ? 1 : 0);
    text.focus();
    text.setSelectionRange(start, start);
    reveal(line);
    onpoint(line, true);
  };
  return { node: element("div", { class: "paper" }, bars, text), text, paint, reveal, goTo };
};

// The translation: a list of lines through which the arrow keys go.
const listing = (id, onpoint) => {
  const list = element("div", { class: "lines", role: "listbox", tabindex: "0" });
  let rows = [], now = 0;
  const rowAt = (event) => { const row = event.target.closest("[role=option]"); return row ? rows.indexOf(row) : null; };
  list.addEventListener("mousemove", (event) => onpoint(rowAt(event), false));
  list.addEventListener("mouseleave", () => onpoint(null, false));
  list.addEventListener("click", (event) => { if (rowAt(event) !== null) onpoint(rowAt(event), true); });
  list.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -rows.length, End: rows.length };
    if (!(event.key in steps) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    onpoint(Math.max(0, Math.min(rows.length - 1, now + steps[event.key])), true);
  });
  const reveal = (line) => {
    const row = rows[line];
    if (!row) return;
    const top = row.offsetTop, bottom = top + row.offsetHeight;
    if (top < list.scrollTop || bottom > list.scrollTop + list.clientHeight) list.scrollTop = top - list.clientHeight / 3;
  };
  const fill = (lines) => {
    rows = lines.map((line, index) => element("div", { role: "option", id: `${id}-${index}`, "aria-selected": "false" }, line.text));
    list.replaceChildren(element("div", { class: "sheet", role: "presentation" }, ...rows));
  };
  const paint = (marked, chosen) => {
    if (chosen !== null) now = chosen;
    rows.forEach((row, index) => {
      row.classList.toggle("on", marked.includes(index));
      row.setAttribute("aria-selected", String(index === chosen));
    });
    if (chosen === null) list.removeAttribute("aria-activedescendant");
    else list.setAttribute("aria-activedescendant", `${id}-${chosen}`);
  };
  return { list, fill, paint, reveal, count: () => rows.length };
};

const draw = ({ model, body, send }) => {
  const first = model.get("content"), labels = first.labels;
  const id = `translator-${Math.random().toString(36).slice(2)}`;
  let shown = first, pinned = null, hovered = null;

  const lossOf = (line) => [...shown.losses, ...shown.leftOut].find((group) => group.places.some((place) => place.given.includes(line)));
  const linesFrom = (line) => shown.lines.flatMap((each, index) => (each.given.includes(line) ? [index] : []));
  const pointer = (side) => (line, pin) => {
    const spot = line === null ? null : { side, line };
    if (pin) { pinned = spot; hovered = null; follow(spot); } else hovered = spot;
    light();
  };
  const left = box(id, () => ask(), pointer("left"));
  const right = listing(`${id}-line`, pointer("right"));
  // Every note lies unseen under the shown one, so that the tallest gives the height and nothing moves.
  const ghosts = element("div", { class: "ghosts", "aria-hidden": "true" });
  const status = element("div", { class: "shown", role: "status" });
  const note = element("div", { class: "note" }, ghosts, status);

  const noteOfLoss = (group) => [element("span", { class: "gone" }, labels.lost), ...textOf({ ...shown.notes[group.rule], why: group.why }, labels),
    group.instead && element("span", {}, element("b", {}, labels.instead), " ", group.instead)].filter(Boolean);
  const noteOf = ({ side, line }) => {
    if (side === "right") {
      const each = shown.lines[line];
      if (!each?.rule) return [element("span", {}, labels.opens)];
      const unsaid = each.given.length ? [] : [element("span", {}, labels.unsaid)];
      return [...textOf(shown.notes[each.rule], labels), ...unsaid];
    }
    const group = lossOf(line), to = linesFrom(line);
    if (to.length) return textOf(shown.notes[shown.lines[to[0]].rule], labels);
    return group ? noteOfLoss(group) : [element("span", {}, labels.opens)];
  };
  const allNotes = () => [...shown.lines.map((_, line) => noteOf({ side: "right", line })), ...[...shown.losses, ...shown.leftOut].map(noteOfLoss)];
  const follow = (spot) => {
    if (!spot) return;
    if (spot.side === "right") { right.reveal(spot.line); const to = shown.lines[spot.line]?.given ?? []; if (to.length) left.reveal(to[0]); }
    else { const to = linesFrom(spot.line); if (to.length) right.reveal(to[0]); }
  };
  const light = () => {
    const spot = hovered ?? pinned;
    const lost = new Set(shown.losses.flatMap((group) => group.places.flatMap((place) => [...place.given])));
    if (shown.problem || !spot) {
      left.paint([], shown.problem ? new Set() : lost);
      right.paint([], null);
      status.replaceChildren(element("span", {}, shown.problem));
      return;
    }
    const fromRight = spot.side === "right";
    left.paint(fromRight ? [...(shown.lines[spot.line]?.given ?? [])] : [spot.line], lost);
    right.paint(fromRight ? [spot.line] : linesFrom(spot.line), fromRight ? spot.line : null);
    status.replaceChildren(...noteOf(spot));
  };

  // Texts on their way to Python: an answer to an older one must not overwrite what was typed since.
  const asked = new Set();
  const ask = () => { asked.add(left.text.value); send({ text: left.text.value }); };
  const write = (value) => { left.text.value = value; left.text.scrollTop = 0; pinned = null; ask(); };
  const turn = (fromEcs) => {
    if (shown.fromEcs === fromEcs) return;
    write(shown.problem ? first.examples.find((each) => each.fromEcs === fromEcs).text : shown.result);
  };

  const button = (text, onclick) => element("button", { type: "button", onclick }, text);
  const directions = [button(labels.toKubernetes, () => turn(true)), button(labels.toEcs, () => turn(false))];
  const examples = element("div", { class: "lessons-row", role: "group", "aria-label": labels.examples },
    ...first.examples.map((each) => button(each.title, () => write(each.text))));
  const label = element("label", { for: id }), heading = element("p", { class: "head", id: `${id}-head` });
  right.list.setAttribute("aria-labelledby", `${id}-head`);
  const title = element("p", { class: "title" }), list = element("ul", { class: "losses" });
  const quiet = element("ul", { class: "losses" });
  const aside = element("details", {}, element("summary", {}, labels.leftOut), quiet);
  body.append(
    element("div", { class: "lessons-row", role: "group", "aria-label": labels.direction }, ...directions), examples,
    element("div", { class: "desk" }, element("div", {}, label, left.node), element("div", {}, heading, right.list)),
    element("p", { class: "hint" }, labels.hint), note, title, list, aside);

  const place = (each) => element("button", { type: "button", class: "place", "aria-disabled": each.given.length === 0,
    onclick: () => { if (each.given.length) left.goTo(each.given[0]); } }, `${each.path}: ${each.value}`);
  const loss = (group) => element("li", {}, element("div", { class: "places" }, ...group.places.map(place)),
    element("p", {}, group.why, group.instead ? element("span", { class: "instead" }, " ", element("b", {}, labels.instead), " ", group.instead) : null));

  return (content) => {
    if (content.text === left.text.value) asked.clear();
    else if (!asked.has(content.text)) left.text.value = content.text;
    label.textContent = content.heads[0];
    heading.textContent = content.heads[1];
    directions.forEach((each, index) => each.setAttribute("aria-pressed", String(content.fromEcs === (index === 0))));
    right.list.classList.toggle("stale", content.problem !== "");
    // What cannot be read keeps the last translation in sight, and says why there is no new one.
    shown = { lines: [], losses: [], leftOut: [], notes: {}, ...(content.problem ? shown : {}), ...content };
    note.classList.toggle("wrong", content.problem !== "");
    if (!content.problem) {
      right.fill(content.lines);
      const different = new Map(allNotes().map((parts) => [parts.map((part) => part.textContent).join(), parts]));
      ghosts.replaceChildren(...[...different.values()].map((parts) => element("div", { class: "ghost" }, ...parts)));
      pinned ??= { side: "right", line: content.start };
      if (pinned.side === "right" && pinned.line >= content.lines.length) pinned = { side: "right", line: content.start };
      title.textContent = content.lossesTitle;
      list.replaceChildren(...content.losses.map(loss));
      quiet.replaceChildren(...content.leftOut.map(loss));
      aside.hidden = content.leftOut.length === 0;
    }
    light();
  };
};

export default panel("translator", draw);

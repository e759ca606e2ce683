// The ultimate table: filtered, searched, turned and copied in the browser; Python sent all of it once.
const NARROW = 620;

// What is shown: headings across, lines down, each cell's text; the same for both ways of turning.
const gridOf = (content, view) => {
  const places = content.columns.map((column, place) => ({ ...column, place })).filter(({ id }) => view.columns.has(id));
  const wanted = view.search.trim().toLowerCase();
  const rows = content.rows.map((row, index) => ({ ...row, number: index + 1, texts: places.map(({ place }) => row.cells[place]) }))
    .filter((row) => !view.topic || row.topic === view.topic)
    .filter((row) => !view.differences || new Set(row.texts).size > 1)
    .filter((row) => !wanted || [row.name, ...row.texts].some((text) => text.toLowerCase().includes(wanted)));
  const text = (row, column) => row.cells[column.place];
  if (!places.length || !rows.length) return { places, rows, across: [], down: [], text };
  return view.turned
    ? { places, rows, across: rows, down: places, text: (line, head) => text(head, line) }
    : { places, rows, across: places, down: rows, text };
};

const filled = (template, values) => template.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
const barred = (text) => text.replaceAll("|", "\\|");

// GitHub's Markdown, each row's sources as a footnote.
const markdown = (content, { rows, across, down, text }, corner) => {
  const name = (item) => barred(item.number ? `${item.name} ${item.signs}`.trim() + ` [^${item.number}]` : item.name);
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const body = down.map((item) => line([name(item), ...across.map((head) => barred(text(item, head)))]));
  const notes = rows.map((row) => `[^${row.number}]: ${row.sources.map((source) => `[${source.name}](${source.address})`).join(punctuation.semicolon)}. ${row.as_of}`);
  const signs = content.legend.filter((sentence) => rows.some((row) => row.signs.includes(sentence[0])));
  return [`**${content.title}**`, "", line([corner, ...across.map(name)]), line([corner, ...across].map(() => "---")), ...body, "", ...signs.flatMap((sign) => [sign, ""]), ...notes, ""].join("\n");
};

// The text with what was searched for marked.
const marked = (text, search) => {
  const wanted = search.trim(), at = wanted ? text.toLowerCase().indexOf(wanted.toLowerCase()) : -1;
  if (at < 0) return [text];
  return [text.slice(0, at), element("mark", {}, text.slice(at, at + wanted.length)), text.slice(at + wanted.length)];
};

const draw = ({ model, body, frame }) => {
  let content = model.get("content"), narrow = false;
  const labels = content.labels, key = Math.random().toString(36).slice(2);
  const view = { columns: new Set(), topic: "", turned: false, differences: false, search: "", at: 0 };
  const set = (change) => { Object.assign(view, change); refresh(); };

  const search = element("input", { type: "search", id: `search-${key}`, autocomplete: "off", oninput: () => set({ search: search.value, at: 0 }) });
  const topic = element("select", { id: `topic-${key}`, onchange: () => set({ topic: topic.value, at: 0 }) },
    element("option", { value: "" }, labels.all), ...content.topics.map(({ id, title }) => element("option", { value: id }, title)));
  const toggle = (text, press) => element("button", { type: "button", class: "toggle", onclick: press }, text);
  const columns = content.columns.map(({ id, name }) => toggle(name, () => {
    view.columns.has(id) ? view.columns.delete(id) : view.columns.add(id);
    set({ at: 0 });
  }));
  const differences = toggle(labels.differences, () => set({ differences: !view.differences, at: 0 }));
  const turn = toggle(labels.turn, () => set({ turned: !view.turned, at: 0 }));
  const copy = element("button", { type: "button", onclick: () => take() }, labels.copy);
  const count = element("span", { class: "count", role: "status" });
  const pick = element("select", { "aria-label": labels.one, onchange: () => set({ at: Number(pick.value) }) });
  const step = (by, text) => element("button", { type: "button", onclick: () => set({ at: view.at + by }) }, text);
  const pager = element("div", { class: "lessons-row pager", role: "group", "aria-label": labels.one }, step(-1, labels.back), pick, step(1, labels.next));
  const stage = element("div", { class: "stage", tabindex: 0, role: "region", "aria-label": content.title });
  const notes = element("ol", {});
  const details = element("details", { class: "notes" }, element("summary", {}, labels.notes), notes);
  const legend = element("p", { class: "legend" });
  const text = element("textarea", { readonly: true, rows: 8, hidden: true, "aria-label": labels.markdown });
  const finder = (text, control) => element("div", { class: "finder" }, element("label", { for: control.id }, text), control);
  body.append(
    element("div", { class: "lessons-row finders" }, finder(labels.search, search), finder(labels.topic, topic)),
    element("div", { class: "lessons-row", role: "group", "aria-label": labels.columns }, ...columns),
    element("div", { class: "lessons-row" }, differences, turn, copy, count),
    text, pager, stage, legend, details);

  const take = async () => {
    const made = markdown(content, gridOf(content, view), view.turned ? labels.corner_turned : labels.corner);
    text.value = made;
    try {
      await navigator.clipboard.writeText(made);
      text.hidden = true;
      count.textContent = labels.copied;
    } catch {
      text.hidden = false;
      text.focus();
      text.select();
      count.textContent = labels.by_hand;
    }
  };

  // A topic with its signs and the button to its sources; an option is only its name.
  const heading = (item) => item.number ? [...marked(item.name, view.search), item.signs ? ` ${item.signs}` : "",
    element("button", { type: "button", class: "note", id: `back-${key}-${item.number}`, "aria-label": filled(labels.source_of, item), onclick: () => openNote(item.number) }, `[${item.number}]`)] : [item.name];
  const openNote = (number) => {
    details.open = true;
    const note = notes.querySelector(`[value="${number}"]`);
    note.scrollIntoView({ block: "nearest" });
    note.focus({ preventScroll: true });
  };
  const note = (row) => element("li", { value: row.number, tabindex: -1 }, element("b", {}, `${row.name}. `), `${labels.sources} `,
    ...row.sources.flatMap((source, index) => [index ? punctuation.semicolon : "", element("a", { href: source.address, target: "_blank", rel: "noopener" }, source.name)]),
    `. ${row.as_of}. `, ...row.remarks.map((remark) => `${remark}. `),
    element("button", { type: "button", class: "note", "aria-label": `${labels.to_table}${punctuation.colon}${row.name}`, onclick: () => frame.querySelector(`#back-${key}-${row.number}`)?.focus() }, "↩"));

  const line = (grid, heads, item) => element("tr", {}, element("th", { scope: "row" }, ...heading(item)),
    ...heads.map((head) => element("td", {}, ...marked(grid.text(item, head), view.search))));
  const group = (item, width) => element("tr", { class: "group" },
    element("th", { colspan: width, scope: "rowgroup" }, content.topics.find(({ id }) => id === item.topic).title));
  const bodies = (grid, heads) => {
    if (view.turned) return [element("tbody", {}, ...grid.down.map((item) => line(grid, heads, item)))];
    return content.topics.map(({ id }) => grid.down.filter((row) => row.topic === id)).filter((part) => part.length).map((part) =>
      element("tbody", {}, view.topic ? null : group(part[0], heads.length + 1), ...part.map((item) => line(grid, heads, item))));
  };
  const tableOf = (grid) => {
    const heads = narrow ? [grid.across[view.at]] : grid.across;
    const corner = element("th", { scope: "col" }, view.turned ? labels.corner_turned : labels.corner);
    const top = element("thead", {}, element("tr", {}, corner, ...heads.map((head) => element("th", { scope: "col" }, ...heading(head)))));
    return element("table", { class: view.turned && !narrow ? "turned" : "" }, element("caption", {}, content.title), top, ...bodies(grid, heads));
  };

  const page = (across) => {
    view.at = Math.max(0, Math.min(across.length - 1, view.at));
    pager.hidden = !narrow || across.length < 2;
    pick.replaceChildren(...across.map((item, index) => element("option", { value: index }, item.name)));
    pick.value = view.at;
    pager.firstChild.setAttribute("aria-disabled", view.at === 0);
    pager.lastChild.setAttribute("aria-disabled", view.at >= across.length - 1);
  };
  const refresh = () => {
    const grid = gridOf(content, view);
    page(grid.across);
    stage.replaceChildren(grid.across.length ? tableOf(grid) : element("p", { class: "nothing" }, labels.nothing));
    notes.replaceChildren(...grid.rows.map(note));
    legend.textContent = content.legend.filter((sentence) => grid.rows.some((row) => row.signs.includes(sentence[0]))).join(" · ");
    columns.forEach((button, index) => button.setAttribute("aria-pressed", view.columns.has(content.columns[index].id)));
    differences.setAttribute("aria-pressed", view.differences);
    turn.setAttribute("aria-pressed", view.turned);
    count.textContent = filled(labels.count, { rows: grid.rows.length, all: content.rows.length, columns: grid.places.length, options: content.columns.length });
  };
  new ResizeObserver(([entry]) => {
    const now = entry.contentRect.width < NARROW;
    if (now !== narrow) { narrow = now; refresh(); }
  }).observe(body);
  return (newest) => {
    content = newest;
    const { columns: names, topic: chosen, turned } = content.start;
    topic.value = chosen;
    set({ columns: new Set(names), topic: chosen, turned, at: 0 });
  };
};

export default panel("table", draw);

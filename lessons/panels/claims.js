// Claims, one at a time: judge, then read the evidence. A verdict comes from Python only after its claim was judged.
const evidence = (found, labels) => [
  element("p", { class: "evidence" }, element("strong", {}, labels.evidence), " ", found.evidence),
  element("p", { class: "source" }, `${labels.sources} `,
    ...found.sources.flatMap((source, place) => [place ? punctuation.semicolon : "",
      element("a", { href: source.address, target: "_blank", rel: "noreferrer" }, source.name)]),
    punctuation.brackets(`${labels.asOf} ${found.asOf}`)),
  element("p", { class: "say" }, element("strong", {}, labels.say), " ", element("span", { lang: "en" }, `“${found.say}”`)),
  found.reading ? element("p", { class: "reading" }, found.reading) : null,
].filter(Boolean);

const draw = ({ model, body, frame, send }) => {
  const { claims, groups, choices, labels } = model.get("content");
  const places = Object.fromEntries(groups.map((group) => [group.id, 0]));
  let content = model.get("content"), group = groups[0].id, refocus = false;
  const mine = () => claims.filter((claim) => claim.group === group);
  const now = () => mine()[places[group]];
  const go = (to) => { places[group] = Math.max(0, Math.min(mine().length - 1, to)); show(); };
  const judge = (choice) => {
    if (content.judged[now().id]) return;
    refocus = frame.contains(document.activeElement);
    send({ judged: { ...content.judged, [now().id]: choice } });
  };
  const forget = () => {
    refocus = true;
    const { [now().id]: _gone, ...kept } = content.judged;
    send({ judged: kept });
  };

  const tabs = groups.map((each) => element("button", { type: "button", onclick: () => { group = each.id; show(); } }, each.title));
  const tally = element("p", { class: "tally", role: "status" });
  const strip = element("div", { class: "strip", "aria-hidden": "true" });
  const count = element("p", { class: "count" });
  const sentence = element("blockquote", { class: "claim" });
  const buttons = choices.map((choice, place) => element("button", { type: "button", onclick: () => judge(choice.id) },
    element("span", { class: "word" }, `${place + 1} ${choice.word}`), element("span", { class: "meaning" }, choice.meaning)));
  const result = element("p", { class: "result", role: "status" });
  const card = element("div", { class: "card" });
  const back = element("button", { type: "button", onclick: () => go(places[group] - 1) }, labels.back);
  const next = element("button", { type: "button", class: "main", onclick: () => go(places[group] + 1) }, labels.next);
  const again = element("button", { type: "button", onclick: forget }, labels.again);
  body.append(
    element("div", { class: "lessons-row", role: "group", "aria-label": labels.groups }, ...tabs, tally), strip, count, sentence,
    element("div", { class: "choices", role: "group", "aria-label": labels.judge }, ...buttons),
    element("div", { class: "answer" }, result, card),
    element("div", { class: "lessons-row", role: "group", "aria-label": labels.pages }, back, next, again, element("span", { class: "hint" }, labels.hint)));

  frame.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key], choice = choices[Number(event.key) - 1];
    if (!step && !choice) return;
    event.preventDefault();
    event.stopPropagation();
    if (step) go(places[group] + step); else judge(choice.id);
  });

  const show = () => {
    const { id, text } = now(), said = content.judged[id], found = content.verdicts[id], all = mine();
    tabs.forEach((tab, place) => tab.setAttribute("aria-pressed", groups[place].id === group));
    tally.textContent = content.tally[group];
    strip.replaceChildren(...all.map((claim, place) => {
      const verdict = content.verdicts[claim.id];
      return element("span", { class: `${verdict ? (verdict.agreed ? "agreed" : "missed") : "open"} ${place === places[group] ? "here" : ""}` });
    }));
    count.textContent = `${places[group] + 1} / ${all.length}`;
    sentence.textContent = text;
    buttons.forEach((button, place) => {
      button.setAttribute("aria-pressed", choices[place].id === said);
      button.setAttribute("aria-disabled", Boolean(said));
      button.className = found && choices[place].id === found.id ? "right" : "";
    });
    result.textContent = found?.result ?? "";
    result.className = `result ${found ? (found.agreed ? "agreed" : "missed") : ""}`;
    card.replaceChildren(...(found ? evidence(found, labels) : [element("p", { class: "empty" }, labels.empty)]));
    back.setAttribute("aria-disabled", places[group] === 0);
    next.setAttribute("aria-disabled", places[group] === all.length - 1);
    again.hidden = !found;
    if (refocus) { (found ? next : buttons[0]).focus(); refocus = false; }
  };
  return (fresh) => { content = fresh; show(); };
};

export default panel("claims", draw);

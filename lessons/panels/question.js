// One question: choose, answer, and read why each option is right or wrong. The answers come from Python
// only after the learner has answered.
const draw = ({ model, body, send }) => {
  const name = `question-${Math.random().toString(36).slice(2)}`;
  const first = model.get("content"), labels = first.labels;
  const inputs = first.options.map((text, index) => element("input", { type: "radio", name, value: index, id: `${name}-${index}`,
    onchange: () => { check.disabled = false; } }));
  const verdicts = first.options.map(() => element("div", { class: "verdict" }));
  const rows = first.options.map((text, index) => element("div", { class: "option" },
    inputs[index], element("div", {}, element("label", { for: `${name}-${index}` }, text), verdicts[index])));
  const check = element("button", { type: "submit", class: "main", disabled: true }, labels.check);
  const again = element("button", { type: "button", hidden: true, onclick: () => send({ chosen: null }) }, labels.again);
  const result = element("p", { class: "result", role: "status" });
  const form = element("form", { onsubmit: (event) => {
    event.preventDefault();
    const index = inputs.findIndex((input) => input.checked);
    if (index >= 0) send({ chosen: index });
  } }, element("fieldset", {}, element("legend", {}, first.text), ...rows), element("div", { class: "lessons-row" }, check, again, result));
  body.append(form);
  return (content) => {
    const answered = content.verdicts.length > 0;
    rows.forEach((row, index) => {
      const verdict = content.verdicts[index];
      row.className = `option ${verdict ? (verdict.right ? "right" : "wrong") : ""}`;
      verdicts[index].replaceChildren(...(verdict ? [element("strong", {}, `${verdict.word} `), verdict.why] : []));
      inputs[index].disabled = answered;
      inputs[index].checked = content.chosen === index;
    });
    const moveFocus = form.contains(document.activeElement);
    check.hidden = answered;
    check.disabled = content.chosen === null;
    again.hidden = !answered;
    result.textContent = content.result;
    if (moveFocus) (answered ? again : inputs[0]).focus();
  };
};

export default panel("question", draw);

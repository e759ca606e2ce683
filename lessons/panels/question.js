// One question: choose, answer, and read why. The explanations come from Python only after the learner has answered.
const draw = ({ model, body, frame, send }) => {
  frame.classList.add("lessons-cards");
  const place = element("div"), after = element("div");
  const result = element("p", { class: "result", role: "status" });
  const again = element("button", { type: "button", onclick: () => send({ given: null }) }, model.get("content").again);
  const row = element("div", { class: "lessons-row" }, again, result);
  body.append(place, row, after);
  return (content) => {
    const { told } = content, moveFocus = body.contains(document.activeElement);
    const form = drawCard(content, (given) => send({ given }));
    place.replaceChildren(form);
    again.hidden = !told;
    row.className = `lessons-row ${told ? "" : "empty"}`;
    result.textContent = told?.result ?? "";
    result.className = `result ${told?.outcome ?? ""}`;
    after.replaceChildren(...(told ? [more(told, content.labels)] : []));
    if (moveFocus) (told ? again : form.querySelector("input, button, textarea")).focus({ preventScroll: true });
  };
};

export default panel("question", draw);

// Jobs to sort: one of two for each, and the reason at once. Reasons come from Python only after the choice.
const draw = ({ model, body, send }) => {
  const first = model.get("content"), name = `sorting-${Math.random().toString(36).slice(2)}`;
  let chosen = { ...first.chosen };
  const choose = (job, answer) => { chosen = { ...chosen, [job]: answer }; send({ chosen }); };
  const rows = first.jobs.map((job, index) => {
    const inputs = first.answers.map((answer) => {
      const input = element("input", { type: "radio", name: `${name}-${index}`, value: answer.id, onchange: () => choose(job.id, answer.id) });
      return { input, label: element("label", {}, input, element("span", {}, answer.text)) };
    });
    const verdict = element("p", { class: "verdict", role: "status" });
    const row = element("fieldset", {}, element("legend", {}, `${index + 1}. ${job.text}`), element("div", { class: "choice" }, ...inputs.map(({ label }) => label)), verdict);
    return { job, inputs, verdict, row };
  });
  const score = element("p", { class: "score", role: "status" });
  const again = element("button", { type: "button", onclick: () => { chosen = {}; send({ chosen }); } }, first.again);
  body.append(element("p", { class: "head" }, first.head), ...rows.map(({ row }) => row), element("div", { class: "lessons-row" }, score, again));
  const link = (source) => element("a", { href: source.address, target: "_blank", rel: "noopener" }, source.name);
  return (content) => {
    chosen = { ...content.chosen };
    for (const { job, inputs, verdict, row } of rows) {
      const found = content.verdicts[job.id];
      row.className = found ? (found.right ? "right" : "other") : "";
      inputs.forEach(({ input }) => { input.checked = content.chosen[job.id] === input.value; });
      const sources = found ? found.sources.flatMap((source) => [" ", link(source)]) : [];
      verdict.replaceChildren(...(found ? [element("strong", {}, found.word), ` ${found.why}`, element("small", {}, ...sources)] : []));
    }
    score.textContent = content.score;
    again.hidden = Object.keys(content.chosen).length === 0;
  };
};

export default panel("sorting", draw);

// A table to take away: the browser saves what Python made.
const draw = ({ model, body }) => {
  const { labels } = model.get("content");
  const link = (text, extra) => element("a", { class: "save", ...extra }, text);
  const text = link(labels.markdown), image = link(labels.picture);
  const remark = element("p", { class: "remark" });
  const picture = element("img", {});
  const source = element("textarea", { readonly: true, rows: 6, "aria-label": labels.text });
  body.append(element("div", { class: "lessons-row" }, text, image), remark, picture, source);
  return (content) => {
    text.href = `data:text/markdown;charset=utf-8,${encodeURIComponent(content.markdown)}`;
    text.download = `${content.name}.md`;
    image.hidden = picture.hidden = !content.picture;
    if (content.picture) {
      image.href = picture.src = content.picture;
      image.download = `${content.name}.png`;
      picture.alt = content.alt;
    }
    remark.textContent = content.remark;
    source.value = content.markdown;
  };
};

export default panel("keeping", draw);

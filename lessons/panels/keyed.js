// Children of parent follow items by their keys; a node is made once, updated always, moved only where it must.
const keyed = (parent, items, make) => {
  const old = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  const wanted = items.map((item) => {
    const node = old.get(item.key) ?? make(item);
    node.dataset.key = item.key;
    old.delete(item.key);
    node.update(item);
    return node;
  });
  for (const node of old.values()) node.remove();
  wanted.forEach((node, place) => { if (parent.children[place] !== node) parent.insertBefore(node, parent.children[place] ?? null); });
};
const write = (node, text) => { if (node.textContent !== text) node.textContent = text; };

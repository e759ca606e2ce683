// ECS alive. Python looks and says what is there; the page keeps every box where it is until its task is gone.
const SIGNS = { running: "●", starting: "◌", ending: "◒", stopped: "✕" };

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

const draw = ({ model, body, frame, send }) => {
  const { labels } = model.get("content");
  let content = model.get("content");

  // A button that says what it does while Python does it. It stays focusable: the focus must not fall out of the panel.
  const act = (wish, name, title, attributes = {}) => {
    const button = element("button", { type: "button", title, ...attributes, onclick: () => {
      if (button.getAttribute("aria-disabled") === "true") return;
      button.setAttribute("aria-disabled", "true");
      pressed.add(button);
      clearTimeout(timer);
      timer = setTimeout(() => { late = true; write(said, labels.busy); }, 1500);
      send(wish());
    } }, name);
    return button;
  };
  const pressed = new Set();
  let timer = 0, late = false; // late: Python has not answered yet, since a cell is running
  model.on("msg:custom", () => {
    clearTimeout(timer);
    late = false;
    write(said, content.said);
    for (const button of pressed) button.setAttribute("aria-disabled", "false");
    pressed.clear();
  });

  const taskBox = () => {
    const sign = element("span", { class: "sign", "aria-hidden": "true" }), status = element("span", { class: "status" });
    const lit = element("span", { class: "lit" }, labels.answered);
    const name = element("code"), from = element("span", { class: "from" }), note = element("span", { class: "note" });
    const stop = act(() => ({ stop: node.dataset.key }), labels.stop, labels.stopHint, { class: "stop" });
    const crash = act(() => ({ crash: node.dataset.key }), labels.crash, labels.crashHint, { class: "crash" });
    const node = element("li", { class: "task" }, element("div", { class: "top" }, sign, status, lit), name, from, note, element("div", { class: "acts" }, stop, crash));
    const offer = (button, label) => {
      button.hidden = !label;
      button.setAttribute("aria-label", label);
    };
    node.update = (task) => {
      offer(stop, task.stop);
      offer(crash, task.crash);
      node.dataset.phase = task.phase;
      node.classList.toggle("answered", content.lit === task.key);
      if (content.lit === task.key && node.turn !== content.turn && !still()) node.animate([{ boxShadow: "0 0 0 10px var(--glow)" }, { boxShadow: "0 0 0 0 transparent" }], { duration: 900, easing: "ease-out" });
      node.turn = content.turn;
      write(sign, SIGNS[task.phase]);
      write(status, task.status);
      write(name, task.name);
      write(from, task.from);
      write(note, task.note);
      note.title = task.note;
      note.classList.toggle("bad", task.bad);
    };
    return node;
  };
  const grid = () => {
    const list = element("ul", { class: "tasks", "aria-label": labels.tasks }), none = element("p", { class: "quiet none" }, labels.empty);
    const node = element("div", { class: "field" }, list, none);
    node.update = (tasks) => {
      keyed(list, tasks, taskBox);
      list.classList.toggle("dense", tasks.length > 12);
      none.hidden = tasks.length > 0;
    };
    return node;
  };
  const log = (title, empty) => {
    const list = element("ol", {}), none = element("p", { class: "quiet" }, empty);
    const node = element("section", { class: "log" }, element("h4", {}, title), element("div", { class: "lines", tabindex: 0, role: "group", "aria-label": title }, list, none));
    node.update = (lines) => {
      const now = JSON.stringify(lines);
      if (node.shown === now) return;
      node.shown = now;
      list.replaceChildren(...lines.map((line) => element("li", {}, element("span", { class: "when" }, line.when ?? line.name), " ", line.text)));
      none.hidden = lines.length > 0;
    };
    return node;
  };
  const doorRow = () => {
    const button = act(() => ({ ask: node.dataset.key }), "", "", { class: "ask" }), name = element("span", { class: "quiet" });
    const node = element("div", { class: "lessons-row door" }, button, name);
    node.update = (door) => {
      write(button, door.button);
      button.setAttribute("aria-label", `${door.button}${punctuation.colon}${door.name}`);
      write(name, door.about);
    };
    return node;
  };
  const serviceCard = () => {
    const title = element("h3"), counts = element("div", { class: "counts" });
    const deployments = element("ul", { class: "deployments", "aria-label": labels.deployments });
    const tasks = grid(), doors = element("div");
    const events = log(labels.events, labels.noEvents), past = log(labels.past, labels.noPast);
    past.classList.add("past");
    const logs = element("div", { class: "logs" }, events, past);
    const node = element("article", { class: "service" }, element("div", { class: "head" }, title, counts), deployments, tasks, doors, logs);
    node.update = (service) => {
      write(title, service.title);
      const facts = JSON.stringify([service.counts, service.deployments]);
      if (node.facts !== facts) showFacts(service);
      node.facts = facts;
      tasks.update(service.tasks);
      keyed(doors, service.doors, doorRow);
      logs.hidden = service.deleted; // with a service go its events
      events.update(service.events);
      past.update(service.past);
    };
    const showFacts = (service) => {
      counts.replaceChildren(...service.counts.map(({ word, count, look }) => element("span", { class: `count ${look}` }, element("b", {}, count), ` ${word}`)));
      deployments.replaceChildren(...service.deployments.map((each) => element("li", { class: each.look }, element("b", {}, each.revision), element("span", { class: "mark" }, each.status),
        element("span", { class: "rollout" }, each.rollout), element("span", { class: "bar", "aria-hidden": "true" }, element("i", { style: `width:${each.share}%` })), element("span", {}, each.counts), each.failed ? element("span", { class: "failed" }, each.failed) : null)));
    };
    return node;
  };
  const clusterBox = () => {
    const title = element("h2"), services = element("div"), alone = grid();
    const lonely = element("article", { class: "service alone" }, element("div", { class: "head" }, element("h3", {}, labels.alone), element("span", { class: "quiet" }, labels.aloneHint)), alone);
    const none = element("p", { class: "quiet" }, labels.nothing);
    const node = element("section", { class: "cluster" }, title, none, services, lonely);
    node.update = (cluster) => {
      write(title, cluster.title);
      keyed(services, cluster.services, serviceCard);
      lonely.hidden = cluster.alone.length === 0;
      none.hidden = cluster.services.length + cluster.alone.length > 0;
      alone.update(cluster.alone);
    };
    return node;
  };

  const headline = element("p", { class: "headline", role: "status", tabindex: -1 });
  const pause = element("button", { type: "button", class: "pause", onclick: () => send({ watching: content.paused }) });
  const notice = element("p", { class: "notice", role: "status" }), said = element("p", { class: "said", role: "status" });
  const clusters = element("div");
  body.append(element("div", { class: "bar-top" }, headline, pause), notice, said, clusters);

  // Where the focus goes when its button is gone: to the next task that still has one, else to the headline.
  const buttons = () => [...clusters.querySelectorAll(".task .stop")];
  const remember = () => {
    const focused = document.activeElement;
    if (!clusters.contains(focused)) return null;
    return { focused, after: buttons().slice(buttons().findIndex((button) => button.closest(".task") === focused.closest(".task"))) };
  };
  const restore = (kept) => {
    if (!kept || (document.activeElement === kept.focused && !kept.focused.hidden)) return;
    const open = (button) => button.isConnected && !button.hidden;
    const next = [kept.focused, ...kept.after, ...buttons()].find(open);
    (next ?? headline).focus({ preventScroll: true });
  };
  // A box that has to move glides to where it stands now.
  const boxes = () => [...clusters.querySelectorAll(".task")];
  const where = () => (still() ? new Map() : new Map(boxes().map((box) => [box, box.getBoundingClientRect()])));
  const glide = (before) => {
    if (!before.size) return;
    const moves = boxes().map((box) => [box, before.get(box), box.getBoundingClientRect()]); // first read all, then move
    for (const [box, was, is] of moves) {
      if (!was) box.animate([{ opacity: 0, transform: "scale(.9)" }, { opacity: 1, transform: "none" }], { duration: 260, easing: "ease-out" });
      else if (Math.abs(was.left - is.left) > 1) box.animate([{ transform: `translate(${was.left - is.left}px, ${was.top - is.top}px)` }, { transform: "none" }], { duration: 420, easing: "ease-in-out" });
    }
  };

  const update = (fresh) => {
    content = fresh;
    const kept = remember(), before = where();
    write(headline, content.headline);
    write(notice, content.notice);
    write(said, late ? labels.busy : content.said);
    write(pause, content.paused ? labels.resume : labels.pause);
    pause.className = content.paused ? "main" : "pause";
    keyed(clusters, content.clusters, clusterBox);
    restore(kept);
    glide(before);
  };
  update.close = watchVisibility(frame, (on, view) => send({ visible: { on, view } }));
  return update;
};

// Tells whether anybody can see the panel: not scrolled away, not in a hidden tab. Returns what ends the telling.
const watchVisibility = (frame, tell) => {
  const view = Math.random().toString(36).slice(2);
  let near = false, told = null;
  const say = () => {
    const on = near && !document.hidden;
    if (on !== told) { told = on; tell(on, view); }
  };
  const observer = new IntersectionObserver((entries) => { near = entries.at(-1).isIntersecting; say(); }, { rootMargin: "300px" });
  observer.observe(frame);
  document.addEventListener("visibilitychange", say);
  return () => {
    observer.disconnect();
    document.removeEventListener("visibilitychange", say);
    near = false;
    say();
  };
};

export default panel("watch", draw);

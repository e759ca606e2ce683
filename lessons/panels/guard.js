// The page guard, shared by all panels; it runs once per page. Two defects of the page it cures:
// JupyterLab 4.6 takes a letter typed on a focused control for a notebook command (x cuts the cell) unless the
// focused element itself carries data-lm-suppress-shortcuts, and ipywidgets' sliders have no accessible name.
if (!globalThis.__lessonsPageGuard && globalThis.document) {
  globalThis.__lessonsPageGuard = true;
  const widgets = ".jp-OutputArea-output .jupyter-widgets, .jp-OutputArea-output .widget-subarea, .lessons-panel";
  document.addEventListener("focusin", (event) => {
    if (event.target.closest?.(widgets)) event.target.setAttribute("data-lm-suppress-shortcuts", "true");
  }, true);
  const nameSliders = () => {
    for (const handle of document.querySelectorAll(".widget-slider [role=slider]:not([aria-label])")) {
      const label = handle.closest(".widget-slider").querySelector(".widget-label")?.textContent.trim();
      if (label) handle.setAttribute("aria-label", label);
    }
  };
  new MutationObserver(nameSliders).observe(document.body, { childList: true, subtree: true });
  nameSliders();
}

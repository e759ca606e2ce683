"""A notebook open in JupyterLab, as a test drives it (selectors of JupyterLab 4.6)."""

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.server import Server

PANEL = ".jp-NotebookPanel:not(.lm-mod-hidden)"
PATIENCE = 120_000  # milliseconds
_KERNEL_IDLE = """() => {
  const bar = document.querySelector('#jp-main-statusbar');
  return /\\) \\| (Idle|空闲)/.test(bar?.innerText ?? '');
}"""
_ALL_RUN = """() => {
  const panel = document.querySelector('.jp-NotebookPanel:not(.lm-mod-hidden)');
  const prompts = [...panel.querySelectorAll('.jp-CodeCell .jp-InputPrompt')]
    .map((prompt) => prompt.textContent.trim());
  return prompts.length > 0 && prompts.every((text) => /^\\[\\d+\\]:?$/.test(text))
    && panel.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status === 'idle';
}"""

_HEIGHT = """() => {
  const outer = document.querySelector('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer');
  outer.scrollTop = 0;
  const cells = [...outer.querySelectorAll('.jp-Cell')];
  return cells.at(-1).getBoundingClientRect().bottom - outer.getBoundingClientRect().top;
}"""


class Notebook:
    """Collects everything the page complains about from its first request on."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page, self.server = page, server
        self.complaints: list[str] = []
        self.strangers: list[str] = []
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))
        page.on("request", lambda request: self._look(request.url))

    def _hear(self, kind: str, text: str) -> None:
        if kind == "error":
            self.complaints.append(text)

    def _look(self, url: str) -> None:
        if not url.startswith((self.server.url, self.server.url.replace("http", "ws"), "data:", "blob:")):
            self.strangers.append(url)

    def open(self, path: str, *, kernel: bool = True) -> None:
        """Open a notebook; with ``kernel``, wait until its kernel is ready."""
        self.page.goto(f"{self.server.url}/lab/tree/{path}?token={self.server.token}&reset")
        self.page.wait_for_selector("#jupyterlab-splash", state="detached", timeout=PATIENCE)
        self.page.wait_for_selector(f"{PANEL} .jp-Notebook .jp-Cell", timeout=PATIENCE)
        if kernel:
            # The status bar, not the execution indicator: that one says idle while there is no kernel yet.
            self.page.wait_for_function(_KERNEL_IDLE, timeout=PATIENCE)

    def command(self, name: str, **arguments: object) -> None:
        """Execute a command of JupyterLab without waiting for its promise (a dialog can hold it for ever)."""
        self.page.evaluate(
            "([name, arguments]) => { void window.jupyterapp.commands.execute(name, arguments); }",
            [name, arguments],
        )

    def run_all(self) -> None:
        """Run all cells and wait until each has its number."""
        self.command("notebook:run-all-cells")
        self.page.wait_for_function(_ALL_RUN, timeout=PATIENCE)

    def errors(self) -> list[str]:
        """Tracebacks, warnings and dead widgets in the outputs."""
        bad = (
            f"{PANEL} [data-mime-type='application/vnd.jupyter.stderr'],"
            f" {PANEL} [data-mime-type='application/vnd.jupyter.error']"
        )
        found: list[str] = self.page.eval_on_selector_all(bad, "all => all.map((e) => e.innerText)")
        dead = self.page.get_by_text("Error displaying widget").count()
        return found + ["Error displaying widget"] * dead

    def cell_count(self) -> int:
        """How many cells the notebook holds (the page draws only those near the view)."""
        count: int = self.page.evaluate("window.jupyterapp.shell.currentWidget.content.model.cells.length")
        return count

    def theme(self, name: str) -> None:
        """Switch to JupyterLab's ``Light`` or ``Dark`` theme (it stays so on the server) and wait for it."""
        self.command("apputils:change-theme", theme=f"JupyterLab {name}")
        body = f"body[data-jp-theme-name='JupyterLab {name}']"  # has no height of its own: not "visible"
        self.page.wait_for_selector(body, state="attached", timeout=PATIENCE)

    def photograph(self, file: Path) -> None:
        """Keep the whole notebook as a picture, however long it is."""
        file.parent.mkdir(parents=True, exist_ok=True)
        size = self.page.viewport_size
        for _ in range(2):  # cells out of view get their true height only when they come into view
            height = self.page.evaluate(_HEIGHT)
            self.page.set_viewport_size({"width": size["width"], "height": min(int(height) + 140, 16_000)})
            self.page.wait_for_timeout(300)
        self.page.screenshot(path=file)
        self.page.set_viewport_size(size)

"""Figures from a real JupyterLab in Chromium: opening a lesson, and from a control to new pixels."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.record import Record, at_most, median, percentile
from tests.browser.conftest import CHROMIUM, FLAGS, ROOT
from tests.browser.notebook import PANEL, Notebook
from tests.browser.server import Server, jupyterlab

TURNS = 5
KEYS = 40
EMPTY = "empty.ipynb"
WIDGET = f"{PANEL} .jp-OutputArea-output :is(.lessons-panel, .widget-slider)"
# From the key's own time stamp to the first frame after the picture has changed and is decoded.
_WATCH = """() => {
  const picture = document.querySelector('.lessons-doctor img'), old = picture.src;
  window.keyed = null; window.drawn = null;
  const key = (event) => { window.keyed ??= event.timeStamp; };
  document.addEventListener('keydown', key, { capture: true, once: true });
  const look = () => {
    const now = document.querySelector('.lessons-doctor img');
    const drawn = now.src !== old && now.complete;
    requestAnimationFrame(drawn ? () => { window.drawn = performance.now(); } : look);
  };
  requestAnimationFrame(look);
}"""
_FRAMES = """() => new Promise((done) => {
  const panel = document.querySelector('.lessons-steps:has(button.main)');
  const stage = panel.querySelector('.stage'), next = panel.querySelector('button.main');
  const old = stage.firstElementChild.src;
  let frames = 0;
  const look = () => {
    frames += 1;
    const now = stage.firstElementChild;
    if (now.src !== old && now.complete) done(frames); else requestAnimationFrame(look);
  };
  requestAnimationFrame(() => { next.click(); requestAnimationFrame(look); });
})"""


def measure() -> Iterator[Record]:
    """Ratios of opening times over an empty notebook, and milliseconds and frames from control to pixels."""
    with _everything() as (chromium, server):
        yield from _openings(chromium, server, [""])
        yield from _control_to_pixels(chromium, server)


def openings(lessons: list[str]) -> Iterator[Record]:
    """Ratios of opening times of the lessons whose names begin so (``09``), over an empty notebook."""
    with _everything() as (chromium, server):
        yield from _openings(chromium, server, lessons)


def _openings(chromium: Browser, server: Server, lessons: list[str]) -> Iterator[Record]:
    for lesson in sorted((ROOT / "notebooks" / "en").glob("*.ipynb")):
        if lesson.name.startswith(tuple(lessons)):
            ratio = _opening_ratio(chromium, server, f"en/{lesson.name}")
            yield at_most(f"open to first widget, {lesson.stem} over an empty notebook", ratio, "ratio", 1.15)


def _control_to_pixels(chromium: Browser, server: Server) -> Iterator[Record]:
    with _page(chromium) as page:
        _open_and_run(page, server, "en/01_the_drawing.ipynb")
        # There and back: a name that only grew would soon be cut, and its picture stay the same.
        keys = [_key_to_pixels(page, ("s", "Backspace")[n % 2]) for n in range(KEYS)]
        yield at_most("typed letter to new picture, 95th percentile", percentile(keys, 0.95), "ms", 100)
        frames = [float(page.evaluate(_FRAMES)) for _ in range(2)]
        yield at_most("next step to new picture, worst", max(frames), "frames", 2)


@contextmanager
def _everything() -> Iterator[tuple[Browser, Server]]:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name) / "notebooks"
        shutil.copytree(ROOT / "notebooks", folder)
        cell = nbformat.v4.new_code_cell("import ipywidgets; ipywidgets.IntSlider()")
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata=kernel), folder / EMPTY)
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with jupyterlab(folder) as server:
            yield chromium, server
        chromium.close()


@contextmanager
def _page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def _opening_ratio(chromium: Browser, server: Server, lesson: str) -> float:
    """Median of pairwise ratios, the two in turn, so that the machine's load cancels; one pair warms up."""
    for path in (EMPTY, lesson):
        _opening_seconds(chromium, server, path)
    ratios = []
    for _ in range(TURNS):
        empty = _opening_seconds(chromium, server, EMPTY)
        ratios.append(_opening_seconds(chromium, server, lesson) / empty)
    return median(ratios)


def _opening_seconds(chromium: Browser, server: Server, path: str) -> float:
    with _page(chromium) as page:
        start = time.perf_counter()
        notebook = Notebook(page, server)
        notebook.open(path)
        notebook.command("notebook:run-all-cells")
        # The page's own search: Playwright's takes longer on each frame, the more cells there are.
        page.wait_for_function("(widget) => document.querySelector(widget) !== null", arg=WIDGET)
        seconds = time.perf_counter() - start
        notebook.command("kernelmenu:shutdown")
        return seconds


def _open_and_run(page: Page, server: Server, path: str) -> None:
    notebook = Notebook(page, server)
    notebook.open(path)
    notebook.run_all()
    box = page.locator(".lessons-doctor textarea").first
    box.scroll_into_view_if_needed()
    box.focus()
    page.keyboard.press("Control+End")


def _key_to_pixels(page: Page, key: str) -> float:
    page.locator(".lessons-doctor textarea").first.focus()
    page.evaluate(_WATCH)
    page.keyboard.press(key)
    page.wait_for_function("window.drawn !== null")
    milliseconds: float = page.evaluate("window.drawn - window.keyed")
    return milliseconds

"""A panel's JavaScript in Chromium without Jupyter: a fake model with the real Python panel behind it."""

import json
from typing import Any

from playwright.sync_api import Page

from lessons.language import current
from lessons.panels.browser import BrowserPanel

_PAGE = """<!doctype html><html lang="en"><title>panel</title><meta charset="utf-8">
<style>{theme}{css}</style><body data-jp-theme-light="{light}"><main id="host"></main><script type="module">
const module = (await import(URL.createObjectURL(new Blob([{esm}], {{ type: "text/javascript" }})))).default;
const state = {state}, handlers = {{}};
const fire = (event, value) => (handlers[event] ?? []).forEach((handler) => handler(value));
const model = {{
  get: (name) => state[name],
  set: (name, value) => {{ state[name] = value; fire("change:" + name, value); }},
  on: (event, handler) => (handlers[event] ??= []).push(handler),
  off: () => {{}}, save_changes: () => {{}},
  send: async (message) => {{
    const answer = await window.toPython(message);
    for (const [name, value] of Object.entries(answer)) model.set(name, value);
    fire("msg:custom", {{ answered: message.number }});
  }},
}};
window.model = model;
await module.render({{ model, el: document.getElementById("host") }});
window.ready = true;
</script></body></html>"""
_DARK = (
    ":root { --jp-layout-color1: #111; --jp-cell-editor-background: #212121; --jp-ui-font-color1: #fff }"
    " body { background: #111; margin: 16px }"
)
_LIGHT = "body { background: #fff; margin: 16px }"


def show_alone(page: Page, panel: BrowserPanel[Any], *, dark: bool = False) -> list[str]:
    """Draw a panel on an empty page; returns the list into which the page's complaints go."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.expose_function("toPython", lambda message: _answer(panel, message))
    view = panel.live()
    state = {"content": view.content, "error": view.error, "language": current()}
    page.set_content(
        _PAGE.format(
            theme=_DARK if dark else _LIGHT,
            light=str(not dark).lower(),
            css=view._css,
            esm=_script(view._esm),
            state=_script(state),
        )
    )
    page.wait_for_function("window.ready", timeout=20_000)
    return complaints


def _answer(panel: BrowserPanel[Any], message: dict[str, Any]) -> dict[str, Any]:
    panel.live()._handle_custom_msg(message, [])
    view = panel.live()
    return {"content": view.content, "error": view.error}


def _script(value: object) -> str:
    """JSON that may stand inside a script element."""
    return json.dumps(value).replace("</", "<\\/")

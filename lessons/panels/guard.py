"""The page guard: keeps JupyterLab's one-letter commands away from controls, and names sliders.

Without it, ``x`` typed on a focused stock ipywidgets control cuts the cell in JupyterLab 4.6. The browser
panels carry the same ``guard.js``; this hidden widget brings it to panels made of ipywidgets only.
"""

import anywidget

from lessons.panels.browser import front_end


class PageGuard(anywidget.AnyWidget):
    """A widget that shows nothing and guards the whole page, once."""

    _esm = front_end("guard.js") + "\nexport default { initialize() {}, render() {} };\n"

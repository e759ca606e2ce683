"""axe-core on a page: the version that the axe-playwright-python package carries, so it needs no network."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def violations(page: Page, within: str) -> list[str]:
    """What axe-core finds inside the elements that a selector names, as sentences."""
    found = Axe().run(page, context={"include": [[within]]}).response["violations"]
    return [
        f"{each['id']}: {each['help']} {[node['html'][:160] for node in each['nodes']]}" for each in found
    ]

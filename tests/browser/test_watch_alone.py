"""The watching panel in Chromium without Jupyter: keyboard, focus, motion, languages, themes, axe."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lessons.language import speaking
from lessons.panels.watching import Watch
from tests.browser.accessibility import violations
from tests.browser.alone import show_alone
from tests.cloud.watching.rows import task
from tests.panels.watched import REASON, Rows, deleting, deploying, many, three

pytestmark = pytest.mark.browser


class Watched:
    """A panel on a page: what its eyes see reaches the page when the test says so."""

    def __init__(self, page: Page, eyes: Rows, *, dark: bool = False) -> None:
        self.page, self.eyes = page, eyes
        self.panel = Watch(eyes)
        self.panel.live()
        self.complaints = show_alone(page, self.panel, dark=dark)
        self.look()

    def look(self) -> None:
        """The kernel looks, and the page hears of it."""
        self.panel.poll.start()
        self.panel._look()
        self.page.evaluate("content => window.model.set('content', content)", self.panel.content())


Show = Callable[[Rows], Watched]


@pytest.fixture
def show(page: Page, request: pytest.FixtureRequest) -> Iterator[Show]:
    """Puts a panel on the page; a test's parameter ``dark`` is the theme."""
    made: list[Watched] = []
    dark = bool(getattr(request.node, "callspec", None) and request.node.callspec.params.get("dark"))

    def make(eyes: Rows) -> Watched:
        made.append(Watched(page, eyes, dark=dark))
        return made[-1]

    yield make
    for each in made:
        each.panel.poll.join()
        assert each.complaints == []


def focused(page: Page) -> str:
    name: str = page.evaluate("document.activeElement.ariaLabel ?? document.activeElement.className")
    return name


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_is_accessible_in_every_state(
    page: Page, show: Show, language: str, dark: bool, screenshots: Path
) -> None:
    name = f"panel-watch-{language}-{'dark' if dark else 'light'}"
    with speaking(language):
        shown = show(three())
        page.locator(".task .stop").nth(1).click()
        shown.look()
        page.locator(".ask").click()
        expect(page.locator(".said")).not_to_be_empty()
        for eyes in (shown.eyes, deploying(), deleting(), many(), Rows(clusters=())):
            shown.panel.eyes = shown.eyes = eyes
            shown.look()
            page.wait_for_timeout(400)  # colours fade in, and axe reads them
            assert violations(page, ".lessons-panel") == []
            page.screenshot(path=screenshots / f"{name}-{len(eyes.tasks)}.png", full_page=True)
        shown.eyes.error = RuntimeError("ecs list_clusters: AccessDenied")
        shown.look()
        expect(page.locator(".notice")).to_contain_text("AccessDenied")
        assert violations(page, ".lessons-panel") == []


def test_a_task_is_stopped_by_keyboard_and_the_focus_goes_to_the_next(page: Page, show: Show) -> None:
    shown = show(three())
    page.get_by_role("button", name="Stop task 00000002").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_contain_text("You stopped task 00000002")
    shown.look()
    expect(page.locator(".task[data-phase=stopped]")).to_contain_text("Stopped by hand")
    assert focused(page) == "Stop task 00000003"
    page.keyboard.press("Tab")
    assert focused(page) == "Crash task 00000003"
    page.keyboard.press("Space")
    expect(page.locator(".said")).to_contain_text("00000003 has died")
    shown.look()
    assert focused(page) == "Stop task 00000004"
    assert shown.eyes.done == ["stop 00000002 in lab", "crash 00000003"]


def test_when_no_task_is_left_the_focus_goes_to_the_headline(page: Page, show: Show) -> None:
    shown = show(three())
    page.get_by_role("button", name="Stop task 00000001").focus()
    shown.eyes.tasks.clear()
    shown.look()
    assert focused(page) == "headline"


def test_an_update_leaves_the_focus_and_the_places_alone(page: Page, show: Show) -> None:
    shown = show(three())
    page.get_by_role("button", name="Crash task 00000003").focus()
    before = [box.bounding_box() for box in page.locator(".task").all()]
    shown.eyes.targets["127.1.1.1"] = "unhealthy"
    shown.eyes.tasks.append(task(4, "PENDING"))
    shown.look()
    expect(page.locator(".task").first).to_contain_text("target unhealthy")
    page.wait_for_timeout(500)
    assert [box.bounding_box() for box in page.locator(".task").all()][:3] == before
    assert focused(page) == "Crash task 00000003"


def test_the_last_one_glides_into_the_gap_and_keeps_the_focus(page: Page, show: Show) -> None:
    shown = show(three())
    shown.eyes.tasks.append(task(4))
    shown.look()
    page.get_by_role("button", name="Stop task 00000004").focus()
    del shown.eyes.tasks[1]
    shown.look()
    assert page.locator(".task code").all_inner_texts() == ["00000001", "00000004", "00000003"]
    assert focused(page) == "Stop task 00000004"


def test_only_changes_are_said_aloud(page: Page, show: Show) -> None:
    shown = show(three())
    page.evaluate("""() => { window.said = []; new MutationObserver(() => window.said.push(
        document.querySelector('.headline').textContent)).observe(
        document.querySelector('.headline'), { childList: true, characterData: true, subtree: true }); }""")
    shown.look()
    shown.eyes.targets["127.1.1.1"] = "initial"
    shown.look()
    shown.eyes.services[0] |= {"runningCount": 2, "pendingCount": 1}
    shown.look()
    page.wait_for_function("window.said.length > 0")
    assert page.evaluate("window.said") == ["web: 2 of 3 running, 1 pending"]
    assert page.get_by_role("status").first.inner_text() == "web: 2 of 3 running, 1 pending"


def test_the_task_that_answers_is_marked_in_words(page: Page, show: Show) -> None:
    show(three())
    page.get_by_role("button", name="Ask the load balancer").click()
    expect(page.locator(".task.answered")).to_have_count(1)
    expect(page.locator(".task.answered")).to_contain_text("answered")
    expect(page.locator(".task.answered code")).to_have_text("00000002")
    expect(page.locator(".said")).to_have_text("Task 00000002 answered: 200 OK v1")


def test_a_button_that_must_wait_for_a_running_cell_says_so(page: Page, show: Show) -> None:
    show(three())
    page.evaluate(
        "() => { window.answer = window.model.send; window.model.send = (m) => { window.held = m; }; }"
    )
    page.get_by_role("button", name="Stop task 00000002").click()
    expect(page.locator(".said")).to_have_text("A cell is running; this happens when it has finished.")
    expect(page.get_by_role("button", name="Stop task 00000002")).to_have_attribute("aria-disabled", "true")
    page.evaluate("window.answer(window.held)")
    expect(page.locator(".said")).to_contain_text("You stopped task 00000002")
    expect(page.locator("[aria-disabled=true]")).to_have_count(0)


def test_who_wants_less_motion_sees_none(page: Page, show: Show) -> None:
    page.emulate_media(reduced_motion="reduce")
    shown = show(three())
    page.get_by_role("button", name="Stop task 00000002").click()
    shown.look()
    page.get_by_role("button", name="Ask the load balancer").click()
    expect(page.locator(".said")).to_contain_text("answered")
    assert page.evaluate("document.getAnimations().length") == 0


def test_it_pauses_and_watches_on(page: Page, show: Show) -> None:
    shown = show(three())
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Watch on")).to_be_focused()
    assert not shown.panel.poll.running
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Pause")).to_be_focused()
    assert shown.panel.poll.running


def test_scrolled_away_it_does_not_look(page: Page, show: Show) -> None:
    shown = show(three())
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('div'), {style: 'height:9000px'}))"
    )
    for goes_on, where in ((False, 9000), (True, 0)):
        page.evaluate("y => window.scrollTo(0, y)", where)
        end = time.monotonic() + 10
        while shown.panel.poll.running != goes_on and time.monotonic() < end:
            page.wait_for_timeout(20)
        assert shown.panel.poll.running is goes_on


@pytest.mark.parametrize("eyes", [three, deploying, many], ids=lambda make: make.__name__)
def test_nothing_is_wider_than_a_narrow_page(
    page: Page, show: Show, eyes: type[Rows], screenshots: Path
) -> None:
    page.set_viewport_size({"width": 420, "height": 900})
    shown = show(eyes())
    shown.eyes.tasks.append(task(200, "STOPPED", stoppedReason=REASON * 3))
    shown.look()
    page.screenshot(path=screenshots / f"panel-watch-420-{eyes.__name__}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

"""The decision's panel in Chromium without Jupyter: mouse, keyboard, both languages, both themes, axe."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lessons.language import speaking
from lessons.panels import choose
from tests.browser.accessibility import violations
from tests.browser.alone import show_alone

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_panel_is_accessible(page: Page, language: str, dark: bool, screenshots: Path) -> None:
    with speaking(language):
        complaints = show_alone(page, choose("licence-server"), dark=dark)
        page.locator("summary").click()
        name = f"panel-decision-{language}-{'dark' if dark else 'light'}.png"
        page.screenshot(path=screenshots / name, full_page=True)
        assert violations(page, ".lessons-panel") == []
    assert complaints == []


def test_an_answer_redraws_the_ranking_and_the_picture(page: Page) -> None:
    panel = choose("school-lab")
    complaints = show_alone(page, panel)
    before = page.locator("img").get_attribute("src")
    page.get_by_role("button", name="The size").click()
    page.get_by_label("Does it need a GPU?").select_option(label="Yes")
    expect(page.locator(".headline")).to_contain_text("ECS on EC2")
    assert page.locator("img").get_attribute("src") != before
    expect(page.locator(".why")).to_contain_text("Fargate does not accept the task definition parameter gpu")
    page.get_by_label("Does it need a GPU?").select_option(label="Don't know")
    expect(page.locator(".headline")).to_contain_text("ECS on Fargate, 11 points")
    assert panel.answers == choose("school-lab").answers
    assert complaints == []


def test_what_would_change_my_mind_flips_it_and_can_be_put_back(page: Page) -> None:
    panel = choose("three-clouds")
    show_alone(page, panel)
    page.get_by_role("button", name="Try it").first.click()
    expect(page.locator(".headline")).to_have_text("Before: EKS. Now: ECS on Fargate.")
    expect(page.get_by_role("button", name="Put it back")).to_be_focused()
    assert page.locator(".question.changed").count() == 3
    expect(page.locator(".sheet.open .question.changed")).not_to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator(".headline")).to_contain_text("EKS, 31 points")
    assert panel.answers == choose("three-clouds").answers


def test_a_weight_can_flip_it_too(page: Page) -> None:
    panel = choose("ecs-anywhere")
    show_alone(page, panel)
    page.get_by_role("button", name="Try it").nth(1).click()
    expect(page.locator(".headline")).to_have_text(
        "Before: ECS on EC2 or Managed Instances. Now: ECS on Fargate."
    )
    expect(page.get_by_label("Portability", exact=True)).to_have_value("2.5")
    page.get_by_role("button", name="Back to our weights").click()
    expect(page.locator(".headline")).to_contain_text("ECS on EC2 or Managed Instances,")


def test_a_slider_follows_the_keyboard(page: Page) -> None:
    panel = choose("school-lab")
    show_alone(page, panel)
    page.locator("summary").click()
    page.get_by_label("Cost model", exact=True).focus()
    page.keyboard.press("End")
    expect(page.locator(".headline")).to_contain_text("points ahead")
    page.wait_for_function("window.model.get('content').weights.cost === 10")
    assert panel.weights["cost"] == 10


@pytest.mark.parametrize(
    ("button", "winner"),
    [
        ("School lab", "ECS on Fargate"),
        ("Interview", "ECS on Fargate"),
        ("Three clouds", "EKS"),
        ("Thumbnails", "Lambda"),
        ("Licence server", "EC2"),
    ],
)
def test_a_situation_fills_in_the_questionnaire(page: Page, button: str, winner: str) -> None:
    show_alone(page, choose())
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator(".headline")).to_contain_text(f"{winner}, ")
    expect(page.get_by_role("button", name=button, exact=True)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".published")).to_contain_text("about this case:")


def test_turning_the_pages_moves_nothing(page: Page) -> None:
    show_alone(page, choose("school-lab"))
    before = page.locator(".picture").bounding_box()
    for name in ("The host", "The size", "Kubernetes", "The team"):
        page.get_by_role("button", name=name).click()
        assert page.locator(".picture").bounding_box() == before


def test_fast_changes_end_with_the_last_one(page: Page) -> None:
    panel = choose()
    show_alone(page, panel)
    for name in ("School lab", "Three clouds", "Thumbnails", "Licence server", "Three clouds"):
        page.get_by_role("button", name=name, exact=True).click()
    expect(page.locator(".headline")).to_contain_text("EKS, 31 points")
    assert panel.answers == choose("three-clouds").answers


@pytest.mark.parametrize("width", [420, 980])
def test_nothing_is_wider_than_the_page(page: Page, width: int, screenshots: Path) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    show_alone(page, choose("licence-server"))
    page.screenshot(path=screenshots / f"panel-decision-{width}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

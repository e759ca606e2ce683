"""The watching panel as an object: it looks while it is seen, and does what it is told."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from lessons.cloud.answers import Answer
from lessons.cloud.errors import CloudUnavailableError
from lessons.cloud.watching.eyes import Asked
from lessons.language import LANGUAGES, speaking
from lessons.panels import watch, watching
from lessons.panels.polling import Poll
from lessons.panels.watching import Watch
from tests.panels.driving import check_forms, check_markup
from tests.panels.watched import Rows, deleting, deploying, many, three

PATIENCE = 10.0


def until(condition: Callable[[], Any]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.005)


def message(panel: Watch, **change: Any) -> None:
    """What the browser sends."""
    panel.live()._handle_custom_msg({"change": change, "number": 1}, [])


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Rows], Watch]]:
    """Makes panels that are live, seen, and have looked once; they end with the test."""
    monkeypatch.setattr(watching, "QUICK", 0.01)
    monkeypatch.setattr(watching, "QUIET", 0.01)
    monkeypatch.setattr(watching, "AWAY", 0.01)
    made: list[Watch] = []

    def make(eyes: Rows) -> Watch:
        panel = Watch(eyes)
        made.append(panel)
        message(panel, visible={"on": True, "view": "a"})
        until(lambda: panel.state.looked)
        return panel

    yield make
    for panel in made:
        panel.poll.join()


def states(panel: Watch) -> list[str]:
    return [task.status for service in panel.state.seen.services for task in service.tasks]


@pytest.mark.parametrize("eyes", [three, deploying, deleting, many, Rows], ids=lambda make: make.__name__)
@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_there_is_both_forms_are_sound(
    shown: Callable[[Rows], Watch], eyes: Callable[[], Rows], language: str
) -> None:
    with speaking(language):
        panel = shown(eyes())
        assert panel.content()["headline"]
        check_forms(panel)


def test_the_still_form_is_always_the_same(shown: Callable[[Rows], Watch]) -> None:
    still = watch().still()
    assert shown(three()).still().html() == still.html()
    assert "Run this cell" in still.text
    check_markup(still.html())


def test_a_stopped_task_is_replaced_before_the_learners_eyes(shown: Callable[[Rows], Watch]) -> None:
    eyes = three()
    panel = shown(eyes)
    second = panel.state.seen.services[0].tasks[1]
    message(panel, stop=second.arn)
    assert eyes.done == ["stop 00000002 in lab"]
    assert "You stopped task 00000002" in panel.content()["said"]

    def tasks_sent() -> list[dict[str, Any]]:
        sent: list[dict[str, Any]] = panel.live().content["clusters"][0]["services"][0]["tasks"]
        return sent

    wanted = ["RUNNING", "STOPPED", "RUNNING", "PENDING"]
    until(lambda: [task["status"] for task in tasks_sent()] == wanted)
    tasks = tasks_sent()
    assert [bool(task["stop"]) for task in tasks] == [True, False, True, True]
    assert tasks[1]["note"] == "Stopped by hand, from the panel"


def test_a_crash_is_another_thing_than_a_stop(shown: Callable[[Rows], Watch]) -> None:
    eyes = three()
    panel = shown(eyes)
    message(panel, crash=panel.state.seen.services[0].tasks[0].arn)
    assert eyes.done == ["crash 00000001"]
    until(lambda: states(panel)[0] == "STOPPED")
    assert panel.content()["clusters"][0]["services"][0]["past"][0]["text"].startswith("Essential container")


def test_the_task_that_answers_lights_up(shown: Callable[[Rows], Watch]) -> None:
    eyes = three()
    panel = shown(eyes)
    door = panel.content()["clusters"][0]["services"][0]["doors"][0]
    message(panel, ask=door["key"])
    content = panel.content()
    assert content["lit"] == panel.state.seen.services[0].tasks[1].arn
    assert content["said"] == "Task 00000002 answered: 200 OK v1"
    eyes.answer = Asked(Answer(502, "<html>Bad Gateway</html>"), "")
    message(panel, ask=door["key"])
    again = panel.content()
    assert (again["lit"], again["said"]) == ("", "The load balancer itself answered: 502 Bad Gateway")
    assert again["turn"] == content["turn"] + 1
    eyes.answer = Asked(Answer(0, "Nobody answers there."), "")
    message(panel, ask=door["key"])
    assert panel.content()["said"] == "Nobody answers there."


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"stop": "arn:gone"}, "This task is not there any more."),
        ({"crash": None}, "This task is not there any more."),
        ({"ask": "https://example.com"}, "This load balancer is not there any more."),
    ],
)
def test_what_is_not_there_is_not_touched(
    shown: Callable[[Rows], Watch], change: dict[str, Any], sentence: str
) -> None:
    eyes = three()
    panel = shown(eyes)
    message(panel, **change)
    assert panel.live().error == sentence
    assert eyes.done == []
    message(panel, watching=True)
    assert panel.live().error == ""


def test_what_the_browser_may_not_say_is_not_heard(shown: Callable[[Rows], Watch]) -> None:
    panel = shown(three())
    message(panel, seen="nothing")
    message(panel, visible={})
    assert panel.poll.running
    assert "Task" not in panel.live().error


def test_no_aws_says_so_and_how_to_start_one_and_then_goes_on(shown: Callable[[Rows], Watch]) -> None:
    eyes = three()
    panel = shown(eyes)
    eyes.error = CloudUnavailableError("Your AWS is not running. Start it with cloud.start().")
    until(lambda: "cloud.start()" in panel.content()["notice"])
    assert panel.content()["clusters"] == []
    eyes.error = None
    until(lambda: panel.content()["notice"] == "")
    assert len(states(panel)) == 3


def test_a_look_that_fails_is_a_sentence_and_what_was_seen_stays(shown: Callable[[Rows], Watch]) -> None:
    eyes = three()
    panel = shown(eyes)
    eyes.error = RuntimeError("ecs list_tasks: AccessDenied")
    until(lambda: panel.content()["notice"])
    assert panel.content()["notice"] == "Cannot look: ecs list_tasks: AccessDenied."
    assert len(states(panel)) == 3


def test_it_looks_only_while_somebody_sees_it(shown: Callable[[Rows], Watch]) -> None:
    panel = shown(three())
    message(panel, visible={"on": True, "view": "b"})
    message(panel, visible={"on": False, "view": "a"})
    assert panel.poll.running
    message(panel, visible={"on": False, "view": "b"})
    assert not panel.poll.running
    message(panel, visible={"on": True, "view": "a"})
    assert panel.poll.running


def test_a_pause_holds_until_the_learner_watches_on(shown: Callable[[Rows], Watch]) -> None:
    panel = shown(three())
    message(panel, watching=False)
    assert panel.content()["paused"]
    message(panel, visible={"on": True, "view": "b"})
    assert not panel.poll.running
    message(panel, watching=True)
    assert panel.poll.running
    assert not panel.content()["paused"]


def test_long_without_a_change_it_rests_and_says_so(
    shown: Callable[[Rows], Watch], monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = shown(three())
    monkeypatch.setattr(watching, "IDLE", 0.0)
    until(lambda: not panel.poll.running)
    assert panel.content()["paused"]
    assert "looks no more" in panel.content()["notice"]
    monkeypatch.setattr(watching, "IDLE", 600.0)
    message(panel, watching=True)
    assert panel.poll.running
    assert panel.content()["notice"] == ""


def test_a_panel_that_no_page_shows_looks_no_more_until_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "UNSEEN", 0.0)
    panel = Watch(three())
    panel.live()
    until(lambda: panel.state.looked and not panel.poll.running)
    assert not panel.content()["paused"]
    message(panel, visible={"on": True, "view": "a"})
    assert panel.poll.running
    panel.poll.join()


def test_a_kernel_that_ends_takes_the_panel_along() -> None:
    code = "from lessons.panels import watch; panel = watch(); panel.live(); print(panel.poll.running)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "True", "")


def test_a_closed_panel_looks_no_more(shown: Callable[[Rows], Watch]) -> None:
    panel = shown(three())
    panel.live().close()
    until(lambda: not panel.poll.running)


def test_nothing_new_sends_nothing(shown: Callable[[Rows], Watch]) -> None:
    eyes = three()
    panel = shown(eyes)
    sent: list[Any] = []
    panel.live().observe(sent.append, "content")
    looks = eyes.looks
    until(lambda: eyes.looks > looks + 3)
    assert sent == []


def test_a_poll_is_never_at_it_twice_and_ends() -> None:
    inside, most = threading.Semaphore(0), 0
    busy: list[int] = []

    def look() -> float:
        nonlocal most
        busy.append(1)
        most = max(most, len(busy))
        inside.acquire(timeout=PATIENCE)
        busy.pop()
        return 0.001

    poll = Poll(look)
    for _time in range(3):
        poll.start()
        poll.stop()
    poll.start()
    for _time in range(20):
        inside.release()
    until(lambda: not inside._value)
    for _time in range(5):
        inside.release()
    poll.join()
    assert not poll.running
    assert most == 1

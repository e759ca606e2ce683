"""The doctor tells the memory of the learner's own mistakes: not of examples, not of half a word."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lessons.panels import doctor, own_mistakes
from lessons.panels.diagnosis import Doctor
from lessons.practice.memory import remembering
from lessons.practice.memory.memory import Memory

CLEAN = "User -> API Gateway -> Lambda (checks the order) -> ECS Service\nECR -> ECS Service (pull image)"
WRONG = "Visitor -> ECR -> Fargate"


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Memory]:
    monkeypatch.setenv("LESSONS_MEMORY", str(tmp_path / "memory.sqlite3"))
    monkeypatch.setenv("LESSON_STATIC", "")
    monkeypatch.setattr(remembering, "_opened", None)
    monkeypatch.setattr(own_mistakes, "SETTLED", 0.02)
    yield remembering.the_memory()


def after(panel: Doctor, *texts: str, until: Callable[[], bool] = lambda: False) -> None:
    """Type these texts, then wait until something holds, 0.3 seconds at most."""

    async def typing() -> None:
        panel.live()
        for text in texts:
            panel.live()._handle_custom_msg({"change": {"text": text}, "number": 1}, [])
        for _turn in range(30):
            if until():
                return
            await asyncio.sleep(0.01)

    asyncio.run(typing())


def met(memory: Memory) -> tuple[str, ...]:
    return memory.progress().misconceptions


def test_what_the_learner_drew_is_remembered_once(memory: Memory) -> None:
    after(doctor(CLEAN), "V", WRONG, until=lambda: bool(met(memory)))
    assert "registry-is-a-hop" in met(memory)
    before = memory.export_text()
    after(doctor(CLEAN), "V", WRONG)
    assert memory.export_text() == before


def test_half_a_drawing_is_not_held_against_anybody(memory: Memory) -> None:
    after(doctor(CLEAN), "V", WRONG, CLEAN)
    assert met(memory) == ()


def test_the_courses_own_mistakes_are_not_the_learners(memory: Memory) -> None:
    panel = doctor(WRONG)
    panel.live()
    samples = [sample["text"] for sample in panel.live().content["examples"]]
    after(panel, WRONG + "\n", WRONG.replace("Visitor", "A visitor"))
    for sample in samples:
        after(panel, sample, sample + "\n")
    assert met(memory) == ()


def test_a_new_mistake_in_a_given_drawing_is_the_learners(memory: Memory) -> None:
    changed = CLEAN.replace("ECS Service\n", "ECR -> ECS Service\n")
    after(doctor(CLEAN), changed, until=lambda: bool(met(memory)))
    assert "registry-is-a-hop" in met(memory)


def test_what_cannot_be_read_harms_nobody(memory: Memory) -> None:
    panel = doctor(CLEAN)
    after(panel, "", "   ", "→→→", "a shop")
    assert met(memory) == () and panel.last_error is None


def test_nothing_is_remembered_without_a_kernel_or_where_it_is_off(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = doctor(CLEAN)
    panel.live()
    panel.change(text=WRONG)
    monkeypatch.setenv("LESSONS_MEMORY", "off")
    after(doctor(CLEAN), "V", WRONG)
    monkeypatch.setenv("LESSONS_MEMORY", str(memory.path))
    assert met(memory) == ()

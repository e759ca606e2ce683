"""Questions and quizzes, driven as a learner would: every option of the whole bank, in both languages."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest

from lessons.language import LANGUAGES, speaking
from lessons.panels import ask, quiz
from lessons.panels.asking import Asked, NoAnswerError, as_written, mixed
from lessons.panels.lesson_links import lesson_link
from lessons.panels.question import QuestionPanel
from lessons.panels.quizzing import NoQuestionsError, Quiz
from lessons.practice import answers
from lessons.practice.answers import Answered, Graded, Remark, grade_with, on_answer
from lessons.practice.questions import Question, UnknownQuestionError, from_row, question, question_ids
from tests.panels.driving import check_forms

Raw = dict[str, Any]
BANK = question_ids()
TRUE_FALSE, SINGLE = "tf-both-in-one-company", "registry-outage"


def invented(kind: str, options: Sequence[dict[str, Any]], **more: Any) -> Question:
    """A question that the bank does not hold."""
    texts = {"text_en": f"Which {kind}?", "text_zh": f"哪个 {kind}？"}
    both = [
        {"text_en": o["t"], "text_zh": o["t"], "why_en": f"why {o['t']}", "why_zh": f"why {o['t']}", **o}
        for o in options
    ]
    head = {"id": f"my-{kind}", "kind": kind, "lesson": "01", "topic": "ecs", "source": "https://a.example"}
    return from_row({**head, "difficulty": 1, **texts, "options": both, **more})


MULTIPLE = invented(
    "multiple",
    [{"t": "a", "right": True}, {"t": "b", "misconception": "m"}, {"t": "c", "right": True}, {"t": "d"}],
)
ORDER = invented("order", [{"t": "one"}, {"t": "two"}, {"t": "three"}, {"t": "four"}], misconception="m")
OPEN = invented("open", [], model_en="The model.", model_zh="The model.")


@pytest.fixture(autouse=True)
def no_grader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was registered elsewhere: here only what a test registers."""
    monkeypatch.setattr(answers, "_graders", [])


def panel_of(asked: Question, *, confidence: bool = False) -> QuestionPanel:
    return QuestionPanel(as_written(asked), confidence=confidence)


def possible(asked: Asked) -> Iterator[Raw]:
    """Every option alone; of a multiple choice also some together; an order right, turned and reversed."""
    kind, places = asked.question.kind, list(range(len(asked.shown)))
    right = [asked.shown.index(number) for number in asked.question.right]
    if kind == "open":
        yield {"text": "ECS pulls the image."}
    elif kind == "order":
        yield from ({"chosen": right[n:] + right[:n]} for n in places)
        yield {"chosen": right[::-1]}
    else:
        yield from ({"chosen": [place]} for place in places)
    if kind == "multiple":
        yield from ({"chosen": some} for some in (places, places[:2], right))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_option_of_every_question_can_be_given_and_is_explained(language: str) -> None:
    with speaking(language):
        for name in BANK:
            drive_question(ask(name))
        for asked in (MULTIPLE, ORDER, OPEN):
            drive_question(panel_of(from_row(dict(asked.row))))


def drive_question(panel: QuestionPanel) -> None:
    asked, right = panel.question, set()
    panel.live()
    before = json.dumps(panel.content(), ensure_ascii=False) + panel.still().html() + panel.still().text
    assert not [option.why for option in asked.options if option.why in before]
    for raw in possible(panel.asked):
        panel.change(given=raw)
        assert panel.last_error is None, (asked.id, raw, panel.last_error)
        told = panel.content()["told"]
        assert sorted(v["why"] for v in told["verdicts"]) == sorted(o.why for o in asked.options)
        assert told["result"]
        right.add(told["outcome"])
        panel.change(given=None)
        assert panel.content()["told"] is None
    check_forms(panel)
    both = {"right", "wrong"}
    assert right <= {"", *both} if asked.kind == "open" else right == both, asked.id


def test_the_verdict_may_be_right_and_the_reason_wrong() -> None:
    panel, asked = ask(TRUE_FALSE), question(TRUE_FALSE)
    near = next(n for n, o in enumerate(asked.options) if o.verdict is True and not o.right)
    far = next(n for n, o in enumerate(asked.options) if o.verdict is False)
    panel.change(given={"chosen": [near]})
    assert panel.content()["told"]["result"].startswith("The verdict is right, the reason is not.")
    panel.change(given={"chosen": [far]})
    assert panel.content()["told"]["result"].startswith("Not this time.")
    assert "True: " in panel.still().text and "False: " in panel.still().text


def test_a_multiple_choice_counts_what_was_found_and_what_was_too_much() -> None:
    panel = panel_of(MULTIPLE)
    panel.change(given={"chosen": [0, 1]})
    assert panel.content()["told"]["result"].startswith("Not yet: 1 of 2 found, 1 too many.")
    panel.change(given={"chosen": [2, 0]})
    assert panel.content()["told"]["outcome"] == "right"


def test_an_order_is_mixed_and_told_in_its_order() -> None:
    asked = as_written(ORDER)
    assert list(asked.shown) != sorted(asked.shown)
    panel = QuestionPanel(asked, confidence=False)
    panel.change(given={"chosen": [asked.shown.index(number) for number in range(4)]})
    told = panel.content()["told"]
    assert told["outcome"] == "right"
    assert [verdict["text"] for verdict in told["verdicts"]] == ["one", "two", "three", "four"]
    assert [asked.shown[verdict["place"]] for verdict in told["verdicts"]] == [0, 1, 2, 3]
    panel.change(given={"chosen": [0, 1, 2, 3]})
    assert "stand in their place" in panel.content()["told"]["result"]


def test_an_open_answer_is_compared_or_graded() -> None:
    panel = panel_of(OPEN)
    panel.change(given={"text": "ECS pulls."})
    told = panel.content()["told"]
    assert (told["outcome"], told["model"], told["remarks"]) == ("", "The model.", [])
    grade_with(lambda _asked, text: Graded(True, "3 of 3 points.", (Remark(True, text, "said"),), ("m",)))
    told = panel.content()["told"]
    assert (told["outcome"], told["result"]) == ("right", "3 of 3 points.")
    assert told["remarks"] == [{"good": True, "text": "ECS pulls.", "why": "said"}]


def test_the_rubric_of_a_question_grades_it() -> None:
    names = question_ids(kind="open")
    for name in names:
        panel = ask(name)
        panel.change(given={"text": str(panel.question.row["model_en"])})
        told = panel.content()["told"]
        assert told["outcome"] == "right", name
        assert told["remarks"] and told["note"]
    assert names


@pytest.mark.parametrize(
    "raw",
    [
        {"chosen": [9]},
        {"chosen": [-1]},
        {"chosen": [0, 0]},
        {"chosen": [0, 1]},
        {"chosen": []},
        {"chosen": ["x"]},
        {"text": "words"},
        {"chosen": [0], "confidence": "certain"},
    ],
)
def test_what_is_no_answer_is_told_and_changes_nothing(raw: Raw) -> None:
    panel = ask(SINGLE)
    panel.live()._handle_custom_msg({"change": {"given": raw}, "number": 1}, [])
    assert panel.state.given is None
    assert isinstance(panel.last_error, NoAnswerError)
    assert "This is no answer" in panel.live().error


@pytest.mark.parametrize(("asked", "raw"), [(ORDER, {"chosen": [0, 1]}), (OPEN, {"text": "  "})])
def test_half_an_order_and_an_empty_text_are_no_answers(asked: Question, raw: Raw) -> None:
    with pytest.raises(NoAnswerError):
        as_written(asked).given(raw)


def test_the_confidence_is_asked_for_only_where_it_is_wanted() -> None:
    assert ask(SINGLE).content()["confidence"] == []
    assert [each["id"] for each in ask(SINGLE, confidence=True).content()["confidence"]] == [
        "sure",
        "think",
        "guess",
    ]


def test_a_surprise_is_told_to_whoever_was_sure() -> None:
    panel = ask(SINGLE, confidence=True)
    panel.change(given={"chosen": [0], "confidence": "sure"})
    assert "You were sure" in panel.content()["told"]["result"]
    panel.change(given={"chosen": [0], "confidence": "guess"})
    assert "You were sure" not in panel.content()["told"]["result"]


# What listeners hear.


@pytest.fixture
def heard() -> Iterator[list[Answered]]:
    told: list[Answered] = []
    stop = on_answer(told.append)
    yield told
    stop()


def test_an_answer_is_told_once_with_what_it_shows(heard: list[Answered]) -> None:
    panel = ask(SINGLE, confidence=True)
    wrong = panel.question.options[0].misconception
    panel.change(given={"chosen": [0], "confidence": "think"})
    panel.change(given=None)
    panel.change(given={"chosen": [1], "confidence": "sure"})
    assert [(a.question, a.right, a.confidence, a.misconceptions) for a in heard] == [
        (SINGLE, False, "think", (wrong,)),
        (SINGLE, True, "sure", ()),
    ]
    assert heard[0].when.utcoffset() is not None


def test_what_is_no_answer_is_told_to_nobody(heard: list[Answered]) -> None:
    panel = ask(SINGLE)
    panel.live()
    panel.change(given={"chosen": [9]})
    panel_of(OPEN).change(given={"text": "words that nobody graded"})
    assert heard == []


def test_a_listener_that_fails_takes_nothing_away(heard: list[Answered]) -> None:
    def full(_answered: Answered) -> None:
        raise OSError("the disk is full")

    stop = on_answer(full)
    try:
        panel = ask(SINGLE)
        panel.live()
        panel.change(given={"chosen": [1]})
    finally:
        stop()
    assert panel.content()["told"]["outcome"] == "right"
    assert "the disk is full" in panel.live().error
    assert len(heard) == 1
    assert full not in answers._listeners


def test_a_quiz_tells_each_answer_once_and_once_more_in_the_next_round(heard: list[Answered]) -> None:
    panel = quiz(lesson="01")
    names = panel.state.asked
    panel.change(given={names[0]: {"chosen": [0], "confidence": "guess"}})
    panel.change(place=1)
    panel.change(given={**panel.state.given, names[1]: {"chosen": [1], "confidence": "sure"}})
    panel.change(finished=True)
    panel.change(asked=names[:1], given={}, place=0, finished=False, round=1)
    panel.change(given={names[0]: {"chosen": [2], "confidence": "guess"}})
    assert [answered.question for answered in heard] == [names[0], names[1], names[0]]


# The quiz.


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quiz_over_the_whole_bank_goes_from_end_to_end(language: str) -> None:
    with speaking(language):
        panel = quiz()
        panel.live()
        assert sorted(panel.state.asked) == sorted(BANK)
        for place, name in enumerate(panel.state.asked):
            panel.change(place=place)
            raw = next(possible(panel._asked(name)))
            panel.change(given={**panel.state.given, name: {**raw, "confidence": "think"}})
            assert panel.last_error is None
            assert panel.content()["card"]["told"]["result"]
        panel.change(finished=True)
        content = panel.content()
        judged = [outcome for outcome in content["strip"] if outcome in ("right", "wrong")]
        assert sum(row["given"] for row in content["summary"]["calibration"]) == len(judged)
        assert "" not in content["strip"]
        check_forms(panel)


def test_only_what_was_answered_is_explained() -> None:
    panel = quiz(lesson="05", seed=3)
    first, second = (question(name) for name in panel.state.asked[:2])
    panel.change(given={first.id: {"chosen": [0], "confidence": "sure"}})
    assert all(option.why in str(panel.content()["card"]["told"]) for option in first.options)
    panel.change(place=1)
    content = str(panel.content())
    assert not [o.why for q in (first, second) for o in q.options if o.why in content]


def test_the_order_follows_the_seed_and_nothing_else() -> None:
    assert quiz(seed=1).state == quiz(seed=1).state
    assert quiz(seed=1).state != quiz(seed=2).state
    first, again = (quiz(lesson="01", seed=5).content() for _time in range(2))
    assert first == again
    asked = question(SINGLE)
    assert len({mixed(asked, seed).shown for seed in range(20)}) > 3
    assert mixed(asked, 1).shown == mixed(replace(asked, text="other words"), 1).shown


def test_an_order_is_never_shown_in_its_order() -> None:
    short = replace(ORDER, options=ORDER.options[:2])
    assert all(mixed(short, seed).shown == (1, 0) for seed in range(20))


def test_a_quiz_is_of_a_lesson_of_a_topic_or_of_ids() -> None:
    assert set(quiz(lesson="05").state.asked) == set(question_ids("05"))
    assert {question(name).topic for name in quiz(topic="ecr").state.asked} == {"ecr"}
    assert len(quiz(count=10).state.asked) == 10
    assert sorted(quiz(ids=[SINGLE, TRUE_FALSE]).state.asked) == sorted([SINGLE, TRUE_FALSE])
    assert quiz([SINGLE]).state.asked == (SINGLE,)


def test_a_quiz_of_nothing_says_what_there_is() -> None:
    with pytest.raises(NoQuestionsError, match=r"topic cooking\. Topics: .*ecr"):
        quiz(topic="cooking")
    with pytest.raises(UnknownQuestionError):
        quiz(["no-such-question"])


@pytest.mark.parametrize("change", [{"place": 99}, {"given": {"x": {"chosen": [0]}}}, {"asked": []}])
def test_a_place_that_the_quiz_does_not_have_is_told(change: dict[str, Any]) -> None:
    panel = quiz(lesson="01")
    before = panel.state
    panel.live()._handle_custom_msg({"change": change, "number": 1}, [])
    assert panel.state == before
    assert "This quiz has no such question" in panel.live().error


def answer_all(panel: Quiz, plan: Sequence[tuple[bool, str]]) -> None:
    """Answer the first questions right or wrong, with this confidence."""
    given: dict[str, Raw] = {}
    for name, (right, confidence) in zip(panel.state.asked, plan, strict=False):
        asked = panel._asked(name)
        place = next(p for p, n in enumerate(asked.shown) if asked.question.options[n].right is right)
        given[name] = {"chosen": [place], "confidence": confidence}
    panel.change(given=given, finished=True)


def test_the_end_begins_with_what_one_was_sure_of_and_wrong() -> None:
    panel = quiz(lesson="04", count=6)
    answer_all(panel, [(True, "sure"), (False, "guess"), (False, "sure"), (True, "guess"), (False, "think")])
    summary = panel.content()["summary"]
    assert (summary["score"], summary["left"]) == ("2 of 5 right", "1 left out.")
    assert [row["place"] for row in summary["missed"]] == [2, 4, 1]
    assert [row["sure"] for row in summary["missed"]] == [True, False, False]
    assert [(row["given"], row["right"]) for row in summary["calibration"]] == [(2, 1), (1, 0), (2, 1)]
    assert summary["lesson"].startswith("Sure but wrong: 1.")
    assert summary["retry"] == [panel.state.asked[place] for place in (1, 2, 4, 5)]
    assert panel.content()["strip"] == ["right", "wrong", "wrong", "right", "wrong", ""]


def test_the_end_speaks_chinese_throughout() -> None:
    with speaking("zh"):
        panel = quiz(lesson="04", count=3)
        answer_all(panel, [(False, "sure"), (True, "guess"), (False, "guess")])
        content = panel.content()
        said = [content["summary"][name] for name in ("score", "lesson")] + [
            content["card"]["told"]["result"]
        ]
        assert not [text for text in said if re.search("[A-Za-z]{2}", text)]
        answer_all(panel, [(True, "guess")])
        assert not re.search("[A-Za-z]{2}", panel.content()["summary"]["lesson"])


def test_luck_is_named_where_nothing_worse_is() -> None:
    panel = quiz(lesson="04", count=2)
    answer_all(panel, [(True, "guess"), (True, "sure")])
    assert panel.content()["summary"]["lesson"].startswith("Guessed and right: 1.")
    answer_all(panel, [(True, "think"), (True, "sure")])
    assert panel.content()["summary"]["lesson"] == "Nothing that you were sure of was wrong."


def test_an_open_answer_without_a_grader_is_done_and_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    panel = quiz([SINGLE])
    monkeypatch.setattr(panel, "_asked", lambda _name: Asked(OPEN, ()))
    panel.change(given={SINGLE: {"text": "words", "confidence": "sure"}}, finished=True)
    content = panel.content()
    assert content["strip"] == ["done"]
    assert content["summary"]["score"] == "0 of 0 right"


def test_a_long_quiz_is_shown_in_part_where_it_stands_still() -> None:
    text = quiz().still().text
    assert f"A quiz of {len(BANK)} questions." in text
    assert f"And {len(BANK) - 10} more." in text


# Where the course shows it.


def test_a_link_leads_to_the_heading_in_the_language_of_the_lesson() -> None:
    with speaking("en"):
        link = lesson_link("01", "Two paths, one picture")
    assert link == {
        "name": "Lesson 01 · Two paths, one picture",
        "address": "01_the_drawing.ipynb",
        "anchor": "#Two-paths,-one-picture",
    }
    with speaking("zh"):
        chinese = lesson_link("01", "Two paths, one picture")
    assert chinese is not None
    assert chinese["anchor"] not in ("", link["anchor"])


def test_there_is_no_link_to_a_lesson_that_is_not_there_and_none_into_a_section_that_is_not() -> None:
    assert lesson_link("99", "Anything") is None
    top = lesson_link("01", "No such heading")
    assert top is not None
    assert top["anchor"] == ""

"""What an interviewer asks next: a follow-up of an open question, as a question of its own."""

from typing import Any

from lessons.practice.questions import Question, from_row
from lessons.practice.rubric import follow_up, grade, rubric_of


def follow_up_question(asked: Question, answer: str) -> Question | None:
    """The follow-up to an answer, with a rubric of one point; None for closed questions and where none fits.

    It bears the id of its question: whoever remembers answers counts the pair as one.
    """
    if asked.kind != "open" or not asked.row.get("follow_ups"):
        return None
    rubric = rubric_of(asked.row)
    chosen = follow_up(rubric, grade(rubric, answer))
    if chosen is None:
        return None
    raw = asked.row["follow_ups"][rubric.follow_ups.index(chosen)]
    return from_row({**asked.row, **_row(asked, raw)})


def _row(asked: Question, raw: dict[str, Any]) -> dict[str, Any]:
    """The follow-up in the form of a question; what it does not say is its point's."""
    name = str(raw["when"]).partition(" ")[2]
    old: dict[str, Any] = next((p for p in asked.row["rubric"]["points"] if p["id"] == name), {})
    model = {
        f"model_{tongue}": raw.get(f"model_{tongue}") or old[f"says_{tongue}"] for tongue in ("en", "zh")
    }
    point = {
        "id": "follow-up",
        "says_en": model["model_en"],
        "says_zh": model["model_zh"],
        "any": raw.get("any") or old["any"],
        "deny": raw.get("deny", () if "any" in raw else old.get("deny", ())),
    }
    whole = asked.row["rubric"]
    rubric = {"points": [point], **{name: whole[name] for name in ("deny", "about") if name in whole}}
    texts = {"text_en": raw["text_en"], "text_zh": raw["text_zh"]}
    return {**texts, **model, "rubric": rubric, "follow_ups": ()}

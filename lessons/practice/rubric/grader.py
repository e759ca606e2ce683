"""The rubric as a grader for quizzes: see ``lessons.practice.answers.grade_with``."""

from lessons.language import _, in_a_row
from lessons.practice.answers import Graded, Remark
from lessons.practice.questions import Question
from lessons.practice.rubric.grading import Grade, Outcome, Result, grade, sees
from lessons.practice.rubric.reading import rubric_of


def grader(asked: Question, text: str) -> Graded:
    """An open answer, graded by the question's rubric. Raises RubricError."""
    given = grade(rubric_of(asked.row), text)
    remarks = [_remark(result, text) for result in (*given.results, *given.wrong)]
    remarks += [Remark(False, said) for said in given.remarks]
    return Graded(given.passed, verdict(given), tuple(remarks), given.misconceptions, sees())


def verdict(given: Grade) -> str:
    """The result in a sentence."""
    seen, carries = (
        len(given.of(Outcome.EARNED)),
        _("That carries.") if given.passed else _("Not enough yet."),
    )
    return in_a_row(
        [_("{earned} of {all} points seen.").format(earned=seen, all=len(given.results)), carries]
    )


def _remark(result: Result, text: str) -> Remark:
    said = " … ".join(text[start:end].strip() for start, end in result.spans)
    if result.outcome is Outcome.EARNED:
        return Remark(True, result.point.says, _("You said: “{said}”").format(said=said))
    if result.outcome is Outcome.CONTRADICTED:
        wrong = _("This contradicts it: “{said}”").format(said=said)
        return Remark(False, result.point.says or wrong, wrong if result.point.says else "")
    return Remark(False, result.point.says, _("No sentence was seen that says this."))

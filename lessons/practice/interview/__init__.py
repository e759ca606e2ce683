"""The mock interview: which questions, what is asked next after an answer, and the report at the end."""

from lessons.practice.interview.choosing import FEWEST, MOST, choose_questions
from lessons.practice.interview.following import follow_up_question
from lessons.practice.interview.report import Report, Seen, report

__all__ = ["FEWEST", "MOST", "Report", "Seen", "choose_questions", "follow_up_question", "report"]

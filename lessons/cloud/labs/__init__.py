"""Graded labs: what the resources of an account say about the work, whoever made them and however."""

from lessons.cloud.labs.account import Account
from lessons.cloud.labs.grading import Lab, lab, on_outcome
from lessons.cloud.labs.judging import Outcome
from lessons.cloud.labs.report import Report
from lessons.cloud.labs.saying import State

__all__ = ["Account", "Lab", "Outcome", "Report", "State", "lab", "on_outcome"]

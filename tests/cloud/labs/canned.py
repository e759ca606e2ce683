"""Accounts out of plain dicts, as boto3 returns them: ``canned(describe_repositories=[…])``."""

from collections.abc import Callable, Collection
from typing import Any

from lessons.cloud.labs import Account
from lessons.cloud.labs.account import CannotLookError, Row

Answer = Any | Callable[[dict[str, Any]], Any]


class Canned:
    """Answers by operation: rows, one answer, or a function of what was asked; nothing else exists."""

    def __init__(self, answers: dict[str, Answer], refused: Collection[str] = ()) -> None:
        self.answers, self.refused = answers, refused

    def rows(self, service: str, operation: str, _key: str, **asked: Any) -> list[Any]:
        found = self._answer(service, operation, asked)
        return list(found) if found is not None else []

    def one(self, service: str, operation: str, _absent: Collection[str] = (), **asked: Any) -> Row:
        return dict(self._answer(service, operation, asked) or {})

    def request(self, *_asked: str) -> tuple[int, str]:
        answer: tuple[int, str] = self.answers.get("request", (0, "nobody"))
        return answer

    def _answer(self, service: str, operation: str, asked: dict[str, Any]) -> Any:
        if operation in self.refused:
            raise CannotLookError(service, operation, "AccessDeniedException")
        found = self.answers.get(operation)
        return found(asked) if callable(found) else found


def canned(refused: Collection[str] = (), **answers: Answer) -> Account:
    return Account(Canned(answers, refused))

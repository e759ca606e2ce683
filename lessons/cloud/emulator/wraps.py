"""Putting our functions round MiniStack's.

MiniStack finds its handlers in dictionaries and its helpers by name in their module, at each call: replacing
an entry is enough, and everything that runs through it keeps its thread and its account.
"""

from collections.abc import Callable, MutableMapping
from typing import Any, TypeAlias

# A handler takes the operation's parameters and returns MiniStack's (status, headers, body).
Parameters: TypeAlias = dict[str, Any]
Answer: TypeAlias = Any
Handler: TypeAlias = Callable[[Parameters], Answer]


class AwsError(Exception):
    """An operation is refused as AWS refuses it: ``code`` and ``message`` are AWS's."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


def json_refusal(error: AwsError) -> Answer:
    """AWS's JSON protocols answer a refused operation with status 400."""
    from ministack.core.responses import error_response_json

    return error_response_json(error.code, error.message, 400)


def check_before(
    actions: MutableMapping[str, Handler],
    action: str,
    check: Callable[[Parameters], None],
    refusal: Callable[[AwsError], Answer] = json_refusal,
) -> None:
    """Let ``check`` refuse an operation before its handler sees it; ``refusal`` speaks its protocol."""
    original = actions[action]

    def checked(parameters: Parameters) -> Answer:
        try:
            check(parameters)
        except AwsError as error:
            return refusal(error)
        return original(parameters)

    actions[action] = checked


def replace(module: Any, name: str, make: Callable[[Any], Any]) -> None:
    """Replace ``module.name`` by what ``make`` makes of it."""
    setattr(module, name, make(getattr(module, name)))

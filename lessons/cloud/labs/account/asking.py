"""Asking AWS: one cached answer for each question, and an error that names what could not be seen."""

import json
from collections.abc import Callable, Collection
from functools import partial
from typing import Any, Protocol

from lessons.cloud.errors import CloudUnavailableError, RealAwsBlockedError
from lessons.cloud.instance import guard, running
from lessons.cloud.labs.account.requesting import Answer, requested
from lessons.language import _

Row = dict[str, Any]


class CannotLookError(RuntimeError):
    """A call that was refused or broke: ``service`` and ``operation`` in boto3's words, ``code`` of AWS."""

    def __init__(self, service: str, operation: str, code: str) -> None:
        super().__init__(f"{service} {operation}: {code}")
        self.service, self.operation, self.code = service, operation, code


class Asker(Protocol):
    """Whatever answers in the words of boto3: a live account, or a table in a test."""

    def rows(self, service: str, operation: str, key: str, **asked: Any) -> list[Any]:
        """All rows under ``key`` of all pages. Raises CannotLookError."""
        ...

    def request(self, door: str, method: str, path: str) -> Answer:
        """(status, body) of a request to an API; (0, why) when nothing answers."""
        ...

    def one(self, service: str, operation: str, absent: Collection[str] = (), **asked: Any) -> Row:
        """One answer; ``{}`` where AWS answers with an error code of ``absent``. Raises CannotLookError."""
        ...


class Boto3:
    """The account that boto3 talks to. Each question is asked once: a snapshot, not a film.

    Raises CloudUnavailableError when no AWS is set up, RealAwsBlockedError when it would be a real one.
    """

    def __init__(self, client: Callable[[str], Any] | None = None) -> None:
        self._make = client or _boto3_client
        self._clients: dict[str, Any] = {}
        self._answers: dict[str, Any] = {}

    def rows(self, service: str, operation: str, key: str, **asked: Any) -> list[Any]:
        """See ``Asker``."""
        call = partial(self._pages, service, operation, key, asked)
        rows: list[Any] = self._once(service, operation, key, asked, call)
        return rows

    def one(self, service: str, operation: str, absent: Collection[str] = (), **asked: Any) -> Row:
        """See ``Asker``."""
        call = partial(self._call, service, operation, asked)
        try:
            answer: Row = self._once(service, operation, "", asked, call)
        except CannotLookError as error:
            if error.code in absent:
                return {}
            raise
        return answer

    def request(self, door: str, method: str, path: str) -> Answer:
        """See ``Asker``."""
        return requested(door, self._client("apigatewayv2").meta.endpoint_url, method, path)

    def _once(self, service: str, operation: str, key: str, asked: Row, ask: Callable[[], Any]) -> Any:
        question = json.dumps([service, operation, key, asked], sort_keys=True)
        if question not in self._answers:
            self._answers[question] = self._named(service, operation, ask)
        return self._answers[question]

    def _named(self, service: str, operation: str, ask: Callable[[], Any]) -> Any:
        from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError, NoRegionError

        try:
            return ask()
        except ClientError as error:
            raise CannotLookError(service, operation, error.response["Error"]["Code"]) from error
        except (NoRegionError, NoCredentialsError, RealAwsBlockedError) as error:
            if running.holds():
                raise
            text = _("Your AWS is not running. Start it with cloud.start().")
            raise CloudUnavailableError(text) from error
        except BotoCoreError as error:
            raise CannotLookError(service, operation, type(error).__name__) from error

    def _pages(self, service: str, operation: str, key: str, asked: Row) -> list[Any]:
        client = self._client(service)
        if not client.can_paginate(operation):
            return list(self._call(service, operation, asked).get(key) or ())
        pages = client.get_paginator(operation).paginate(**asked)
        return [row for page in pages for row in page.get(key) or ()]

    def _call(self, service: str, operation: str, asked: Row) -> Row:
        answer: Row = getattr(self._client(service), operation)(**asked)
        return answer

    def _client(self, service: str) -> Any:
        if service not in self._clients:
            self._clients[service] = self._make(service)
        return self._clients[service]


def _boto3_client(service: str) -> Any:
    import boto3  # 0.2 s: only who looks at an account pays for it

    guard.install()  # also where nobody called cloud.start(): no grader reads a real account by accident
    return boto3.client(service)


def some(rows: list[str], size: int) -> list[list[str]]:
    """The rows in portions: describe calls take a limited number of names."""
    return [rows[start : start + size] for start in range(0, len(rows), size)]

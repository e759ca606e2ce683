"""Somebody who asks a load balancer all the time, and counts what is answered."""

import http.client
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

from tests.benchmarks.learner import Learner

PAUSE, SLOW = 0.2, 5
"""Seconds between two requests; one in so many takes a second, so that tasks end while they answer."""


@dataclass
class Asker:
    """Requests to one host name, one after the other, in a thread."""

    one: Learner
    host: str
    answers: Counter[str] = field(default_factory=Counter)
    # What was no 200, with the moment at which it was asked.
    failures: list[tuple[float, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._ask, name=f"asks {self.host}")

    def start(self) -> None:
        """From now on."""
        self._thread.start()

    def stop(self) -> None:
        """The last answer has come when this returns."""
        self._over.set()
        self._thread.join()

    def _ask(self) -> None:
        number = 0
        while not self._over.wait(PAUSE):
            number += 1
            asked = time.monotonic()
            kind = self.once("/" if number % SLOW else "/slow")
            self.answers[kind] += 1
            if kind != "200":
                self.failures.append((asked, kind))

    def once(self, path: str) -> str:
        """The status of one answer, or how it failed."""
        try:
            return str(self.one.request(path, self.host)[0])
        except http.client.IncompleteRead:
            return "cut off"
        except (OSError, http.client.HTTPException) as error:
            return type(error).__name__

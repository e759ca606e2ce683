"""ECS alive: clusters, services, tasks and targets as they change, and a button on each task to end it."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from lessons.cloud.errors import CloudError, CloudUnavailableError
from lessons.cloud.watching.example import example
from lessons.cloud.watching.eyes import Asked, Eyes
from lessons.cloud.watching.film import Film
from lessons.cloud.watching.picture import picture
from lessons.cloud.watching.snapshot import Snapshot, Task
from lessons.cloud.watching.wording import headline
from lessons.language import _
from lessons.panels.browser import BrowserPanel, View, front_end
from lessons.panels.polling import Poll
from lessons.panels.watched import drawn, labels, told_answer
from lessons.picture import Shown, Stack, words

# Seconds between two looks: something is under way, nothing is, no AWS answers.
QUICK, QUIET, AWAY = 0.35, 1.0, 2.0
FRESH = 5.0  # seconds after a change during which the next one is expected
IDLE = 600.0  # seconds without a change and without the learner, after which it stops looking
UNSEEN = 60.0  # seconds that a page may take to show the panel; it looks on when the page does


class Looking(Protocol):
    """Whatever can be watched and touched; ``Eyes`` for the AWS of this notebook."""

    def look(self) -> Snapshot:
        """What is there now. Raises CloudError or whatever goes wrong."""
        ...

    def stop(self, cluster: str, task: Task) -> None:
        """End a task as AWS does. Raises CloudError."""
        ...

    def crash(self, task: Task) -> None:
        """Kill its process. Raises CloudError."""
        ...

    def ask(self, url: str, path: str = "/") -> Asked:
        """One request through a load balancer. Raises CloudError."""
        ...


@dataclass(frozen=True)
class WatchState:
    """What was seen last; ``notice``: why there is nothing new; ``said``: what the learner's last act did.

    ``lit``: the ARN of the task that answered last, in the answer with number ``turn``.
    """

    seen: Snapshot = field(default_factory=Snapshot)
    looked: bool = False
    paused: bool = False
    notice: str = ""
    said: str = ""
    lit: str = ""
    turn: int = 0


class WatchView(View):
    """The front end."""

    _esm = front_end("guard.js", "kit.js", "keyed.js", "watching.js")
    _css = front_end("panel.css", "watching.css")


class Watch(BrowserPanel[WatchState]):
    """Looks while somebody sees it: it stops when hidden, closed, paused, or idle for long."""

    view = WatchView
    fields = ("stop", "crash", "ask", "watching", "visible")

    def __init__(self, eyes: Looking, path: str = "/") -> None:
        super().__init__(WatchState())
        self.eyes, self.path = eyes, path
        self.poll = Poll(self._look)
        self._film, self._changed, self._turn = Film(), time.monotonic(), threading.RLock()
        self._viewers: set[str] = set()

    def still(self) -> Shown:
        """A moment that shows what there is to see: always the same, since the learner's own is alive."""
        lines = [
            _("One of three tasks has died here, and the service has started another one."),
            _("Run this cell in JupyterLab to watch your own services, and to stop tasks yourself."),
        ]
        return Stack((picture(example()), *map(words, lines)))

    def content(self) -> dict[str, Any]:
        """What was seen last, and the buttons."""
        state = self.state
        return {
            "headline": headline(state.seen) if state.looked else _("Looking …"),
            "clusters": drawn(state.seen),
            "notice": state.notice,
            "said": state.said,
            "lit": state.lit,
            "turn": state.turn,
            "paused": state.paused,
            "labels": labels(),
        }

    def build(self) -> View:
        """Make the view and begin to look, so that the page has something to show."""
        made = super().build()
        self.poll.start()
        return made

    def redraw(self) -> None:
        """Send what is new; never something older than what was sent already."""
        with self._turn:
            super().redraw()

    def change(self, **changes: Any) -> None:
        """Do what the learner wants: end a task, ask a load balancer, pause, go on; or note who sees it."""
        acts: dict[str, Callable[[Any], None]] = {
            "stop": lambda arn: self._end(arn, self._stop),
            "crash": lambda arn: self._end(arn, self._crash),
            "ask": self._ask,
            "watching": self._watch,
            "visible": self._see,
        }
        self.complain("")
        self._changed = time.monotonic()
        for name, value in changes.items():
            try:
                acts[name](value)
            except Exception as error:  # whatever it was: a sentence on the panel, and the rest stays
                self.last_error = error
                self.complain(str(error) or type(error).__name__)
        self.poll.hurry()

    def _put(self, **changes: Any) -> None:
        """Another state, from whichever thread; what the browser has already is not sent again."""
        with self._turn:
            state = replace(self.state, **changes)
            if state != self.state:
                self.state = state
                self.redraw()

    def _look(self) -> float:
        """One look; returns the seconds until the next."""
        try:
            seen = self._film.take(self.eyes.look(), time.monotonic())
        except CloudUnavailableError as error:
            return self._lack(str(error), AWAY, seen=Snapshot())
        except Exception as error:  # the next look may see more
            self.last_error = error
            return self._lack(_("Cannot look: {problem}.").format(problem=str(error).rstrip(".")), AWAY)
        if not self.poll.running:  # paused meanwhile
            return QUIET
        if seen != self.state.seen:
            self._changed = time.monotonic()
        self._put(seen=seen, looked=True, notice="")
        return self._pace(seen)

    def _lack(self, sentence: str, seconds: float, **more: Any) -> float:
        if self.poll.running:
            self._put(notice=sentence, looked=True, **more)
            self._rest()
        return seconds

    def _pace(self, seen: Snapshot) -> float:
        self._rest()
        under_way = any(task.phase != "running" for _cluster, task in seen.tasks())
        return QUICK if under_way or time.monotonic() - self._changed < FRESH else QUIET

    def _rest(self) -> None:
        """Stop where nobody sees it, or nothing has happened for long."""
        quiet = time.monotonic() - self._changed
        closed = self._live is not None and self._live.comm is None
        if closed or (not self._viewers and quiet > UNSEEN):
            self.poll.stop()
        elif quiet > IDLE:
            self.poll.stop()
            told = _("Nothing has changed for {minutes} minutes, so the panel looks no more.")
            self._put(paused=True, notice=told.format(minutes=round(IDLE / 60)))

    def _end(self, arn: str, how: Callable[[str, Task], str]) -> None:
        found = self.state.seen.task(str(arn))
        if found is None:
            raise CloudError(_("This task is not there any more."))
        cluster, task = found
        self._put(said=how(cluster.arn, task))

    def _stop(self, cluster: str, task: Task) -> str:
        self.eyes.stop(cluster, task)
        return _("You stopped task {name} with ecs.stop_task.").format(name=task.name)

    def _crash(self, _cluster: str, task: Task) -> str:
        self.eyes.crash(task)
        return _("The process of task {name} has died; nobody told ECS.").format(name=task.name)

    def _ask(self, url: str) -> None:
        doors = {door.url for service in self.state.seen.services for door in service.doors}
        if url not in doors:
            raise CloudError(_("This load balancer is not there any more."))
        asked = self.eyes.ask(url, self.path)
        task = self.state.seen.at(asked.address)
        self._put(said=told_answer(asked, task), lit=task.arn if task else "", turn=self.state.turn + 1)

    def _watch(self, on: bool) -> None:
        self._put(paused=not on, notice="" if on else self.state.notice)
        self._go()

    def _see(self, who: dict[str, Any]) -> None:
        """A view says whether it is seen: ``{"view": name, "on": bool}``."""
        (self._viewers.add if who["on"] else self._viewers.discard)(str(who["view"]))
        self._go()

    def _go(self) -> None:
        if self._viewers and not self.state.paused:
            self.poll.start()
        else:
            self.poll.stop()


def watch(cluster: str | None = None, path: str = "/") -> Watch:
    """A live panel of the AWS of this notebook: one cluster by its name, or all of them.

    path: what *Ask the load balancer* asks for.
    """
    return Watch(Eyes(cluster or ""), path)

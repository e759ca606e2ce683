"""The memory: what was answered and met, what is due, how far one has come. One learner a file."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from lessons.language import _
from lessons.practice.memory import asking, carrying, recording, rows
from lessons.practice.memory.asking import Due
from lessons.practice.memory.carrying import Carried, Merged
from lessons.practice.memory.opening import opened
from lessons.practice.memory.place import place
from lessons.practice.memory.problems import CannotWriteError, UnreadableExportError
from lessons.practice.memory.progress import Progress, next_due, progress
from lessons.practice.memory.records import utc
from lessons.practice.memory.store import Store


class Memory:
    """A file of cards and events. Nothing in it leaves this computer; there is no telemetry.

    Every method may be called by several notebooks at once; each is done whole or not at all, and raises
    MemoryProblem with a sentence for the learner. Moments without a zone are this computer's local time.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def open(cls, path: Path | None = None) -> "Memory":
        """The memory in this file (default: see ``place``). Raises MemoryProblem."""
        return cls(opened(path or place()))

    @property
    def path(self) -> Path:
        """The file."""
        return self._store.path

    @property
    def notice(self) -> str:
        """What the learner should know: the file was damaged, cannot be kept, …; or empty."""
        return self._store.notice

    def answered(
        self,
        question: str,
        right: bool,
        confidence: str = "",
        misconceptions: Iterable[str] = (),
        when: datetime | None = None,
    ) -> None:
        """An answer. It schedules the question, and the misconceptions that it showed or withstood.

        confidence: ``"guess"``, ``"think"``, ``"sure"``, or empty where nobody asked. misconceptions: what
        the chosen wrong options name. A right answer also reviews those of its wrong options that are queued.
        """
        event = recording.event(utc(when), "answer", question, right=right, confidence=confidence)
        shown = tuple(dict.fromkeys(misconceptions))
        self._store.write(lambda db: recording.answer(db, event, shown))

    def met(self, misconception: str, where: str = "", when: datetime | None = None) -> bool:
        """A misconception shown elsewhere (``where``: ``doctor``, a lab); counted once a day and place.

        Returns True when it was counted.
        """
        event = recording.event(utc(when), "met", misconception, where=where)
        return self._store.write(lambda db: recording.meeting(db, event))

    def remember_outcome(
        self, check: str, passed: bool, misconception: str = "", when: datetime | None = None
    ) -> None:
        """The outcome of a lab's check; a failed one puts its misconception into the queue."""
        event = recording.event(utc(when), "outcome", check, right=passed)
        self._store.write(lambda db: recording.outcome(db, event, misconception))

    def visited(self, lesson: str, when: datetime | None = None) -> None:
        """The learner opened a lesson (``"01"``)."""
        event = recording.event(utc(when), "visit", lesson)
        self._store.write(lambda db: recording.once_a_day(db, event))

    def due(self, when: datetime | None = None, limit: int | None = None) -> tuple[Due, ...]:
        """What is due at ``when`` (default: now), the longest due first, each with its question."""
        now = utc(when)
        return tuple(self._store.read(lambda db: asking.queue(db, now, now)))[:limit]

    def next_due(self, when: datetime | None = None) -> datetime | None:
        """When the next review after ``when`` comes (UTC), or None."""
        return self._store.read(lambda db: next_due(db, utc(when)))

    def progress(self, when: datetime | None = None) -> Progress:
        """How far the learner has come."""
        return self._store.read(lambda db: progress(db, utc(when)))

    def export_text(self) -> str:
        """The whole memory as the text of a JSON file."""
        cards, events = self._store.read(lambda db: (tuple(rows.cards(db)), tuple(rows.events(db))))
        return carrying.as_text(Carried(cards, events))

    def export(self, path: Path) -> None:
        """Write the whole memory into one JSON file. Raises MemoryProblem; an older file stays then."""
        text = self.export_text()
        try:
            carrying.write_whole(path, text)
        except OSError as error:
            whole = _("{path} cannot be written: {reason}. Name another file.")
            raise CannotWriteError(whole.format(path=path, reason=error.strerror)) from error

    def import_text(self, raw: bytes, when: datetime | None = None) -> Merged:
        """Merge an export into this memory: all of it or nothing. Raises MemoryProblem."""
        carried = carrying.from_text(raw)
        return self._store.write(lambda db: carrying.merge(db, carried, utc(when)))

    def import_(self, path: Path, when: datetime | None = None) -> Merged:
        """Merge a file that ``export`` wrote. Raises MemoryProblem."""
        try:
            with path.open("rb") as file:
                raw = file.read(carrying.LARGEST + 1)
        except OSError as error:
            whole = _("{path} cannot be read: {reason}. Name a file that was exported.")
            raise UnreadableExportError(whole.format(path=path, reason=error.strerror)) from error
        return self.import_text(raw, when)

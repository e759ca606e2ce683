"""From a drawing to its pitch; a wrong drawing gets its diagnosis first."""

from dataclasses import dataclass
from functools import cached_property

from lessons.architecture import Drawing, Finding, Severity, correct, diagnose, read
from lessons.architecture.tidying import tidied
from lessons.practice.pitch.cards import Card, cards
from lessons.practice.pitch.versions import Version, versions


@dataclass(frozen=True)
class Pitch:
    """A drawing, what the doctor finds in it, and, where no error is left, how to say it."""

    drawing: Drawing
    findings: tuple[Finding, ...]

    @property
    def is_wrong(self) -> bool:
        """Whether the drawing says something that is not so; then there is nothing to pitch yet."""
        return any(found.severity is Severity.ERROR for found in self.findings)

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """The speech for each kind of box; none for a wrong or an empty drawing."""
        return () if self.is_wrong else cards(self.drawing)

    @cached_property
    def versions(self) -> tuple[Version, ...]:
        """The 30-second and the 2-minute version; none without cards."""
        return versions(self.drawing, self.cards) if self.cards else ()

    @cached_property
    def corrected(self) -> Drawing | None:
        """The corrected drawing that could be pitched instead; None where nothing can be corrected."""
        if not self.is_wrong:
            return None
        correction = correct(self.drawing)
        return tidied(correction.after) if correction.steps else None


def pitch(drawing: Drawing | str) -> Pitch:
    """The pitch of a drawing, or of its text. Raises DrawingError for a text that is no drawing."""
    here = read(drawing) if isinstance(drawing, str) else drawing
    return Pitch(here, tuple(diagnose(here)))

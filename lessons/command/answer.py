"""What comes of one drawing: its findings, or why it could not be read."""

from dataclasses import dataclass

from lessons.architecture.cleaning import cleaned, drawn
from lessons.architecture.drawing import Drawing
from lessons.architecture.finding import Finding, Severity
from lessons.architecture.flowchart import is_flowchart
from lessons.command.intake import Sketch


@dataclass(frozen=True)
class Diagnosis:
    """One drawing of one file, with its findings."""

    sketch: Sketch
    drawing: Drawing
    findings: tuple[Finding, ...]

    @property
    def format(self) -> str:
        """``"mermaid"`` or ``"text"``."""
        return "mermaid" if is_flowchart(drawn(cleaned(self.sketch.text))) else "text"

    @property
    def code(self) -> int:
        """The exit code that it asks for: 1 when an error was found, else 0."""
        return int(any(finding.severity is Severity.ERROR for finding in self.findings))


@dataclass(frozen=True)
class Refused:
    """A file, or a drawing in one, that cannot be read, and why. It asks for exit code 2."""

    file: str
    reason: str
    code: int = 2


Answer = Diagnosis | Refused

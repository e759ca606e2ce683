"""The drawing: reading it, diagnosing it, correcting it, picturing it."""

from lessons.architecture.correction import Correction, Step, correct
from lessons.architecture.diagnosis import diagnose
from lessons.architecture.drawing import Drawing, DrawingError, Edge, Node, Plane
from lessons.architecture.finding import Finding, Severity
from lessons.architecture.mermaid import mermaid
from lessons.architecture.picture import picture
from lessons.architecture.reading import read

__all__ = [
    "Correction",
    "Drawing",
    "DrawingError",
    "Edge",
    "Finding",
    "Node",
    "Plane",
    "Severity",
    "Step",
    "correct",
    "diagnose",
    "mermaid",
    "picture",
    "read",
]

"""The drawing: reading it, diagnosing it, correcting it, picturing it."""

from lessons.architecture.drawing import Drawing, DrawingError, Edge, Node, Plane
from lessons.architecture.mermaid import mermaid
from lessons.architecture.reading import read

__all__ = ["Drawing", "DrawingError", "Edge", "Node", "Plane", "mermaid", "read"]

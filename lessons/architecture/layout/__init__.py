"""Where everything of a drawing goes: a small layered layout (after Sugiyama), with frames.

Own code after weighing grandalf, the pure-Python library for it: GPL or EPL, alpha, unchanged since 2022,
and it knows neither frames nor labels.
"""

from lessons.architecture.layout.arranging import arrange
from lessons.architecture.layout.shapes import Box, Frame, Layout, NodeBox, Plate, Route

__all__ = ["Box", "Frame", "Layout", "NodeBox", "Plate", "Route", "arrange"]

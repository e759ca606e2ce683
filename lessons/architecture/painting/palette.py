"""Quiet colours that people with colour blindness can tell apart; shapes and words say the same again.

Text reaches a contrast of 4.5:1 and lines 3:1 on what is behind them; the tests compute it.
"""

from dataclasses import dataclass

from lessons.architecture.drawing import Plane

PAPER, HAIRLINE = "#fcfcfb", "#cdd2d9"
TEXT, QUIET_TEXT, ON_BADGE = "#1b2430", "#525c69", "#ffffff"
FRAME = "#7a8494"
FAINT_LINE, FAINT_TEXT, FAINT_FILL = "#8b9098", "#6a707a", "#fcfcfb"


@dataclass(frozen=True)
class Ink:
    """The fill and the line of a box."""

    fill: str
    line: str


LAYERS = {
    "user": Ink("#eef1f5", "#4b5563"),
    "entry": Ink("#f1ecfb", "#6d4bb5"),
    "function": Ink("#fdf0e1", "#b45a09"),
    "orchestration": Ink("#e3effc", "#1d5fae"),
    "capacity": Ink("#e2f3f1", "#0f766e"),
    "registry": Ink("#faf3d9", "#806508"),
    "pipeline": Ink("#eef5e3", "#4d7c0f"),
    "data": Ink("#e8eafa", "#3f4aa8"),
    "messaging": Ink("#fbe9f2", "#ad2a72"),
    "config": Ink("#f2f2f0", "#66655e"),
    "control": Ink("#e9edf2", "#475c74"),
    "observability": Ink("#e6f4f9", "#0b7285"),
    "identity": Ink("#faeaea", "#9f3a38"),
    "network": Ink("#eef0f3", "#56606e"),
}
UNKNOWN_INK = Ink("#ffffff", "#66707d")
FAINT = Ink(FAINT_FILL, FAINT_LINE)

PLANES = {Plane.REQUEST: "#27313f", Plane.SUPPLY: "#0b7285", Plane.CONTROL: "#66707d"}
DASHES = {Plane.REQUEST: "", Plane.SUPPLY: "7 5", Plane.CONTROL: "2 4"}
SEVERITIES = {"error": "#b91c1c", "warning": "#a8500a", "info": "#1d4ed8"}

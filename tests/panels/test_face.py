"""The face of the room: every panel is there, and none is loaded before it is shown."""

import inspect
import subprocess
import sys

import pytest

from lessons import panels
from lessons.panels.question import ask

LOOK = """
import sys
from lessons.panels import ask, doctor, show, watch
print(sorted(name for name in sys.modules if name.startswith("lessons.")))
show("User -> ECS")
late = ("lessons.panels.question", "lessons.panels.diagnosis", "lessons.cloud", "anywidget", "yaml")
print([name for name in late if name in sys.modules])
"""


def test_every_name_can_be_called() -> None:
    assert sorted(panels._MODULES) == sorted(panels.__all__)
    for name in panels.__all__:
        assert inspect.isfunction(getattr(panels, name).__wrapped__)


def test_an_unknown_name_lists_the_known() -> None:
    with pytest.raises(AttributeError, match="doctor"):
        panels.nothing  # noqa: B018


def test_naming_panels_loads_none_of_them_and_showing_one_loads_no_other() -> None:
    told = subprocess.run(
        [sys.executable, "-c", LOOK], capture_output=True, text=True, timeout=60, check=True
    )
    assert told.stdout.splitlines() == ["['lessons.panels', 'lessons.panels.later']", "[]"]


def test_help_speaks_of_the_function() -> None:
    assert inspect.getdoc(panels.ask) == inspect.getdoc(ask)
    assert inspect.signature(panels.ask) == inspect.signature(ask)

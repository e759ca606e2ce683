"""The pins are exact, complete, and Binder's are made from them."""

import re
import tomllib

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from lessons.course import pins
from lessons.course.pins import CHECKOUT

HERE = {name: str(value) for name, value in default_environment().items()}


def test_each_line_is_a_name_and_a_version_and_nothing_else() -> None:
    marker = r"\(?[a-z_]+ [!=<>]+ '[a-zA-Z0-9.]+'\)?"
    form = re.compile(rf"[a-z0-9]+(-[a-z0-9]+)*==[0-9a-z.]+( ; {marker}( (and|or) {marker})*)?")
    lines = (CHECKOUT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not form.fullmatch(line)] == []


def test_each_name_is_pinned_once_in_order() -> None:
    names = [pin.name for pin in pins.pins()]
    assert names == sorted(set(names))


def test_everything_that_an_installation_brings_is_pinned() -> None:
    brought = pins.closure(pins.needed_to_run() + pins.needed_to_develop(), HERE)
    pinned = {pin.name for pin in pins.pins() if pin.marker is None or pin.marker.evaluate(HERE)}
    assert len(brought) > 100
    assert brought - pinned == set()


def test_the_pins_satisfy_what_pyproject_asks_for() -> None:
    pinned = {pin.name: next(iter(pin.specifier)).version for pin in pins.pins()}
    asked = pins.needed_to_run() + pins.needed_to_develop()
    refused = [str(one) for one in asked if not one.specifier.contains(pinned[canonicalize_name(one.name)])]
    assert refused == []


def test_the_closure_follows_extras_and_obeys_markers() -> None:
    root = [Requirement("jsonschema[format-nongpl]"), Requirement("colorama; sys_platform == 'win32'")]
    brought = pins.closure(root, pins.BINDER)
    assert {"jsonschema", "attrs", "webcolors"} <= brought
    assert "webcolors" not in pins.closure([Requirement("jsonschema")], pins.BINDER)
    assert "colorama" not in brought
    assert "colorama" in pins.closure(root, {**pins.BINDER, "sys_platform": "win32"})


def test_binders_requirements_are_up_to_date() -> None:
    stored = (CHECKOUT / ".binder" / "requirements.txt").read_text(encoding="utf-8")
    assert stored == pins.binder_requirements(), "run: python -m lessons.course.pins"


def test_binder_installs_what_runs_the_course_and_spares_it_the_tools() -> None:
    requirements = pins.binder_requirements()
    for needed in ("jupyterlab==", "ipywidgets==", "pandas==", "matplotlib==", "hatchling=="):
        assert f"\n{needed}" in requirements
    for tool in ("pytest==", "mypy==", "playwright==", "jupyter-repo2docker=="):
        assert tool not in requirements


def test_binders_python_is_one_that_the_course_supports() -> None:
    runtime = (CHECKOUT / ".binder" / "runtime.txt").read_text(encoding="utf-8").strip()
    assert runtime == "python-" + pins.BINDER["python_version"]
    described = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"Programming Language :: Python :: {pins.BINDER['python_version']}" in described["classifiers"]

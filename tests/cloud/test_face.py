"""The face of the room: every name is there, and none is loaded before it is asked for."""

import pytest

from lessons import cloud
from tests.cloud.kernels import run


def test_every_name_can_be_loaded() -> None:
    assert sorted(cloud._MODULES) == sorted(cloud.__all__)
    for name in cloud.__all__:
        assert callable(getattr(cloud, name))


def test_no_module_stands_where_a_name_of_the_face_is_meant() -> None:
    names = ("drawing", "image", "lab")
    ask = f"from lessons import cloud; print([callable(getattr(cloud, name)) for name in {names * 2}])"
    assert run(ask).stdout == f"{[True] * 6}\n"


def test_an_unknown_name_lists_the_known() -> None:
    with pytest.raises(AttributeError, match="start"):
        cloud.nothing  # noqa: B018


def test_the_import_loads_nothing_heavy() -> None:
    heavy = "{'boto3', 'botocore', 'pandas', 'matplotlib', 'IPython', 'psutil', 'subprocess', 'ministack'}"
    assert (
        run(f"import sys; from lessons import cloud; print({heavy} & set(sys.modules))").stdout == "set()\n"
    )

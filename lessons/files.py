"""Where the course's files are: beside the package in a checkout, inside it in an installed wheel."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def data_folder() -> Path:
    """The folder of fact tables (CSV and YAML)."""
    return _folder("data")


def notebooks_folder() -> Path:
    """The folder that holds ``en/`` and ``zh/`` with the notebooks a learner opens."""
    return _folder("notebooks")


def _folder(name: str) -> Path:
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name

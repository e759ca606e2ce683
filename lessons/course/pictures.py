"""The pictures of the READMEs: ``python -m lessons.course.pictures`` draws them anew."""

import sys
from pathlib import Path

from lessons.architecture import diagnose, picture, read
from lessons.architecture.examples import example
from lessons.language import LANGUAGES, speaking

FOLDER = Path(__file__).resolve().parents[2] / "pictures"


def pictures() -> dict[str, str]:
    """File name → SVG of every picture that a README shows."""
    return {f"doctor-{language}.svg": _diagnosed(language) for language in LANGUAGES}


def _diagnosed(language: str) -> str:
    with speaking(language):
        drawing = read(example("wrong-chain").text)
        return picture(drawing, diagnose(drawing)).svg + "\n"


def stale() -> list[str]:
    """The files that differ from what would be drawn now."""
    return [name for name, svg in pictures().items() if _stored(FOLDER / name) != svg]


def _stored(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""


def draw() -> None:
    """Write every picture."""
    FOLDER.mkdir(exist_ok=True)
    for name, svg in pictures().items():
        (FOLDER / name).write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        told = [f"pictures/{name} is behind: run python -m lessons.course.pictures" for name in stale()]
        sys.exit("\n".join(told) or None)
    draw()

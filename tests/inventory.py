"""What the tests covered, in countable things: ``python -m tests.inventory``."""

from pathlib import Path

import nbformat
import yaml

from lessons.architecture.rules import all_rules
from lessons.cloud.labs.script import lab_ids, script
from lessons.course.phrases import phrases_in_code
from lessons.facts.tables import rows

ROOT = Path(__file__).resolve().parent.parent


def counts() -> dict[str, int]:
    """Name → how many."""
    notebooks = sorted(ROOT.glob("notebooks/[ez][nh]/*.ipynb"))
    cells = [cell for file in notebooks for cell in nbformat.read(file, as_version=4).cells]
    return {
        "notebooks": len(notebooks),
        "cells": len(cells),
        "code cells executed": sum(cell.cell_type == "code" for cell in cells),
        "rules of the doctor": len(all_rules()),
        "misconceptions": len(rows("misconceptions")),
        "kinds of box": len(rows("components")),
        "questions": sum(
            len(yaml.safe_load(file.read_text("utf-8"))) for file in ROOT.glob("data/questions/*.yaml")
        ),
        "phrases in two languages": len(phrases_in_code()),
        "graded labs": len(lab_ids()),
        "checks of labs": sum(len(script(lab_id).checks) for lab_id in lab_ids()),
        "differences from AWS, each pinned by a test": len(rows("differences")),
    }


if __name__ == "__main__":
    print("Covered: " + ", ".join(f"{count} {name}" for name, count in counts().items()) + ".")

"""Numbers about AWS live in ``data/``: lessons and library code hold none."""

import re
from pathlib import Path

import pytest

from lessons.facts.tables import rows

CHECKOUT = Path(__file__).resolve().parents[2]
SCANNED = sorted([*CHECKOUT.glob("notebooks/source/*.py"), *CHECKOUT.glob("lessons/**/*.py")])
SIZE = re.compile(r"(?<![\w.{])\d[\d.,]*\s?(?:vCPUs?|KB|MB|GB|KiB|MiB|GiB|GB-s|LCUs?)\b")
PRICE = re.compile(r"(?<![\\{\w])\$\s?\d|\bUSD\s?\d|\d\s?(?:USD|美元)")
TIME = re.compile(r"\b\d[\d.,]*[ -]?(?:seconds?\b|minutes?\b|hours?\b|秒|分钟|小时)")

# Each with its reason. A lesson's own length and how numbers are written are not facts about AWS.
ALLOWED = {
    r"takes? \d+ to \d+ minutes|[Aa]bout \d+ minutes": "how long a lesson takes",
    r"\d+ ?(?:到|至|–|-) ?\d+ ?分钟|约 ?\d+ ?分钟": "how long a lesson takes",
    r"larger than (1|20) MB": "what a command reads, a limit of ours",
    r"30[ -]seconds?|2[ -]minutes?|30 秒": "how long a pitch takes",
    r"filling up to \d+ KB": "Python's tarfile",
    r"``\".*``": "how a size is written, in a docstring's example",
}
NUMBER = re.compile(r"(?<![\w.#])\d[\d_,.]*\d")


def stray(line: str) -> bool:
    """Whether a line states a size, a price, a time, or a number that only ``data/`` should hold."""
    if any(re.search(pattern, line) for pattern in ALLOWED):
        return False
    numbers = {number.replace(",", "").replace("_", "") for number in NUMBER.findall(line)}
    return bool(SIZE.search(line) or PRICE.search(line) or TIME.search(line) or numbers & telling())


def telling() -> set[str]:
    """Values of ``data/`` so peculiar that nothing else is likely to be written like them."""
    prices = {row["usd_per_hour"] for row in rows("ec2_types")}
    limits = {row["value"] for row in rows("limits") if len(row["value"]) >= 4 and "000" not in row["value"]}
    return {value for value in prices | limits if len(value.strip("0.")) >= 3}


@pytest.mark.parametrize("path", SCANNED, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_no_stray_numbers(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [f"{path.name}:{number}: {line.strip()}" for number, line in enumerate(lines, 1) if stray(line)]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        'TEXT = "a function may have 10,240 MB"',
        "# It stops after 900 seconds.",
        "# 最长 15 分钟就会停。",
        "PRICE = 0.10584",
        '_("A cluster costs $0.10")',
        "memory = 1769",
    ],
)
def test_the_scan_bites(line: str) -> None:
    assert stray(line)


@pytest.mark.parametrize("line", ["width = 900", "# About 20 minutes.", 'f"{x:.2f} GB"'])
def test_the_scan_lets_other_numbers_be(line: str) -> None:
    assert not stray(line)

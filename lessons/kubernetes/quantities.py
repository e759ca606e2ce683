"""CPU and memory on both sides: CPU units ↔ millicpu, MiB ↔ Kubernetes quantities."""

import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from math import ceil, floor

from lessons.kubernetes.rules import rule

_BINARY = {"Ki": 1, "Mi": 2, "Gi": 3, "Ti": 4, "Pi": 5, "Ei": 6}
_DECIMAL = {"n": -3, "u": -2, "m": -1, "": 0, "k": 1, "M": 2, "G": 3, "T": 4, "P": 5, "E": 6}
_QUANTITY = re.compile(
    r"([0-9]{1,15}(?:\.[0-9]{1,15})?|\.[0-9]{1,15})(?:([KMGTPE]i|[numkMGTPE])|[eE]([+-]?[0-9]{1,2}))?"
)
_TASK_SIZE = re.compile(r"([0-9]{1,7}(?:\.[0-9]{1,4})?|\.[0-9]{1,4}) ?(vcpu|gb|mb)?", re.IGNORECASE)
_MEBI = 2**20


def millicpu(units: int) -> str:
    """1024 → ``"1000m"``; a part of a millicpu is rounded up, so that nothing is lost."""
    return f"{max(1, ceil(units * rule('container_cpu').scale))}m"


def cpu_units(quantity: str | int | float) -> int | None:
    """``"250m"`` or ``0.25`` → 256; None when it is no quantity."""
    number = amount(quantity)
    return None if number is None else floor(number * 1000 / rule("container_cpu").scale)


def mebibytes(size: int) -> str:
    """512 → ``"512Mi"``."""
    return f"{size}Mi"


def memory_mib(quantity: str | int | float) -> int | None:
    """``"1Gi"`` → 1024, rounded up to a whole MiB; None when it is no quantity."""
    number = amount(quantity)
    return None if number is None else ceil(number / _MEBI)


def amount(quantity: str | int | float) -> Fraction | None:
    """A Kubernetes quantity as an exact number (bytes, CPUs, pieces); None when it is none."""
    found = _QUANTITY.fullmatch(_plain(quantity))
    if found is None:
        return None
    number, suffix, exponent = found.groups()
    if suffix in _BINARY:
        return Fraction(number) * Fraction(1024 ** _BINARY[suffix])
    power = int(exponent) if exponent else 3 * _DECIMAL[suffix or ""]
    return Fraction(number) * Fraction(10) ** power


def _plain(quantity: str | int | float) -> str:
    if isinstance(quantity, str):
        return quantity
    try:
        return format(Decimal(str(quantity)), "f")
    except (InvalidOperation, ValueError):  # an integer beyond Python's digit limit
        return ""


def task_units(text: str) -> int | None:
    """A task's cpu, ``"256"`` or ``".25 vCPU"``, in CPU units; None when it is neither."""
    return _task_size(text, {"": Fraction(1), "vcpu": 1000 / rule("task_cpu").scale})


def task_mib(text: str) -> int | None:
    """A task's memory, ``"512"`` or ``"0.5 GB"``, in MiB; None when it is neither."""
    return _task_size(text, {"": Fraction(1), "mb": Fraction(1), "gb": Fraction(1024)})


def _task_size(text: str, units: dict[str, Fraction]) -> int | None:
    found = _TASK_SIZE.fullmatch(text.strip())
    unit = (found[2] or "").lower() if found else None
    if found is None or unit not in units:
        return None
    size = Fraction(found[1]) * units[unit]
    return int(size) if size.denominator == 1 and size > 0 else None

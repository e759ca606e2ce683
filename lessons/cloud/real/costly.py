"""Which calls cost enough that a second word is asked for: ``data/costly_calls.csv``."""

from collections.abc import Mapping
from typing import Any

from lessons.facts.tables import Row, by_id, rows
from lessons.language import _, enumerated


def costly(service: str, operation: str, parameters: Mapping[str, Any]) -> Row | None:
    """The row for this call of botocore (``"ec2"``, ``"RunInstances"``), or None when it is harmless."""
    for row in rows("costly_calls"):
        if (row["service"], row["operation"]) == (service, operation):
            return None if _is_harmless(row, parameters) else row
    return None


def named(identity: str) -> Row:
    """The row of this id. Raises LookupError, which lists the ids."""
    found = by_id("costly_calls")
    if identity not in found:
        known = enumerated(found)
        raise LookupError(
            _("{name} is no costly call. There are: {known}").format(name=identity, known=known)
        )
    return found[identity]


def _is_harmless(row: Row, parameters: Mapping[str, Any]) -> bool:
    """A parameter may say that it is a small one; left out, AWS chooses, and not the smallest."""
    return bool(row["parameter"]) and parameters.get(row["parameter"]) in row["harmless"].split()

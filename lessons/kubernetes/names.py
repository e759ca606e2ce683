"""Names that Kubernetes takes: lower-case letters, digits and hyphens; and label keys and values."""

import re
from collections.abc import Container

LONGEST_NAME = 63
LONGEST_PORT = 15
_LABEL = re.compile(r"([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?")
_PREFIX = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?){0,3}")


def dns_name(name: str, taken: Container[str] = (), longest: int = LONGEST_NAME) -> str:
    """``"Shop_API"`` → ``"shop-api"``, cut to ``longest``, with a number at the end if it is taken."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:longest].strip("-") or "x"
    candidate, number = plain, 1
    while candidate in taken:
        number += 1
        ending = f"-{number}"
        candidate = plain[: longest - len(ending)].rstrip("-") + ending
    return candidate


def port_name(name: str, taken: Container[str] = ()) -> str:
    """A port's name: at most 15 characters and at least one letter."""
    plain = dns_name(name, longest=LONGEST_PORT)
    if not re.search("[a-z]", plain):
        plain = f"p{plain}"
    return dns_name(plain, taken, LONGEST_PORT)


def is_label_value(text: str) -> bool:
    """Whether Kubernetes takes it as a label's value."""
    return _LABEL.fullmatch(text) is not None


def is_label_key(text: str) -> bool:
    """Whether Kubernetes takes it as a key of a label or annotation: ``name`` or ``prefix.example/name``."""
    prefix, slash, name = text.rpartition("/")
    return bool(name) and is_label_value(name) and (not slash or _PREFIX.fullmatch(prefix) is not None)

"""Where each task stands: it keeps its place until it is gone, and nothing else moves for that."""

from collections.abc import Sequence

_GONE = ""


def places(before: Sequence[str], now: Sequence[str]) -> tuple[str, ...]:
    """The names of ``now``, each where it stood ``before``.

    New ones take the places of those that are gone; what gap is left then, the last ones fill.
    """
    stand = [name if name in now else _GONE for name in before]
    for name in now:
        if name not in before:
            _put(stand, name)
    while _GONE in stand:
        last = stand.pop()
        if last != _GONE:
            _put(stand, last)
    return tuple(stand)


def _put(stand: list[str], name: str) -> None:
    """Into the first gap, or behind the last one."""
    if _GONE in stand:
        stand[stand.index(_GONE)] = name
    else:
        stand.append(name)

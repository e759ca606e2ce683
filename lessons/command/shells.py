"""Setting environment variables, as each shell says it."""

import shlex
from collections.abc import Callable, Iterable, Mapping

Setting = Callable[[str, str], str]
Unsetting = Callable[[str], str]


def lines(shell: str, values: Mapping[str, str], unset: Iterable[str]) -> list[str]:
    """Lines to be evaluated by a shell (one of ``SHELLS``): which variables to take away, which to set."""
    setting, unsetting = _WAYS[shell]
    return [*map(unsetting, unset), *(setting(name, value) for name, value in values.items())]


def _fish(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _powershell(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


_WAYS: dict[str, tuple[Setting, Unsetting]] = {
    "sh": (lambda name, value: f"export {name}={shlex.quote(value)};", lambda name: f"unset {name};"),
    "fish": (lambda name, value: f"set -gx {name} {_fish(value)};", lambda name: f"set -e {name};"),
    "powershell": (
        lambda name, value: f"$Env:{name} = {_powershell(value)};",
        lambda name: f"Remove-Item Env:{name};",
    ),
}
SHELLS = tuple(_WAYS)

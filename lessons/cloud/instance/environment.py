"""The environment variables of the kernel and of the processes that it starts.

Three things: our own AWS settings, none of the learner's, and a proxy that nobody listens on, so that a
child process that would leave this computer gets nowhere.
"""

import os
import site
import sysconfig
from collections.abc import Mapping
from pathlib import Path

from lessons.files import PACKAGE

REGION, ACCOUNT, PROFILE = "us-east-1", "000000000000", "lab"
_NOWHERE, _HERE = "http://127.0.0.1:9", "127.0.0.1,localhost,.localhost"  # port 9: nobody listens


def of_kernel(folder: Path) -> dict[str, str]:
    """What the kernel's own environment gets, beside the removal of every other ``AWS_…``."""
    return {
        "AWS_CONFIG_FILE": str(folder / "config"),
        "AWS_SHARED_CREDENTIALS_FILE": str(folder / "credentials"),
        "AWS_PROFILE": PROFILE,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_MAX_ATTEMPTS": "2",
        "AWS_PAGER": "",
        **dead_proxies(),
    }


def of_emulator(environment: Mapping[str, str], folder: Path) -> dict[str, str]:
    """What the emulator and everything it starts gets: no ``AWS_…``, no way out, its own home."""
    places = {name: folder / name.lower() for name in ("HOME", "TMPDIR")}
    for place in places.values():
        place.mkdir(mode=0o700, exist_ok=True)
    return {
        **without_aws(environment),
        **dead_proxies(),
        **{name: str(place) for name, place in places.items()},
        **_where_packages_are(environment),
    }


def without_aws(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment without the learner's own AWS settings."""
    return {name: value for name, value in environment.items() if not name.startswith("AWS_")}


def dead_proxies() -> dict[str, str]:
    """Both spellings of the proxy variables: programs differ in which they read."""
    upper = {"HTTP_PROXY": _NOWHERE, "HTTPS_PROXY": _NOWHERE, "ALL_PROXY": _NOWHERE, "NO_PROXY": _HERE}
    return upper | {name.lower(): value for name, value in upper.items()}


def _where_packages_are(environment: Mapping[str, str]) -> dict[str, str]:
    """Packages installed with ``--user`` are found by HOME, and a checkout perhaps by the working folder."""
    found = {"PYTHONUSERBASE": environment.get("PYTHONUSERBASE") or site.getuserbase()}
    parent = str(PACKAGE.parent)
    if parent not in (sysconfig.get_path("purelib"), sysconfig.get_path("platlib")):
        inherited = environment.get("PYTHONPATH")
        found["PYTHONPATH"] = os.pathsep.join([inherited, parent] if inherited else [parent])
    return found

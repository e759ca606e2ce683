"""The environment variables of the kernel and of the processes that it starts.

The kernel gets our own AWS settings, none of the learner's, and a proxy that nobody listens on, so that a
child process that would leave this computer gets nowhere. The emulator gets only what programs need to run:
it, MiniStack and the Docker SDK would heed dozens of other names (``S3_DATA_DIR`` makes a reset empty that
folder), and a function can print all that is there.
"""

import os
import site
import sysconfig
from collections.abc import Mapping
from pathlib import Path

from lessons.files import PACKAGE

REGION, ACCOUNT, PROFILE = "us-east-1", "000000000000", "lab"
# Where programs and libraries are, how text is written; `LESSONS_…` is ours.
_PASSED_ON = (
    *("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "LANG", "LANGUAGE", "TZ"),
    *("PYTHONPATH", "PYTHONHOME", "PYTHONNOUSERSITE", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"),
)
_PASSED_ON_PREFIXES = ("LC_", "LESSONS_", "NIX_")
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
        "KUBECONFIG": str(folder / "kubeconfig"),  # `aws eks update-kubeconfig` would change the learner's
        **dead_proxies(),
    }


def of_emulator(environment: Mapping[str, str], folder: Path) -> dict[str, str]:
    """What the emulator and everything it starts gets: what programs need, no way out, its own home."""
    places = {name: folder / name.lower() for name in ("HOME", "TMPDIR")}
    for place in places.values():
        place.mkdir(mode=0o700, exist_ok=True)
    return {
        **_passed_on(environment),
        **dead_proxies(),
        **{name: str(place) for name, place in places.items()},
        **_where_packages_are(environment),
    }


def _passed_on(environment: Mapping[str, str]) -> dict[str, str]:
    return {
        name: value
        for name, value in environment.items()
        if name in _PASSED_ON or name.startswith(_PASSED_ON_PREFIXES)
    }


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
        found["PYTHONPATH"] = os.pathsep.join([parent, inherited] if inherited else [parent])
    return found

"""The guard: no AWS call of this kernel leaves this computer.

Everything that botocore sends, signed or not, goes through ``URLLib3Session.send``, in sessions that exist
and in those to come. There it is stopped, before any name is looked up, unless it stays on this computer.
botocore itself is not imported for that: the guard waits until somebody imports it.
"""

import ipaddress
import sys
from collections.abc import Callable, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from lessons.cloud.errors import RealAwsBlockedError
from lessons.language import _

# The AWS CLI brings a copy of botocore; its modules carry either name.
_MODULES = ("botocore.httpsession", "awscli.botocore.httpsession")

Permit = Callable[[Any], bool]
_permits: list[Permit] = []


def install() -> None:
    """Guard every botocore of this process, also one that is imported later. May be called again."""
    for name in _MODULES:
        if name in sys.modules:
            _arm(sys.modules[name])
    if _watcher not in sys.meta_path:
        sys.meta_path.insert(0, _watcher)


def permit(permitted: Permit) -> None:
    """Let out the requests for which ``permitted(request)`` is true: a real account, asked for in words."""
    _permits.append(permitted)


def forbid(permitted: Permit) -> None:
    """Take a permission back."""
    _permits.remove(permitted)


def is_here(host: str) -> bool:
    """Is this host name or address this computer, without asking anybody?"""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


def check(session: Any, request: Any) -> None:
    """Raise RealAwsBlockedError unless the request stays here; ``*.localhost`` becomes 127.0.0.1."""
    if any(permitted(request) for permitted in _permits):
        return
    host = host_of(request.url)
    proxy = session._proxy_config.proxy_url_for(request.url)
    for target in (host, host_of(proxy) if proxy else host):
        if not is_here(target):
            raise RealAwsBlockedError(_refusal().format(host=target))
    if host.endswith(".localhost"):
        _stay(request)


def host_of(url: str) -> str:
    """The host as urllib3, which connects, reads it: other parsers disagree about odd addresses."""
    from urllib3.util import parse_url

    return (parse_url(url).host or "").strip("[]").lower()


def _stay(request: Any) -> None:
    """Many systems ask the network for names under localhost: connect by address, keep the name."""
    from urllib3.util import parse_url

    address = parse_url(request.url)
    request.headers["Host"] = address.netloc
    request.url = address._replace(host="127.0.0.1").url


def _refusal() -> str:
    return _(
        "This call would have left this computer, for {host}, so it was stopped before anything was sent."
        " Lessons only use the AWS on this computer: call boto3.client(…) without endpoint_url and without"
        " a profile of your own."
    )


def _arm(module: ModuleType) -> None:
    """Put the check in front of the module's ``send``."""
    original = module.URLLib3Session.send
    if getattr(original, "guarded", False):
        return

    def send(self: Any, request: Any) -> Any:
        check(self, request)
        return original(self, request)

    send.guarded = True  # type: ignore[attr-defined]
    module.URLLib3Session.send = send


class _Watcher(MetaPathFinder):
    """Arms a botocore when it is imported."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The spec that the other finders have, with a loader that arms the module."""
        if name not in _MODULES:
            return None
        others = (finder.find_spec(name, path, target) for finder in sys.meta_path if finder is not self)
        spec = next((found for found in others if found), None)
        if spec and spec.loader:
            _arm_after(spec.loader)
        return spec


def _arm_after(loader: Any) -> None:
    run = loader.exec_module

    def exec_module(module: ModuleType) -> None:
        run(module)
        _arm(module)

    loader.exec_module = exec_module


_watcher = _Watcher()

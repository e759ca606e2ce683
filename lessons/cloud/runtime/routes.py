"""Which question is answered by what: the part of Docker's API that the course needs; the rest is 404."""

import logging
import re

from lessons.cloud.runtime import container_routes as containers
from lessons.cloud.runtime import image_routes as images
from lessons.cloud.runtime import shapes
from lessons.cloud.runtime.errors import DockerError
from lessons.cloud.runtime.http import Answer, Answering, Reply, Request, as_json
from lessons.cloud.runtime.parts import Handler, Parts

log = logging.getLogger(__name__)
VERSION = "course-processes-1"
API_VERSION = "1.43"
_SYSTEM = {"Os": "linux", "Arch": "amd64", "KernelVersion": "", "GitCommit": "", "GoVersion": ""}


def answering(parts: Parts) -> Answering:
    """Answers requests about these containers and images; whatever goes wrong has Docker's form."""

    def answer(request: Request) -> Reply:
        try:
            return _answer(parts, request)
        except DockerError as error:
            return as_json({"message": str(error)}, error.status)
        except Exception:
            log.exception("%s %s", request.method, request.path[:200])
            return as_json({"message": "the runtime failed; its log says where"}, 500)

    return answer


def _answer(parts: Parts, request: Request) -> Reply:
    for method, pattern, handler in _TABLE:
        found = pattern.fullmatch(request.path)
        if found and request.method == method:
            return handler(parts, request, found[1] if found.groups() else "")
    raise DockerError(404, "page not found")


def ping(_parts: Parts, _request: Request, _name: str) -> Reply:
    """Are you there?"""
    return Answer(200, b"OK", "text/plain; charset=utf-8")


def version(_parts: Parts, _request: Request, _name: str) -> Reply:
    """Which API, and that these are processes."""
    return as_json({"Version": VERSION, "ApiVersion": API_VERSION, "MinAPIVersion": "1.24", **_SYSTEM})


def info(parts: Parts, _request: Request, _name: str) -> Reply:
    """What is here."""
    boxes = parts.boxes.all()
    running = sum(box.running for box in boxes)
    counts = {"Containers": len(boxes), "ContainersRunning": running, "Images": len(parts.store.all())}
    names = {"ID": VERSION, "Name": VERSION, "ServerVersion": VERSION, "Driver": "folders"}
    return as_json({**names, **counts, "OSType": "linux", "Architecture": "x86_64"})


def list_networks(_parts: Parts, _request: Request, _name: str) -> Reply:
    """The one network that there is."""
    return as_json(
        [{"Id": shapes.NETWORK, "Name": shapes.NETWORK, "Driver": shapes.NETWORK, "Scope": "local"}]
    )


def list_volumes(_parts: Parts, _request: Request, _name: str) -> Reply:
    """None."""
    return as_json({"Volumes": [], "Warnings": []})


def _table(*rows: tuple[str, str, Handler]) -> list[tuple[str, re.Pattern[str], Handler]]:
    return [(method, re.compile(pattern), handler) for method, pattern, handler in rows]


_BOX = "/containers/([^/]+)"
_TABLE = _table(
    ("GET", f"{_BOX}/json", containers.inspect_container),
    ("GET", "/containers/json", containers.list_containers),
    ("POST", "/containers/create", containers.create_container),
    ("POST", f"{_BOX}/start", containers.start_container),
    ("POST", f"{_BOX}/stop", containers.stop_container),
    ("POST", f"{_BOX}/restart", containers.restart_container),
    ("POST", f"{_BOX}/kill", containers.kill_container),
    ("POST", f"{_BOX}/wait", containers.wait_for_container),
    ("GET", f"{_BOX}/logs", containers.container_logs),
    ("GET", f"{_BOX}/stats", containers.container_stats),
    ("DELETE", _BOX, containers.remove_container),
    ("POST", "/images/create", images.pull_image),
    ("GET", "/images/json", images.list_images),
    ("GET", "/images/(.+)/json", images.inspect_image),
    ("POST", "/images/(.+)/tag", images.tag_image),
    ("DELETE", "/images/(.+)", images.remove_image),
    ("GET", "/distribution/(.+)/json", images.inspect_distribution),
    ("GET", "/networks", list_networks),
    ("GET", "/volumes", list_volumes),
    ("GET", "/_ping", ping),
    ("HEAD", "/_ping", ping),
    ("GET", "/version", version),
    ("GET", "/info", info),
)

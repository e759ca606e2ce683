"""Questions about containers."""

import json
from collections.abc import Iterator
from typing import Any

from lessons.cloud.runtime import shapes
from lessons.cloud.runtime.box import Box
from lessons.cloud.runtime.errors import DockerError
from lessons.cloud.runtime.http import Answer, Reply, Request, Stream, as_json
from lessons.cloud.runtime.logs import STDERR, STDOUT, Line, frame
from lessons.cloud.runtime.parts import Parts
from lessons.cloud.runtime.plan import signal_number

_FRAMES = "application/vnd.docker.multiplexed-stream"


def list_containers(parts: Parts, request: Request, _name: str) -> Reply:
    """The containers that run, or all of them."""
    found = parts.boxes.all(ended=request.flag("all"), filters=request.query.get("filters", ""))
    return as_json([shapes.listed(box) for box in reversed(found)])


def create_container(parts: Parts, request: Request, _name: str) -> Reply:
    """A container of an image that was pulled."""
    box = parts.boxes.create(request.query.get("name", "").removeprefix("/"), _body(request))
    return as_json({"Id": box.id, "Warnings": []}, 201)


def inspect_container(parts: Parts, _request: Request, name: str) -> Reply:
    """All about a container."""
    return as_json(shapes.inspected(parts.boxes.get(name)))


def start_container(parts: Parts, _request: Request, name: str) -> Reply:
    """Starts it."""
    return Answer(204 if parts.boxes.get(name).start() else 304)


def stop_container(parts: Parts, request: Request, name: str) -> Reply:
    """Asks it to end, then ends it."""
    return Answer(204 if parts.boxes.get(name).stop(_number(request, "t")) else 304)


def restart_container(parts: Parts, request: Request, name: str) -> Reply:
    """Stops and starts it."""
    box = parts.boxes.get(name)
    box.stop(_number(request, "t"))
    box.start()
    return Answer(204)


def kill_container(parts: Parts, request: Request, name: str) -> Reply:
    """Sends it a signal; SIGKILL is waited for, so that it is over when the answer comes."""
    number = signal_number(request.query.get("signal") or "SIGKILL")
    box = parts.boxes.get(name)
    box.signal(number)
    if number == signal_number("SIGKILL"):
        box.ended.wait()
    return Answer(204)


def wait_for_container(parts: Parts, _request: Request, name: str) -> Reply:
    """Answers when it has ended."""
    box = parts.boxes.get(name)
    if box.running or box.state == "created":
        box.ended.wait()
    return as_json({"StatusCode": box.exit_code, "Error": None})


def container_logs(parts: Parts, request: Request, name: str) -> Reply:
    """What it wrote, in frames."""
    box = parts.boxes.get(name)
    streams = {STDOUT: request.flag("stdout"), STDERR: request.flag("stderr")}
    since, tail = _number(request, "since") or 0, request.query.get("tail", "all")
    if not any(streams.values()):
        raise DockerError(400, "Bad parameters: you must choose at least one stream")

    def wanted(line: Line) -> bool:
        return streams[line.stream] and line.when >= since

    lines = box.log.lines(
        wanted, tail=int(tail) if tail.isdigit() else None, follow=request.flag("follow") and box.running
    )
    stamped = request.flag("timestamps")
    return Stream((frame(line, timestamps=stamped) for line in lines), _FRAMES)


def container_stats(parts: Parts, request: Request, name: str) -> Reply:
    """What it uses, once or every second."""
    box = parts.boxes.get(name)
    if not request.flag("stream", otherwise=True):
        return as_json({**shapes.statistics(box), "precpu_stats": {"cpu_usage": {"total_usage": 0}}})
    return Stream(_statistics(parts, box))


def _statistics(parts: Parts, box: Box) -> Iterator[bytes]:
    before: Any = {"cpu_usage": {"total_usage": 0}}
    while True:
        now = shapes.statistics(box)
        yield json.dumps({**now, "precpu_stats": before}).encode() + b"\n"
        before = now["cpu_stats"]
        if not box.running or parts.stopping(1.0):
            return


def remove_container(parts: Parts, request: Request, name: str) -> Reply:
    """Forgets it."""
    parts.boxes.remove(parts.boxes.get(name), force=request.flag("force"))
    return Answer(204)


def _body(request: Request) -> dict[str, Any]:
    try:
        content = json.loads(request.body or b"{}")
    except (ValueError, RecursionError) as error:
        raise DockerError(400, "invalid JSON") from error
    if not isinstance(content, dict):
        raise DockerError(400, "invalid JSON: an object is wanted")
    return content


def _number(request: Request, name: str) -> float | None:
    try:
        return float(request.query[name])
    except (KeyError, ValueError):
        return None

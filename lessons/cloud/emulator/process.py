"""One process: a listening socket, the container runtime, MiniStack's application behind our layers."""

import asyncio
import contextlib
import json
import logging
import os
import signal
import socket
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from lessons.cloud.emulator import settings

if TYPE_CHECKING:
    from lessons.cloud.runtime import Engine

log = logging.getLogger("lessons.emulator")
# Seconds after SIGTERM; a little later the supervisor kills.
LAST_MOMENT = 2.5


def run(folder: Path) -> NoReturn:
    """Serve until SIGTERM or SIGINT, then end every task, every Lambda worker and this process: exit 0.

    ``folder`` (mode 0700) holds ``token``; ``ready.json`` appears in it as soon as requests are answered.
    """
    token = (folder / "token").read_text("utf-8").strip()
    listener = listen()
    port = listener.getsockname()[1]
    os.environ.update(settings.environment(folder, port, token))
    stay_here()
    engine = start_runtime(folder, port, token)
    asyncio.run(serve(listener, folder, token, engine))
    raise AssertionError("serve() ends the process")


def stay_here() -> None:
    """This process and the functions it starts call nobody but this computer, whatever an account names.

    (A target's address, an API's integration, a subscription.)
    """
    from lessons.cloud.runtime.inside import sitecustomize
    from lessons.cloud.runtime.surroundings import INSIDE

    inherited = os.environ.get("PYTHONPATH", "")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(INSIDE), inherited)))
    os.environ[sitecustomize.STAYS] = "1"
    sitecustomize.stay_here()


def listen() -> socket.socket:
    """A free port of 127.0.0.1, listening at once: whoever connects early waits instead of failing."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.bind(("127.0.0.1", 0))
    listener.listen(128)
    return listener


def start_runtime(folder: Path, port: int, token: str) -> "Engine | None":
    """The container runtime in threads of this process; None where it cannot run.

    Its containers are processes, or those of the Docker or Podman that the learner named: then one that does
    not answer ends this process, since somebody who wants real containers must not get others silently.
    """
    from lessons.cloud.runtime import RuntimeUnavailableError
    from lessons.cloud.runtime import serve as serve_containers

    registry, network = f"http://127.0.0.1:{port}", f"127.{port >> 8}.{port & 255}"
    real = settings.real_engine()
    try:
        return serve_containers(settings.docker_socket(folder), registry, token, folder, network, real)
    except RuntimeUnavailableError as error:
        if real:
            raise SystemExit(str(error)) from error
        log.warning("tasks are records only: %s", error)
        return None


async def serve(listener: socket.socket, folder: Path, token: str, engine: "Engine | None") -> None:
    """Answer requests; returns when somebody asks this process to end."""
    from hypercorn.asyncio import serve as serve_http
    from hypercorn.config import Config

    from lessons.cloud.emulator.application import application

    config = Config()
    config.bind = [f"fd://{listener.detach()}"]
    config.keep_alive_timeout = 75
    config.loglevel = "WARNING"
    hang_up_together()
    app: Any = application(token, int(os.environ["GATEWAY_PORT"]), engine)
    app = announcing(app, folder, engine.runs_on if engine else "")
    asked = asyncio.ensure_future(asked_to_end())
    server = asyncio.ensure_future(serve_http(app, config, shutdown_trigger=asyncio.Event().wait))
    await asyncio.wait({asked, server}, return_when=asyncio.FIRST_COMPLETED)
    # Not `await server`: hypercorn and MiniStack would wait for open connections and for Docker.
    end(engine, server.exception() if server.done() else None)


def hang_up_together() -> None:
    """Close a connection when its client does; hypercorn keeps it until the keep-alive time is over."""
    from hypercorn.asyncio.tcp_server import TCPServer

    original = TCPServer._read_data

    async def read(server: TCPServer) -> None:
        await original(server)
        await server.idle_task.stop()

    setattr(TCPServer, "_read_data", read)  # noqa: B010  (mypy takes the assignment for a mistake)


async def asked_to_end() -> None:
    """Return when SIGTERM or SIGINT has come. A loop that is busy then does not keep this process alive."""
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()

    def heard(*_: object) -> None:
        hurry(0)
        loop.call_soon_threadsafe(asked.set)

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, heard)
    await asked.wait()


def announcing(app: Any, folder: Path, runs_on: str) -> Any:
    """The application, which writes ``ready.json`` when it has started."""

    async def announce(scope: Any, receive: Any, send: Any) -> None:
        async def tell(message: Any) -> None:
            await send(message)
            if message["type"] == "lifespan.startup.complete":
                write_ready(folder, runs_on)

        await app(scope, receive, tell if scope["type"] == "lifespan" else send)

    return announce


def write_ready(folder: Path, runs_on: str) -> None:
    """Port, process id and container engine, written aside and renamed: whoever reads it reads all."""
    draft = folder / "ready.json.draft"
    ready = {"port": int(os.environ["GATEWAY_PORT"]), "pid": os.getpid(), "runs_on": runs_on}
    draft.write_text(json.dumps(ready), "utf-8")
    draft.replace(folder / "ready.json")


def end(engine: "Engine | None", failure: BaseException | None = None) -> NoReturn:
    """End tasks and workers, and leave without waiting for threads that wait for something."""
    code = 1 if failure else 0
    if failure:
        log.error("the server ended by itself", exc_info=failure)
    hurry(code)
    with contextlib.suppress(Exception):
        end_lambda_workers()
    if engine:
        engine.stop()
    os._exit(code)


def hurry(code: int) -> None:
    """Leave at the last moment, whatever still has to be done."""
    timer = threading.Timer(LAST_MOMENT, os._exit, (code,))
    timer.daemon = True
    timer.start()


def end_lambda_workers() -> None:
    """MiniStack's warm Lambda workers are children of this process."""
    from ministack.core import lambda_runtime

    lambda_runtime.reset()

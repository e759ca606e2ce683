"""One run of a program as a container of the engine, and the world of such containers."""

import threading
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from typing import Any

from lessons.cloud.runtime.addresses import Addresses
from lessons.cloud.runtime.contained.attaching import Attached
from lessons.cloud.runtime.contained.client import connected, name, refusal
from lessons.cloud.runtime.contained.door import MOUNTED, Door
from lessons.cloud.runtime.contained.images import Images, Ready
from lessons.cloud.runtime.contained.sweep import LABEL, sweep
from lessons.cloud.runtime.errors import DockerError
from lessons.cloud.runtime.logs import Log
from lessons.cloud.runtime.plan import Plan
from lessons.cloud.runtime.program import Ending
from lessons.cloud.runtime.store import Stored
from lessons.cloud.runtime.surroundings import proxies

_LOST = Ending(137)
_NOWHERE = "127.0.0.1"  # no name server listens there: a task looks up nobody


class Containers:
    """A world whose programs are containers of an engine."""

    def __init__(self, url: str, base: str, folder: Path, addresses: Addresses, port: int) -> None:
        """``port`` is the emulator's. Raises RuntimeUnavailableError."""
        self.addresses = addresses
        self.url, self._client, self._label = url, connected(url), {LABEL: str(folder)}
        sweep(url, str(folder))
        self.engine = name(self._client)
        self._images = Images(self._client, base, folder)
        self._door = Door(folder / "door", port)

    def program(self, container: str, image: Stored, plan: Plan) -> "ContainedProgram":
        """A program that does not run yet."""
        return ContainedProgram(self, container, image, plan)

    def close(self) -> None:
        """Takes away what is left in the engine, and the way in."""
        self._client.close()
        sweep(self.url, self._label[LABEL])
        self._door.close()

    def create(self, container: str, image: Stored, plan: Plan, address: str) -> str:
        """A container of the engine, its files in place; its id there. Raises DockerError, APIError."""
        ready = self._images.ready(image, plan)
        api = self._client.api
        created = str(api.create_container(**self._settings(container, ready, plan, address))["Id"])
        try:
            for layer in ready.above:
                with layer.open("rb") as archive:
                    api.put_archive(created, "/", archive)
        except BaseException:
            self.remove(created)
            raise
        return created

    def remove(self, created: str) -> None:
        """Takes a container out of the engine, whatever state it is in."""
        from docker.errors import DockerException

        with suppress(DockerException, OSError):
            self._client.api.remove_container(created, force=True, v=True)

    @property
    def api(self) -> Any:
        """The engine's API."""
        return self._client.api

    def _settings(self, container: str, ready: Ready, plan: Plan, address: str) -> dict[str, Any]:
        """The image's own entrypoint is in ``plan.command`` already, so none is left to the engine."""
        program, *arguments = plan.command
        return {
            "image": ready.name,
            "entrypoint": [program],
            "command": arguments,
            "environment": self._environment(plan, address),
            "working_dir": plan.folder,
            "name": f"ecs-or-eks-{container[:12]}",
            "hostname": container[:12],
            "labels": self._label,
            "ports": [(port, "tcp") for port in plan.ports],
            "host_config": self._bounds(plan, address),
        }

    def _environment(self, plan: Plan, address: str) -> list[str]:
        own = dict(variable.split("=", 1) for variable in plan.environment)
        modules = ":".join(filter(None, (MOUNTED, own.get("PYTHONPATH", ""))))
        around = {"PYTHONUNBUFFERED": "1", "AWS_EC2_METADATA_DISABLED": "true"} | proxies()
        kept = {"TASK_IP": address, "LESSONS_DOOR": str(self._door.port), "PYTHONPATH": modules}
        return [f"{name}={value}" for name, value in (around | own | kept).items()]

    def _bounds(self, plan: Plan, address: str) -> Any:
        """Ports on the task's loopback address only, nothing of the host but the door, bounds as always."""
        return self.api.create_host_config(
            port_bindings={f"{port}/tcp": (address, port) for port in plan.ports},
            binds={str(self._door.folder): {"bind": MOUNTED, "mode": "ro"}},
            mem_limit=plan.limits.memory or plan.limits.address_space,
            pids_limit=plan.limits.processes,
            dns=[_NOWHERE],
            # A mounted socket is refused by SELinux otherwise.
            security_opt=["no-new-privileges", "label=disable"],
        )


class ContainedProgram:
    """One run of a program as a container."""

    pid = None

    def __init__(self, world: Containers, container: str, image: Stored, plan: Plan) -> None:
        self._world, self._container, self._image, self._plan = world, container, image, plan
        self._created = ""
        self._said: Attached | None = None
        self._used = (0.0, 0)
        self._over = threading.Event()

    def start(self, address: str) -> None:
        """Creates a container and starts it. Raises DockerError, with the engine's words."""
        from docker.errors import APIError

        api = self._world.api
        try:
            self._created = self._world.create(self._container, self._image, self._plan, address)
            # Before the start, so that its first word is not missed.
            self._said = Attached(self._world.url, self._created)
            api.start(self._created)
        except APIError as error:
            raise DockerError(400, str(refusal(error))) from error

    def listen(self, log: Log) -> Ending:
        """Writes what it says into the log until it ends; an engine that is gone has ended it too."""
        from docker.errors import DockerException

        assert self._said
        try:
            for stream, chunk in self._said.chunks():
                log.write(stream, chunk)
            code = int(self._world.api.wait(self._created, timeout=None)["StatusCode"])
            state = self._world.api.inspect_container(self._created)["State"]
            return Ending(code, bool(state.get("OOMKilled")))
        except (DockerException, OSError, HTTPException):
            return _LOST
        finally:
            self._over.set()

    def signal(self, number: int) -> None:
        """Sends it a signal."""
        from docker.errors import DockerException

        with suppress(DockerException, OSError):
            self._world.api.kill(self._created, number)

    def usage(self) -> tuple[float, int]:
        """Of all processes in the container, as the engine counts them; the last figures when it is over."""
        from docker.errors import DockerException

        if not self._created or self._over.is_set():
            return self._used[0], 0
        with suppress(DockerException, OSError, LookupError, TypeError):
            told = self._world.api.stats(self._created, stream=False, one_shot=True)
            nanoseconds, memory = told["cpu_stats"]["cpu_usage"]["total_usage"], told["memory_stats"]
            self._used = nanoseconds / 1e9, int(memory.get("usage", 0))
        return self._used

    def clean(self) -> None:
        """Takes its container away."""
        if self._said:
            self._said.close()
        if self._created:
            self._world.remove(self._created)

"""What a task uses: processor time and memory of its main process."""

from typing import Any

_CPU_FIELDS = ("user", "system", "children_user", "children_system")


class Meter:
    """Reads a process when asked, and keeps the last figures. psutil is loaded with the first question."""

    def __init__(self) -> None:
        self.cpu_seconds, self.memory_bytes = 0.0, 0
        self._process: Any = None

    def read(self, pid: int | None) -> tuple[float, int]:
        """Seconds of processor time so far, and bytes of memory now (0 when it does not run)."""
        if pid is None:
            self.memory_bytes = 0
            return self.cpu_seconds, 0
        import psutil

        try:
            self._process = self._process or psutil.Process(pid)
            times = self._process.cpu_times()
            self.memory_bytes = int(self._process.memory_info().rss)
        except psutil.Error:
            return self.cpu_seconds, 0
        self.cpu_seconds = float(sum(getattr(times, name, 0.0) for name in _CPU_FIELDS))
        return self.cpu_seconds, self.memory_bytes

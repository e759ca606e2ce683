"""Watching ECS at work: what can be seen in an account now, as a picture, and what a watcher may do to it."""

from lessons.cloud.watching.snapshot import Cluster, Service, Snapshot, Task

__all__ = ["Cluster", "Service", "Snapshot", "Task"]

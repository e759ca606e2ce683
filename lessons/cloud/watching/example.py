"""A moment worth a picture: one of three tasks has died, and the service has started another."""

from lessons.cloud.watching.snapshot import Cluster, Deployment, Event, Service, Snapshot, Task


def example() -> Snapshot:
    """A service of three just after one of its tasks died; every name is invented."""
    return Snapshot((Cluster("cluster/lab", "lab", (_service(),)),))


def _service() -> Service:
    alive = {"revision": "web:1", "image": "v1"}
    tasks = (
        Task("task/lab/3f9c21aa", "RUNNING", target="healthy", **alive),
        Task("task/lab/a07be415", "STOPPED", why="Essential container in task exited", **alive),
        Task("task/lab/d41870c2", "RUNNING", target="healthy", **alive),
        Task("task/lab/5be6098f", "PENDING", target="initial", **alive),
    )
    events = (
        Event("", "(service web) has started 1 tasks: (task 5be6098f)."),
        Event("", "(service web) has reached a steady state."),
    )
    deployment = Deployment("web:1", "PRIMARY", "COMPLETED", desired=3, running=2, pending=1)
    return Service("service/lab/web", "web", 3, 2, 1, (deployment,), tasks, events=events)

"""A snapshot in words: for whoever cannot see the picture, and as the one line that says how it stands."""

from collections.abc import Iterator

from lessons.cloud.watching.snapshot import Service, Snapshot, Task
from lessons.language import _, plural


def headline(snapshot: Snapshot) -> str:
    """How it stands, in one line: ``web: 3 of 3 running``."""
    alone = sum(task.phase == "running" for cluster in snapshot.clusters for task in cluster.alone)
    said = [kept(service) for service in snapshot.services]
    if alone:
        said.append(plural("{count} task without a service", "{count} tasks without a service", alone))
    if said:
        return _("; ").join(said)
    if snapshot.clusters:
        return _("There is a cluster, and nothing in it yet.")
    return _("There is no cluster yet.")


def called(service: Service) -> str:
    """The name of a service, and whether it is deleted."""
    return _("{service} (deleted)").format(service=service.name) if service.deleted else service.name


def kept(service: Service) -> str:
    """How a service keeps its promise; of a deleted one, which tasks are left."""
    if service.deleted:
        return _left(service)
    text = _("{service}: {running} of {desired} running")
    said = text.format(service=service.name, running=service.running, desired=service.desired)
    return said + (_(", {count} pending").format(count=service.pending) if service.pending else "")


def _left(service: Service) -> str:
    left = sum(task.phase != "stopped" for task in service.tasks)
    text = _("{service}: tasks still stopping: {count}") if left else _("{service}: all tasks have stopped")
    return text.format(service=called(service), count=left)


def in_words(snapshot: Snapshot) -> str:
    """All of it, a line for each thing."""
    return "\n".join([headline(snapshot), *_lines(snapshot)])


def _lines(snapshot: Snapshot) -> Iterator[str]:
    for cluster in snapshot.clusters:
        yield _("Cluster {name}.").format(name=cluster.name)
        for service in cluster.services:
            yield from _service(service)
        yield from map(told, cluster.alone)


def _service(service: Service) -> Iterator[str]:
    text = _("Service {name}: desired {desired}, running {running}, pending {pending}.")
    yield text.format(
        name=called(service), desired=service.desired, running=service.running, pending=service.pending
    )
    for each in service.deployments:
        yield _("Deployment of {revision}: {status}, {rollout}.").format(
            revision=each.revision, status=each.status, rollout=each.rollout
        )
    yield from map(told, service.tasks)
    for event in service.events:
        yield _("Event: {message}").format(message=event.message)


def told(task: Task) -> str:
    """A task in one sentence."""
    said = _("Task {name}: {status}, {revision}, image {image}").format(
        name=task.name, status=task.status, revision=task.revision, image=task.image
    )
    more = [task.why, _("target {state}").format(state=task.target) if task.target else ""]
    return _(", ").join(filter(None, [said, *more])) + _(".")

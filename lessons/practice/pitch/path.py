"""The way of a request through a drawing, as one sentence."""

from lessons.architecture import Drawing, Node, Plane
from lessons.architecture.names import layer
from lessons.practice.pitch.naming import called, listed
from lessons.practice.pitch.speech import Said, filled, frames

_ASIDE = {"observability", "identity", "config", "control"}
_REGISTRY = "registry"
_PODS = {"eks", "pod", "k8s-deployment"}


def request_path(drawing: Drawing) -> tuple[Node, ...]:
    """The boxes from the first caller on, always to the next box that leads furthest; empty without calls."""
    calls = [e for e in drawing.edges if e.plane == Plane.REQUEST and e.directed and e.source != e.target]
    targets = {edge.target for edge in calls}
    starts = [node for node in drawing.nodes if any(e.source == node.id for e in calls)]
    start = next((n for n in starts if layer(n.kind) == "user"), None) or next(
        (n for n in starts if n.id not in targets), starts[0] if starts else None
    )
    if start is None:
        return ()
    onward: dict[str, list[str]] = {}
    for edge in calls:
        if layer(drawing.node(edge.target).kind) not in _ASIDE:
            onward.setdefault(edge.source, []).append(edge.target)
    return tuple(drawing.node(name) for name in _walk(start.id, onward))


def _walk(start: str, onward: dict[str, list[str]]) -> list[str]:
    walked = [start]
    while True:
        free = [name for name in onward.get(walked[-1], ()) if name not in walked]
        if not free:
            return walked
        walked.append(max(free, key=lambda name: (len(onward.get(name, ())) > 0, -free.index(name))))


def path_sentence(drawing: Drawing) -> Said | None:
    """``A request goes from the user through API Gateway to the ECS service.``; None without calls."""
    nodes = request_path(drawing)
    if len(nodes) < 2:
        return None
    first, last = called(nodes[0]), called(nodes[-1])
    if len(nodes) == 2:
        return filled(frames()["path"]["straight"], first=first, last=last)
    return filled(frames()["path"]["through"], first=first, middle=listed(nodes[1:-1]), last=last)


def supply_sentence(drawing: Drawing) -> Said | None:
    """That the registry stands beside the path; None where no registry supplies anything."""
    for edge in drawing.edges:
        ends = (drawing.node(edge.source), drawing.node(edge.target))
        layers = [layer(node.kind) for node in ends]
        if edge.plane == Plane.SUPPLY and _REGISTRY in layers and "pipeline" not in layers:
            registry, runtime = ends if layers[0] == _REGISTRY else ends[::-1]
            start = frames()["starts"]["pod" if runtime.kind in _PODS else "task"]
            return filled(
                frames()["supply"], registry=called(registry), runtime=called(runtime), start=Said(**start)
            )
    return None

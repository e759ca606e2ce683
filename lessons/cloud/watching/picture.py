"""A snapshot as a picture: a frame for each service, a box for each task, what happened below."""

from collections.abc import Iterator
from dataclasses import dataclass

from lessons.architecture.layout.lettering import plain, width
from lessons.architecture.painting.palette import FRAME, PAPER, QUIET_TEXT, TEXT, Ink
from lessons.architecture.painting.svg import document, element, words
from lessons.cloud.watching.snapshot import Cluster, Service, Snapshot, Task
from lessons.cloud.watching.wording import headline, in_words, kept
from lessons.language import _
from lessons.picture import Picture

WIDTH, _EDGE, _PAD, _GAP, _ROW = 760, 14, 14, 12, 18
_BOX, _TALL, _ACROSS = 170, 86, 4
_HEADING, _LETTERS, _SMALL = 15, 13, 12
_INKS = {
    "running": Ink("#e9f5ec", "#1a6b2f"),
    "starting": Ink("#e8f1fb", "#0b5cad"),
    "ending": Ink("#fdf3e2", "#8a5300"),
    "stopped": Ink("#fcebea", "#b3261e"),
}
_SIGNS = {"running": "●", "starting": "◌", "ending": "◒", "stopped": "✕"}


@dataclass(frozen=True)
class _Block:
    """A piece of the picture, drawn from its own top, and how high it is."""

    parts: tuple[str, ...]
    height: float


def picture(snapshot: Snapshot) -> Picture:
    """The picture of all clusters; its words say the same."""
    blocks = [block for cluster in snapshot.clusters for block in _cluster(cluster)]
    blocks = blocks or [_line(headline(snapshot), _HEADING, TEXT)]
    y, parts = float(_EDGE), []
    for block in blocks:
        parts.append(element("g", *block.parts, transform=f"translate({_EDGE},{y:g})"))
        y += block.height + _GAP
    paper = element("rect", width=WIDTH, height=y, fill=PAPER, rx=8)
    return Picture(document(WIDTH, y, headline(snapshot), paper, *parts), in_words(snapshot))


def _cluster(cluster: Cluster) -> Iterator[_Block]:
    yield _line(_("Cluster {name}").format(name=cluster.name), _HEADING, TEXT)
    for service in cluster.services:
        yield _service(service)
    if cluster.alone:
        yield _framed(_("Tasks without a service"), _boxes(cluster.alone), ())


def _service(service: Service) -> _Block:
    deployments = (f"{each.revision}  {each.status}  {each.rollout}" for each in service.deployments)
    events = (f"{event.when}  {event.message}".strip() for event in service.events[:3])
    return _framed(kept(service), _boxes(service.tasks), (*deployments, *events))


def _framed(title: str, boxes: _Block, lines: tuple[str, ...]) -> _Block:
    inner = WIDTH - 2 * _EDGE
    top = _PAD + _HEADING + _GAP
    below = top + boxes.height + (_GAP if lines else 0)
    height = below + len(lines) * _ROW + _PAD
    frame = element("rect", width=inner, height=height, rx=8, fill="none", stroke=FRAME)
    said = [
        _words(line, _PAD, below + (number + 0.7) * _ROW, _SMALL, QUIET_TEXT, inner - 2 * _PAD)
        for number, line in enumerate(lines)
    ]
    name = _words(title, _PAD, _PAD + _HEADING - 3, _HEADING, TEXT, inner - 2 * _PAD, font_weight="600")
    return _Block(
        (frame, name, element("g", *boxes.parts, transform=f"translate({_PAD},{top})"), *said), height
    )


def _boxes(tasks: tuple[Task, ...]) -> _Block:
    if not tasks:
        return _line(_("no task yet"), _LETTERS, QUIET_TEXT)
    rows = -(-len(tasks) // _ACROSS)
    step = (WIDTH - 2 * _EDGE - 2 * _PAD - _BOX) / (_ACROSS - 1)
    return _Block(
        tuple(
            _box(task, (n % _ACROSS) * step, (n // _ACROSS) * (_TALL + _GAP)) for n, task in enumerate(tasks)
        ),
        rows * (_TALL + _GAP) - _GAP,
    )


def _box(task: Task, x: float, y: float) -> str:
    ink, dashes = _INKS[task.phase], {"starting": "5 4", "stopped": "2 3"}.get(task.phase, "")
    dashed = {"stroke_dasharray": dashes} if dashes else {}
    frame = element(
        "rect", width=_BOX, height=_TALL, rx=7, fill=ink.fill, stroke=ink.line, stroke_width=1.5, **dashed
    )
    state = f"{_SIGNS[task.phase]} {task.status}"
    last = task.why or (_("target {state}").format(state=task.target) if task.target else "")
    room = _BOX - 20
    return element(
        "g",
        frame,
        _words(state, 10, 22, _LETTERS, ink.line, room, font_weight="600"),
        _words(task.name, 10, 41, _LETTERS, TEXT, room, font_family="monospace"),
        _words(f"{task.revision} · {task.image}", 10, 58, _SMALL, QUIET_TEXT, room),
        _words(last, 10, 75, _SMALL, QUIET_TEXT, room),
        transform=f"translate({x:g},{y:g})",
    )


def _line(text: str, size: int, ink: str) -> _Block:
    return _Block((_words(text, 0, size, size, ink, WIDTH - 2 * _EDGE, font_weight="600"),), size + 4)


def _words(text: str, x: float, y: float, size: int, ink: str, room: float, **how: str) -> str:
    """A line of text, cut where there is no room for more."""
    shown = plain(text)
    while shown and width(shown, size) > room:
        shown = shown.rstrip("…")[:-1] + "…" if len(shown.rstrip("…")) > 1 else ""
    return words(shown, x, y, size, ink, **how) if shown else ""

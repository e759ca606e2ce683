"""The doctor's corrections: from the learner's drawing, step by step, to one that holds."""

from collections.abc import Iterable
from dataclasses import dataclass

from lessons.architecture import doorways, stations
from lessons.architecture import steps as ways
from lessons.architecture.changes import Change, with_note
from lessons.architecture.diagnosis import diagnose
from lessons.architecture.drawing import Drawing, Plane
from lessons.architecture.finding import Severity
from lessons.architecture.layout.lettering import plain
from lessons.architecture.names import layer
from lessons.language import _, current, enumerated

ROUNDS = 8


@dataclass(frozen=True)
class Step:
    """One correction: the rule that it answers, the drawing after it, what was done, and why."""

    rule: str
    drawing: Drawing
    sentence: str
    why: str


@dataclass(frozen=True)
class Correction:
    """A drawing before and after, and the steps between, in the language that was spoken when it was made."""

    before: Drawing
    after: Drawing
    steps: tuple[Step, ...] = ()


def correct(drawing: Drawing) -> Correction:
    """Correct what has one right answer; what is a decision stays as it is. No steps: nothing to correct."""
    taken: list[Step] = []
    here = drawing if _whole(drawing) else _with_known_ends(drawing)
    for _round in range(ROUNDS):
        more = _round_of(here)
        if not more:
            break
        taken += more
        here = more[-1].drawing
    told = _lambda_told(here) if taken else None
    if told:
        taken.append(_step(_telling(), told, here))
    kept = _harmless(drawing, taken)
    return Correction(drawing, kept[-1].drawing if kept else drawing, tuple(kept))


def _round_of(here: Drawing) -> list[Step]:
    """Each correction once, if the doctor still finds what it mends."""
    taken: list[Step] = []
    found = {each.rule for each in diagnose(here)}
    for way in _ways():
        change = way.apply(here) if way.rule in found else None
        if change and change.drawing != here:
            taken.append(_step(way, change, here))
            here = change.drawing
            found = {each.rule for each in diagnose(here)}
    return taken


def _harmless(drawing: Drawing, taken: list[Step]) -> list[Step]:
    """The steps up to the last drawing without an error that the first one did not have."""
    before = _errors(drawing) if taken else set()
    while taken and _errors(taken[-1].drawing) - before:
        taken = taken[:-1]
    return taken


def _errors(drawing: Drawing) -> set[str]:
    return {each.rule for each in diagnose(drawing) if each.severity == Severity.ERROR}


def _whole(drawing: Drawing) -> bool:
    ids = {node.id for node in drawing.nodes}
    return all(edge.source in ids and edge.target in ids for edge in drawing.edges)


def _with_known_ends(drawing: Drawing) -> Drawing:
    ids = {node.id for node in drawing.nodes}
    return drawing.with_edges(tuple(edge for edge in drawing.edges if {edge.source, edge.target} <= ids))


def _step(way: ways.Correction, change: Change, before: Drawing) -> Step:
    old = set(before.edges)
    new = [edge for edge in change.drawing.edges if edge not in old]
    named = change.drawing.node
    fillings = {
        "names": change.names,
        "runtimes": [named(edge.target).name for edge in new if edge.plane == Plane.SUPPLY],
        "callers": [named(edge.source).name for edge in new if edge.plane == Plane.REQUEST],
        "targets": [named(edge.target).name for edge in new if edge.plane == Plane.REQUEST],
    }
    shown = {key: _listed(names) for key, names in fillings.items()}
    shown["runtimes"] = shown["runtimes"] or _("what runs the containers")
    told = way.sentence().format(**shown)
    if "alb" in {n.id for n in change.drawing.nodes} - {n.id for n in before.nodes}:
        told += (" " if current() == "en" else "") + _("An ALB leads users to the service.")
    return Step(way.rule, change.drawing, told, way.why())


def _listed(names: Iterable[str]) -> str:
    told = [plain(name) for name in dict.fromkeys(names)]
    return enumerated(told[:4]) + ("…" if len(told) > 4 else "")


def _lambda_told(drawing: Drawing) -> Change | None:
    """A Lambda between a door and containers says what it is for, as the corrected chain does."""
    silent = {
        node.id: node.name
        for node in drawing.of_kind("lambda")
        if not node.note and _between(drawing, node.id)
    }
    if not silent:
        return None
    return Change(with_note(drawing, set(silent), _("control layer / light logic")), tuple(silent.values()))


def _between(drawing: Drawing, node_id: str) -> bool:
    node = drawing.node(node_id)
    doors = any(layer(drawing.node(edge.source).kind) == "entry" for edge in drawing.incoming(node))
    runtimes = (edge for edge in drawing.outgoing(node) if edge.plane == Plane.REQUEST)
    return doors and any(
        layer(drawing.node(edge.target).kind) in ("orchestration", "capacity") for edge in runtimes
    )


def _telling() -> ways.Correction:
    return ways.Correction(
        "LAMBDA_RELAY",
        _lambda_told,
        lambda: _(
            "Ask what {names} decides. If it decides nothing, remove it. "
            "Here it is marked: control layer, light logic."
        ),
        lambda: _(
            "A Lambda that only passes calls on is not needed. One that decides, checks or starts tasks is."
        ),
    )


def _ways() -> tuple[ways.Correction, ...]:
    """Every correction, in the order in which a person would make them."""
    make = ways.Correction
    return (
        make(
            "REVERSED_EDGE",
            ways.turn_arrows,
            lambda: _("Turn the arrow at {names}."),
            lambda: _("An arrow points the way the request goes: from the caller to what is called."),
        ),
        make(
            "RESPONSE_ARROW",
            ways.responses_left_out,
            lambda: _("Leave out the arrow from {names} back to the user."),
            lambda: _("A response goes back the way the request came. It needs no arrow of its own."),
        ),
        make(
            "REGISTRY_ON_PATH",
            stations.registry_beside,
            lambda: _("Move {names} beside {runtimes}, with a dashed arrow: pull image."),
            lambda: _(
                "A registry stores images. No request passes through it; what runs them pulls from it."
            ),
        ),
        make(
            "EC2_BEFORE_ECS",
            stations.machines_out,
            lambda: _("Take {names} out of the chain: {callers} calls {targets} directly."),
            lambda: _("EC2 machines carry the containers; they do not forward requests to ECS."),
        ),
        make(
            "ORCHESTRATOR_VS_LAUNCH_TYPE",
            ways.fargate_merged,
            lambda: _("Merge {names} into its service."),
            lambda: _("Fargate is the capacity on which a service runs, not a station before or after it."),
        ),
        make(
            "CONTROL_PLANE_ON_PATH",
            stations.control_plane_aside,
            lambda: _("Take {names} off the request path; a dotted arrow shows what it controls."),
            lambda: _("The control plane decides what runs where. User traffic never crosses it."),
        ),
        make(
            "CONTROLLER_ON_PATH",
            stations.controllers_aside,
            lambda: _("Take {names} off the request path; a dotted arrow shows what it configures."),
            lambda: _("A controller configures others. No packet passes through it."),
        ),
        make(
            "CONFIG_ON_PATH",
            stations.settings_aside,
            lambda: _("Take {names} off the request path; a dotted arrow shows what it describes."),
            lambda: _("That is a setting, not a station: nothing travels through it."),
        ),
        make(
            "SIDE_SERVICE_ON_PATH",
            doorways.balanced(stations.side_services_aside),
            lambda: _("Put {names} beside the path; its caller asks it from the side."),
            lambda: _("This service answers its caller. It forwards nothing."),
        ),
        make(
            "NAT_INBOUND",
            doorways.balanced(stations.nat_outbound),
            lambda: _("Take {names} off the way in; it serves the way out."),
            lambda: _("A NAT gateway carries only connections that begin inside."),
        ),
        make(
            "IGW_ORDER",
            ways.gateway_first,
            lambda: _("Put {names} before the load balancer."),
            lambda: _("The internet gateway is the edge of the VPC; the load balancer stands behind it."),
        ),
        make(
            "NO_DOOR_BEFORE_LAMBDA",
            ways.door_added,
            lambda: _("Put API Gateway in front of {names}."),
            lambda: _("A Lambda has no door of its own for users. API Gateway is one, and checks who calls."),
        ),
        make(
            "APIGW_PRIVATE_NO_VPCLINK",
            doorways.link_added,
            lambda: _("Put a VPC link between API Gateway and {names}."),
            lambda: _("API Gateway is outside your VPC and reaches private targets only through a VPC link."),
        ),
        make(
            "PUSH_WITHOUT_DEPLOY",
            ways.deploy_added,
            lambda: _("Let {names} update the service after the push."),
            lambda: _("A push puts an image on the shelf. Running tasks change only when somebody deploys."),
        ),
    )

"""The tags on everything that is created: by them it is found again, and known to be of this course."""

import re
from collections.abc import Mapping
from typing import Any

COURSE, EXPIRES = "course", "expires"
COURSE_VALUE = "ecs-or-eks"
_CREATING = ("Create", "Run", "Register", "Allocate", "Request")
_NOT_AS_NAMED = {
    "RunInstances": "instance",
    "AllocateAddress": "elastic-ip",
    "CreateNatGateway": "natgateway",
}


def add_tags(parameters: Mapping[str, Any], model: Any, tags: Mapping[str, str]) -> dict[str, Any]:
    """The parameters of a creating call with the tags that the learner has not set; others unchanged.

    model: botocore's OperationModel. What cannot carry tags when it is created stays without.
    """
    changed = dict(parameters)
    if not model.name.startswith(_CREATING) or model.name.endswith("Tags"):
        return changed
    members = model.input_shape.members if model.input_shape else {}
    if "TagSpecifications" in members:
        changed.update(_specified(parameters, model, members["TagSpecifications"], tags))
    for name in ("tags", "Tags"):
        if name in members:
            changed[name] = _with(parameters.get(name), members[name], tags)
    return changed


def _with(given: Any, shape: Any, tags: Mapping[str, str]) -> Any:
    """Tags as this service writes them: a map, or a list of pairs."""
    if shape.type_name == "map":
        return {**tags, **(given or {})}
    key, value = _names(shape.member)
    known = {pair.get(key) for pair in given or ()}
    added = [{key: name, value: text} for name, text in tags.items() if name not in known]
    return [*(given or ()), *added]


def _names(pair: Any) -> tuple[str, str]:
    return ("key", "value") if "key" in pair.members else ("Key", "Value")


def _specified(
    parameters: Mapping[str, Any], model: Any, shape: Any, tags: Mapping[str, str]
) -> dict[str, Any]:
    """EC2's way: the tags of each kind of thing that the call creates."""
    members = shape.member.members
    kind = _NOT_AS_NAMED.get(model.name) or _kebab(model.name.removeprefix("Create"))
    if kind not in members["ResourceType"].enum:
        return {}
    given = {one["ResourceType"]: one for one in parameters.get("TagSpecifications", ())}
    given.setdefault(kind, {"ResourceType": kind})
    return {
        "TagSpecifications": [
            {**one, "Tags": _with(one.get("Tags"), members["Tags"], tags)} for one in given.values()
        ]
    }


def _kebab(name: str) -> str:
    """``SecurityGroup`` → ``security-group``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()

"""dependsOn: which containers come first, and as what."""

from collections.abc import Iterator

from lessons.kubernetes.book import At
from lessons.kubernetes.names import dns_name
from lessons.kubernetes.reading import TranslationError
from lessons.kubernetes.rules import Path, written
from lessons.kubernetes.work import Container
from lessons.language import _

_ENDS = ("COMPLETE", "SUCCESS")


def arranged(definitions: list[At], pod: Path) -> list[Container]:
    """The containers in their places: those that others wait for become init containers or sidecars.

    Raises TranslationError for a name used twice, an unknown name and a circle of waiting.
    """
    by_name = _by_name(definitions)
    roles = _roles(definitions, by_name)
    names: dict[str, str] = {}
    for name in by_name:
        names[name] = dns_name(name, names.values())
    found: dict[str, list[Container]] = {"initContainers": [], "containers": []}
    for name in _sorted(by_name):
        part = "initContainers" if name in roles else "containers"
        path = (*pod, part, len(found[part]))
        found[part].append(Container(by_name[name], names[name], roles.get(name, "main"), path))
    mains = sorted(found["containers"], key=lambda each: str(each.at.path[-1]).zfill(9))
    places = [
        Container(each.at, each.name, each.role, (*pod, "containers", n)) for n, each in enumerate(mains)
    ]
    return found["initContainers"] + places


def _by_name(definitions: list[At]) -> dict[str, At]:
    found: dict[str, At] = {}
    for at in definitions:
        name = at["name"].text()
        if name in found:
            raise TranslationError(
                _("{path} is {name!r} again; each container needs a name of its own.").format(
                    path=written(at["name"].path), name=name
                )
            )
        found[name] = at
    return found


def _roles(definitions: list[At], by_name: dict[str, At]) -> dict[str, str]:
    roles: dict[str, str] = {}
    for edge in (edge for at in definitions for edge in at["dependsOn"].each()):
        name, condition = edge["containerName"].text(), edge["condition"].text()
        if name not in by_name:
            raise TranslationError(
                _("{path} names {name!r}, which is no container of the task definition.").format(
                    path=written(edge.path), name=name
                )
            )
        if condition in _ENDS or roles.get(name) != "init":
            roles[name] = "init" if condition in _ENDS else "sidecar"
    return roles


def _sorted(by_name: dict[str, At]) -> list[str]:
    """Names such that each comes after those it waits for, otherwise in the order of the task definition."""
    done: list[str] = []
    for name in by_name:
        done += [each for each in _with_needs(name, by_name, done, ()) if each not in done]
    return done


def _with_needs(name: str, by_name: dict[str, At], done: list[str], above: tuple[str, ...]) -> Iterator[str]:
    if name in above:
        raise TranslationError(
            _("dependsOn goes in a circle: {names}; one of them must not wait.").format(
                names=" → ".join((*above, name))
            )
        )
    if name in done:
        return
    found: list[str] = []
    for edge in by_name[name]["dependsOn"].each():
        for each in _with_needs(edge["containerName"].text(), by_name, done + found, (*above, name)):
            if each not in found:
                found.append(each)
    yield from found
    yield name

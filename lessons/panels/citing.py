"""Sources as links that fit a panel: a short name and the address."""

from lessons.facts.references import parts, reference
from lessons.language import _

_LONGEST = 44


def links(source: str) -> list[dict[str, str]]:
    """The single sources of a ``source`` cell as name and address; what is no page has no address."""
    return [_link(part) for part in parts(source)]


def _link(part: str) -> dict[str, str]:
    if part in _unpublished():
        return {"name": _unpublished()[part], "address": ""}
    found = reference(part)
    return {"name": _short(found.name), "address": found.address}


def _unpublished() -> dict[str, str]:
    return {
        "our own judgement": _("our own judgement"),
        "the course's source note": _("the note this course began with"),
    }


def _short(name: str) -> str:
    """``docs.aws.amazon.com/…/fargate.html``: the site and the page; other names stay whole."""
    site, _slash, path = name.rstrip("/").partition("/")
    page = path.rpartition("/")[2]
    return f"{site}/…/{page}" if len(name) > _LONGEST and "/" in path and " " not in name else name

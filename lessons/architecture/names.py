"""What a box is, from its name: aliases, spelling, qualifiers and typos, in both languages."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from lessons.architecture.drawing import UNKNOWN
from lessons.architecture.typos import Typos
from lessons.facts.tables import by_id, rows
from lessons.language import pick

# "Service" and "Deployment" alone differ between Kubernetes and ECS: the drawing around them decides.
SERVICE, DEPLOYMENT = "service?", "deployment?"
_OPEN = {"service": SERVICE, "services": SERVICE, "服务": SERVICE, "deployment": DEPLOYMENT}
# Kinds with everyday names: such a word counts only where it ends the name ("user service" is no user).
_EVERYDAY = {
    "app",
    "image",
    "git",
    "user",
    "developer",
    "iam-role",
    "monitoring",
    "container",
    "ecs-task",
    "internet",
}
_WORD = re.compile(r"[一-鿿㐀-䶿]|[a-z]+|\d+|[^\W\d_a-z一-鿿㐀-䶿]+")
# What runs containers or code keeps its kind when the name of the application follows ("ECS Service worker").
_HOSTS = {"ecs", "ecs-service", "ecs-cluster", "express-mode", "eks", "pod", "lambda", "ec2", "fargate"}
_APPLICATIONS = {"app", SERVICE}
_HOW_MANY = {"multi", "single", "two", "three", "多", "单", "双", "三", "个", "2", "3"}
_URL = re.compile(r"[a-z][a-z+.-]*://(?!\S*(?:amazonaws|cloudfront))", re.IGNORECASE)
_REST = re.compile(r"\s(?:for|to|that|which|with|by|from|via|running|runs|on|of|as)\s", re.IGNORECASE)
_LONGEST_NAME = 80  # letters; a longer text is a sentence, and no sentence is a box we know
_MOST_WORDS = 24
_SHORT = 5  # letters; "pots" is no typo of "pods"
_LONG = 9  # letters; from here on two edits are forgiven


@dataclass(frozen=True)
class Meaning:
    """The kind of a box and what tells it from others of its kind (``ECS #2``: kind ecs, qualifier 2).

    product: the first spelling of a name that stands for a thing of its own among its kind (``MySQL``).
    """

    kind: str
    qualifier: str = ""
    product: str = ""


def squashed(text: str) -> str:
    """Letters and digits only, in one case and width: ``"API-GW "`` → ``"apigw"``."""
    return "".join(letter for letter in _folded(text) if letter.isalnum() or letter == "λ")


@lru_cache(maxsize=65536)
def recognise(name: str) -> Meaning:
    """What this name means; kind ``unknown`` where no alias, part of the name or near typo says it."""
    if len(name) > _LONGEST_NAME or _URL.match(name):
        return Meaning(UNKNOWN, squashed(name) or name)
    found = _exact(name) or _before_rest(name) or _by_words(name) or _by_typo(name)
    return found or Meaning(UNKNOWN, squashed(name) or name)


def exactly(name: str) -> str:
    """The kind of a name that is an alias from end to end, else ``""``."""
    return _aliases().get(_plain(squashed(name)), "")


def layer(kind: str) -> str:
    """The layer of a kind (``data/components.csv``), ``""`` for an unknown one."""
    row = by_id("components").get(kind)
    return row["layer"] if row else ""


def suggest(name: str) -> str | None:
    """The name of a known kind that an unknown name may have meant, in the current language, or None."""
    squeezed = squashed(name)
    far = 2 if len(squeezed) > _SHORT else 1
    near = [alias for _, alias in _typos().near(squeezed, far) if len(squeezed) >= _SHORT] or _sharing_a_word(
        name
    )
    return pick(by_id("components")[_aliases()[near[0]]], "name") if near else None


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _exact(name: str) -> Meaning | None:
    squeezed = squashed(name)
    alias = squeezed if squeezed in _OPEN or squeezed in _aliases() else _plain(squeezed)
    kind = _OPEN.get(alias) or _aliases().get(alias)
    return Meaning(kind, product=_products().get(alias, "")) if kind else None


def _plain(squeezed: str) -> str:
    for maker in ("amazon", "aws", "亚马逊"):
        if squeezed.startswith(maker) and squeezed not in _aliases():
            return squeezed.removeprefix(maker)
    return squeezed


def _before_rest(name: str) -> Meaning | None:
    """``"Lambda for orders"`` is a Lambda, whatever the orders are."""
    head = _REST.split(name, maxsplit=1)[0]
    if head == name:
        return None
    found = _exact(head) or _by_words(head)
    return Meaning(found.kind, squashed(name), found.product) if found else None


def _by_words(name: str) -> Meaning | None:
    """The longest alias among the words of a name; the end of a name says more than its beginning."""
    words = _WORD.findall(_folded(name))[:_MOST_WORDS]
    runs = _runs(words)
    if not runs:
        return None
    last = _last_word(words)
    start, end, kind = max(runs, key=lambda run: (run[1] >= last, _length(words, run), run[1]))
    hosts = [run for run in runs if run[2] in _HOSTS]
    if kind in _APPLICATIONS and hosts:
        return _on_host(words, max(hosts, key=lambda run: _length(words, run)), (start, end))
    rest = "".join(words[:start] + words[end:])
    product = _products().get("".join(words[start:end]), "")
    return Meaning("app" if kind == SERVICE and rest else kind, rest, product)


def _runs(words: list[str]) -> list[tuple[int, int, str]]:
    """(start, end, kind) of the words side by side that name a kind, where they may stand for the whole."""
    last = _last_word(words)
    found = [
        (start, end, kind)
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
        if (kind := _kind_of_run("".join(words[start:end]))) and (end >= last or kind not in _EVERYDAY)
    ]
    things = [
        run for run in found if run[2] != "availability-zone" or words[max(run[0] - 1, 0)] not in _HOW_MANY
    ]
    return things or found


def _length(words: list[str], run: tuple[int, int, str]) -> int:
    return len("".join(words[run[0] : run[1]]))


def _on_host(words: list[str], host: tuple[int, int, str], app: tuple[int, int]) -> Meaning:
    """``"ECS Service worker"`` and ``"ECS api service"`` are services of ECS, named by the rest."""
    start, end, kind = host
    rest = [word for place, word in enumerate(words) if not start <= place < end]
    served = "".join(words[app[0] : app[1]])
    if kind == "ecs" and served.endswith(("service", "services", "服务")):
        return Meaning("ecs-service", re.sub("(?:services?|服务)$", "", "".join(rest)))
    return Meaning(kind, "".join(rest))


def _kind_of_run(run: str) -> str:
    return _aliases().get(run) or ("app" if _OPEN.get(run) == SERVICE else "")


def _last_word(words: list[str]) -> int:
    """Where the words end when trailing numbers and single letters (``#2``, ``B``) do not count."""
    end = len(words)
    while end > 1 and (words[end - 1].isdigit() or (len(words[end - 1]) == 1 and words[end - 1].isascii())):
        end -= 1
    return end


def _by_typo(name: str) -> Meaning | None:
    squeezed = squashed(name)
    forgiven = 2 if len(squeezed) >= _LONG else 1
    if len(squeezed) < _SHORT - (not squeezed.isascii()) or any(letter.isdigit() for letter in squeezed):
        return None
    near = [pair for pair in _typos().near(squeezed, forgiven) if pair[1][0] == squeezed[0]]
    aliases = [alias for edits, alias in near if edits == near[0][0]]
    kinds = {_aliases()[alias] for alias in aliases}
    return Meaning(kinds.pop(), product=_products().get(aliases[0], "")) if len(kinds) == 1 else None


def _sharing_a_word(name: str) -> list[str]:
    words = {word for word in _WORD.findall(_folded(name)) if len(word) >= 4}
    sharing = {alias for word in words for alias in _aliases_with_word().get(word, ())}
    return sorted(sharing, key=lambda alias: (len(alias), alias))


@lru_cache
def _aliases() -> dict[str, str]:
    """Squashed alias → kind."""
    return {squashed(alias): row["id"] for row in rows("components") for alias in _spellings(row)}


@lru_cache
def _products() -> dict[str, str]:
    """Squashed alias → the first spelling of its thing (``apart`` in the table: ``mysql|mongodb=mongo``)."""
    things = (thing.split("=") for row in rows("components") for thing in row["apart"].split("|"))
    return {squashed(spelling): squashed(thing[0]) for thing in things for spelling in thing if spelling}


@lru_cache
def _aliases_with_word() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in rows("components"):
        for alias in _spellings(row):
            for word in _WORD.findall(_folded(alias)):
                found.setdefault(word, []).append(squashed(alias))
    return found


def _spellings(row: dict[str, str]) -> list[str]:
    spellings = [row["id"], row["name_en"], row["name_zh"], *row["aliases"].split("|")]
    return [spelling for spelling in spellings if spelling]


@lru_cache
def _typos() -> Typos:
    return Typos(_aliases())

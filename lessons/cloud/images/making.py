"""An image in a repository, as a lesson makes and shows it."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lessons.cloud.images.building import Built, Layer, Step, build
from lessons.cloud.images.errors import ImageError
from lessons.cloud.images.names import check_repository, check_tag
from lessons.cloud.images.pushing import Pushed, Target, nowhere, push, target
from lessons.cloud.images.source import App, content
from lessons.language import _
from lessons.picture import Words

_LEFT = 'align="left" style="text-align:left"'


@dataclass(frozen=True)
class Image:
    """An image that was pushed.

    ``uri`` is what a task definition names; ``pushed`` says per layer ``"pushed"`` or ``"already there"``.
    ``before`` is the digest that the tag stood for until now, or empty.
    """

    repository: str
    uri: str
    tag: str
    digest: str
    layers: tuple[Layer, ...]
    pushed: tuple[str, ...]
    before: str = ""
    steps: tuple[Step, ...] = ()

    @property
    def text(self) -> str:
        """What was pushed, in words: name, digest, layers, and what became of the tag."""
        return "\n".join([self._headline(), *map(" | ".join, self._rows()), *self._moved()])

    def html(self) -> str:
        """The same as a table."""
        head, *rows = self._rows()
        table = _line(head, "th") + "".join(_line(row, "td") for row in rows)
        told = "".join(f"<p>{html.escape(sentence)}</p>" for sentence in self._moved())
        return f"<p>{html.escape(self._headline())}</p><table>{table}</table>{told}"

    def _repr_mimebundle_(self, **_options: Any) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.text}

    def __repr__(self) -> str:
        return f"Image({self.repository}:{self.tag}, {short(self.digest)})"

    def _headline(self) -> str:
        return f"{self.repository}:{self.tag}  {short(self.digest)}"

    def _rows(self) -> list[list[str]]:
        said = {"pushed": _("pushed"), "already there": _("already there")}
        head = [_("Image layer"), _("Digest"), _("Bytes"), _("Push")]
        rows = zip(self.layers, self.pushed, strict=True)
        return [head, *([layer.name, short(layer.digest), str(layer.size), said[how]] for layer, how in rows)]

    def _moved(self) -> list[str]:
        if not self.before:
            return []
        if self.before == self.digest:
            return [_("The tag {tag} stood for this image already.").format(tag=self.tag)]
        told = _("The tag {tag} moved here from {before}, which is still there, now without this name.")
        return [told.format(tag=self.tag, before=short(self.before))]


def image(
    name: str,
    *,
    tag: str = "latest",
    app: App,
    client: Any = None,
    command: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
    port: int | None = None,
    base: bool = True,
    create: bool = True,
) -> Image:
    """Builds an image and pushes it to ECR.

    ``app`` is Python source, a function, file or folder; ``command`` what starts (else ``python app.py``).
    ``environment`` and ``port`` are noted in the image; ``base`` puts the layer below that all images share;
    ``create`` makes a missing repository. Raises ImageError.
    """
    client = client or _client()
    check_repository(name, client)
    check_tag(tag)
    built = build(content(app, _words(command)), _settings(environment), _port(port), base=base)
    to = target(name, client, create=create)
    return _image(to, tag, built, push(built, to, tag))


def _image(to: Target, tag: str, built: Built, pushed: Pushed) -> Image:
    how = tuple("pushed" if new else "already there" for new in pushed.new)
    name = f"{to.uri}:{tag}"
    return Image(to.repository, name, tag, built.digest, built.layers, how, pushed.before, built.steps)


def layers(image: Image | Built) -> Words:
    """How the image was made, line by line: which line made a layer, and which changed the settings only."""
    head = [_("Line"), _("Image layer"), _("Bytes")]
    rows = [[step.line, *_made(step.layer)] for step in image.steps]
    markup = _line(head, "th") + "".join(_line(row, "td") for row in rows)
    return Words(f"<table>{markup}</table>", "\n".join(" | ".join(row) for row in [head, *rows]))


def short(digest: str) -> str:
    """A digest with 12 of its digits, as Docker shows it."""
    return digest[: len("sha256:") + 12]


def _made(layer: Layer | None) -> list[str]:
    return [short(layer.digest), str(layer.size)] if layer else [_("settings only"), "0"]


def _line(cells: list[str], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag} {_LEFT}>{html.escape(cell)}</{tag}>" for cell in cells) + "</tr>"


def _client() -> Any:
    import boto3
    from botocore.exceptions import BotoCoreError

    try:
        return boto3.client("ecr")
    except BotoCoreError as error:
        raise ImageError(nowhere()) from error


def _words(command: Sequence[str]) -> tuple[str, ...]:
    if isinstance(command, str) or not all(isinstance(word, str) and "\0" not in word for word in command):
        raise ImageError(_('command is a list of words: ["python", "app.py"].'))
    return tuple(command)


def _settings(environment: Mapping[str, str] | None) -> dict[str, str]:
    settings = dict(environment or {})
    for name, value in settings.items():
        if not isinstance(value, str) or not name or "=" in name or "\0" in name + value:
            told = _("environment: {name!r} needs a name without =, and a text as its value.")
            raise ImageError(told.format(name=name))
    return settings


def _port(port: int | None) -> int | None:
    if port is None or (isinstance(port, int) and 0 < port < 65536):
        return port
    raise ImageError(_("port {port!r} is not between 1 and 65535.").format(port=port))

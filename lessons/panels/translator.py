"""The translator: ECS documents on one side, Kubernetes manifests on the other, line linked to line."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lessons.facts.tables import by_id
from lessons.files import data_folder
from lessons.kubernetes import TranslationError
from lessons.kubernetes.linked import Linked, LinkedLoss, is_ecs, linked
from lessons.kubernetes.rules import Rule, rule
from lessons.language import _, colon, enumerated, in_a_row, pick, plural
from lessons.panels.browser import BrowserPanel, View, front_end
from lessons.picture import Words, words


@dataclass(frozen=True)
class TranslatorState:
    """What stands in the box: JSON of ECS or manifests in YAML. The text itself decides the direction."""

    text: str


class TranslatorView(View):
    """The translator's front end."""

    _esm = front_end("guard.js", "kit.js", "translator.js")
    _css = front_end("panel.css", "translator.css")


class Translator(BrowserPanel[TranslatorState]):
    """Translates at each keystroke; each line leads to its origin and to where the analogy breaks."""

    view = TranslatorView
    fields = ("text",)

    def still(self) -> Words:
        """Both texts beside one another, and what could not be translated."""
        try:
            found = linked(self.state.text)
        except TranslationError as error:
            return words(str(error))
        heads = _sides(self.state.text)
        given = self.state.text.strip("\n")
        lost = _groups(found.losses)
        texts = (given, found.text.strip("\n"))
        markup = _columns(heads, texts) + _losses_markup(lost)
        parts = [
            part for head, text in zip(heads, texts, strict=True) for part in (head + colon().rstrip(), text)
        ]
        return Words(markup, "\n".join([*parts, *_losses_lines(lost)]))

    def content(self) -> dict[str, Any]:
        """The whole panel as the browser draws it."""
        try:
            about = _about(linked(self.state.text))
        except TranslationError as error:
            about = {"problem": str(error)}
        text = self.state.text
        fixed = {"examples": _examples(), "labels": _labels()}
        return {"text": text, "fromEcs": is_ecs(text), "heads": _sides(text), **fixed, **about}


def translate(text: str = "web") -> Translator:
    """A translator that starts with this text, or with an example of ``data/translation_examples.yaml``.

    ``text``: an example's id; or JSON of a task definition, alone or as ``{"taskDefinition": …,
    "service": …, "scaling": …}``; or Kubernetes manifests as YAML.
    """
    known = _texts().get(text)
    return Translator(TranslatorState(known["text"] if known else text))


@lru_cache
def _texts() -> dict[str, dict[str, Any]]:
    import yaml

    with (data_folder() / "translation_examples.yaml").open(encoding="utf-8") as file:
        return {row["id"]: row for row in yaml.safe_load(file)}


def _examples() -> list[dict[str, Any]]:
    return [
        {"title": pick(row, "title"), "text": row["text"], "fromEcs": is_ecs(row["text"])}
        for row in _texts().values()
    ]


def _sides(text: str) -> tuple[str, str]:
    ecs, manifests = _("ECS (JSON)"), _("Kubernetes (YAML)")
    return (ecs, manifests) if is_ecs(text) else (manifests, ecs)


def _about(found: Linked) -> dict[str, Any]:
    used = {line.rule for line in found.lines if line.rule}
    used |= {each.loss.rule for each in (*found.losses, *found.left_out)}
    return {
        "problem": "",
        "lines": [{"text": each.text, "given": each.given, "rule": each.rule} for each in found.lines],
        "result": found.text,
        "start": _start(found),
        "notes": {name: _note(rule(name)) for name in sorted(used)},
        "losses": _groups(found.losses),
        "lossesTitle": _losses_title(found.losses),
        "leftOut": _groups(found.left_out),
    }


def _start(found: Linked) -> int:
    """The line that is shown first: its meaning shifts, and its origin stands near the top of the text."""
    shifting = [number for number, each in enumerate(found.lines) if each.given and rule(each.rule).why]
    return min(shifting, key=lambda number: found.lines[number].given, default=0)


def _note(found: Rule) -> dict[str, str]:
    row = by_id("vocabulary").get(found.vocabulary)
    idea = {"words": "", "breaks": ""}
    if row:
        idea = {"words": f"{pick(row, 'ecs')} ⇄ {pick(row, 'kubernetes')}", "breaks": pick(row, "breaks")}
    return {**idea, "why": found.why or _("On this line both sides mean the same.")}


def _groups(losses: tuple[LinkedLoss, ...]) -> list[dict[str, Any]]:
    """Losses for the same reason, as one."""
    found: dict[str, dict[str, Any]] = {}
    for each in losses:
        loss = each.loss
        group = {"rule": loss.rule, "why": loss.why, "instead": loss.instead, "places": []}
        value = json.dumps(loss.value, ensure_ascii=False, default=str)
        place = {"path": loss.path, "value": value, "given": each.given}
        found.setdefault(loss.rule, group)["places"].append(place)
    return list(found.values())


def _losses_title(losses: tuple[LinkedLoss, ...]) -> str:
    if not losses:
        return _("Nothing was lost. Read all the same where the meaning shifts.")
    return plural(
        "{count} value could not be translated", "{count} values could not be translated", len(losses)
    )


def _columns(heads: tuple[str, str], texts: tuple[str, str]) -> str:
    left = 'align="left" valign="top" style="text-align:left;vertical-align:top"'
    head = "".join(f'<th scope="col" {left}>{html.escape(each)}</th>' for each in heads)
    cells = "".join(f"<td {left}>{_code(each)}</td>" for each in texts)
    return f"<table><thead><tr>{head}</tr></thead><tbody><tr>{cells}</tr></tbody></table>"


def _code(text: str) -> str:
    return f'<pre style="text-align:left">{html.escape(text)}</pre>'


def _losses_markup(groups: list[dict[str, Any]]) -> str:
    if not groups:
        return ""
    title = html.escape(_("Could not be translated:"))
    return f"<p><b>{title}</b></p><ul>{''.join(_loss_item(each) for each in groups)}</ul>"


def _loss_item(group: dict[str, Any]) -> str:
    places = enumerated(f"<code>{html.escape(each['path'])}</code>" for each in group["places"])
    instead = in_a_row([f"<b>{html.escape(_('Instead:'))}</b>", html.escape(group["instead"])])
    said = in_a_row([html.escape(group["why"]), instead if group["instead"] else ""])
    return f"<li>{places}<br>{said}</li>"


def _losses_lines(groups: list[dict[str, Any]]) -> list[str]:
    title = [_("Could not be translated:")] if groups else []
    return title + [_loss_line(each) for each in groups]


def _loss_line(group: dict[str, Any]) -> str:
    places = enumerated(each["path"] for each in group["places"])
    instead = in_a_row([_("Instead:"), group["instead"]]) if group["instead"] else ""
    return f"- {places}{colon()}{in_a_row([group['why'], instead])}"


def _labels() -> dict[str, str]:
    return {
        "direction": _("Direction"),
        "toKubernetes": _("ECS → Kubernetes"),
        "toEcs": _("Kubernetes → ECS"),
        "examples": _("Examples"),
        "hint": _(
            "Point at a line on either side, or go there with the arrow keys. A dashed edge: not translated."
        ),
        "breaks": _("Where the analogy breaks:"),
        "unsaid": _("Your text does not say this: it is a default, or something that this side demands."),
        "opens": _("This line only opens what follows."),
        "lost": _("Not translated."),
        "instead": _("Instead:"),
        "leftOut": _("Left out on purpose: the other side means it without a word"),
    }

"""What is asked and what is said in interviews, as tables of words."""

import html
from collections.abc import Sequence

from lessons.facts.tables import rows
from lessons.language import _, current, pick
from lessons.picture import Words
from lessons.practice.pitch import Said, templates

TOPICS = ("ecs", "fargate", "ecr", "eks", "kubernetes")


def asked_most() -> Words:
    """For each topic of containers what public interview collections ask most, and how often it was seen.

    source: data/question_clusters.csv
    """
    head = [_("Topic"), _("What they want to hear"), _("Seen"), _("Collections")]
    found = [_asked(topic) for topic in TOPICS]
    return _table(head, sorted(found, key=lambda row: -int(row[2])))


def one_sentence() -> Words:
    """The note's sentence on ECS and EKS, two better ones, and why they are better."""
    head = [_("Say"), _("What is good or weak about it")]
    body = [[_said(each.said), each.why.zh if current() == "zh" else each.why.en] for each in templates()]
    return _table(head, body)


def _asked(topic: str) -> list[str]:
    mine = [row for row in rows("question_clusters") if row["topic"] == topic]
    most = max(mine, key=lambda row: int(row["questions_seen"]))
    name = {"fargate": "Fargate", "kubernetes": "Kubernetes"}.get(topic, topic.upper())
    return [name, pick(most, "asks"), most["questions_seen"], most["sources_seen"]]


def _said(said: Said) -> str:
    reading = f" （{said.zh}）" if current() == "zh" else ""
    return f"“{said.en}”{reading}"


def _table(head: Sequence[str], body: Sequence[Sequence[str]]) -> Words:
    lines = "".join(_line(each, "td") for each in body)
    markup = f"<table><thead>{_line(head, 'th')}</thead><tbody>{lines}</tbody></table>"
    return Words(markup, "\n".join(" | ".join(each) for each in (head, *body)))


def _line(cells: Sequence[str], tag: str) -> str:
    left = 'style="text-align:left"'
    return "<tr>" + "".join(f"<{tag} {left}>{html.escape(cell)}</{tag}>" for cell in cells) + "</tr>"

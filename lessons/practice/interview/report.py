"""The report of an interview: by topic, as a table and as bars, and the lessons to read again."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from lessons.language import _
from lessons.picture import Picture

LESSONS = 3
_LABEL, _BAR, _ROW, _TOP = 150, 300, 26, 34
_INK, _GOOD, _EMPTY = "#1f2328", "#1a6b2f", "#d0d7de"


@dataclass(frozen=True)
class Seen:
    """One answer: its topic and lesson, the share that was right (0 to 1), whether it was a follow-up."""

    topic: str
    lesson: str
    share: float
    follow_up: bool = False


@dataclass(frozen=True)
class TopicRow:
    """A topic: how many questions, how many follow-ups, and the mean share."""

    topic: str
    questions: int
    follow_ups: int
    share: float


@dataclass(frozen=True)
class Report:
    """The rows by topic, weakest first, and the lessons to read again."""

    rows: tuple[TopicRow, ...]
    share: float
    lessons: tuple[str, ...]

    def picture(self) -> Picture:
        """A bar for each topic, with its percentage; the words say the same."""
        width, height = _LABEL + _BAR + 70, _TOP + _ROW * len(self.rows) + 8
        title = _("How the interview went, by topic")
        parts = [f'<text x="10" y="20" font-size="14" font-weight="600" fill="{_INK}">{escape(title)}</text>']
        parts += [_bar(row, _TOP + _ROW * place) for place, row in enumerate(self.rows)]
        head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        frame = f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
        fonts = "system-ui, 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
        body = f"{frame}{''.join(parts)}</svg>"
        return Picture(f'{head} viewBox="0 0 {width} {height}" font-family="{fonts}">{body}', self.text)

    @property
    def text(self) -> str:
        """The report in words."""
        each = _("{topic}: {share} %")
        lines = [each.format(topic=topic_word(r.topic), share=round(100 * r.share)) for r in self.rows]
        total = _("All together: {share} %").format(share=round(100 * self.share))
        return "\n".join([_("How the interview went, by topic"), *lines, total])


def topic_word(topic: str) -> str:
    """A topic of the bank in the current language; products keep their names."""
    words = {
        "networking": _("networking"),
        "deployment": _("deployment"),
        "scaling": _("scaling"),
        "cost": _("cost"),
        "observability": _("observability"),
        "troubleshooting": _("troubleshooting"),
        "architecture": _("architecture"),
        "fargate": "Fargate",
        "kubernetes": "Kubernetes",
        "lambda": "Lambda",
        "api-gateway": "API Gateway",
    }
    return words.get(topic, topic.upper())


def report(seen: Sequence[Seen]) -> Report:
    """The report of these answers; without any, an empty one."""
    topics = dict.fromkeys(each.topic for each in seen)
    rows = [_row(topic, [each for each in seen if each.topic == topic]) for topic in topics]
    mean = sum(each.share for each in seen) / len(seen) if seen else 0.0
    return Report(tuple(sorted(rows, key=lambda row: (row.share, row.topic))), mean, _lessons(seen))


def _row(topic: str, mine: Sequence[Seen]) -> TopicRow:
    later = sum(each.follow_up for each in mine)
    return TopicRow(topic, len(mine) - later, later, sum(each.share for each in mine) / len(mine))


def _lessons(seen: Sequence[Seen]) -> tuple[str, ...]:
    """The lessons where most was lost, LESSONS at most."""
    lost = Counter[str]()
    for each in seen:
        lost[each.lesson] += round(100 * (1 - each.share))
    return tuple(lesson for lesson, much in lost.most_common(LESSONS) if much > 0)


def _bar(row: TopicRow, top: int) -> str:
    bars = _strip(top, _BAR, _EMPTY) + _strip(top, round(_BAR * row.share), _GOOD)
    label = _words(topic_word(row.topic), _LABEL - 8, top, "end")
    return label + bars + _words(f"{round(100 * row.share)} %", _LABEL + _BAR + 8, top, "start")


def _strip(top: int, width: int, colour: str) -> str:
    size = f'width="{width}" height="{_ROW - 10}" rx="3"'
    return f'<rect x="{_LABEL}" y="{top + 5}" {size} fill="{colour}"/>' if width else ""


def _words(text: str, x: int, top: int, anchor: str) -> str:
    place = f'x="{x}" y="{top + _ROW // 2 + 4}" font-size="13" text-anchor="{anchor}"'
    return f'<text {place} fill="{_INK}">{escape(text)}</text>'

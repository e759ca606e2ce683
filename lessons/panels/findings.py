"""Findings as formatted words, for the still form of the doctor."""

import html

from lessons.architecture import Finding, Severity
from lessons.language import _
from lessons.picture import Words

SEVERITY_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}


def severity_word(severity: Severity) -> str:
    """The severity as a word in the current language."""
    return {
        Severity.ERROR: _("Wrong"),
        Severity.WARNING: _("Doubtful"),
        Severity.INFO: _("Worth knowing"),
    }[severity]


def findings_words(findings: list[Finding]) -> Words:
    """A numbered list: what is wrong, where, why, and what to do."""
    if not findings:
        sentence = _("Nothing wrong found. You can defend this drawing.")
        return Words(f"<p><b>{html.escape(sentence)}</b></p>", sentence)
    items = "".join(_item(found) for found in findings)
    lines = [_line(number, found) for number, found in enumerate(findings, start=1)]
    return Words(f"<ol>{items}</ol>", "\n".join(lines))


def _item(found: Finding) -> str:
    where = f" <i>({html.escape(found.where)})</i>" if found.where else ""
    head = html.escape(f"{severity_word(found.severity)}: {found.message}")
    rest = html.escape(found.why)
    do = html.escape(_("Do this:"))
    return f"<li><p><b>{head}</b>{where}<br>{rest}<br><b>{do}</b> {html.escape(found.fix)}</p></li>"


def _line(number: int, found: Finding) -> str:
    where = f" ({found.where})" if found.where else ""
    head = f"{number}. {severity_word(found.severity)}: {found.message}{where}"
    return f"{head}\n   {found.why}\n   {_('Do this:')} {found.fix}"

"""Findings as formatted words, for the still form of the doctor."""

import html

from lessons.architecture import Finding, Severity
from lessons.language import _, colon, in_a_row, in_brackets
from lessons.picture import Words

SEVERITY_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}


def severity_word(severity: Severity) -> str:
    """The severity as a word in the current language."""
    return {
        Severity.ERROR: _("Error"),
        Severity.WARNING: _("Warning"),
        Severity.INFO: _("Note"),
    }[severity]


def findings_words(findings: list[Finding]) -> Words:
    """A numbered list: what is wrong, where, why, and what to do."""
    items = "".join(_item(found) for found in findings)
    lines = [_line(number, found) for number, found in enumerate(findings, start=1)]
    return Words(f"<ol>{items}</ol>", "\n".join(lines))


def _item(found: Finding) -> str:
    place = html.escape(in_brackets(_place(found)))
    do = html.escape(_("Do this:"))
    rest = html.escape(found.why) + "<br>" + in_a_row([f"<b>{do}</b>", html.escape(found.fix)])
    return f"<li><p><b>{html.escape(found.message)}</b><i>{place}</i><br>{rest}</p></li>"


def _line(number: int, found: Finding) -> str:
    head = f"{number}. {found.message}{in_brackets(_place(found))}"
    return f"{head}\n   {found.why}\n   {in_a_row([_('Do this:'), found.fix])}"


def _place(found: Finding) -> str:
    return colon().join(filter(None, (severity_word(found.severity), found.where)))

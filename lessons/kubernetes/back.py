"""What one translation to ECS is about: the manifests it reads and the places it writes."""

import re
from dataclasses import dataclass, field

from lessons.kubernetes.book import At, Book
from lessons.kubernetes.reading import Document, TranslationError
from lessons.kubernetes.rules import Path, Rule, rule_of_kubernetes
from lessons.language import _

TEMPLATES: dict[str, Path] = {
    "Deployment": ("spec", "template"),
    "DaemonSet": ("spec", "template"),
    "Job": ("spec", "template"),
    "CronJob": ("spec", "jobTemplate", "spec", "template"),
    "Pod": (),
}


@dataclass
class Back:
    """The manifests by name (``"Deployment/web"``) and the workload among them."""

    given: dict[str, Document]
    workload: At
    book: Book = field(default_factory=Book)

    @property
    def kind(self) -> str:
        """The workload's kind."""
        return str(self.workload.path[0]).split("/")[0]

    @property
    def template(self) -> At:
        """The Pod's template: metadata and spec."""
        at = self.workload
        for step in TEMPLATES[self.kind]:
            at = at[str(step)]
        return at

    @property
    def pod(self) -> At:
        """The Pod's spec."""
        return self.template["spec"]

    @property
    def name(self) -> str:
        """The workload's name."""
        return self.workload["metadata"]["name"].text()

    @property
    def containers(self) -> list[At]:
        """Init containers, then containers."""
        return self.pod["initContainers"].each() + self.pod["containers"].each()

    def of_kind(self, kind: str) -> list[At]:
        """The manifests of one kind, in order."""
        return [At((name,), each) for name, each in self.given.items() if name.startswith(f"{kind}/")]

    def why_not(self, path: Path) -> Rule:
        """The rule that says why ECS has no word for this path."""
        above = self.template.path
        if path[: len(above)] == above:
            rest = tuple("containers" if step == "initContainers" else step for step in path[len(above) :])
            return rule_of_kubernetes("Pod", rest)
        kind = str(path[0]).split("/")[0]
        if path[1:3] == ("metadata", "namespace"):
            kind = "Deployment"
        return rule_of_kubernetes(kind, path[1:])


def opened(documents: list[Document]) -> Back:
    """The books for these manifests. Raises TranslationError when no workload is among them."""
    given: dict[str, Document] = {}
    for document in documents:
        given[_new_name(document, given)] = document
    for kind in TEMPLATES:
        found = next((name for name in given if name.startswith(f"{kind}/")), None)
        if found:
            return Back(given, At((found,), given[found]))
    raise TranslationError(
        _("No workload here: give a Deployment, DaemonSet, Job, CronJob or Pod, with its kind.")
    )


def _new_name(document: Document, taken: dict[str, Document]) -> str:
    at = At(("manifest",), document)
    kind, name = at["kind"].text(), at["metadata"]["name"].text()
    if not kind:
        raise TranslationError(_("A manifest without kind; each needs apiVersion, kind and metadata.name."))
    number, full = 1, f"{kind}/{name}"
    while full in taken:
        number += 1
        full = f"{kind}/{name} ({number})"
    return full


def ecs_name(name: str) -> str:
    """A name that ECS takes: letters, digits, hyphens and underscores."""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", name)[:255] or "x"

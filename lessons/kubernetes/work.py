"""What one translation to Kubernetes is about: the documents it reads and the names it gives."""

from dataclasses import dataclass, field

from lessons.kubernetes.book import At, Book
from lessons.kubernetes.names import dns_name, is_label_value
from lessons.kubernetes.reading import TranslationError
from lessons.kubernetes.rules import Path, written
from lessons.language import _

NAME = "app.kubernetes.io/name"
INSTANCE = "app.kubernetes.io/instance"
# The rule that says why a manifest of this kind exists.
_REASONS = {
    "Deployment": "service_name",
    "DaemonSet": "scheduling_strategy",
    "Service": "load_balancer_container",
    "Ingress": "load_balancer_port",
    "ServiceAccount": "task_role",
    "PersistentVolume": "efs_file_system",
    "PersistentVolumeClaim": "efs_file_system",
    "StorageClass": "ebs_name",
    "HorizontalPodAutoscaler": "scaling_PolicyType",
}


@dataclass(frozen=True)
class Container:
    """A container definition, its name in Kubernetes, its role and its place in the Pod.

    ``role`` is *main*, *init* (others wait until it has ended) or *sidecar* (others wait until it runs).
    """

    at: At
    name: str
    role: str
    path: Path

    @property
    def ecs_name(self) -> str:
        """Its name in the task definition."""
        return self.at["name"].text()


@dataclass
class Work:
    """The task definition, service and scaling being read, and the Kubernetes names in use."""

    task: At
    service: At
    scaling: list[At]
    kind: str
    book: Book = field(default_factory=Book)
    containers: list[Container] = field(default_factory=list)
    volumes: dict[str, str] = field(default_factory=dict)
    port_names: set[str] = field(default_factory=set)
    services: set[str] = field(default_factory=set)

    @property
    def named(self) -> At:
        """The place that names the workload: the service, else the family."""
        return self.service["serviceName"] if self.service else self.task["family"]

    @property
    def name(self) -> str:
        """The name of the workload and of everything made for it."""
        return dns_name(self.named.text())

    @property
    def document(self) -> str:
        """The workload's manifest: ``"Deployment/web"``."""
        return f"{self.kind}/{self.name}"

    @property
    def template(self) -> Path:
        """Where the Pod's template is written."""
        return (self.document, "spec", "template")

    @property
    def pod(self) -> Path:
        """Where the Pod's spec is written."""
        return (*self.template, "spec")

    @property
    def labels(self) -> dict[str, str]:
        """The labels by which the workload and its Services find its Pods."""
        family = self.task["family"].text()
        instance = self.named.text()
        return {NAME: _label(family), INSTANCE: _label(instance)}

    def container(self, at: At) -> Container:
        """The container that the text at this place names. Raises TranslationError when there is none."""
        for each in self.containers:
            if each.ecs_name == at.text():
                return each
        raise TranslationError(
            _("{path} names {name!r}, which is no container of the task definition.").format(
                path=written(at.path), name=at.text()
            )
        )

    def head(self, document: str, api_version: str, cause: At) -> None:
        """Begin a manifest, ``document`` being ``"Kind/name"``: API version, kind, name."""
        kind, name = document.split("/", 1)
        self.book.put((document, "apiVersion"), api_version, "manifest")
        self.book.put((document, "kind"), kind, self._reason(kind))
        self.book.put(
            (document, "metadata", "name"), name, "service_name" if self.service else "family", cause
        )

    def _reason(self, kind: str) -> str:
        return "run_task" if kind == self.kind and not self.service else _REASONS[kind]


def _label(text: str) -> str:
    return text if is_label_value(text) else dns_name(text)

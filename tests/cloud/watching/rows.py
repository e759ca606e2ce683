"""An account's rows as boto3 returns them, cut down to what is read; ids are invented."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from lessons.cloud.labs.account import Account, CannotLookError

Row = dict[str, Any]
ARN = "arn:aws:ecs:us-east-1:000000000000"
BEGAN = datetime(2026, 1, 2, 20, 0, tzinfo=UTC)
GROUP, BALANCER = (
    "arn:aws:elasticloadbalancing:us-east-1:000000000000:targetgroup/web/1",
    "arn:…:loadbalancer/web",
)
DNS = "web-1.us-east-1.elb.amazonaws.com"


def task(number: int, status: str = "RUNNING", service: str = "web", revision: int = 1, **more: Any) -> Row:
    """A task as ``describe_tasks`` tells it; ``number`` makes its id, its address and its age."""
    identity = f"{number:08x}-0000-4000-8000-000000000000"
    details = [{"name": "privateIPv4Address", "value": f"127.1.1.{number}"}]
    stopped = {"stoppedAt": BEGAN + timedelta(minutes=number)} if status == "STOPPED" else {}
    return {
        "taskArn": f"{ARN}:task/lab/{identity}",
        "clusterArn": f"{ARN}:cluster/lab",
        "group": f"service:{service}" if service else "family:web",
        "lastStatus": status,
        "taskDefinitionArn": f"{ARN}:task-definition/web:{revision}",
        "createdAt": BEGAN + timedelta(seconds=number),
        "healthStatus": "UNKNOWN",
        "attachments": [{"type": "ElasticNetworkInterface", "details": details}],
        "containers": [{"image": f"r.example/web:v{revision}", "runtimeId": f"{number:012x}"}],
        **stopped,
        **more,
    }


def service(name: str = "web", desired: int = 3, running: int = 3, **more: Any) -> Row:
    """A service as ``describe_services`` tells it."""
    deployment = {
        "status": "PRIMARY",
        "taskDefinition": f"{ARN}:task-definition/web:1",
        "rolloutState": "COMPLETED",
        "desiredCount": desired,
        "runningCount": running,
        "pendingCount": 0,
        "failedTasks": 0,
    }
    event = f"(service {name}) has started 1 tasks: (task 00000001-0000-4000-8000-000000000000)."
    return {
        "serviceArn": f"{ARN}:service/lab/{name}",
        "serviceName": name,
        "clusterArn": f"{ARN}:cluster/lab",
        "status": "ACTIVE",
        "desiredCount": desired,
        "runningCount": running,
        "pendingCount": 0,
        "deployments": [deployment],
        "events": [{"createdAt": BEGAN, "message": event}],
        **more,
    }


@dataclass
class Table:
    """Answers in the words of boto3 from rows; ``refuse`` names an operation that is refused."""

    services: list[Row] = field(default_factory=list)
    tasks: list[Row] = field(default_factory=list)
    clusters: tuple[str, ...] = ("lab",)
    targets: dict[str, str] = field(default_factory=dict)
    port: int = 80
    refuse: str = ""

    def rows(self, service: str, operation: str, _key: str, **asked: Any) -> list[Any]:
        if operation == self.refuse:
            raise CannotLookError(service, operation, "AccessDeniedException")
        answers: dict[str, Callable[[], list[Any]]] = {
            "list_clusters": lambda: [f"{ARN}:cluster/{name}" for name in self.clusters],
            "describe_clusters": lambda: [
                {"clusterArn": arn, "clusterName": arn.rsplit("/")[-1], "status": "ACTIVE"}
                for arn in asked["clusters"]
            ],
            "list_services": lambda: [row["serviceArn"] for row in self._in(self.services, asked)],
            "describe_services": lambda: [
                row for row in self.services if row["serviceArn"] in asked["services"]
            ],
            "list_tasks": lambda: [
                row["taskArn"]
                for row in self._in(self.tasks, asked)
                if (row["lastStatus"] == "STOPPED") == (asked["desiredStatus"] == "STOPPED")
            ],
            "describe_tasks": lambda: [row for row in self.tasks if row["taskArn"] in asked["tasks"]],
            "describe_load_balancers": lambda: [
                {"LoadBalancerArn": BALANCER, "LoadBalancerName": "web", "DNSName": DNS}
            ],
            "describe_listeners": lambda: [
                {
                    "ListenerArn": "listener",
                    "Port": self.port,
                    "DefaultActions": [{"Type": "forward", "TargetGroupArn": GROUP}],
                }
            ],
            "describe_rules": list,
            "describe_target_health": lambda: [
                {"Target": {"Id": address, "Port": 8080}, "TargetHealth": {"State": state}}
                for address, state in self.targets.items()
            ],
        }
        return answers[operation]()

    def one(self, service: str, operation: str, absent: Collection[str] = (), **_asked: Any) -> Row:
        raise CannotLookError(service, operation, f"NotThere: {absent}")

    def request(self, door: str, method: str, path: str) -> tuple[int, str]:
        raise AssertionError(f"nobody asks {method} {door}{path} here")

    @staticmethod
    def _in(rows: list[Row], asked: Row) -> list[Row]:
        return [row for row in rows if row["clusterArn"] == asked["cluster"]]


def account(**table: Any) -> Account:
    """An account with these rows."""
    return Account(Table(**table))


BEHIND = {"loadBalancers": [{"targetGroupArn": GROUP, "containerName": "web", "containerPort": 8080}]}

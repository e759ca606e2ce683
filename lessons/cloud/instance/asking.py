"""``cloud.ask_tasks(cluster, service)``: what each running task of a service answers, at its own address."""

from typing import Any

from lessons.cloud.answers import Answer, Answers
from lessons.cloud.errors import WaitedTooLongError
from lessons.cloud.instance.requests import get
from lessons.cloud.instance.waiting import wait_for

_FIRST_SECONDS = 5.0  # a container that runs may need a moment before its program listens


def ask_tasks(cluster: str, service: str, *, port: int = 8080, path: str = "/") -> Answers:
    """One request to each running task of a service, past any load balancer.

    path: what is asked for. A task whose program does not listen yet is asked again for a moment.
    Where no task runs, nobody answers, and the result says so. Raises botocore's ClientError where AWS
    refuses to list the tasks.
    """
    addresses = sorted(_addresses(cluster, service))
    return Answers(tuple(_answer(f"http://{address}:{port}{path}") for address in addresses))


def _addresses(cluster: str, service: str) -> list[str]:
    """The private addresses of the tasks' network interfaces (awsvpc)."""
    import boto3

    ecs = boto3.client("ecs")
    arns = ecs.list_tasks(cluster=cluster, serviceName=service, desiredStatus="RUNNING")["taskArns"]
    tasks = ecs.describe_tasks(cluster=cluster, tasks=arns)["tasks"] if arns else []
    details = [each for task in tasks if task["lastStatus"] == "RUNNING" for each in _details(task)]
    return [str(each["value"]) for each in details if each["name"].lower() == "privateipv4address"]


def _details(task: dict[str, Any]) -> list[dict[str, str]]:
    return [each for attachment in task.get("attachments", []) for each in attachment.get("details", [])]


def _answer(url: str) -> Answer:
    def came() -> Answer | None:
        answer = get(url).last
        return answer if answer.status else None

    try:
        answer = wait_for(came, _FIRST_SECONDS)
    except WaitedTooLongError:
        return get(url).last
    assert answer
    return answer

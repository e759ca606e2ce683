"""The network interface of a task, also as its containers' own (MiniStack: subnet and address of the task).

source: ecs/Attachment, ecs/NetworkInterface, and what people show of ``DescribeTasks``.
"""

import hashlib
from collections.abc import Callable
from typing import Any, TypeAlias

Record: TypeAlias = dict[str, Any]
ADDRESS = "privateIPv4Address"


def attached(original: Callable[[Record, Any, Any], None]) -> Callable[[Record, Any, Any], None]:
    """Replaces ``_record_task_ip``, which is called when a container has started."""

    def record(task: Record, container: Any, docker_network: Any) -> None:
        original(task, container, docker_network)
        for attachment in task["attachments"]:
            known = {detail["name"]: detail["value"] for detail in attachment["details"]}
            if "macAddress" not in known:
                attachment["details"] = details(attachment["id"], known)
            interface = {"attachmentId": attachment["id"], "privateIpv4Address": known[ADDRESS]}
            for each in task["containers"]:
                each["networkInterfaces"] = [interface]

    return record


def details(attachment: str, known: dict[str, str]) -> list[dict[str, str]]:
    """In AWS's order; interface and hardware address are real in form only."""
    digits = hashlib.sha256(attachment.encode()).hexdigest()
    made = {
        "subnetId": known.get("subnetId", ""),
        "networkInterfaceId": f"eni-0{digits[:16]}",
        "macAddress": ":".join(["0a", *(digits[at : at + 2] for at in range(16, 26, 2))]),
        "privateDnsName": f"ip-{known[ADDRESS].replace('.', '-')}.ec2.internal",
        ADDRESS: known[ADDRESS],
    }
    return [{"name": name, "value": value} for name, value in made.items()]

"""What ECS refuses when it is asked or told of something that is not there, or of too much at once.

Texts as AWS sends them, seen in public issues: gchq/sleeper#555 (tasks), structurely/ecs-autoscale#32
(services), sil-org/ecs-deploy#54 (none), and hashicorp/terraform-provider-aws (clusters).
"""

import json
from typing import Any

from lessons.cloud.emulator.launches import cluster_of
from lessons.cloud.emulator.wraps import Answer, AwsError, Handler, Parameters

IN_USE = "The Cluster cannot be deleted while {} are active."
OF_A_CLUSTER = ("DeleteService", "DescribeServices", "DescribeTasks", "ListServices", "ListTasks", "StopTask")


def check_cluster(call: Parameters) -> None:
    """Raise what AWS raises for a cluster that does not exist."""
    cluster_of(call)


def check_list_tasks(call: Parameters) -> None:
    """The service, if one is named, must exist."""
    from ministack.services import ecs

    cluster, name = cluster_of(call), str(call.get("serviceName") or "").rsplit("/", 1)[-1]
    if name and f"{cluster}/{name}" not in ecs._services:
        raise AwsError("ServiceNotFoundException", "Service not found.")


def check_describe_tasks(call: Parameters) -> None:
    """Between one and a hundred at a time."""
    if not call.get("tasks"):
        raise AwsError("InvalidParameterException", "Tasks cannot be empty.")
    if len(call["tasks"]) > 100:
        raise AwsError("InvalidParameterException", "taskIds can have at most 100 items.")


def check_describe_services(call: Parameters) -> None:
    """Ten at a time."""
    if len(call.get("services") or []) > 10:
        raise AwsError("InvalidParameterException", "service names can have at most 10 items.")


def untagged(original: Handler, kind: str) -> Handler:
    """Wraps ``DescribeTasks`` and ``DescribeServices``: tags are told to who asks for them.

    source: ecs/DescribeTasks include, ecs/DescribeServices include
    """

    def describe(call: Parameters) -> Answer:
        from ministack.core.responses import json_response

        status, headers, body = original(call)
        if status != 200 or "TAGS" in (call.get("include") or []):
            return status, headers, body
        answer = json.loads(body)
        return json_response({**answer, kind: [{**each, "tags": []} for each in answer[kind]]})

    return describe


def of_launch_type(original: Handler) -> Handler:
    """Wraps ``ListTasks``, which MiniStack does not filter by launch type.

    source: ecs/ListTasks launchType. The token counts tasks, so pages are cut here, behind the filter.
    """

    def list_tasks(call: Parameters) -> Answer:
        from ministack.core.responses import json_response
        from ministack.services import ecs

        if "launchType" not in call:
            return original(call)
        status, headers, body = original({**call, "maxResults": len(ecs._tasks) + 1, "nextToken": ""})
        if status != 200:
            return status, headers, body
        wanted = [arn for arn in json.loads(body)["taskArns"] if is_of(arn, call["launchType"])]
        start = int(call.get("nextToken") or 0)
        end = start + int(call.get("maxResults") or 100)
        more = {"nextToken": str(end)} if end < len(wanted) else {}
        return json_response({"taskArns": wanted[start:end], **more})

    return list_tasks


def is_of(task_arn: str, launch_type: str) -> bool:
    """True if the task is there and of this launch type."""
    from ministack.services import ecs

    return (ecs._tasks.get(task_arn) or {}).get("launchType") == launch_type


def check_delete_cluster(call: Parameters) -> None:
    """A cluster goes when its services and tasks are gone; tasks on their way out do not hold it."""
    from ministack.services import ecs

    arn = ecs._clusters[cluster_of(call)]["clusterArn"]
    if any(service["status"] == "ACTIVE" for service in of(arn, ecs._services)):
        raise AwsError("ClusterContainsServicesException", IN_USE.format("Services"))
    if any(task["desiredStatus"] != "STOPPED" for task in of(arn, ecs._tasks)):
        raise AwsError("ClusterContainsTasksException", IN_USE.format("Tasks"))


def of(cluster: str, records: Any) -> list[dict[str, Any]]:
    """The services or tasks of a cluster."""
    return [record for record in list(records.values()) if record["clusterArn"] == cluster]

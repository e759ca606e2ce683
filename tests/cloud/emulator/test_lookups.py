"""What ECS answers to who asks, and what it refuses."""

import pytest

from tests.cloud.emulator.conftest import eventually
from tests.cloud.emulator.test_launches import refusal
from tests.cloud.emulator.world import World

pytestmark = pytest.mark.cloud
NOT_FOUND = ("ClusterNotFoundException", "Cluster not found.")


@pytest.mark.parametrize(
    ("operation", "named"),
    [
        ("list_tasks", {}),
        ("list_services", {}),
        ("describe_services", {"services": ["web"]}),
        ("describe_tasks", {"tasks": ["0" * 32]}),
        ("stop_task", {"task": "0" * 32}),
        ("delete_service", {"service": "web"}),
        ("delete_cluster", {}),
    ],
)
def test_a_cluster_that_does_not_exist(world: World, operation: str, named: dict[str, object]) -> None:
    assert refusal(getattr(world.ecs, operation), cluster="nowhere", **named) == NOT_FOUND


def test_what_is_missing_is_among_the_failures(world: World) -> None:
    answer = world.ecs.describe_tasks(cluster=world.cluster, tasks=["0" * 32])
    assert [each["reason"] for each in answer["failures"]] == ["MISSING"]
    answer = world.ecs.describe_services(cluster=world.cluster, services=["nobody"])
    assert (answer["services"], [each["reason"] for each in answer["failures"]]) == ([], ["MISSING"])
    found = refusal(world.ecs.list_tasks, cluster=world.cluster, serviceName="nobody")
    assert found == ("ServiceNotFoundException", "Service not found.")


def test_not_too_much_at_once(world: World) -> None:
    here = {"cluster": world.cluster}
    assert refusal(world.ecs.describe_tasks, **here, tasks=[])[1] == "Tasks cannot be empty."
    many = ["0" * 32] * 101
    assert refusal(world.ecs.describe_tasks, **here, tasks=many)[1] == "taskIds can have at most 100 items."
    eleven = ["web"] * 11
    found = refusal(world.ecs.describe_services, **here, services=eleven)
    assert found[1] == "service names can have at most 10 items."


def test_a_cluster_in_use_stays(world: World) -> None:
    call = {"cluster": world.cluster}
    world.serve(world.definition(world.push()), 0)
    text = "The Cluster cannot be deleted while Services are active."
    assert refusal(world.ecs.delete_cluster, **call) == ("ClusterContainsServicesException", text)
    world.ecs.delete_service(**call, service="web")
    task = world.run(world.definition(world.push()))
    text = "The Cluster cannot be deleted while Tasks are active."
    assert refusal(world.ecs.delete_cluster, **call) == ("ClusterContainsTasksException", text)
    world.ecs.stop_task(**call, task=task)
    assert world.ecs.delete_cluster(**call)["cluster"]["status"] == "INACTIVE"
    world.ecs.create_cluster(clusterName=world.cluster)


def test_a_service_that_runs_is_deleted_by_force_only(world: World) -> None:
    call = {"cluster": world.cluster, "service": "web"}
    world.serve(world.definition(world.push()), 1)
    text = "The service cannot be stopped while it is scaled above 0."
    assert refusal(world.ecs.delete_service, **call) == ("InvalidParameterException", text)
    assert world.ecs.delete_service(**call, force=True)["service"]["desiredCount"] == 0
    assert world.service()["status"] == "INACTIVE"


def test_a_service_is_made_once(world: World) -> None:
    definition, text = world.definition(world.push()), "Creation of service was not idempotent."
    world.serve(definition, 0, clientToken="one")
    world.serve(definition, 0, clientToken="one")
    assert refusal(world.serve, definition=definition, desired=0) == ("InvalidParameterException", text)


def test_a_call_that_is_repeated_runs_nothing_twice(world: World) -> None:
    definition = world.definition(world.push())
    first = world.run(definition, clientToken="mine")
    assert world.run(definition, clientToken="mine") == first
    assert world.run(definition, clientToken="yours") != first
    assert refusal(world.run, definition=definition, clientToken="mine", count=2)[0] == "ConflictException"


def test_a_task_as_it_is_described(world: World) -> None:
    arn = world.run(world.definition(world.push()), tags=[{"key": "team", "value": "shop"}])
    eventually(lambda: world.task(arn)["lastStatus"] == "RUNNING")
    task = world.task(arn)
    assert task["group"] == f"family:{world.name}"
    assert (task["desiredStatus"], task["launchType"], task["platformVersion"]) == (
        "RUNNING",
        "FARGATE",
        "1.4.0",
    )
    assert not {"stopCode", "stoppedReason", "stoppedAt", "containerInstanceArn"} & set(task)
    assert task["tags"] == []
    tagged = world.ecs.describe_tasks(cluster=world.cluster, tasks=[arn], include=["TAGS"])["tasks"][0]
    assert tagged["tags"] == [{"key": "team", "value": "shop"}]


def test_the_network_interface_of_a_task(world: World) -> None:
    arn = world.run(world.definition(world.push()))
    eventually(lambda: world.task(arn)["lastStatus"] == "RUNNING")
    task = world.task(arn)
    (attachment,), (container,) = task["attachments"], task["containers"]
    assert (attachment["type"], attachment["status"]) == ("ElasticNetworkInterface", "ATTACHED")
    details = {detail["name"]: detail["value"] for detail in attachment["details"]}
    assert list(details) == [
        "subnetId",
        "networkInterfaceId",
        "macAddress",
        "privateDnsName",
        "privateIPv4Address",
    ]
    assert details["subnetId"] == world.subnets[0]
    own = {"attachmentId": attachment["id"], "privateIpv4Address": details["privateIPv4Address"]}
    assert container["networkInterfaces"] == [own]

"""Each row of ``data/differences.csv`` is true.

These tests fail when the emulator comes nearer to AWS, or moves away from it, so that the boxes in the labs
never tell a learner something that is no longer so.
"""

import csv
import importlib
import json
import sys
import urllib.request
from typing import Any

import pytest
from botocore.exceptions import ClientError

from lessons.cloud.emulator import capacity, speed
from lessons.files import data_folder
from tests.cloud.emulator.conftest import eventually
from tests.cloud.emulator.test_children import LAMBDA, LOGS
from tests.cloud.emulator.world import World


def rows() -> list[dict[str, str]]:
    with (data_folder() / "differences.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_each_row_names_a_test_that_exists(row: dict[str, str]) -> None:
    place, _, name = row["test"].partition("::")
    module = importlib.import_module(place.removesuffix(".py").replace("/", "."))
    assert callable(getattr(module, name))
    assert all(row[column] for column in ("lab_services", "aws_en", "aws_zh", "here_en", "here_zh", "source"))


def row(name: str) -> dict[str, str]:
    return next(row for row in rows() if row["id"] == name)


def address(world: World, task: str) -> str:
    """Where a running task listens."""

    def found() -> str:
        attachments = world.task(task).get("attachments", [])
        details = {d["name"]: d["value"] for a in attachments for d in a["details"]}
        return details.get("privateIPv4Address", "")

    return str(eventually(found))


def printed(world: World, source: str) -> str:
    """The first line that a task writes."""
    group = f"/ecs/{world.name}"
    world.logs.create_log_group(logGroupName=group)
    logged = {**LOGS, "options": {**LOGS["options"], "awslogs-group": group}}
    container = {"logConfiguration": logged}
    world.run(world.definition(world.push(source=source), container=container))
    return str(eventually(lambda: world.logs.filter_log_events(logGroupName=group)["events"])[0]["message"])


@pytest.mark.cloud
def test_a_task_sees_the_files_of_this_computer(world: World) -> None:
    source = f"import os; print(os.path.exists({__file__!r}), flush=True)"
    assert printed(world, source) == "True"


@pytest.mark.cloud
def test_a_task_has_a_loopback_address(world: World) -> None:
    assert address(world, world.run(world.definition(world.push()))).startswith("127.")


def answers(ip: str) -> bool:
    try:
        with urllib.request.urlopen(f"http://{ip}:8080/", timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


@pytest.mark.cloud
def test_a_closed_security_group_does_not_stop_this_computer(world: World) -> None:
    placed = world.placement(securityGroups=[world.make_group("closed")])
    task = world.run(world.definition(world.push()), networkConfiguration=placed)
    ip = address(world, task)
    eventually(lambda: answers(ip))


@pytest.mark.cloud
def test_a_load_balancer_answers_without_an_inbound_rule(world: World) -> None:
    _, host = world.balancer(security_group=world.make_group("closed"))
    assert world.emulator.request("/", host=host)[0] == 503


@pytest.mark.cloud
def test_all_tasks_go_to_the_first_subnet(world: World) -> None:
    world.serve(world.definition(world.push()), 3)
    world.steady()
    found = world.ecs.describe_tasks(cluster=world.cluster, tasks=world.tasks())["tasks"]
    details = [detail for task in found for a in task["attachments"] for detail in a["details"]]
    assert {d["value"] for d in details if d["name"] == "subnetId"} == {world.subnets[0]}


@pytest.mark.cloud
def test_a_host_name_works_only_with_the_emulator(world: World) -> None:
    _, host = world.balancer()
    assert host.endswith(".us-east-1.elb.amazonaws.com")
    assert world.emulator.request("/", host=host)[0] == 503


@pytest.mark.cloud
def test_counts_are_exactly_even(world: World) -> None:
    group, host = world.balancer()
    world.serve(world.definition(world.push()), 2, group)
    eventually(lambda: world.health(group) == [("healthy", "")] * 2)
    found = [world.emulator.request("/", host=host)[1] for _ in range(10)]
    assert sorted(found.count(body) for body in set(found)) == [5, 5]


def test_health_checks_are_quicker() -> None:
    assert f"{speed.HEALTH_CHECKS} times" in row("health-checks")["here_en"]
    assert f"{speed.FIRST_SECONDS:.0f} seconds" in row("health-checks")["here_en"]


def test_draining_is_quicker() -> None:
    assert f"{speed.DRAINING} times" in row("draining")["here_en"]


def test_scaling_is_quicker() -> None:
    assert f"{speed.SCALING} times" in row("scaling-time")["here_en"]
    assert f"{60 // speed.SCALING} seconds" in row("scaling-time")["here_en"]


@pytest.mark.cloud
def test_a_task_stops_as_soon_as_it_can(world: World) -> None:
    group, _ = world.balancer()
    world.serve(world.definition(world.push()), 1, group)
    world.steady()
    (task,) = world.tasks()
    world.ecs.update_service(cluster=world.cluster, service="web", desiredCount=0)
    world.stopped(task)
    assert world.health(group) == [("draining", "Target.DeregistrationInProgress")]


@pytest.mark.cloud
def test_containers_of_a_task_do_not_share_localhost(world: World) -> None:
    ask = "\nimport socket\ntry:\n    socket.create_connection(('localhost', 8080), 1)\nexcept OSError:\n"
    source = f"import time\ntime.sleep(1){ask}    raise SystemExit(9)"
    page, asker = world.push(), world.push("asker", source)
    containers = [{"name": "web", "image": page}, {"name": "asker", "image": asker}]
    task = world.stopped(world.run(world.definition(page, containerDefinitions=containers)))
    assert task["containers"][1]["exitCode"] == 9


@pytest.mark.cloud
def test_ec2_does_not_know_the_interface_of_a_task(world: World) -> None:
    task = world.run(world.definition(world.push()))
    address(world, task)
    (attachment,) = world.task(task)["attachments"]
    named = next(d["value"] for d in attachment["details"] if d["name"] == "networkInterfaceId")
    found = world.ec2.describe_network_interfaces()["NetworkInterfaces"]
    assert named not in [interface["NetworkInterfaceId"] for interface in found]


@pytest.mark.cloud
def test_a_security_group_in_a_rule_can_be_deleted(world: World) -> None:
    named, other = world.make_group("named"), world.make_group("other")
    world.allow(other, UserIdGroupPairs=[{"GroupId": named}])
    assert world.ec2.delete_security_group(GroupId=named)["Return"]


def test_the_box_names_what_this_computer_carries() -> None:
    assert f"{capacity.CONTAINERS} containers" in row("capacity")["here_en"]


def test_retries_become_rarer() -> None:
    told = row("retries")["here_en"]
    assert (speed.FIRST_PAUSE, f"{speed.LONGEST_PAUSE:.0f} seconds" in told) == (0.5, True)


@pytest.mark.cloud
def test_step_scaling_does_nothing(world: World) -> None:
    world.serve(world.definition(world.push()), 0)
    client = world.emulator.client("application-autoscaling")
    named = {
        "ServiceNamespace": "ecs",
        "ResourceId": f"service/{world.cluster}/web",
        "ScalableDimension": "ecs:service:DesiredCount",
    }
    client.register_scalable_target(**named, MinCapacity=0, MaxCapacity=1)
    made = client.put_scaling_policy(**named, PolicyName="steps", PolicyType="StepScaling")
    assert made["Alarms"] == []
    with pytest.raises(ClientError, match="UnknownOperation"):
        client.put_scheduled_action(**named, ScheduledActionName="night", Schedule="rate(1 day)")


@pytest.mark.cloud
def test_capacity_weights_are_ignored(world: World) -> None:
    strategy = [{"capacityProvider": name, "weight": 1} for name in ("FARGATE", "FARGATE_SPOT")]
    call = {
        "cluster": world.cluster,
        "serviceName": "web",
        "taskDefinition": world.definition(world.push()),
        "desiredCount": 4,
        "capacityProviderStrategy": strategy,
        "networkConfiguration": world.placement(),
    }
    world.ecs.create_service(**call)
    world.steady()
    found = world.ecs.describe_tasks(cluster=world.cluster, tasks=world.tasks())["tasks"]
    assert len({task["capacityProviderName"] for task in found}) == 1


@pytest.mark.cloud
def test_tasks_of_type_ec2_need_no_instance(world: World) -> None:
    uri = world.push()
    container = {"memory": 128}
    definition = world.definition(
        uri, requiresCompatibilities=["EC2"], networkMode="bridge", container=container
    )
    made = world.ecs.run_task(cluster=world.cluster, taskDefinition=definition, launchType="EC2")
    eventually(lambda: world.task(made["tasks"][0]["taskArn"])["lastStatus"] == "RUNNING")
    assert world.ecs.list_container_instances(cluster=world.cluster)["containerInstanceArns"] == []


@pytest.mark.cloud
def test_blue_green_rolls(world: World) -> None:
    waiting = {"strategy": "BLUE_GREEN", "bakeTimeInMinutes": 60}
    world.serve(world.definition(world.push()), 1, deploymentConfiguration=waiting)
    world.steady()
    second = world.definition(world.push("v2"))
    world.ecs.update_service(cluster=world.cluster, service="web", taskDefinition=second)
    service = world.steady()
    assert service["deploymentConfiguration"]["strategy"] == "BLUE_GREEN"
    assert service["taskDefinition"].endswith(second)


@pytest.mark.cloud
def test_container_health_checks_are_not_run(world: World) -> None:
    check = {"healthCheck": {"command": ["CMD-SHELL", "exit 1"], "interval": 5, "retries": 1}}
    world.serve(world.definition(world.push(), container=check), 1)
    world.steady()
    (task,) = world.ecs.describe_tasks(cluster=world.cluster, tasks=world.tasks())["tasks"]
    assert task["healthStatus"] == "UNKNOWN"


@pytest.mark.cloud
def test_execute_command_opens_nothing(world: World) -> None:
    task = world.run(world.definition(world.push()))
    eventually(lambda: world.task(task)["lastStatus"] == "RUNNING")
    made = world.ecs.execute_command(cluster=world.cluster, task=task, command="sh", interactive=True)
    assert made["session"]["streamUrl"].startswith("wss://ssmmessages.us-east-1.amazonaws.com/")


@pytest.mark.cloud
def test_there_is_no_image_scan(world: World) -> None:
    world.push()
    with pytest.raises(ClientError, match="InvalidAction"):
        world.ecr.describe_image_scan_findings(repositoryName=world.name, imageId={"imageTag": "v1"})


@pytest.mark.cloud
def test_calls_of_a_task_role_are_all_allowed(world: World) -> None:
    role = world.make_role(f"{world.name}-powerless")
    source = "import boto3; print(len(boto3.client('iam').list_roles()['Roles']) > 0, flush=True)"
    group = f"/ecs/{world.name}"
    world.logs.create_log_group(logGroupName=group)
    logged = {**LOGS, "options": {**LOGS["options"], "awslogs-group": group}}
    container = {"logConfiguration": logged}
    world.run(world.definition(world.push(source=source), container=container, taskRoleArn=role))
    found = eventually(lambda: world.logs.filter_log_events(logGroupName=group)["events"])
    assert found[0]["message"] == "True"


@pytest.mark.cloud
def test_there_are_no_vpc_links(world: World) -> None:
    api = world.emulator.client("apigatewayv2")
    with pytest.raises(ClientError):
        api.create_vpc_link(Name=world.name, SubnetIds=world.subnets)


def function(world: World, source: str, role: str) -> Any:
    """What a new function answers."""
    world.make_function(source, role, runtime="python3.9")
    return world.invoke()


@pytest.mark.cloud
def test_functions_run_in_the_python_of_the_course(world: World) -> None:
    source = "import sys\nhandler = lambda event, context: list(sys.version_info)[:3]\n"
    role = world.make_role(f"{world.name}-function", LAMBDA)
    assert function(world, source, role) == list(sys.version_info)[:3]


@pytest.mark.cloud
def test_a_function_may_have_any_role(world: World) -> None:
    role = "arn:aws:iam::000000000000:role/nobody"
    assert function(world, "handler = lambda event, context: 1\n", role) == 1


def template(kind: str) -> str:
    return json.dumps({"Resources": {"Thing": {"Type": kind, "Properties": {}}}})


@pytest.mark.cloud
@pytest.mark.parametrize(
    "kind",
    [
        "AWS::EC2::SecurityGroupIngress",
        "AWS::ApplicationAutoScaling::ScalableTarget",
        "AWS::ApplicationAutoScaling::ScalingPolicy",
    ],
)
def test_some_template_types_are_refused(world: World, kind: str) -> None:
    stacks: Any = world.emulator.client("cloudformation")
    with pytest.raises(ClientError, match=kind):
        stacks.create_stack(StackName=f"{world.name}-{len(kind)}", TemplateBody=template(kind))


@pytest.mark.cloud
def test_subnets_may_overlap(world: World) -> None:
    made = world.ec2.create_subnet(VpcId=world.vpc, CidrBlock="10.0.0.0/25")["Subnet"]
    assert made["VpcId"] == world.vpc


@pytest.mark.cloud
def test_a_managed_policy_that_nobody_knows_is_believed(world: World) -> None:
    arn, name = "arn:aws:iam::aws:policy/AmazonECSTaskExecutionPolicy", f"{world.name}-new"
    role = world.make_role(name)
    world.iam.attach_role_policy(RoleName=name, PolicyArn=arn)
    stopped = world.stopped(world.run(world.definition(world.push(), executionRoleArn=role)))
    assert "is not authorized to perform: ecr:GetAuthorizationToken" in stopped["stoppedReason"]

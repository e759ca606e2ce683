"""What is in use stays, and what leads nowhere is not made; in AWS's words."""

import pytest

from tests.cloud.emulator.test_launches import refusal
from tests.cloud.emulator.world import World

pytestmark = pytest.mark.cloud


def test_a_load_balancer_needs_two_zones(world: World) -> None:
    text = "At least two subnets in two different Availability Zones must be specified"
    found = refusal(world.elb.create_load_balancer, Name=world.name, Subnets=world.subnets[:1])
    assert found == ("ValidationError", text)
    found = refusal(world.elb.create_load_balancer, Name=world.name, Subnets=["subnet-1", "subnet-2"])
    assert found == ("SubnetNotFound", "The subnet ID 'subnet-1' does not exist")


def test_a_port_has_one_listener(world: World) -> None:
    group, _ = world.balancer()
    arn = world.elb.describe_load_balancers(Names=[world.name])["LoadBalancers"][0]["LoadBalancerArn"]
    action = {"Type": "forward", "TargetGroupArn": group}
    call = {"LoadBalancerArn": arn, "Protocol": "HTTP", "DefaultActions": [action]}
    found = refusal(world.elb.create_listener, Port=80, **call)
    text = f"A listener already exists on this port for this load balancer '{arn}'"
    assert found == ("DuplicateListener", text)
    assert world.elb.create_listener(Port=81, **call)["Listeners"][0]["Port"] == 81


def test_a_target_group_in_use(world: World) -> None:
    group, _ = world.balancer()
    text = f"Target group '{group}' is currently in use by a listener or a rule"
    found = refusal(world.elb.delete_target_group, TargetGroupArn=group)
    assert found == ("ResourceInUse", text)
    arn = world.elb.describe_load_balancers(Names=[world.name])["LoadBalancers"][0]["LoadBalancerArn"]
    world.elb.delete_load_balancer(LoadBalancerArn=arn)
    world.elb.delete_target_group(TargetGroupArn=group)
    found = refusal(world.elb.describe_target_groups, Names=[world.name])
    assert found == ("TargetGroupNotFound", "One or more target groups not found")


def test_a_security_group_in_use(world: World) -> None:
    delete = world.ec2.delete_security_group
    busy = ("DependencyViolation", f"resource {world.group} has a dependent object")
    task = world.run(world.definition(world.push()))
    assert refusal(delete, GroupId=world.group) == busy
    world.ecs.stop_task(cluster=world.cluster, task=task)
    world.balancer()
    assert refusal(delete, GroupId=world.group) == busy
    arn = world.elb.describe_load_balancers(Names=[world.name])["LoadBalancers"][0]["LoadBalancerArn"]
    world.elb.delete_load_balancer(LoadBalancerArn=arn)
    delete(GroupId=world.group)

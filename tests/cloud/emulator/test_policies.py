"""A policy that does not exist cannot be attached; the typical mistake is a path left out."""

import json

import pytest

from tests.cloud.emulator.conftest import eventually
from tests.cloud.emulator.test_launches import refusal
from tests.cloud.emulator.world import TASKS, World

pytestmark = pytest.mark.cloud
MANAGED = "arn:aws:iam::aws:policy/"
WRONG = f"{MANAGED}AmazonECSTaskExecutionRolePolicy"
REFUSED = f"Policy {WRONG} does not exist or is not attachable."


@pytest.mark.parametrize(
    "arn",
    [
        WRONG,
        f"{MANAGED}AWSLambdaBasicExecutionRole",
        f"{MANAGED}service-role/AdministratorAccess",
        "arn:aws:iam::000000000000:policy/never-made",
    ],
)
def test_a_policy_that_does_not_exist(world: World, arn: str) -> None:
    role = f"{world.name}-execution"
    found = refusal(world.iam.attach_role_policy, RoleName=role, PolicyArn=arn)
    assert found == ("NoSuchEntity", f"Policy {arn} does not exist or is not attachable.")
    assert arn not in str(world.iam.list_attached_role_policies(RoleName=role))


def test_policies_that_exist(world: World) -> None:
    statement = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    own = world.iam.create_policy(PolicyName=world.name, PolicyDocument=document)["Policy"]["Arn"]
    rare = f"{MANAGED}service-role/AmazonEC2ContainerServiceforEC2Role"
    for arn in (own, rare, f"{MANAGED}service-role/AWSLambdaVPCAccessExecutionRole"):
        world.iam.attach_role_policy(RoleName=f"{world.name}-execution", PolicyArn=arn)


def test_a_stack_says_so_too(world: World) -> None:
    trust = {"Version": "2012-10-17", "Statement": [TASKS]}
    role = {"AssumeRolePolicyDocument": trust, "ManagedPolicyArns": [WRONG]}
    template = {"Resources": {"Role": {"Type": "AWS::IAM::Role", "Properties": role}}}
    formation = world.emulator.client("cloudformation")
    capabilities = ["CAPABILITY_IAM"]
    formation.create_stack(StackName=world.name, TemplateBody=json.dumps(template), Capabilities=capabilities)

    def reasons() -> str:
        events = formation.describe_stack_events(StackName=world.name)["StackEvents"]
        return " ".join(event.get("ResourceStatusReason", "") for event in events)

    eventually(lambda: REFUSED in reasons())

"""Behaviour of the embedded AWS that differs from AWS and that a lab would meet: each pins a row of
``data/differences.csv``. When a new version behaves as AWS does, the test fails, and the row goes."""

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from lessons import cloud
from lessons.cloud.labs import Account, lab
from lessons.cloud.labs.flows import routes
from tests.cloud.labs.acting import Scope, reference, until

pytestmark = [pytest.mark.cloud, pytest.mark.usefixtures("aws")]


@pytest.fixture(scope="module")
def flagship() -> Iterator[Scope]:
    """The variables of lab 09, which stands in the account."""
    cloud.reset()
    yield reference("09")
    cloud.reset()


def request() -> tuple[int, str]:
    account = Account()
    return account.request(next(routes(account)).api, "GET", "/hello")


def test_the_default_vpc_leads_out_although_no_route_says_so(flagship: Scope) -> None:
    tables = flagship["ec2"].describe_route_tables()["RouteTables"]
    default = [table for table in tables if table["VpcId"] == flagship["vpc"]]
    shown = [route.get("DestinationCidrBlock") for table in default for route in table["Routes"]]
    assert "0.0.0.0/0" not in shown
    assert lab("09").check().outcome("service").said.key == "right"


def test_a_function_outside_the_vpc_reaches_an_internal_load_balancer(flagship: Scope) -> None:
    nowhere: dict[str, Any] = {"SubnetIds": [], "SecurityGroupIds": []}
    flagship["functions"].update_function_configuration(FunctionName="front", VpcConfig=nowhere)
    until(lambda: request()[0] == 200)


def test_an_api_invokes_a_function_that_does_not_permit_it(flagship: Scope) -> None:
    flagship["functions"].remove_permission(FunctionName="front", StatementId="api")
    until(lambda: request()[0] == 200)


def push_twice(tags: tuple[str, str]) -> Any:
    cloud.reset()
    ecr = boto3.client("ecr")
    for tag in tags:
        cloud.image("shelf", tag=tag, app="print('one')")
    return ecr


def test_a_lifecycle_policy_is_stored_and_not_carried_out() -> None:
    ecr = push_twice(("v1", "v1"))
    cloud.image("shelf", tag="v2", app="print('two')")
    selection = {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 1}
    rule = {"rulePriority": 1, "selection": selection, "action": {"type": "expire"}}
    ecr.put_lifecycle_policy(repositoryName="shelf", lifecyclePolicyText=json.dumps({"rules": [rule]}))
    assert len(ecr.describe_images(repositoryName="shelf")["imageDetails"]) == 2


def test_deleting_by_one_tag_deletes_the_image() -> None:
    ecr = push_twice(("v1", "stable"))
    ecr.batch_delete_image(repositoryName="shelf", imageIds=[{"imageTag": "v1"}])
    assert ecr.describe_images(repositoryName="shelf")["imageDetails"] == []


def test_revoking_a_described_rule_changes_nothing() -> None:
    cloud.reset()
    ec2 = boto3.client("ec2")
    guest, host = (ec2.create_security_group(GroupName=name, Description=name)["GroupId"] for name in "ab")
    pair = [{"GroupId": guest}]
    rule = {"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "UserIdGroupPairs": pair}
    ec2.authorize_security_group_ingress(GroupId=host, IpPermissions=[rule])
    described = ec2.describe_security_groups(GroupIds=[host])["SecurityGroups"][0]["IpPermissions"]
    ec2.revoke_security_group_ingress(GroupId=host, IpPermissions=described)
    assert ec2.describe_security_groups(GroupIds=[host])["SecurityGroups"][0]["IpPermissions"] == described

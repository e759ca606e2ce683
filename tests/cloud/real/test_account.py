"""A real account, played by an emulator: what opens it, and what stays shut."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.exceptions import EndpointConnectionError

from lessons import cloud
from lessons.cloud.errors import RealAwsBlockedError, RefusedError
from lessons.cloud.real.account import RealAccount
from lessons.language import speaking

pytestmark = pytest.mark.cloud

ACCOUNT = "000000000000"
SENTENCE = f"I pay for what I create in AWS account {ACCOUNT}."


def opened(endpoint: str, **changes: Any) -> RealAccount:
    asked = {"account_id": ACCOUNT, "regions": ["us-east-1"], "i_accept_cost": SENTENCE, "endpoint": endpoint}
    return cloud.real_account(**{**asked, **changes})


@pytest.fixture
def aws(learner: str) -> Iterator[RealAccount]:
    with opened(learner) as account:
        yield account


@pytest.mark.parametrize("said", ["", "yes", SENTENCE.lower(), SENTENCE.replace(ACCOUNT, "123456789012")])
def test_the_sentence_must_be_typed_exactly(said: str) -> None:
    with pytest.raises(RefusedError) as error:
        opened("http://127.0.0.1:1", i_accept_cost=said)
    assert f'i_accept_cost="{SENTENCE}"' in str(error.value)


def test_the_sentence_may_be_chinese(learner: str) -> None:
    with speaking("zh"):
        with pytest.raises(RefusedError) as error:
            opened(learner, i_accept_cost="")
        sentence = str(error.value).split('"')[1]
    assert "账户" in sentence
    assert opened(learner, i_accept_cost=sentence).account_id == ACCOUNT


def test_keys_of_another_account_are_refused(learner: str) -> None:
    other = "123456789012"
    with pytest.raises(RefusedError, match=f"belong to account {ACCOUNT}, not to {other}"):
        opened(learner, account_id=other, i_accept_cost=SENTENCE.replace(ACCOUNT, other))


def test_the_root_user_is_refused(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    with pytest.raises(RefusedError, match="root user"):
        opened(endpoint)


@pytest.mark.usefixtures("folder")
def test_not_beside_the_aws_on_this_computer() -> None:
    with cloud.start(), pytest.raises(RefusedError, match=r"cloud\.stop\(\) first"):
        opened("http://127.0.0.1:1")


def test_regions(aws: RealAccount) -> None:
    assert aws.client("ecs").list_clusters()["clusterArns"] == []
    with pytest.raises(RefusedError, match="eu-west-1 is not among"):
        aws.client("ecs", "eu-west-1")
    elsewhere = aws._session.client("ecs", region_name="eu-west-1", endpoint_url=aws._endpoint)
    with pytest.raises(RefusedError, match="eu-west-1 is not among"):
        elsewhere.list_clusters()
    aws.client("iam").list_roles()


@pytest.mark.parametrize(
    ("service", "call", "arguments"),
    [
        ("ec2", "create_nat_gateway", {"SubnetId": "subnet-1"}),
        ("eks", "create_cluster", {"name": "c", "roleArn": "r", "resourcesVpcConfig": {}}),
        ("ec2", "run_instances", {"MinCount": 1, "MaxCount": 1, "InstanceType": "m5.large"}),
        ("ec2", "run_instances", {"MinCount": 1, "MaxCount": 1}),
        ("elbv2", "create_load_balancer", {"Name": "shop"}),
        ("cloudformation", "create_stack", {"StackName": "shop"}),
    ],
)
def test_what_costs_much_is_stopped(
    aws: RealAccount, service: str, call: str, arguments: dict[str, Any]
) -> None:
    with pytest.raises(RefusedError, match=r"was stopped\. .* type exactly"):
        getattr(aws.client(service), call)(**arguments)


def test_a_refusal_says_the_price_and_the_second_word(aws: RealAccount) -> None:
    ec2 = aws.client("ec2")
    with pytest.raises(RefusedError) as error:
        ec2.create_nat_gateway(SubnetId="subnet-1")
    assert "0.045 USD an hour" in str(error.value)
    assert 'aws.accept("nat-gateway", "I pay for CreateNatGateway.")' in str(error.value)
    with pytest.raises(RefusedError):
        aws.accept("nat-gateway", "yes")
    with pytest.raises(LookupError, match="nat-gateway, eks-cluster"):
        aws.accept("nat", "yes")
    aws.accept("nat-gateway", "I pay for CreateNatGateway.")
    subnet = ec2.describe_subnets()["Subnets"][0]["SubnetId"]
    made = ec2.create_nat_gateway(SubnetId=subnet)["NatGateway"]["NatGatewayId"]
    ec2.delete_nat_gateway(NatGatewayId=made)


def test_a_micro_instance_is_harmless(aws: RealAccount) -> None:
    ec2 = aws.client("ec2")
    made = ec2.run_instances(MinCount=1, MaxCount=1, InstanceType="t3.micro", ImageId="ami-1")
    ec2.terminate_instances(InstanceIds=[made["Instances"][0]["InstanceId"]])


def test_what_is_created_is_tagged_and_found_again(learner: str, capsys: pytest.CaptureFixture[str]) -> None:
    with opened(learner, days=2) as aws:
        aws.client("ecr").create_repository(repositoryName="shop", tags=[{"Key": "mine", "Value": "yes"}])
        tags = aws.client("ecr").list_tags_for_resource(
            resourceArn=f"arn:aws:ecr:us-east-1:{ACCOUNT}:repository/shop"
        )["tags"]
        assert {"Key": "course", "Value": "ecs-or-eks"} in tags
        assert {"Key": "mine", "Value": "yes"} in tags
        left = aws.left_over()
        assert [one.arn.rpartition(":")[2] for one in left.resources] == ["repository/shop"]
        assert left.resources[0].expires == aws.tags["expires"]
    assert "1 resource of this course is still there:\n- arn:aws:ecr" in capsys.readouterr().out
    with opened(learner) as aws:
        aws.client("ecr").delete_repository(repositoryName="shop")
        assert not aws.left_over()
    assert "finds nothing of this course" in capsys.readouterr().out


def test_only_its_own_clients_get_out(aws: RealAccount) -> None:
    real = "https://ecs.us-east-1.amazonaws.com"
    with pytest.raises(RealAwsBlockedError):
        boto3.client("ecs", region_name="us-east-1", endpoint_url=real).list_clusters()
    own = aws._session.client("ecs", region_name="us-east-1", endpoint_url="https://ecs.example")
    with pytest.raises(RealAwsBlockedError):
        own.list_clusters()


def test_its_own_clients_do_get_out_to_aws(aws: RealAccount, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up = []

    def nobody(host: str, *_: Any, **__: Any) -> None:
        looked_up.append(host)
        raise OSError("no network in a test")

    with monkeypatch.context() as cut_off:
        cut_off.setattr("socket.getaddrinfo", nobody)
        cut_off.setenv("NO_PROXY", "*")
        cut_off.setenv("AWS_MAX_ATTEMPTS", "1")
        own = aws._session.client("ecs", region_name="us-east-1")
        with pytest.raises(EndpointConnectionError):
            own.list_clusters()
    assert looked_up[0] == "ecs.us-east-1.amazonaws.com"


def test_after_the_block_it_is_shut(learner: str) -> None:
    with opened(learner) as aws:
        ecs = aws._session.client("ecs", region_name="us-east-1")
    with pytest.raises(RealAwsBlockedError):
        ecs.list_clusters()
    assert "costs money" in repr(aws)

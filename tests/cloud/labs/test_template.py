"""The flagship as a CloudFormation template: valid for AWS, and deployed here it is what lab 09 asks for."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
import yaml

from lessons import cloud
from lessons.architecture import diagnose
from lessons.cloud.labs import Report, lab
from lessons.files import data_folder
from tests.cloud.labs.acting import until

TEMPLATE = data_folder() / "templates" / "flagship.yaml"
BY_HAND = {"broken", "repaired"}  # what a learner does to a stack that stands
APP = """
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

class Shop(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"v1")
        print("asked for", self.path, flush=True)

ThreadingHTTPServer(("0.0.0.0", 8080), Shop).serve_forever()
"""


def test_cfn_lint_finds_nothing() -> None:
    command = [sys.executable, "-c", "from cfnlint import runner; runner.main()", str(TEMPLATE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


@pytest.fixture
def account(request: pytest.FixtureRequest) -> Iterator[None]:
    """An empty account, and empty again afterwards."""
    request.getfixturevalue("aws")
    cloud.reset()
    yield
    cloud.reset()


@pytest.fixture
def stack(request: pytest.FixtureRequest) -> Any:
    """CloudFormation, with the flagship deployed as the stack ``flagship``."""
    request.getfixturevalue("account")
    return deployed(cloud.image("shop", tag="v1", app=APP).uri)


def deployed(image: str) -> Any:
    """CloudFormation, when it says that the stack ``flagship`` with this image is complete."""
    formation, ec2 = boto3.client("cloudformation"), boto3.client("ec2")
    subnets = ec2.describe_subnets(Filters=[{"Name": "default-for-az", "Values": ["true"]}])["Subnets"]
    values = {
        "ImageUri": image,
        "VpcId": subnets[0]["VpcId"],
        "SubnetIds": ",".join(subnet["SubnetId"] for subnet in subnets),
    }
    parameters = [{"ParameterKey": key, "ParameterValue": value} for key, value in values.items()]
    formation.create_stack(
        StackName="flagship",
        TemplateBody=TEMPLATE.read_text("utf-8"),
        Parameters=parameters,
        Capabilities=["CAPABILITY_IAM"],
    )
    often = {"Delay": 1, "MaxAttempts": 60}
    formation.get_waiter("stack_create_complete").wait(StackName="flagship", WaiterConfig=often)
    return formation


def failing(report: Report) -> dict[str, str]:
    return {
        each.check.id: each.said.key
        for each in report.outcomes
        if each.said.key != "right" and each.check.id not in BY_HAND
    }


@pytest.mark.cloud
def test_the_stack_is_what_lab_09_asks_for(stack: Any) -> None:
    until(lambda: lab("09").check().outcome("service").said.key == "right")
    url = stack.describe_stacks(StackName="flagship")["Stacks"][0]["Outputs"][0]["OutputValue"]
    until(lambda: "v1" in cloud.get(url + "/hello").text)
    into_the_vpc()
    until(lambda: "logs" not in failing(lab("09").check()))
    report = lab("09").check()
    assert failing(report) == {}, report.text
    assert diagnose(cloud.drawing()) == []


def into_the_vpc() -> None:
    """What the template says of the function's network, and the stack leaves out here."""
    functions, network = boto3.client("lambda"), declared()["Front"]["Properties"]["VpcConfig"]
    assert set(network) == {"SubnetIds", "SecurityGroupIds"}
    name = functions.list_functions()["Functions"][0]["FunctionName"]
    subnets = [subnet["SubnetId"] for subnet in boto3.client("ec2").describe_subnets()["Subnets"]]
    functions.update_function_configuration(FunctionName=name, VpcConfig={"SubnetIds": subnets})


def declared() -> Any:
    """The resources of the template; functions such as ``!Ref`` are not resolved."""
    loader = type("Loader", (yaml.SafeLoader,), {})
    loader.add_multi_constructor("!", lambda *_: None)  # type: ignore[attr-defined]
    return yaml.load(TEMPLATE.read_text("utf-8"), loader)["Resources"]


@pytest.mark.cloud
def test_a_stack_leaves_its_functions_outside_the_vpc(stack: Any) -> None:
    assert stack.describe_stacks(StackName="flagship")["Stacks"][0]["StackStatus"] == "CREATE_COMPLETE"
    (function,) = boto3.client("lambda").list_functions()["Functions"]
    assert not (function.get("VpcConfig") or {}).get("SubnetIds")


@pytest.mark.cloud
@pytest.mark.usefixtures("account")
def test_a_stack_does_not_wait_for_its_service() -> None:
    deployed(cloud.image("shop", tag="v1", app=APP).uri.replace(":v1", ":v9"))
    ecs = boto3.client("ecs")
    (cluster,) = ecs.list_clusters()["clusterArns"]
    (arn,) = ecs.list_services(cluster=cluster)["serviceArns"]
    (service,) = ecs.describe_services(cluster=cluster, services=[arn])["services"]
    assert service["runningCount"] == 0


@pytest.mark.cloud
def test_deleting_the_stack_leaves_only_the_image(stack: Any) -> None:
    stack.delete_stack(StackName="flagship")
    until(lambda: not boto3.client("lambda").list_functions()["Functions"])
    left = {each.check.id for each in lab("clean-up").check().outcomes if each.said.key == "left"}
    assert left <= {"repositories", "logs", "definitions"}

"""``cloud.get``: through every door of the AWS on this computer, and through no other."""

import io
import json
import socket
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import boto3
import pytest

from lessons import cloud
from lessons.cloud.errors import CloudUnavailableError, RealAwsBlockedError, WaitedTooLongError
from lessons.cloud.instance.requests import _host_header, urlsplit

SOURCE = """
import json
def handler(event, context):
    http = event["requestContext"]["http"]
    return {"statusCode": 201, "body": json.dumps({"method": http["method"], "body": event.get("body")})}
"""


class Echo(BaseHTTPRequestHandler):
    """Answers with what it was asked."""

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length).decode()
        said = json.dumps(
            {"path": self.path, "host": self.headers["Host"], "x": self.headers["X"], "body": body}
        )
        self.send_response(404 if self.path == "/missing" else 200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said.encode())

    do_POST = do_PUT = do_GET  # noqa: N815

    def log_message(self, *_: Any) -> None: ...


@pytest.fixture
def echo() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_address_of_this_computer_is_asked_directly(echo: str) -> None:
    answer = cloud.get(f"http://{echo}/a?b=c", headers={"X": "y"}).last
    assert answer.json() == {"path": "/a?b=c", "host": echo, "x": "y", "body": ""}
    assert cloud.get(f"{echo}/missing").statuses() == {404: 1}
    assert len(cloud.get(echo, times=3)) == 3


def test_a_path_may_be_written_as_one_reads_it(echo: str) -> None:
    path = "/%E5%95%86%E5%BA%97/a%20b?q=%E8%8B%B9%E6%9E%9C"
    assert cloud.get(f"http://{echo}/商店/a b?q=苹果").last.field("path") == path
    assert cloud.get(f"http://{echo}{path}").last.field("path") == path


def test_bodies(echo: str) -> None:
    assert cloud.get(echo, body={"a": 1}).last.field("body") == '{"a": 1}'
    assert cloud.get(echo, body="text", method="PUT").last.field("body") == "text"


def test_silence_is_an_answer() -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        port = deaf.getsockname()[1]
        assert "Nobody answers" in cloud.get(f"127.0.0.1:{port}").last.body
        deaf.listen()
        assert "within 0.2 seconds" in cloud.get(f"127.0.0.1:{port}", seconds=0.2).last.body


@pytest.mark.parametrize(
    "url",
    [
        *("https://example.com", "http://10.0.0.1/x", "ecs.us-east-1.amazonaws.com", ""),
        *("http://[::1", "http://127.0.0.1:99999/", "127.0.0.1:port", "http://商店.localhost/"),
    ],
)
def test_other_hosts_are_refused(url: str) -> None:
    with pytest.raises(RealAwsBlockedError, match="nothing was sent"):
        cloud.get(url)


def test_a_door_without_an_aws_behind_it() -> None:
    with pytest.raises(CloudUnavailableError, match=r"cloud\.start"):
        cloud.get("shop-1.us-east-1.elb.amazonaws.com")


@pytest.mark.parametrize(
    ("url", "header"),
    [
        ("http://shop-1.us-east-1.elb.amazonaws.com/x", "shop-1.us-east-1.elb.amazonaws.com"),
        ("http://shop-1.us-east-1.elb.amazonaws.com:8080", "shop-1.us-east-1.elb.amazonaws.com:8080"),
        ("https://shop-1.us-east-1.elb.amazonaws.com", "shop-1.us-east-1.elb.amazonaws.com:443"),
        ("https://abc.execute-api.us-east-1.amazonaws.com", "abc.execute-api.us-east-1.amazonaws.com"),
    ],
)
def test_the_name_says_which_listener_is_meant(url: str, header: str) -> None:
    assert _host_header(urlsplit(url)) == header


@pytest.mark.cloud
@pytest.mark.usefixtures("started")
def test_through_a_load_balancer() -> None:
    elb = boto3.client("elbv2")
    balancer = elb.create_load_balancer(Name="shop", Subnets=subnets())["LoadBalancers"][0]
    fixed = {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "503", "MessageBody": "closed"}}
    elb.create_listener(
        LoadBalancerArn=balancer["LoadBalancerArn"], Protocol="HTTP", Port=80, DefaultActions=[fixed]
    )
    assert cloud.get(balancer["DNSName"], times=2).text == "2 × 503 Service Unavailable  closed"


@pytest.mark.cloud
@pytest.mark.usefixtures("started")
def test_through_an_api_and_a_function_url() -> None:
    function = boto3.client("lambda")
    arn = function.create_function(
        FunctionName="front",
        Runtime="python3.12",
        Role=role(),
        Handler="app.handler",
        Code={"ZipFile": zipped(SOURCE)},
    )["FunctionArn"]
    expected = {"method": "POST", "body": '{"a": 1}'}
    answer = cloud.get(endpoint(arn) + "/orders", body={"a": 1}).last
    assert (answer.status, answer.json()) == (201, expected)
    url = function.create_function_url_config(FunctionName="front", AuthType="NONE")["FunctionUrl"]
    assert cloud.get(url, body={"a": 1}).last.json() == expected


def endpoint(function: str) -> str:
    """The address of an API that hands everything to a function."""
    gateway = boto3.client("apigatewayv2")
    api = gateway.create_api(Name="orders", ProtocolType="HTTP")
    integration = gateway.create_integration(
        ApiId=api["ApiId"],
        IntegrationType="AWS_PROXY",
        IntegrationUri=function,
        PayloadFormatVersion="2.0",
    )
    target = f"integrations/{integration['IntegrationId']}"
    gateway.create_route(ApiId=api["ApiId"], RouteKey="$default", Target=target)
    gateway.create_stage(ApiId=api["ApiId"], StageName="$default", AutoDeploy=True)
    return str(api["ApiEndpoint"])


def subnets() -> list[str]:
    ec2 = boto3.client("ec2")
    return [subnet["SubnetId"] for subnet in ec2.describe_subnets()["Subnets"]][:2]


def role() -> str:
    trusted = {
        "Effect": "Allow",
        "Principal": {"Service": "lambda.amazonaws.com"},
        "Action": "sts:AssumeRole",
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [trusted]})
    made = boto3.client("iam").create_role(RoleName="front", AssumeRolePolicyDocument=policy)
    return str(made["Role"]["Arn"])


def zipped(source: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("app.py", source)
    return buffer.getvalue()


def test_waiting_returns_what_was_waited_for() -> None:
    answers = iter([0, "", "ready"])
    assert cloud.wait_for(lambda: next(answers), every=0) == "ready"


def test_waiting_in_vain_says_what_was_seen_last() -> None:
    with pytest.raises(WaitedTooLongError, match=r"What was seen last: \[\]"):
        cloud.wait_for(list, seconds=0.01, every=0.001)


def test_what_the_question_raises_comes_through() -> None:
    with pytest.raises(ZeroDivisionError):
        cloud.wait_for(lambda: 1 / 0)

"""Only who holds the token reaches AWS calls; doors that are open on the internet are open here."""

import base64
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.cloud.emulator.conftest import TOKEN, Emulator

pytestmark = pytest.mark.cloud

CALLS = {
    "ecs": ("list_clusters", "UnrecognizedClientException"),
    "ecr": ("describe_repositories", "UnrecognizedClientException"),
    "lambda": ("list_functions", "UnrecognizedClientException"),
    "apigatewayv2": ("get_apis", "UnrecognizedClientException"),
    "elbv2": ("describe_load_balancers", "InvalidClientTokenId"),
    "iam": ("list_roles", "InvalidClientTokenId"),
    "sts": ("get_caller_identity", "InvalidClientTokenId"),
    "ec2": ("describe_vpcs", "AuthFailure"),
    "s3": ("list_buckets", "InvalidAccessKeyId"),
    "application-autoscaling": (None, "UnrecognizedClientException"),
}


@pytest.mark.parametrize("service", CALLS)
def test_a_wrong_key_is_refused_in_the_protocol_of_each_service(emulator: Emulator, service: str) -> None:
    call, code = CALLS[service]
    client = emulator.client(service, key="AKIAIOSFODNN7EXAMPLE")
    calls: Any = getattr(client, call) if call else client.describe_scalable_targets
    with pytest.raises(ClientError) as raised:
        calls(**({} if call else {"ServiceNamespace": "ecs"}))
    assert raised.value.response["Error"]["Code"] == code
    assert raised.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403


def test_an_account_number_is_no_key(emulator: Emulator) -> None:
    with pytest.raises(ClientError):
        emulator.client("ecs", key="000000000000").list_clusters()


def test_the_token_opens(emulator: Emulator) -> None:
    assert emulator.client("sts").get_caller_identity()["Account"] == "000000000000"


def test_an_unsigned_call_is_refused(emulator: Emulator) -> None:
    status, body = emulator.request(
        "/", method="POST", body=b"{}", X_Amz_Target="AmazonEC2ContainerServiceV20141113.ListClusters"
    )
    assert (status, b"MissingAuthenticationToken" in body) == (403, True)


@pytest.mark.parametrize("host", ["x.us-east-1.elb.amazonaws.com", "x.alb.localhost", "shop.localhost"])
def test_a_door_that_leads_nowhere_is_not_a_way_round(emulator: Emulator, host: str) -> None:
    target = {"X_Amz_Target": "AmazonEC2ContainerServiceV20141113.ListClusters"}
    status, body = emulator.request("/", host=host, method="POST", body=b"{}", **target)
    assert status in (403, 404)
    assert b"clusterArns" not in body


def test_an_answer_of_a_presigned_url_needs_the_token(emulator: Emulator) -> None:
    query = "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={}/20260101/us-east-1/s3/aws4_request"
    assert emulator.request("/nobucket" + query.format("AKIAIOSFODNN7EXAMPLE"))[0] == 403
    assert emulator.request("/nobucket" + query.format(TOKEN))[0] != 403


def test_the_registry_asks_for_a_login(emulator: Emulator) -> None:
    right = base64.b64encode(f"AWS:{TOKEN}".encode()).decode()
    wrong = base64.b64encode(b"AWS:else").decode()
    assert emulator.request("/v2/")[0] == 401
    assert emulator.request("/v2/", Authorization=f"Basic {wrong}")[0] == 401
    assert emulator.request("/v2/", Authorization=f"Basic {right}")[0] == 200


LIST_CLUSTERS = {"X_Amz_Target": "AmazonEC2ContainerServiceV20141113.ListClusters"}


@pytest.mark.parametrize("path", [f"/v4/{'A' * 40}", f"/v4/{'A' * 40}/task", "/_ministack/health"])
def test_a_path_that_is_open_leads_to_no_service(emulator: Emulator, path: str) -> None:
    _, body = emulator.request(path, method="POST", body=b"{}", **LIST_CLUSTERS)
    assert b"clusterArns" not in body
    form = {"Content_Type": "application/x-www-form-urlencoded"}
    _, body = emulator.request(path, method="POST", body=b"Action=ListRoles&Version=2010-05-08", **form)
    assert b"ListRolesResponse" not in body
    assert emulator.request(f"{path}?Action=ListRoles", method="POST")[1].count(b"ListRolesResponse") == 0


@pytest.mark.parametrize("host", ["open-bucket.s3.localhost", "open-bucket.localhost"])
def test_a_path_that_is_open_leads_to_no_bucket(emulator: Emulator, host: str) -> None:
    s3, key = emulator.client("s3"), f"v4/{'A' * 40}"
    s3.create_bucket(Bucket="open-bucket")
    s3.put_object(Bucket="open-bucket", Key=key, Body=b"mine")
    assert emulator.request(f"/{key}", host=host)[1] != b"mine"
    emulator.request(f"/{key}", host=host, method="PUT", body=b"theirs")
    assert s3.get_object(Bucket="open-bucket", Key=key)["Body"].read() == b"mine"


@pytest.mark.parametrize("path", ["/_alb/mqtt", "/_aws/execute-api/", "/_aws/lambda-url/mqtt"])
@pytest.mark.parametrize("host", ["any.iot.us-east-1.localhost", "any.appsync-realtime-api.localhost"])
def test_only_apis_speak_websocket(emulator: Emulator, host: str, path: str) -> None:
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec_WebSocket_Version": "13"}
    upgrade |= {"Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec_WebSocket_Protocol": "mqtt"}
    assert emulator.request(path, host=host, **upgrade)[0] == 403


@pytest.mark.parametrize("path", ["/_ministack/reset", "/_ministack/config"])
def test_control_calls_need_the_token_in_a_header(emulator: Emulator, path: str) -> None:
    assert emulator.request(path, method="POST", body=b"{}")[0] == 403
    if path.endswith("config"):
        assert emulator.request(path, method="POST", body=b"{}", x_lessons_token=TOKEN)[0] == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:80", "[::1]"])
def test_foreign_host_names_are_refused(emulator: Emulator, host: str) -> None:
    assert emulator.request("/_ministack/health", host=host)[0] == 403


def test_web_pages_are_refused(emulator: Emulator) -> None:
    assert emulator.request("/_ministack/health", Origin="http://evil.example")[0] == 403
    assert emulator.request("/_ministack/health", Sec_Fetch_Site="cross-site")[0] == 403
    assert (
        emulator.request("/_ministack/health", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate")[0]
        == 200
    )


def test_a_huge_body_is_refused_before_it_is_read(emulator: Emulator) -> None:
    status, _ = emulator.request("/_alb/none/", method="POST", Content_Length=str(10**12))
    assert status == 413


def test_a_load_balancer_is_open_to_everybody(emulator: Emulator) -> None:
    elb = emulator.client("elbv2")
    subnets = [each["SubnetId"] for each in emulator.client("ec2").describe_subnets()["Subnets"]]
    made = elb.create_load_balancer(Name="open", Subnets=subnets)["LoadBalancers"][0]
    fixed = {"StatusCode": "200", "ContentType": "text/plain", "MessageBody": "hello"}
    elb.create_listener(
        LoadBalancerArn=made["LoadBalancerArn"],
        Protocol="HTTP",
        Port=80,
        DefaultActions=[{"Type": "fixed-response", "FixedResponseConfig": fixed}],
    )
    for path in ("/", "/health", "/login", "/_ministack/reset"):
        assert emulator.request(path, host=made["DNSName"]) == (200, b"hello")
    assert emulator.request("/_alb/open/anything") == (200, b"hello")

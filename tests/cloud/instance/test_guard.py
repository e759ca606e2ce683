"""No call leaves this computer: each way out that was found is tried, and no name is even looked up."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ProfileNotFound

from lessons import cloud
from lessons.cloud.errors import RealAwsBlockedError
from lessons.cloud.instance import guard, running
from lessons.language import speaking
from tests.cloud.kernels import run

REAL = "https://ecs.us-east-1.amazonaws.com"
KEYS = {
    "aws_access_key_id": "AKIAFAKEFAKEFAKEFAKE",
    "aws_secret_access_key": "fake",
    "region_name": "us-east-1",
}

CALLS = {
    "s3": "list_buckets",
    "ecr": "describe_repositories",
    "sts": "get_caller_identity",
    "iam": "list_roles",
}


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """The names that were looked up; only those of this computer may be."""
    names: list[Any] = []
    look_up = socket.getaddrinfo

    def noted(host: Any, *rest: Any, **more: Any) -> Any:
        names.append(host)
        assert host in ("127.0.0.1", "localhost", "::1"), f"{host} was looked up"
        return look_up(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", noted)
    guard.install()
    yield names
    assert set(names) <= {"127.0.0.1", "localhost", "::1"}


def refused(client: Any, call: str = "list_clusters", **arguments: Any) -> str:
    with pytest.raises(RealAwsBlockedError) as error:
        getattr(client, call)(**arguments)
    return str(error.value)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.8.9.10", "::1", "localhost", "shop.alb.localhost", "::ffff:127.0.0.1"]
)
def test_names_of_this_computer(host: str) -> None:
    assert guard.is_here(host)


@pytest.mark.parametrize(
    "host", ["", "10.0.0.1", "169.254.169.254", "0.0.0.0", "127.0.0.1.nip.io", "localhost.example", "127.1"]
)
def test_names_of_others(host: str) -> None:
    assert not guard.is_here(host)


def test_explicit_keys_with_the_real_endpoint() -> None:
    said = refused(boto3.client("ecs", endpoint_url=REAL, **KEYS))
    assert "ecs.us-east-1.amazonaws.com" in said
    assert "before anything was sent" in said


def test_it_is_said_in_the_lessons_language() -> None:
    with speaking("zh"):
        assert "这台电脑" in refused(boto3.client("ecs", endpoint_url=REAL, **KEYS))


def test_a_client_that_existed_before_the_guard() -> None:
    code = (
        f"import boto3; c = boto3.client('ecs', endpoint_url={REAL!r}, **{KEYS!r})\n"
        "from lessons.cloud.instance import guard; guard.install()\n"
        "try: c.list_clusters()\n"
        "except Exception as error: print(type(error).__name__)"
    )
    assert run(code).stdout == "RealAwsBlockedError\n"


def test_a_botocore_that_is_imported_after_the_guard() -> None:
    code = (
        "import sys; from lessons.cloud.instance import guard; guard.install()\n"
        "assert 'botocore' not in sys.modules\n"
        f"import boto3\ntry: boto3.client('ecs', endpoint_url={REAL!r}, **{KEYS!r}).list_clusters()\n"
        "except Exception as error: print(type(error).__name__)"
    )
    assert run(code).stdout == "RealAwsBlockedError\n"


@pytest.mark.parametrize("first", ["import awscli.clidriver", "import awscli.botocore.httpsession"])
def test_the_cli_s_own_botocore(first: str) -> None:
    code = (
        f"from lessons.cloud.instance import guard; guard.install()\n{first}\n"
        "import sys\n"
        "for name in ('botocore.httpsession', 'awscli.botocore.httpsession'):\n"
        "    if name in sys.modules: print(sys.modules[name].URLLib3Session.send.guarded)"
    )
    assert set(run(code).stdout.split()) == {"True"}


@pytest.mark.parametrize("service", CALLS)
def test_other_services_and_regions(service: str) -> None:
    client = boto3.client(service, **{**KEYS, "region_name": "cn-north-1"})
    assert ".amazonaws.com" in refused(client, CALLS[service])


def test_odd_addresses_are_read_as_the_connection_reads_them() -> None:
    for url in ("http://127.0.0.1@example.com", "http://example.com\\@127.0.0.1"):
        assert "example.com" in refused_url(url)


def refused_url(url: str, proxy: str | None = None) -> str:
    session = SimpleNamespace(_proxy_config=SimpleNamespace(proxy_url_for=lambda _url: proxy))
    with pytest.raises(RealAwsBlockedError) as error:
        guard.check(session, SimpleNamespace(url=url, headers={}))
    return str(error.value)


def test_a_proxy_elsewhere_is_a_way_out_too() -> None:
    assert "proxy.example" in refused_url("http://127.0.0.1:4566", "http://proxy.example:3128")
    config = Config(proxies={"http": "http://proxy.example:3128"})
    client = boto3.client("ecs", endpoint_url="http://127.0.0.1:1", config=config, **KEYS)
    assert "proxy.example" in refused(client)


def test_the_metadata_service_is_not_asked() -> None:
    from botocore.httpsession import URLLib3Session
    from botocore.utils import InstanceMetadataFetcher

    assert URLLib3Session.send.guarded
    with pytest.raises(RealAwsBlockedError, match=r"169\.254\.169\.254"):
        InstanceMetadataFetcher(num_attempts=1, timeout=1).retrieve_iam_role_credentials()


class Redirecting(BaseHTTPRequestHandler):
    """Sends everybody to the real AWS, and notes the host that was asked for."""

    hosts: list[str] = []  # noqa: RUF012

    def do_POST(self) -> None:
        self.hosts.append(self.headers["Host"])
        self.send_response(301)
        self.send_header("Location", REAL)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None: ...


@pytest.fixture
def redirecting() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Redirecting)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_redirect_is_not_followed(redirecting: int) -> None:
    client = boto3.client("ecs", endpoint_url=f"http://127.0.0.1:{redirecting}", **KEYS)
    with pytest.raises(Exception, match=r"301|redirect|Moved"):
        client.list_clusters()


def test_a_name_under_localhost_is_this_computer_and_stays_its_name(redirecting: int) -> None:
    client = boto3.client("ecs", endpoint_url=f"http://api.shop.localhost:{redirecting}", **KEYS)
    with pytest.raises(Exception, match=r"301|redirect|Moved"):
        client.list_clusters()
    assert Redirecting.hosts[-1] == f"api.shop.localhost:{redirecting}"


pytest_cloud = pytest.mark.cloud


@pytest_cloud
@pytest.mark.usefixtures("started")
def test_a_profile_of_the_learners_is_not_found() -> None:
    with pytest.raises(ProfileNotFound):
        boto3.Session(profile_name="sandbox")


@pytest_cloud
@pytest.mark.usefixtures("started")
def test_ignoring_the_configured_endpoints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")
    refused(boto3.Session().client("ecs"))


@pytest_cloud
@pytest.mark.usefixtures("started")
def test_an_endpoint_for_one_service_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_ECS", REAL)
    refused(boto3.Session().client("ecs"))


@pytest_cloud
@pytest.mark.usefixtures("started")
def test_explicit_keys_stay_here() -> None:
    with pytest.raises(Exception, match=r"UnrecognizedClient|InvalidClientTokenId"):
        boto3.client("ecs", **KEYS).list_clusters()


@pytest_cloud
@pytest.mark.usefixtures("started")
def test_another_region_is_this_computer_too() -> None:
    assert boto3.client("ecs", region_name="cn-north-1").list_clusters()["clusterArns"] == []


@pytest_cloud
@pytest.mark.usefixtures("started")
def test_buckets_and_presigned_urls_are_here() -> None:
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket="shop-pictures")
    s3.put_object(Bucket="shop-pictures", Key="a", Body=b"x")
    url = s3.generate_presigned_url("get_object", Params={"Bucket": "shop-pictures", "Key": "a"})
    assert url.startswith(f"http://127.0.0.1:{running.address()[1]}/shop-pictures/a?")


@pytest_cloud
@pytest.mark.usefixtures("started")
def test_after_stop_nothing_goes_out_either() -> None:
    cloud.stop()
    refused(boto3.client("ecs", **KEYS))


@pytest_cloud
@pytest.mark.usefixtures("started")
@pytest.mark.parametrize(
    "arguments",
    [
        ["--endpoint-url", "https://sts.amazonaws.com"],
        ["--no-sign-request", "--endpoint-url", "http://sts.amazonaws.com"],
    ],
)
def test_the_cli_as_a_child_process_does_not_get_out(arguments: list[str]) -> None:
    done = cli_process(*arguments, "sts", "get-caller-identity")
    assert done.returncode
    assert "proxy" in done.stderr.lower()


@pytest_cloud
@pytest.mark.usefixtures("started")
def test_the_cli_as_a_child_process_ignoring_endpoints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")
    done = cli_process("sts", "get-caller-identity")
    assert "proxy" in done.stderr.lower()


@pytest_cloud
@pytest.mark.usefixtures("started")
def test_the_cli_as_a_child_process_reaches_the_aws_here() -> None:
    done = cli_process("sts", "get-caller-identity", "--query", "Account", "--output", "text")
    assert done.stdout == "000000000000\n"
    assert cli_process("--profile", "sandbox", "sts", "get-caller-identity").returncode


def cli_process(*arguments: str) -> subprocess.CompletedProcess[str]:
    """``!aws``: the CLI as a notebook's shell runs it."""
    command = [sys.executable, "-m", "awscli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=dict(os.environ))


@pytest_cloud
def test_plain_programs_in_a_child_process_do_not_get_out(started: Path) -> None:
    assert started.exists()
    done = run("import urllib.request; urllib.request.urlopen('https://sts.amazonaws.com', timeout=5)")
    assert "refused" in done.stderr

"""``%aws``: the real CLI, in this process."""

import json
import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lessons import cloud
from lessons.cloud.errors import CloudUnavailableError, RefusedError
from lessons.cloud.instance import cli
from lessons.cloud.instance.magic import aws_line
from tests.cloud.kernels import run

Aws = Callable[[str], str]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("configure", "nothing to configure"),
        ("configure set region eu-west-1", "nothing to configure"),
        ("ecs list-clusters --profile sandbox", "Leave --profile away"),
        ("ecs list-clusters --profile=sandbox", "Leave --profile away"),
        ("--endpoint-url https://ecs.us-east-1.amazonaws.com ecs list-clusters", "Leave --endpoint-url away"),
        ("ecs list-clusters | wc -l", "write !aws"),
        ("ecs list-clusters > file", "write !aws"),
        ("ecs create-cluster --cluster-name 'shop", "quotation mark"),
    ],
)
def test_what_is_refused_is_said(line: str, said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        cli.aws(line, (Path("/nowhere"), 1))


def test_without_an_instance_it_says_how_to_start_one() -> None:
    with pytest.raises(CloudUnavailableError, match=r"cloud\.start"):
        aws_line("ecs list-clusters")


def test_a_refusal_is_shown_as_its_sentence() -> None:
    assert RefusedError("no")._render_traceback_() == ["RefusedError: no"]


@pytest.fixture
def aws(started: Path, capsys: pytest.CaptureFixture[str]) -> Aws:
    """Run a line of the CLI and return what it prints."""
    assert started.exists()

    def run_line(line: str) -> str:
        aws_line(line)
        return capsys.readouterr().out

    return run_line


@pytest.mark.cloud
def test_it_prints_what_the_cli_prints(aws: Aws) -> None:
    tags = json.dumps([{"key": "course", "value": "ecs or eks"}])
    assert aws(f"ecs create-cluster --cluster-name shop --tags '{tags}' --query cluster.tags[0].value") == (
        '"ecs or eks"\n'
    )
    assert aws("ecs list-clusters --output text").startswith("CLUSTERARNS\tarn:aws:ecs:us-east-1:")
    assert json.loads(aws("ecs list-clusters")) == {
        "clusterArns": ["arn:aws:ecs:us-east-1:000000000000:cluster/shop"]
    }


@pytest.mark.cloud
@pytest.mark.usefixtures("started")
def test_a_line_without_words_shows_how_to_use_it(capsys: pytest.CaptureFixture[str]) -> None:
    aws_line("")
    assert "usage: aws" in capsys.readouterr().err


@pytest.mark.cloud
def test_the_learners_own_clusters_stay_those_of_kubectl(
    aws: Aws, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    networks = "subnetIds=subnet-1,subnet-2"
    aws(f"eks create-cluster --name k --role-arn arn:aws:iam::000000000000:role/k --resources-vpc {networks}")
    assert "Added new context" in aws("eks update-kubeconfig --name k")
    assert not (tmp_path / ".kube").exists()


@pytest.mark.cloud
@pytest.mark.usefixtures("started")
def test_errors_are_the_cli_s_and_the_exit_code_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    aws_line("ecs describe-services --cluster none --services shop")
    said = capsys.readouterr().err
    assert "An error occurred (ClusterNotFoundException)" in said
    assert said.endswith("aws ended with exit code 255\n")
    aws_line("ecs list-cluster")
    said = capsys.readouterr().err
    assert "aws: error: argument operation: Invalid choice" in said
    assert said.endswith("exit code 2\n")


@pytest.mark.cloud
def test_an_option_of_one_call_is_forgotten_in_the_next(aws: Aws) -> None:
    aws("ecs create-cluster --cluster-name shop")
    assert aws("ecs list-clusters --region eu-west-1 --query length(clusterArns)") == "0\n"
    assert aws("ecs list-clusters --query length(clusterArns)") == "1\n"


@pytest.mark.cloud
def test_the_guard_holds_inside_the_cli(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_ECS", "https://ecs.us-east-1.amazonaws.com")
    monkeypatch.setattr(cli, "_driver", None)
    monkeypatch.setattr(sys, "stderr", sys.stdout)
    assert "would have left this computer" in aws("ecs list-clusters")
    monkeypatch.setattr(cli, "_driver", None)


@pytest.mark.cloud
def test_it_leaves_no_handlers_no_variables_and_no_arguments(aws: Aws) -> None:
    aws("sts get-caller-identity")
    before = (list(sys.argv), [list(logging.getLogger(name).handlers) for name in cli._LOGGERS])
    aws("sts get-caller-identity --debug")
    assert before == (list(sys.argv), [list(logging.getLogger(name).handlers) for name in cli._LOGGERS])
    assert "AWS_DATA_PATH" not in os.environ


@pytest.mark.cloud
def test_what_other_threads_print_meanwhile_is_theirs(aws: Aws) -> None:
    seen, done = set(), threading.Event()

    def watch() -> None:
        while not done.is_set():
            seen.add(id(sys.stdout))
            time.sleep(0.001)

    thread = threading.Thread(target=watch)
    thread.start()
    aws("ecs list-clusters")
    done.set()
    thread.join()
    assert seen == {id(sys.stdout)}


@pytest.mark.cloud
@pytest.mark.usefixtures("started")
def test_an_interrupt_ends_the_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    aws_line("sts get-caller-identity")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    from botocore.httpsession import URLLib3Session

    with monkeypatch.context() as once:
        once.setattr(URLLib3Session, "send", interrupted)
        with pytest.raises(KeyboardInterrupt):
            aws_line("sts get-caller-identity")


@pytest.mark.cloud
def test_it_follows_to_a_new_instance(aws: Aws) -> None:
    aws("ecs create-cluster --cluster-name shop")
    cloud.stop()
    cloud.start()
    assert aws("ecs list-clusters --query length(clusterArns)") == "0\n"


@pytest.mark.cloud
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # awscli leaves a file open
def test_help_comes_without_a_pager(aws: Aws) -> None:
    assert "--cluster-name" in aws("ecs create-cluster help")


@pytest.mark.cloud
def test_boto3_keeps_its_own_botocore_when_the_cli_came_first(folder: Path) -> None:
    code = (
        "from lessons import cloud; cloud.start()\n"
        "from lessons.cloud.instance.magic import aws_line; aws_line('--version')\n"
        "import boto3, botocore; print('awscli' in botocore.__file__)\n"
        "print(boto3.client('ecs').list_clusters()['clusterArns'])\n"
        "cloud.stop()"
    )
    assert run(code).stdout.splitlines()[1:] == ["False", "[]"]
    assert not folder.exists()


@pytest.mark.cloud
def test_ipython_is_not_imported_for_it(folder: Path) -> None:
    assert not folder.exists()
    code = "import sys; from lessons import cloud; cloud.start(); print('IPython' in sys.modules)"
    assert run(f"{code}; cloud.stop()").stdout == "False\n"

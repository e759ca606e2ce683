"""What stands in a learner's environment does not reach the emulator, whose settings it could be."""

import os
from pathlib import Path

import boto3
import pytest

from lessons import cloud
from lessons.cloud.instance import environment

SETTINGS_OF_OTHERS = {
    "SERVICES": "s3",
    "AUTH": "true",
    "USE_SSL": "1",
    "EDGE_PORT": "4566",
    "MINISTACK_HOST": "aws.example",
    "LOCALSTACK_PERSISTENCE": "1",
    "LAMBDA_EXECUTOR": "docker",
    "SMTP_HOST": "mail.example:25",
    "DOCKER_TLS_VERIFY": "1",
    "DOCKER_CERT_PATH": "/nowhere",
    "PYTHONWARNINGS": "error",
    "PYTHONOPTIMIZE": "2",
    "LD_PRELOAD": "/nowhere.so",
}


def test_only_what_programs_need_is_passed_on(tmp_path: Path) -> None:
    needed = {"PATH": "/bin", "LANG": "C.UTF-8", "LC_ALL": "C", "TZ": "UTC", "LESSONS_LANGUAGE": "zh"}
    foreign = {"S3_PERSIST": "1", "GITHUB_TOKEN": "secret", "AWS_PROFILE": "work", "PYTHONINSPECT": "1"}
    given = environment.of_emulator(needed | foreign, tmp_path)
    assert needed.items() <= given.items()
    assert not foreign.keys() & given.keys()
    assert (given["HOME"], given["TMPDIR"]) == (str(tmp_path / "home"), str(tmp_path / "tmpdir"))


def test_this_version_of_the_course_comes_before_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "PACKAGE", tmp_path / "checkout" / "lessons")
    given = environment.of_emulator({"PYTHONPATH": "/another"}, tmp_path)
    assert given["PYTHONPATH"].split(os.pathsep) == [str(tmp_path / "checkout"), "/another"]


@pytest.mark.cloud
def test_files_of_an_emulator_of_ones_own_stay(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("S3_PERSIST", "1")
    monkeypatch.setenv("S3_DATA_DIR", str(tmp_path))
    (tmp_path / "precious").touch()
    with cloud.start():
        boto3.client("s3").create_bucket(Bucket="mine")
        cloud.reset()
    assert [path.name for path in tmp_path.iterdir()] == ["precious"]
    assert not here.exists()


@pytest.mark.cloud
def test_settings_of_others_change_nothing(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SETTINGS_OF_OTHERS.items():
        monkeypatch.setenv(name, value)
    with cloud.start():
        assert boto3.client("ecs").create_cluster(clusterName="shop")["cluster"]["status"] == "ACTIVE"
    assert not here.exists()

import pytest

from lessons.cloud.runtime.errors import DockerError
from lessons.cloud.runtime.references import reference

ECR = "000000000000.dkr.ecr.us-east-1.amazonaws.com"
DIGEST = "sha256:" + "a" * 64


def test_a_name_is_taken_apart() -> None:
    found = reference(f"{ECR}/team/shop:v1")
    assert (found.host, found.repository, found.version, found.by_digest) == (ECR, "team/shop", "v1", False)
    assert found.text == f"{ECR}/team/shop:v1"
    assert found.in_our_registry


def test_without_a_tag_it_is_latest() -> None:
    assert reference(f"{ECR}/shop").version == "latest"
    assert reference("nginx").text == "nginx:latest"


def test_a_digest_goes_before_a_tag() -> None:
    found = reference(f"{ECR}/shop:v1@{DIGEST}")
    assert (found.version, found.by_digest, found.text) == (DIGEST, True, f"{ECR}/shop@{DIGEST}")


def test_only_ecr_and_this_machine_can_be_reached() -> None:
    assert reference("localhost:5000/shop").in_our_registry
    assert not reference("docker.io/library/nginx").in_our_registry
    assert not reference("evil.example/000000000000.dkr.ecr.us-east-1.amazonaws.com/shop").in_our_registry
    assert not reference(f"{ECR}.evil.example/shop").in_our_registry


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Shop:v1",
        f"{ECR}/../../etc/passwd",
        f"{ECR}/shop/..",
        f"{ECR}//shop",
        f"{ECR}/shop:../v1",
        f"{ECR}/shop\0",
        f"{ECR}/shop@sha256:abc",
        f"{ECR}/shop@",
        f"{ECR}/shop?ns=other",
        f"{ECR}/shop#x",
        f"{ECR}/shop:" + "a" * 129,
        f"{ECR}/" + "a" * 256,
        "a/" * 100_000,
        f"{ECR}/shop v1",
        "http://127.0.0.1/shop",
        f"user:pass@{ECR}/shop",
    ],
)
def test_hostile_names_are_refused_in_dockers_words(name: str) -> None:
    with pytest.raises(DockerError, match="invalid reference format") as caught:
        reference(name)
    assert caught.value.status == 400

"""Reading facts again from the packages that carry AWS's and Kubernetes' own descriptions.

botocore: AWS's API models; cfn-lint: Fargate sizes; moto: EC2 types; kubernetes-validate: Kubernetes'
schemas. The packages are imported only when asked for: learners do not need them.
"""

import gzip
import html
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_CFN_SIZES = "data/schemas/extensions/aws_ecs_taskdefinition/fargate_cpu_memory.json"
_MOTO_TYPES = "ec2/resources/instance_types.json.gz"


class MissingPackageError(RuntimeError):
    """A package that carries the facts is not installed."""

    def __init__(self, package: str) -> None:
        super().__init__(f"{package} is not installed: pip install {package}")
        self.package = package


class GoneError(LookupError):
    """A package no longer describes what a row refers to."""


def described(where: str) -> str:
    """What a package says about a field, as plain text.

    ``where``: ``"botocore ecs EphemeralStorage.sizeInGiB"`` or ``"kubernetes probe-v1.periodSeconds"``.
    Raises MissingPackageError, GoneError.
    """
    kind, *path = where.split()
    try:
        text = _of_botocore(*path) if kind == "botocore" else _of_kubernetes(*path)
    except (KeyError, FileNotFoundError) as error:
        raise GoneError(f"{where} is no longer described ({error})") from error
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html.unescape(text)))


def _of_botocore(service: str, path: str) -> str:
    shape, member = path.split(".")
    found: str = _model(service).shape_for(shape).members[member].documentation
    return found


@lru_cache
def _model(service: str) -> Any:
    return _package("botocore.session", "botocore").get_session().get_service_model(service)


def _of_kubernetes(path: str) -> str:
    schema, field = path.rsplit(".", 1)
    folder = _folder("kubernetes_validate", "kubernetes-validate") / "kubernetes-json-schema"
    newest = max(folder.glob("v*-local"), key=_version)
    found: str = json.loads((newest / f"{schema}.json").read_text())["properties"][field]["description"]
    return found


def _version(folder: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", folder.name)]


def fargate_memory() -> dict[int, set[int]]:
    """CPU units → the memory sizes in MiB that cfn-lint accepts. Raises MissingPackageError."""
    schema = json.loads((_folder("cfnlint", "cfn-lint") / _CFN_SIZES).read_text())
    return dict(_size(option["properties"]) for option in schema["then"]["anyOf"])


def _size(properties: Any) -> tuple[int, set[int]]:
    memory = properties["Memory"]["then"]
    step = memory.get("multipleOf", 1)
    listed = memory.get("enum") or range(memory["minimum"], memory["maximum"] + 1, step)
    return int(properties["Cpu"]["then"]["enum"][0]), {int(size) for size in listed}


def instance_types() -> Iterator[tuple[str, dict[str, float]]]:
    """Each EC2 type with vCPU, GiB and addresses, as moto recorded them. Raises MissingPackageError."""
    packed = (_folder("moto", "moto") / _MOTO_TYPES).read_bytes()
    for name, known in json.loads(gzip.decompress(packed)).items():
        network = known["NetworkInfo"]
        card = network["NetworkCards"][network.get("DefaultNetworkCardIndex", 0)]
        yield (
            name,
            {
                "vcpu": known["VCpuInfo"]["DefaultVCpus"],
                "memory_gib": known["MemoryInfo"]["SizeInMiB"] / 1024,
                "enis": card["MaximumNetworkInterfaces"],
                "ipv4_per_eni": network["Ipv4AddressesPerInterface"],
            },
        )


def _package(module: str, package: str) -> Any:
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise MissingPackageError(package) from error


def _folder(module: str, package: str) -> Path:
    """Where a package lies. It is not imported: moto would want its own requirements for that."""
    found = find_spec(module)
    if found is None or found.origin is None:
        raise MissingPackageError(package)
    return Path(found.origin).parent

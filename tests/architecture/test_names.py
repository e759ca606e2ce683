"""Names: aliases, spelling, qualifiers, typos, and what to suggest for the rest."""

from datetime import date

import pytest

from lessons.architecture.names import layer, recognise, squashed, suggest
from lessons.architecture.typos import Typos, distance
from lessons.facts.tables import rows
from lessons.language import speaking

LAYERS = [
    "user",
    "entry",
    "function",
    "orchestration",
    "capacity",
    "registry",
    "network",
    "config",
    "control",
]
LAYERS += ["pipeline", "data", "messaging", "observability", "identity"]


def spellings(row):
    return [row["name_en"], row["name_zh"], *filter(None, row["aliases"].split("|"))]


def test_every_alias_means_one_kind():
    owners = {}
    for row in rows("components"):
        for spelling in spellings(row):
            assert owners.setdefault(squashed(spelling), row["id"]) == row["id"], spelling


def test_every_row_is_complete():
    for row in rows("components"):
        assert row["layer"] in LAYERS
        assert row["source"].startswith(("https://docs.aws.amazon.com/", "https://kubernetes.io/docs/"))
        assert date.fromisoformat(row["as_of"]) <= date.today()


@pytest.mark.parametrize("row", rows("components"), ids=lambda row: row["id"])
def test_every_spelling_is_recognised(row):
    for spelling in spellings(row):
        for typed in (spelling, spelling.upper(), spelling.replace(" ", "-"), f"  {spelling} "):
            assert recognise(typed).kind == row["id"], typed


TYPOS = {
    "Lamdba": "lambda",
    "labmda": "lambda",
    "lambad": "lambda",
    "ESC": "ecs",
    "ERC": "ecr",
    "E2C": "ec2",
    "ABL": "alb",
    "Lambdaa": "lambda",
    "Fargat": "fargate",
    "Clodfront": "cloudfront",
    "API Gatway": "api-gateway",
    "DynmoDB": "dynamodb",
    "Kubernets": "eks",
    "Load Balencer": "load-balancer",
    "elastic container registery": "ecr",
    "Secret Manger": "secrets-manager",
    "弹性容器服物": "ecs",
}


@pytest.mark.parametrize("typed", TYPOS)
def test_near_typos(typed):
    assert recognise(typed).kind == TYPOS[typed]


@pytest.mark.parametrize(
    "name", ["Foo", "Zorblax", "pots", "Bob", "x", "???", "订", "Salesforce", "ABC", "note"]
)
def test_what_is_not_near_stays_unknown(name):
    assert recognise(name).kind == "unknown"


QUALIFIED = {
    "ECS #2": ("ecs", "2"),
    "ecs 2": ("ecs", "2"),
    "orders ECS service": ("ecs-service", "orders"),
    "ecs-service-orders": ("ecs-service", "orders"),
    "my-api Lambda": ("lambda", "myapi"),
    "Lambda for resizing images": ("lambda", "lambdaforresizingimages"),
    "User service": ("app", "user"),
    "public ALB": ("alb", "public"),
    "ALB A": ("alb", "a"),
    "订单 ECS 服务": ("ecs-service", "订单"),
    "ECS Service worker": ("ecs-service", "worker"),
    "ECS Service frontend": ("ecs-service", "frontend"),
    "ECS api service": ("ecs-service", "api"),
    "ECS 后端服务": ("ecs-service", "后端"),
    "EKS backend": ("eks", "backend"),
    "EC2 web server": ("ec2", "webserver"),
    "SQS worker": ("app", "sqs"),
    "Node API": ("app", "node"),
    "RDS Multi-AZ": ("rds", "multiaz"),
    "RDS 多可用区": ("rds", "多可用区"),
    "Kong API gateway": ("ingress-proxy", ""),
    "http://api.example.com": ("unknown", "httpapiexamplecom"),
    "VPC Lattice": ("vpc-lattice", ""),
    "VPC origin": ("vpc-origin", ""),
    "学生": ("user", ""),
    "微信小程序": ("user", ""),
    "云服务器EC2": ("ec2", ""),
    "容器镜像仓库ECR": ("ecr", ""),
    "容器服务ECS": ("ecs", ""),
}


@pytest.mark.parametrize("name", QUALIFIED)
def test_qualifiers(name):
    meaning = recognise(name)
    assert (meaning.kind, meaning.qualifier) == QUALIFIED[name]


def test_boxes_of_one_kind_stay_apart():
    assert len({recognise(name) for name in ("ECS", "ECS #1", "ECS #2", "orders ECS", "ecs")}) == 4


APART = [
    ("Frontend", "Backend"),
    ("前端", "后端"),
    ("Grafana", "Prometheus"),
    ("PVC", "EBS"),
    ("MySQL", "PostgreSQL"),
    ("orders MySQL", "orders PostgreSQL"),
    ("kube-apiserver", "etcd"),
    ("web服务", "接口"),
    ("User", "Browser"),
    ("capacity provider", "ASG"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_things_of_one_kind_stay_apart(one, other):
    assert recognise(one).kind == recognise(other).kind
    assert recognise(one) != recognise(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Frontend", "前端"),
        ("User", "用户"),
        ("ECR", "Elastic Container Registry"),
        ("Postgres", "PostgreSQL"),
    ],
)
def test_names_of_one_thing_are_equal(one, other):
    assert recognise(one) == recognise(other)


def test_what_stays_apart_is_an_alias_of_its_kind():
    for row in rows("components"):
        for spelling in filter(None, row["apart"].replace("=", "|").split("|")):
            assert squashed(spelling) in {squashed(alias) for alias in spellings(row)}, spelling


@pytest.mark.parametrize(
    ("name", "english", "chinese"),
    [
        ("Farget", "Fargate", "Fargate"),
        ("Lamdbo", "Lambda", "Lambda"),
        ("Fargate-ish thing", "Fargate", "Fargate"),
        ("taget grop", "Target group", "目标组"),
    ],
)
def test_suggestions(name, english, chinese):
    assert suggest(name) == english
    with speaking("zh"):
        assert suggest(name) == chinese


def test_nothing_to_suggest():
    assert suggest("Zorblax") is None


def test_layers():
    assert (layer("ecr"), layer("unknown"), layer("nonsense")) == ("registry", "", "")


@pytest.mark.parametrize(
    ("first", "second", "edits"),
    [("ab", "ab", 0), ("ab", "ba", 1), ("lamda", "lambda", 1), ("", "abc", 3), ("kitten", "sitting", 3)],
)
def test_distance(first, second, edits):
    assert distance(first, second) == distance(second, first) == edits


def test_nearest_comes_first():
    assert Typos(["lambda", "lambdas"]).near("lambdas", 1) == [(0, "lambdas"), (1, "lambda")]

"""Families of kinds (ids of ``data/components.csv``) that the doctor's rules speak of."""

from lessons.facts.tables import rows


def _layer(*layers: str) -> frozenset[str]:
    return frozenset(row["id"] for row in rows("components") if row["layer"] in layers)


USERS = frozenset({"user", "internet"})
BALANCERS = frozenset({"alb", "nlb", "load-balancer"})
DOORS = _layer("entry")
PIPELINE = _layer("pipeline")
REGISTRIES = _layer("registry")
CONTROLLERS = _layer("control") - {"eks-control-plane", "ecs-agent"}
ECS = frozenset({"ecs", "ecs-cluster", "ecs-service", "ecs-task", "express-mode"})
K8S_OBJECTS = frozenset({"ingress", "k8s-service", "k8s-deployment"})
EKS = frozenset({"eks", "pod", "k8s-node"}) | K8S_OBJECTS
CONTAINERS = ECS | EKS | {"fargate", "container", "managed-instances"}
RUNTIMES = _layer("orchestration", "capacity", "function") | K8S_OBJECTS
SQL = frozenset({"database", "rds"})
DATABASES = SQL | {"cache", "rds-proxy"}
SUBNETS = frozenset({"subnet", "public-subnet", "private-subnet"})

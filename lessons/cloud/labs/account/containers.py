"""Clusters, services, tasks, task definitions; repositories and images; scaling."""

import json
from typing import Any

from lessons.cloud.labs.account.asking import Asker, Row, some

_SERVICES_A_CALL, _OTHERS_A_CALL = 10, 100  # source: ecs/DescribeServices, ecs/DescribeTasks


class Containers:
    """What ECS, ECR and Application Auto Scaling describe; rows as boto3 returns them."""

    asker: Asker

    @property
    def clusters(self) -> list[Row]:
        """Clusters that are not deleted."""
        arns = self.asker.rows("ecs", "list_clusters", "clusterArns")
        found = self._described("clusters", arns, _OTHERS_A_CALL)
        return [cluster for cluster in found if cluster.get("status") != "INACTIVE"]

    @property
    def services(self) -> list[Row]:
        """Services of all clusters that are not deleted."""
        found: list[Row] = []
        for cluster in self.clusters:
            arn = cluster["clusterArn"]
            names = self.asker.rows("ecs", "list_services", "serviceArns", cluster=arn)
            found += self._described("services", names, _SERVICES_A_CALL, cluster=arn)
        return [service for service in found if service.get("status") != "INACTIVE"]

    @property
    def tasks(self) -> list[Row]:
        """Tasks of all clusters: the running ones first, then those that stopped a short while ago."""
        return [*self._tasks("RUNNING"), *self._tasks("STOPPED")]

    def _tasks(self, desired: str) -> list[Row]:
        found: list[Row] = []
        for cluster in self.clusters:
            arn = cluster["clusterArn"]
            names = self.asker.rows("ecs", "list_tasks", "taskArns", cluster=arn, desiredStatus=desired)
            found += self._described("tasks", names, _OTHERS_A_CALL, cluster=arn)
        return found

    def _described(self, what: str, names: list[str], size: int, **where: str) -> list[Row]:
        portions = some(names, size)
        asked = [{**where, what: portion} for portion in portions]
        return [row for each in asked for row in self.asker.rows("ecs", f"describe_{what}", what, **each)]

    def definition(self, arn: str) -> Row:
        """The task definition with this ARN, or ``{}`` when there is none."""
        absent = ("ClientException", "InvalidParameterException")
        answer = self.asker.one("ecs", "describe_task_definition", absent, taskDefinition=arn)
        found: Row = answer.get("taskDefinition") or {}
        return found

    @property
    def definitions(self) -> list[str]:
        """ARNs of the active revisions."""
        return self.asker.rows("ecs", "list_task_definitions", "taskDefinitionArns", status="ACTIVE")

    @property
    def retired_definitions(self) -> list[str]:
        """ARNs of the deregistered revisions: AWS keeps them."""
        return self.asker.rows("ecs", "list_task_definitions", "taskDefinitionArns", status="INACTIVE")

    @property
    def repositories(self) -> list[Row]:
        """ECR repositories."""
        return self.asker.rows("ecr", "describe_repositories", "repositories")

    def images(self, repository: str) -> list[Row]:
        """The images of a repository, each a digest with its tags."""
        return self.asker.rows("ecr", "describe_images", "imageDetails", repositoryName=repository)

    def lifecycle(self, repository: str) -> Row:
        """A repository's lifecycle policy, or ``{}``."""
        absent = ("LifecyclePolicyNotFoundException",)
        answer = self.asker.one("ecr", "get_lifecycle_policy", absent, repositoryName=repository)
        return document(answer.get("lifecyclePolicyText"))

    @property
    def scaling_targets(self) -> list[Row]:
        """Services that Application Auto Scaling may scale."""
        return self._scaling("describe_scalable_targets", "ScalableTargets")

    @property
    def scaling_policies(self) -> list[Row]:
        """The scaling policies of ECS services."""
        return self._scaling("describe_scaling_policies", "ScalingPolicies")

    def _scaling(self, operation: str, key: str) -> list[Row]:
        return self.asker.rows("application-autoscaling", operation, key, ServiceNamespace="ecs")


def document(text: Any) -> Row:
    """A policy as a dict, whether AWS gave text or a dict; ``{}`` for anything else."""
    if isinstance(text, str):
        try:
            text = json.loads(text)
        except ValueError:
            return {}
    return text if isinstance(text, dict) else {}

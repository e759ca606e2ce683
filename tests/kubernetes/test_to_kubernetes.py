"""ECS → Kubernetes, rule by rule, on small task definitions."""

from typing import Any

import pytest

from lessons.kubernetes import Translation, to_kubernetes


def task(*containers: dict[str, Any], **fields: Any) -> dict[str, Any]:
    listed = [{"name": f"c{number}", "image": "i", **each} for number, each in enumerate(containers or ({},))]
    return {"family": "web", "containerDefinitions": listed, **fields}


def pod(done: Translation) -> dict[str, Any]:
    workload = next(each for each in done.manifests if each["kind"] in ("Deployment", "DaemonSet", "Job"))
    found: dict[str, Any] = workload["spec"]["template"]["spec"]
    return found


def first(done: Translation) -> dict[str, Any]:
    found: dict[str, Any] = pod(done)["containers"][0]
    return found


def lost(done: Translation) -> dict[str, str]:
    return {each.path: each.rule for each in done.untranslated}


@pytest.mark.parametrize(
    ("container", "service", "kind"),
    [
        ({}, None, "Job"),
        ({"portMappings": [{"containerPort": 80}]}, None, "Deployment"),
        ({"healthCheck": {"command": ["CMD", "true"]}}, None, "Deployment"),
        ({}, {"serviceName": "s"}, "Deployment"),
        ({}, {"serviceName": "s", "schedulingStrategy": "DAEMON"}, "DaemonSet"),
    ],
)
def test_the_kind_of_workload(container: dict[str, Any], service: Any, kind: str) -> None:
    assert [each["kind"] for each in to_kubernetes(task(container), service).manifests] == [kind]


def test_entry_point_and_command_cross_over() -> None:
    container = first(to_kubernetes(task({"entryPoint": ["sh", "-c"], "command": ["run"]})))
    assert container["command"] == ["sh", "-c"]
    assert container["args"] == ["run"]


def test_soft_and_hard_memory_and_cpu_units() -> None:
    done = to_kubernetes(
        task({"cpu": 256, "memory": 512, "memoryReservation": 128}, cpu=".5 vCPU", memory="1 GB")
    )
    assert first(done)["resources"] == {
        "requests": {"cpu": "250m", "memory": "128Mi"},
        "limits": {"memory": "512Mi"},
    }
    whole = {"cpu": "500m", "memory": "1024Mi"}
    assert pod(done)["resources"] == {"requests": whole, "limits": whole}


def test_zero_cpu_means_nothing_reserved() -> None:
    done = to_kubernetes(task({"cpu": 0}))
    assert "resources" not in first(done)
    assert [each.rule for each in done.ignored] == ["container_cpu"]


def test_a_health_check_keeps_the_numbers_that_ecs_would_take() -> None:
    health = {"command": ["CMD-SHELL", "curl -f localhost"], "startPeriod": 45}
    container = first(
        to_kubernetes(
            task({"healthCheck": health}), {"serviceName": "s", "healthCheckGracePeriodSeconds": 90}
        )
    )
    command = {"command": ["/bin/sh", "-c", "curl -f localhost"]}
    assert container["livenessProbe"] == {
        "exec": command,
        "initialDelaySeconds": 90,
        "periodSeconds": 30,
        "timeoutSeconds": 5,
        "failureThreshold": 3,
    }
    # 45 s at one try every 30 s are 2 tries, and ECS would still allow 3 failures after them.
    assert container["startupProbe"]["failureThreshold"] == 5


def test_a_grace_period_without_a_probe_has_nothing_to_delay() -> None:
    done = to_kubernetes(task(), {"serviceName": "s", "healthCheckGracePeriodSeconds": 90})
    assert lost(done) == {"service.healthCheckGracePeriodSeconds": "grace_period"}


def test_waiting_containers() -> None:
    waits = [{"containerName": "c1", "condition": "SUCCESS"}, {"containerName": "c2", "condition": "HEALTHY"}]
    healthy = {"healthCheck": {"command": ["CMD", "ok"]}}
    done = to_kubernetes(task({"dependsOn": waits}, {"essential": False}, healthy))
    inits = pod(done)["initContainers"]
    assert [(each["name"], each.get("restartPolicy"), "startupProbe" in each) for each in inits] == [
        ("c1", None, False),
        ("c2", "Always", True),
    ]
    assert [each["name"] for each in pod(done)["containers"]] == ["c0"]
    assert lost(done) == {}


def test_a_check_of_a_container_that_ends_has_no_place() -> None:
    waits = {"dependsOn": [{"containerName": "c1", "condition": "COMPLETE"}]}
    done = to_kubernetes(task(waits, {"healthCheck": {"command": ["CMD", "ok"], "retries": 2}}))
    assert set(pod(done)["initContainers"][0]) == {"name", "image"}
    assert lost(done)["taskDefinition.containerDefinitions[1].healthCheck.retries"] == "no_place"


def test_a_chain_of_waiting_starts_at_its_end() -> None:
    def after(name: str) -> dict[str, Any]:
        return {"dependsOn": [{"containerName": name, "condition": "START"}]}

    done = to_kubernetes(task(after("c1"), after("c2"), {}))
    assert [each["name"] for each in pod(done)["initContainers"]] == ["c2", "c1"]


def test_a_container_that_may_end_is_a_loss() -> None:
    done = to_kubernetes(task({}, {"essential": False}))
    assert lost(done) == {"taskDefinition.containerDefinitions[1].essential": "essential"}


def test_the_longest_stop_timeout_counts() -> None:
    done = to_kubernetes(task({"stopTimeout": 5}, {"stopTimeout": 90}))
    assert pod(done)["terminationGracePeriodSeconds"] == 90
    # The container that says nothing has 30 s in ECS too.
    assert pod(to_kubernetes(task({"stopTimeout": 5}, {})))["terminationGracePeriodSeconds"] == 30


@pytest.mark.parametrize(
    ("service", "rolling"),
    [
        ({}, {"maxUnavailable": "0%", "maxSurge": "100%"}),
        ({"minimumHealthyPercent": 50, "maximumPercent": 150}, {"maxUnavailable": "50%", "maxSurge": "50%"}),
        ({"minimumHealthyPercent": 100, "maximumPercent": 100}, None),
    ],
)
def test_percentages(service: dict[str, int], rolling: Any) -> None:
    done = to_kubernetes(task(), {"serviceName": "s", "deploymentConfiguration": service})
    assert done.manifests[0]["spec"]["strategy"].get("rollingUpdate") == rolling
    assert ("service.deploymentConfiguration.maximumPercent" in lost(done)) == (rolling is None)


def test_a_circuit_breaker_has_no_rollback() -> None:
    breaker = {"deploymentConfiguration": {"deploymentCircuitBreaker": {"enable": True, "rollback": True}}}
    done = to_kubernetes(task(), {"serviceName": "s", **breaker})
    assert done.manifests[0]["spec"]["progressDeadlineSeconds"] == 600
    assert list(lost(done).values()) == ["circuit_breaker_rollback"]


@pytest.mark.parametrize(
    ("user", "context"),
    [("1000", {"runAsUser": 1000}), ("10:20", {"runAsUser": 10, "runAsGroup": 20}), ("nginx", None)],
)
def test_users_are_numbers(user: str, context: Any) -> None:
    done = to_kubernetes(task({"user": user}))
    assert first(done).get("securityContext") == context
    assert bool(lost(done)) == (context is None)


def test_a_role_hangs_on_a_service_account() -> None:
    done = to_kubernetes(task(taskRoleArn="arn:aws:iam::111122223333:role/app"))
    account = done.document("ServiceAccount/web") or {}
    assert account["metadata"]["annotations"] == {
        "eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/app"
    }
    assert pod(done)["serviceAccountName"] == "web"
    assert lost(to_kubernetes(task(taskRoleArn="app"))) == {"taskDefinition.taskRoleArn": "task_role"}


def test_a_target_group_becomes_an_ingress() -> None:
    port = {"portMappings": [{"containerPort": 8080, "appProtocol": "http2"}]}
    door = [{"targetGroupArn": "arn:tg", "containerName": "c0", "containerPort": 8080}]
    done = to_kubernetes(task(port), {"serviceName": "s", "loadBalancers": door})
    ingress, service = done.document("Ingress/s") or {}, done.document("Service/s") or {}
    assert ingress["spec"]["ingressClassName"] == "alb"
    backend = ingress["spec"]["rules"][0]["http"]["paths"][0]["backend"]["service"]
    assert backend == {"name": "s", "port": {"number": 8080}}
    assert service["spec"]["ports"][0]["appProtocol"] == "kubernetes.io/h2c"
    assert lost(done) == {"service.loadBalancers[0].targetGroupArn": "target_group"}


def test_a_secret_is_a_reference() -> None:
    value = "arn:aws:secretsmanager:us-east-1:111122223333:secret:app/db-AbCdEf:password::"
    container = first(to_kubernetes(task({"secrets": [{"name": "PW", "valueFrom": value}]})))
    assert container["env"] == [
        {"name": "PW", "valueFrom": {"secretKeyRef": {"name": "app-db-abcdef", "key": "password"}}}
    ]


def test_names_that_kubernetes_refuses_are_changed_and_stay_apart() -> None:
    done = to_kubernetes(
        {"family": "My_Web", "containerDefinitions": [{"name": n, "image": "i"} for n in ("A_b", "a-B")]}
    )
    assert done.names == ("Job/my-web",)
    assert [each["name"] for each in pod(done)["containers"]] == ["a-b", "a-b-2"]


def test_disabled_scale_in_and_default_cooldowns() -> None:
    policy = {
        "MinCapacity": 1,
        "MaxCapacity": 4,
        "TargetTrackingScalingPolicyConfiguration": {
            "TargetValue": 59.6,
            "PredefinedMetricSpecification": {"PredefinedMetricType": "ECSServiceAverageMemoryUtilization"},
            "DisableScaleIn": True,
        },
    }
    spec = (to_kubernetes(task(), {"serviceName": "s"}, policy).document("HorizontalPodAutoscaler/s") or {})[
        "spec"
    ]
    assert spec["metrics"][0]["resource"] == {
        "name": "memory",
        "target": {"type": "Utilization", "averageUtilization": 60},
    }
    assert spec["behavior"] == {
        "scaleUp": {"stabilizationWindowSeconds": 300},
        "scaleDown": {"stabilizationWindowSeconds": 300, "selectPolicy": "Disabled"},
    }


def test_text_that_looks_like_a_number_is_quoted() -> None:
    done = to_kubernetes(
        task({"environment": [{"name": "A", "value": "1e3"}, {"name": "B", "value": "yes"}]})
    )
    assert "value: '1e3'" in done.yaml()
    assert "value: 'yes'" in done.yaml()

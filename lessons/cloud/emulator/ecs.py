"""Where our ECS parts are put round MiniStack's."""

from typing import TYPE_CHECKING, Any

from lessons.cloud.emulator import (
    definitions,
    exposing,
    interfaces,
    launches,
    launching,
    lookups,
    naming,
    network,
    stopping,
)
from lessons.cloud.emulator.identity import Keys
from lessons.cloud.emulator.keeping import Keeper
from lessons.cloud.emulator.scheduler import Scheduler
from lessons.cloud.emulator.targets import Targets
from lessons.cloud.emulator.tokens import idempotent
from lessons.cloud.emulator.wraps import check_before, replace

if TYPE_CHECKING:
    from lessons.cloud.runtime import Engine


def install(targets: Targets, keys: Keys, engine: "Engine | None") -> None:
    """Checks, admission, draining, scheduling, events."""
    from ministack.services import ecs

    scheduler = Scheduler(targets)
    operations(ecs, scheduler)
    checks(ecs._ACTION_MAP)
    repeats(ecs._ACTION_MAP)
    tasks(ecs, scheduler, stopping.Stopping(targets, keys))
    services(ecs, scheduler)
    if engine:
        runs = engine.runs
        replace(ecs, "_maybe_mark_stopped", lambda original: stopping.unless_running(original, runs))
    Keeper(scheduler).start()


def operations(ecs: Any, scheduler: Scheduler) -> None:
    """What the API's operations do besides."""
    actions = ecs._ACTION_MAP
    actions["UpdateService"] = scheduler.after(launching.without_false_event(actions["UpdateService"]))
    actions["CreateService"] = scheduler.after(actions["CreateService"])
    actions["RunTask"] = launching.placed(launching.described(actions["RunTask"]))
    for kind in ("Services", "Tasks"):
        actions[f"Describe{kind}"] = lookups.untagged(actions[f"Describe{kind}"], kind.lower())
    actions["ListTasks"] = lookups.of_launch_type(actions["ListTasks"])
    actions["StopTask"] = scheduler.stop_task(actions["StopTask"])


def checks(actions: dict[str, Any]) -> None:
    """What they refuse."""
    check_before(actions, "RegisterTaskDefinition", definitions.check)
    check_before(actions, "RunTask", launches.check_run_task)
    check_before(actions, "CreateService", launches.check_create_service)
    check_before(actions, "UpdateService", launches.check_update_service)
    check_before(actions, "DescribeTasks", lookups.check_describe_tasks)
    check_before(actions, "DescribeServices", lookups.check_describe_services)
    check_before(actions, "ListTasks", lookups.check_list_tasks)
    check_before(actions, "DeleteCluster", lookups.check_delete_cluster)
    for name in lookups.OF_A_CLUSTER:
        check_before(actions, name, lookups.check_cluster)


def repeats(actions: dict[str, Any]) -> None:
    """What they do not do twice."""
    actions["CreateService"] = idempotent(actions["CreateService"], "InvalidParameterException")
    actions["RunTask"] = idempotent(actions["RunTask"], "ConflictException")


def tasks(ecs: Any, scheduler: Scheduler, stops: stopping.Stopping) -> None:
    """How a task starts and ends."""
    naming.install(ecs)
    replace(ecs, "_requested_subnet", lambda _: network.placed)
    replace(ecs, "_run_task_worker", launching.admitted)
    replace(ecs, "_run_task", lambda original: launching.launched(launching.described(original), scheduler))
    replace(ecs, "_build_run_kwargs", launching.limited)
    replace(ecs, "_build_run_kwargs", exposing.exposed)
    replace(ecs, "_record_task_ip", interfaces.attached)
    replace(ecs, "_stop_task", launching.scheduled)
    replace(ecs, "_mark_task_stopped", stops.mark)
    replace(ecs, "_cleanup_task_resources", stops.cleanup)


def services(ecs: Any, scheduler: Scheduler) -> None:
    """How a service keeps its promise."""
    replace(ecs, "_make_deployment", launching.in_progress)
    replace(ecs, "_reconcile_service_tasks", scheduler.reconcile)
    replace(ecs, "_complete_service_deployment", scheduler.complete)
    replace(ecs, "_record_service_task_failure", scheduler.failed)
    replace(ecs, "_record_service_task_healthy", scheduler.healthy)

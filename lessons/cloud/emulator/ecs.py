"""Where our ECS parts are put round MiniStack's."""

from typing import Any

from lessons.cloud.emulator import definitions, launches, launching, network
from lessons.cloud.emulator.identity import Keys
from lessons.cloud.emulator.keeping import Keeper
from lessons.cloud.emulator.scheduler import Scheduler
from lessons.cloud.emulator.targets import Targets
from lessons.cloud.emulator.wraps import check_before, replace


def install(targets: Targets, keys: Keys) -> None:
    """Checks, admission, draining, scheduling, events."""
    from ministack.services import ecs

    scheduler = Scheduler(targets)
    operations(ecs, scheduler)
    tasks(ecs, scheduler, targets, keys)
    services(ecs, scheduler)
    Keeper(scheduler).start()


def operations(ecs: Any, scheduler: Scheduler) -> None:
    """What the API's operations check and do besides."""
    actions = ecs._ACTION_MAP
    actions["UpdateService"] = scheduler.after(launching.without_false_event(actions["UpdateService"]))
    actions["CreateService"] = scheduler.after(actions["CreateService"])
    actions["StopTask"] = scheduler.stop_task(actions["StopTask"])
    check_before(actions, "RegisterTaskDefinition", definitions.check)
    check_before(actions, "RunTask", launches.check_run_task)
    check_before(actions, "CreateService", launches.check_create_service)
    check_before(actions, "UpdateService", launches.check_update_service)


def tasks(ecs: Any, scheduler: Scheduler, targets: Targets, keys: Keys) -> None:
    """How a task starts and ends."""
    replace(ecs, "_requested_subnet", lambda _: network.placed)
    replace(ecs, "_run_task_worker", launching.admitted)
    replace(ecs, "_run_task", lambda original: launching.launched(original, scheduler))
    replace(ecs, "_stop_task", launching.scheduled)
    replace(ecs, "_mark_task_stopped", launching.worded)
    replace(ecs, "_cleanup_task_resources", lambda original: launching.drained(original, targets, keys))


def services(ecs: Any, scheduler: Scheduler) -> None:
    """How a service keeps its promise."""
    replace(ecs, "_make_deployment", launching.in_progress)
    replace(ecs, "_reconcile_service_tasks", scheduler.reconcile)
    replace(ecs, "_complete_service_deployment", scheduler.complete)
    replace(ecs, "_record_service_task_failure", scheduler.failed)
    replace(ecs, "_record_service_task_healthy", scheduler.healthy)

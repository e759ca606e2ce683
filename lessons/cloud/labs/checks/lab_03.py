"""Lab 03: a service that keeps three tasks, whatever happens to one of them."""

from lessons.cloud.labs.account import Account, Row
from lessons.cloud.labs.checks.subjects import BY_PEOPLE, BY_SCHEDULER, all_running, fargate_definition
from lessons.cloud.labs.relations import reason, running, stopped, tasks_of, text
from lessons.cloud.labs.saying import Said, almost, best, not_yet, right

_THREE = 3
_SCALED = "Scaling activity"  # AWS's words for a task that was one too many


def cluster(account: Account) -> Said:
    """A cluster exists."""
    names = [text(row, "clusterName") for row in account.clusters]
    return right(cluster=names[0]) if names else not_yet("none")


def definition(account: Account) -> Said:
    """A task definition that Fargate takes, with an image that exists."""
    return fargate_definition(account)


def service(account: Account) -> Said:
    """A service that shall keep three tasks or more."""
    alone = [task for task in running(account.tasks) if not text(task, "group").startswith("service:")]
    none = almost("tasks-alone", count=len(alone)) if alone else not_yet("none")
    return best(account.services, _service, none)


def _service(row: Row) -> Said:
    name, desired = text(row, "serviceName"), row.get("desiredCount", 0)
    return (
        right(service=name, desired=desired)
        if desired >= _THREE
        else not_yet("few", service=name, desired=desired)
    )


def three_run(account: Account) -> Said:
    """All tasks that the service shall keep do run."""
    return best(account.services, lambda row: all_running(account, row, _THREE), not_yet("none"))


def replaced(account: Account) -> Said:
    """A task was stopped or died, and another one took its place."""
    return best(account.services, lambda row: _replaced(account, row), not_yet("none"))


def _replaced(account: Account, row: Row) -> Said:
    name, tasks = text(row, "serviceName"), tasks_of(account, row)
    killed = [task for task in stopped(tasks) if task.get("stopCode") in BY_PEOPLE]
    if not killed:
        return not_yet("none", service=name)
    count, desired = len(running(tasks)), row.get("desiredCount", 0)
    if count < desired:
        return not_yet("on-its-way", service=name, running=count, desired=desired)
    return right(service=name, killed=len(killed))


def scaled(account: Account) -> Said:
    """The service had more tasks for a while, and has three again."""
    return best(account.services, lambda row: _scaled(account, row), not_yet("none"))


def _scaled(account: Account, row: Row) -> Said:
    name, desired = text(row, "serviceName"), row.get("desiredCount", 0)
    if desired > _THREE:
        return not_yet("up", service=name, desired=desired)
    mine = [
        t for t in stopped(tasks_of(account, row)) if t.get("taskDefinitionArn") == row.get("taskDefinition")
    ]
    gone = [task for task in mine if task.get("stopCode") == BY_SCHEDULER and _SCALED in reason(task)]
    return right(service=name, gone=len(gone)) if len(gone) > 1 else not_yet("none", service=name)


def _one_too_many(row: Row, task: Row) -> bool:
    """Whether the scheduler stopped a task because there were too many, and not for a new version."""
    same = task.get("taskDefinitionArn") == row.get("taskDefinition")
    return same and task.get("stopCode") == BY_SCHEDULER and _SCALED in reason(task)

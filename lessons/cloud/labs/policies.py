"""Reading IAM policies: whom a role trusts, and what its documents allow.

Conditions are not weighed: a statement that allows under a condition counts as allowing.
source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
"""

from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import Any

from lessons.cloud.labs.account import Row
from lessons.cloud.labs.account.containers import document

TASKS = "ecs-tasks.amazonaws.com"
FUNCTIONS = "lambda.amazonaws.com"
GATEWAY = "apigateway.amazonaws.com"
PULL = ("ecr:GetAuthorizationToken", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")
WRITE_LOGS = ("logs:CreateLogStream", "logs:PutLogEvents")
CREATE_GROUP = "logs:CreateLogGroup"


def statements(policy: Any) -> list[Row]:
    """The statements of a document; a single one may stand without a list."""
    found = document(policy).get("Statement")
    rows = found if isinstance(found, list) else [found]
    return [row for row in rows if isinstance(row, dict)]


def trusted(role: Row) -> list[str]:
    """The services and accounts that may take on a role."""
    trusting = statements(role.get("AssumeRolePolicyDocument"))
    allowed = [row for row in trusting if row.get("Effect") == "Allow" and _names(row, "sts:AssumeRole")]
    return [name for row in allowed for name in principals(row)]


def principals(statement: Row) -> list[str]:
    """Whom a statement speaks of."""
    who = statement.get("Principal")
    lists = who.values() if isinstance(who, dict) else [who]
    return [name for each in lists for name in listed(each)]


def listed(value: Any) -> list[str]:
    """A text or a list of texts as a list."""
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]


def missing(policies: Iterable[Row], actions: Iterable[str]) -> list[str]:
    """Those of the actions that the documents do not allow."""
    rows = [row for policy in policies for row in statements(policy)]
    return [action for action in actions if not _allowed(rows, action)]


def _allowed(rows: list[Row], action: str) -> bool:
    said = {row.get("Effect") for row in rows if _names(row, action)}
    return "Allow" in said and "Deny" not in said


def _names(statement: Row, action: str) -> bool:
    if "NotAction" in statement:
        return not _matches(statement["NotAction"], action)
    return _matches(statement.get("Action"), action)


def _matches(patterns: Any, action: str) -> bool:
    return any(fnmatchcase(action.lower(), pattern.lower()) for pattern in listed(patterns))

"""What IAM says about a role: who may assume it, and what it may do."""

import json
from typing import Any

from lessons.cloud.emulator import sentences
from lessons.cloud.emulator.settings import ACCOUNT, REGION


def role(arn: str) -> dict[str, Any] | None:
    """The role of this ARN, or None."""
    from ministack.services import iam

    found = iam._roles.get(arn.rsplit("/", 1)[-1])
    return dict(found) if found else None


def trusts(arn: str, service: str) -> bool:
    """True if the role exists and its trust policy lets ``service`` assume it."""
    found = role(arn)
    if not found:
        return False
    statements = document(found.get("AssumeRolePolicyDocument") or {}).get("Statement", [])
    return any(allows(statement, service) for statement in listed(statements))


def allows(statement: dict[str, Any], service: str) -> bool:
    """One statement of a trust policy. Conditions are not read: there is one account only."""
    principals = statement.get("Principal", {})
    named = listed(principals.get("Service", [])) if isinstance(principals, dict) else []
    actions = listed(statement.get("Action", []))
    assumes = bool({"sts:AssumeRole", "sts:*", "*"} & set(actions))
    return statement.get("Effect") == "Allow" and assumes and service in named


def may(arn: str, action: str, resource: str = "*") -> bool:
    """True if the role's inline and attached policies allow ``action`` on ``resource``."""
    from ministack.core import iam_evaluator

    name = arn.rsplit("/", 1)[-1]
    context = iam_evaluator.EvalContext(
        principal_arn=arn,
        principal_type="AssumedRole",
        principal_account=ACCOUNT,
        action=action,
        resource_arn=resource,
        region=REGION,
    )
    policies = iam_evaluator._gather_role_policies(name, ACCOUNT)
    return bool(iam_evaluator.evaluate(context, policies).decision == "Allow")


def denial(arn: str, session: str, action: str, resource: str) -> str:
    """AWS's sentence for a role that may not."""
    user = f"arn:aws:sts::{ACCOUNT}:assumed-role/{arn.rsplit('/', 1)[-1]}/{session}"
    return sentences.DENIED.format(user, action, resource, action)


def document(policy: Any) -> dict[str, Any]:
    """A policy document, given as such or as JSON."""
    if isinstance(policy, str):
        try:
            policy = json.loads(policy)
        except ValueError:
            return {}
    return policy if isinstance(policy, dict) else {}


def listed(value: Any) -> list[Any]:
    """IAM writes one thing where a list is meant."""
    return value if isinstance(value, list) else [value]

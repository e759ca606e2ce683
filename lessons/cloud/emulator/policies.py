"""Policies that cannot be attached because there are none (MiniStack attaches any name).

The text as AWS sends it: aws-samples/aws-cicd-docker-containers#12, aws/aws-cdk#19830 (a path left out). Not
all of AWS's own policies are known here: a name that nobody knows is believed; one that stands under another
path is not, since a name is used once (iam/CreatePolicy PolicyName).
"""

from collections.abc import Callable
from typing import Any, TypeAlias

from lessons.cloud.emulator.wraps import AwsError, Parameters, check_before, replace

Record: TypeAlias = dict[str, Any]
MANAGED = "arn:aws:iam::aws:policy/"
UNKNOWN = "Policy {} does not exist or is not attachable."


def install() -> None:
    """Let IAM refuse; a stack whose role names such a policy fails with the same sentence."""
    from ministack.services import iam

    def of_iam(error: AwsError) -> Any:
        return iam._error(404, error.code, error.message, ns="iam")

    for kind in ("Role", "User", "Group"):
        check_before(iam._IAM_HANDLERS, f"Attach{kind}Policy", check, of_iam)
    replace(iam, "attach_managed_policy", checked)


def check(call: Parameters) -> None:
    """Raise what AWS raises for a policy that does not exist."""
    from ministack.services import iam

    check_arn(iam._p(call, "PolicyArn"))


def checked(original: Callable[[Record, str], None]) -> Callable[[Record, str], None]:
    """Replaces ``attach_managed_policy``, through which CloudFormation attaches."""

    def attach(entity: Record, arn: str) -> None:
        check_arn(arn)
        original(entity, arn)

    return attach


def check_arn(arn: str) -> None:
    """The learner's policies are all known; of AWS's, those that are elsewhere are refused."""
    from ministack.services import iam

    if iam.policy_known(arn):
        return
    if not arn.startswith(MANAGED) or name(arn) in {name(known) for known in iam._aws_managed_policies}:
        raise AwsError("NoSuchEntity", UNKNOWN.format(arn))


def name(arn: str) -> str:
    """The name of a policy, without its path."""
    return arn.rsplit("/", 1)[-1]

"""After a refused call the learner reads what to do, not only a traceback."""

import pytest
from botocore.exceptions import ClientError, WaiterError

from lessons.cloud.instance.advice import advice


def refused(code: str, message: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": message}}, "Create")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (refused("EntityAlreadyExists", "Role with name web already exists."), "go on with the next cell"),
        (refused("InvalidParameterException", "Creation of service was not idempotent."), "the next cell"),
        (refused("InvalidGroup.Duplicate", "The security group 'front' already exists"), "the next cell"),
        (refused("ResourceConflictException", "Function already exist: front"), "go on with the next cell"),
        (refused("NotFoundException", "API 7f78 not found"), "misspelt"),
        (refused("RepositoryNotFoundException", "The repository 'shop' does not exist"), "misspelt"),
        (refused("ServiceNotFoundException", "Service not found."), "misspelt"),
        (WaiterError("ServicesStable", "Max attempts exceeded", {}), "stoppedReason"),
        (IndexError("list index out of range"), "empty list"),
        (ValueError("not enough values to unpack (expected 1, got 0)"), "empty list"),
        (NameError("name 'ecs' is not defined"), "Run All Above Selected Cell"),
    ],
)
def test_an_error_that_learners_meet_ends_with_what_to_do(error: Exception, told: str) -> None:
    assert told in advice(error)


@pytest.mark.parametrize(
    "error", [refused("AccessDenied", "No."), ValueError("already exists"), KeyError("x")]
)
def test_an_error_that_explains_itself_or_is_not_ours_stays_as_it_is(error: Exception) -> None:
    assert advice(error) == ""

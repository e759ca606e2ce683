"""An account as the graders see it: everything described once, when first asked for."""

from lessons.cloud.labs.account.asking import Asker, Boto3, CannotLookError, Row
from lessons.cloud.labs.account.containers import Containers
from lessons.cloud.labs.account.doors import Doors
from lessons.cloud.labs.account.ground import Ground

__all__ = ["Account", "Asker", "Boto3", "CannotLookError", "Row"]


class Account(Containers, Doors, Ground):
    """A snapshot of the account that boto3 talks to, or of what ``asker`` answers.

    Rows are plain dicts as boto3 returns them. Every property may raise CannotLookError.
    """

    def __init__(self, asker: Asker | None = None) -> None:
        self.asker = asker or Boto3()

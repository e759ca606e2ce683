"""After a cell that AWS refused, a sentence below the traceback: what happened, and how to go on.

botocore is not imported here: its errors are known by what they carry.
"""

import re
from typing import Any

from lessons.language import _

_ALREADY = re.compile(r"already exist|AlreadyExist|Duplicate|not idempotent", re.IGNORECASE)
_MISSING = re.compile(r"not ?found|not exist|NoSuchEntity", re.IGNORECASE)
_EMPTY = re.compile(r"list index out of range|not enough values to unpack")


def advise(result: Any) -> None:
    """IPython's ``post_run_cell``: print the advice for the error with which the cell ended, if any."""
    error = getattr(result, "error_in_exec", None)
    told = advice(error) if error else ""
    if told:
        print(f"→ {told}")


def advice(error: BaseException) -> str:
    """What to do after this error of a cell, in the lesson's language; empty for errors of other kinds."""
    if isinstance(error, NameError):
        return _(
            "A cell above, which makes this name, has not run since the kernel started. Choose Run → "
            "Run All Above Selected Cell. (Or is the name misspelt?)"
        )
    if isinstance(error, IndexError | ValueError) and _EMPTY.search(str(error)):
        return _(
            "AWS probably answered with an empty list. Has every cell above run? Or has another notebook, "
            "which uses the same account, emptied it?"
        )
    if type(error).__name__ == "WaiterError":
        return _(
            "It did not come about in time. The service's events and a stopped task's stoppedReason say why: "
            "watch() shows both."
        )
    return _refused(str(error)) if hasattr(error, "response") else ""


def _refused(sentence: str) -> str:
    """What to do after a refusal of AWS (botocore's ClientError), by its code and message."""
    if _ALREADY.search(sentence):
        return _(
            "This is there already; the cell has probably run before. Nothing is broken: go on with the next "
            "cell. To begin anew, choose Kernel → Restart Kernel and Run up to Selected Cell."
        )
    if _MISSING.search(sentence):
        return _(
            "Nothing of this name is there: not yet (has every cell above run?), no longer (has this cell "
            "deleted it before?), or the name is misspelt."
        )
    return ""

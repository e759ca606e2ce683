"""``%aws``: the AWS CLI as a line of a notebook.

IPython is not imported here, only found: whoever runs in a notebook has it, and the models work without.
"""

import sys

from lessons.cloud.instance.advice import advise
from lessons.cloud.instance.cli import aws
from lessons.language import _


def register() -> None:
    """Give the notebook that runs this code, if there is one, its ``%aws`` and its advice after an error."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is not None:
        shell.register_magic_function(aws_line, "line", "aws")
        shell.events.register("post_run_cell", advise)


def aws_line(line: str) -> None:
    """``%aws ecs list-clusters``: run the AWS CLI on the AWS of this course."""
    from lessons.cloud.instance.running import address

    code = aws(line, address())
    if code:
        sys.stdout.flush()
        print(_("aws ended with exit code {code}").format(code=code), file=sys.stderr)

"""The AWS settings of the instance: files of our own, so that nobody's ``~/.aws`` is read or written."""

import base64
import os
from pathlib import Path

from lessons.cloud.errors import CloudUnavailableError
from lessons.cloud.instance.environment import PROFILE, REGION
from lessons.cloud.instance.place import unusable

# Not a secret: nothing checks it. The token, which is the access key id, is what opens the gate.
_SECRET = "this-is-a-laboratory"


def write_token(folder: Path) -> None:
    """A fresh token: 20 characters, like an access key id."""
    _write(folder / "token", "LSIA" + base64.b32encode(os.urandom(10)).decode() + "\n")


def token(folder: Path) -> str:
    """The token that opens the gate of the instance in this folder."""
    return (folder / "token").read_text("ascii").strip()


def write_settings(folder: Path, port: int) -> None:
    """``config`` and ``credentials`` for boto3 and the AWS CLI. Raises CloudUnavailableError (disk full)."""
    chosen = f"region = {REGION}\noutput = json\nendpoint_url = http://127.0.0.1:{port}\n"
    chosen += "s3 =\n    addressing_style = path\ncli_pager =\n"
    keys = f"aws_access_key_id = {token(folder)}\naws_secret_access_key = {_SECRET}\n"
    try:
        _write(folder / "config", f"[default]\n{chosen}\n[profile {PROFILE}]\n{chosen}")
        _write(folder / "credentials", f"[default]\n{keys}\n[{PROFILE}]\n{keys}")
    except OSError as error:
        raise CloudUnavailableError(unusable(folder, error.strerror or str(error))) from error


def _write(path: Path, text: str) -> None:
    """Written aside and renamed: whoever reads it reads all of it."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(text, "ascii")
    draft.replace(path)

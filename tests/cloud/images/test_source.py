import json
import os
from pathlib import Path
from typing import Any

import pytest

from lessons.cloud.images import source
from lessons.cloud.images.errors import ImageError
from lessons.cloud.images.source import content

OUTSIDE = 7


def alone(times: int = 1) -> None:
    import sys

    print(sys.argv, times)


def needy(question: str) -> None:
    print(question)


def leaning() -> None:
    print(json.dumps(OUTSIDE))


async def later() -> None:
    print("later")


def refusal(app: Any, **options: Any) -> str:
    with pytest.raises(ImageError) as caught:
        content(app, **options)
    return str(caught.value)


def test_source_as_a_text() -> None:
    found = content("\n    import os\n    print(os.getpid())\n")
    assert found.files == {"app/app.py": b"import os\nprint(os.getpid())\n"}
    assert found.command == ("python", "app.py")


@pytest.mark.parametrize(
    "text", ["print(1 / 2)", "1 / 0", "open('a/b.py')", "import a; a.b(c='d/e')", "x = 'app.py'"]
)
def test_one_line_of_python_is_no_path(text: str) -> None:
    assert content(text).files["app/app.py"].decode().strip() == text


def test_a_function() -> None:
    text = content(alone).files["app/app.py"].decode()
    assert text.startswith("def alone(times: int = 1)")
    assert text.endswith("\n\n\nalone()\n")
    compile(text, "app.py", "exec")


def test_an_async_function() -> None:
    text = content(later).files["app/app.py"].decode()
    assert text.endswith("import asyncio\n\nasyncio.run(later())\n")


def test_functions_that_cannot_stand_alone() -> None:
    assert "leaning uses OUTSIDE, json from outside" in refusal(leaning)
    assert "Nobody passes question to needy in a container" in refusal(needy)
    assert "is not a plain function" in refusal(lambda: 1)
    assert "The source of print cannot be read" in refusal(print)


def test_a_folder(tmp_path: Path) -> None:
    for name in ("app.py", "data/a.txt", "__pycache__/app.pyc", ".git/config", "data/.DS_Store"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    found = content(tmp_path)
    assert list(found.files) == ["app/app.py", "app/data/a.txt"]
    assert content(str(tmp_path)) == found
    assert content(tmp_path, ("python", "-u", "app.py")).command == ("python", "-u", "app.py")


def test_what_starts(tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text("")
    assert content(tmp_path).command == ("python", "shop.py")
    (tmp_path / "tool.py").write_text("")
    assert "There is no app.py in it" in refusal(tmp_path)
    (tmp_path / "main.py").write_text("")
    assert content(tmp_path).command == ("python", "main.py")


def test_a_file(tmp_path: Path) -> None:
    (tmp_path / "serve.py").write_text("x")
    found = content(tmp_path / "serve.py")
    assert (found.files, found.command) == ({"app/serve.py": b"x"}, ("python", "serve.py"))


def test_links_out_of_the_folder_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("mine")
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "app.py").write_text("")
    (folder / "link").symlink_to(tmp_path / "secret")
    (folder / "broken").symlink_to(folder / "nowhere")
    assert list(content(folder).files) == ["app/app.py"]


def test_a_notebook_whose_folder_was_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    for app in (Path("shop"), Path(), "shop/app.py", folder):
        assert "the folder in which this notebook works was deleted. Restart the kernel" in refusal(app)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_files_that_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("print(1)")
    (tmp_path / "app.py").chmod(0)
    assert f"{tmp_path}/app.py cannot be read: Permission denied." in refusal(tmp_path)


def test_what_is_not_there(tmp_path: Path) -> None:
    assert f"There is no folder {tmp_path}/none; the notebook works in " in refusal(tmp_path / "none")
    assert "There is no folder none/app.py" in refusal("none/app.py")
    assert "is empty: there is nothing to run" in refusal(tmp_path)
    assert "The app is empty" in refusal("  \n ")
    assert "app is int; give Python source" in refusal(7)


def test_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "LARGEST", 2**20)
    (tmp_path / "app.py").write_text("")
    (tmp_path / "data").write_bytes(bytes(2**20 + 1))
    assert "is larger than 1 MB" in refusal(tmp_path)
    assert "data is larger than 1 MB" in refusal(tmp_path / "data")
    assert "app.py is larger than 1 MB" in refusal("x" * (2**20 + 1))
    (tmp_path / "data").unlink()
    monkeypatch.setattr(source, "MOST_FILES", 0)
    assert "has more than 0 files" in refusal(tmp_path)

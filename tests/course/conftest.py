from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[..., Path]


def prose(en: str, zh: str) -> str:
    parts = []
    for language, text in (("en", en), ("zh", zh)):
        body = "\n".join(f"# {line}".rstrip() for line in text.splitlines())
        parts.append(f'# %% [markdown] lang="{language}"\n{body}\n')
    return "\n".join(parts)


def code(text: str) -> str:
    return f"\n# %%\n{text}\n\n"


TITLE = prose("# A title\n\nWords.", "# 标题\n\n文字。")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("source", "en", "zh"):
        (tmp_path / "notebooks" / folder).mkdir(parents=True)
    return tmp_path


@pytest.fixture
def write(root: Path) -> Write:
    def put(text: str | bytes, name: str = "01_first") -> Path:
        path = root / "notebooks" / "source" / f"{name}.py"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return put

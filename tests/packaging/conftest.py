"""A clean copy of the checkout and a fresh environment, made once for all the packaging tests."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def checkout() -> Iterator[Path]:
    """What a fresh clone of this checkout would hold, where every user of the machine may look."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=CHECKOUT, check=True, capture_output=True, text=True).stdout
    with tempfile.TemporaryDirectory(prefix="clone-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        for path in names.rstrip("\0").split("\0"):
            if (CHECKOUT / path).is_file():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(CHECKOUT / path, folder / path)
        yield folder


@pytest.fixture(scope="session")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built as a release is."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, checkout]
    subprocess.run(build, check=True, capture_output=True, timeout=300)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of an empty environment, outside the checkout, into which pip put the wheel."""
    home = tmp_path_factory.mktemp("learner")
    subprocess.run([sys.executable, "-m", "venv", home / "venv"], check=True, timeout=120)
    scripts = home / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    install = [scripts / "python", "-m", "pip", "install", "-q", "-c", checkout / "constraints.txt", wheel]
    subprocess.run(install, check=True, capture_output=True, timeout=900, cwd=home)
    return scripts

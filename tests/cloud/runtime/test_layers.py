"""Layers by strangers: nothing of them may land outside, and nothing may fill the disk."""

import gzip
import io
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from lessons.cloud.runtime import layers
from lessons.cloud.runtime.errors import DockerError

PLAIN, GZIP = layers.PLAIN[0], layers.GZIP[0]


def tarred(*entries: tuple[str, bytes], change: Callable[[tarfile.TarInfo], None] = lambda _: None) -> bytes:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as tar:
        for name, body in entries:
            entry = tarfile.TarInfo(name)
            entry.size = len(body)
            change(entry)
            tar.addfile(entry, io.BytesIO(body))
    return content.getvalue()


def laid(root: Path, *archives: bytes) -> dict[str, bytes]:
    """The files that are there after these layers."""
    root.mkdir(exist_ok=True)
    for number, archive in enumerate(archives):
        layers.check(archive)
        file = root.parent / f"{number}.tar"
        file.write_bytes(archive)
        layers.lay(file, root)
    return {
        str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()
    }


def test_later_layers_cover_earlier_ones(tmp_path: Path) -> None:
    below = tarred(("app/a", b"1"), ("app/b", b"1"))
    above = tarred(("app/b", b"2"), ("app/c/d", b"2"))
    assert laid(tmp_path / "root", below, above) == {"app/a": b"1", "app/b": b"2", "app/c/d": b"2"}


def test_whiteouts_take_away(tmp_path: Path) -> None:
    below = tarred(("app/a", b"1"), ("app/b", b"1"), ("old/x", b"1"), ("old/y/z", b"1"))
    above = tarred(("app/.wh.a", b""), ("old/.wh..wh..opq", b""), ("old/new", b"2"))
    assert laid(tmp_path / "root", below, above) == {"app/b": b"1", "old/new": b"2"}


def test_a_file_may_replace_a_folder_and_a_folder_a_file(tmp_path: Path) -> None:
    below = tarred(("one/a", b"1"), ("two", b"1"))
    above = tarred(("one", b"2"), ("two/b", b"2"))
    assert laid(tmp_path / "root", below, above) == {"one": b"2", "two/b": b"2"}


@pytest.mark.parametrize(
    "name", [".", "../outside", "/etc/outside", "a/../../outside", "..", "x" * 1100, "a/" + "x" * 256]
)
def test_paths_that_leave_the_image_are_refused(name: str) -> None:
    with pytest.raises(DockerError, match="leaves the image"):
        layers.check(tarred((name, b"1")))


def test_a_whiteout_removes_nothing_outside(tmp_path: Path) -> None:
    (tmp_path / "keep").write_text("mine")
    assert laid(tmp_path / "root", tarred(("a/.wh...", b""), (".wh...", b""), (".wh.", b""))) == {}
    assert (tmp_path / "keep").read_text() == "mine"


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_are_refused(kind: bytes) -> None:
    def turn(entry: tarfile.TarInfo) -> None:
        entry.type, entry.linkname, entry.size = kind, "/etc/passwd", 0

    with pytest.raises(DockerError, match="is a link or a device"):
        layers.check(tarred(("app/link", b""), change=turn))


def test_no_program_becomes_another_user(tmp_path: Path) -> None:
    def turn(entry: tarfile.TarInfo) -> None:
        entry.mode, entry.uid, entry.gid = 0o6777, 0, 0

    laid(tmp_path / "root", tarred(("run", b""), change=turn))
    assert (tmp_path / "root/run").stat().st_mode & 0o7022 == 0


def test_a_bomb_does_not_go_off() -> None:
    packed = gzip.compress(bytes(layers.OURS.unpacked + 10))
    assert len(packed) < 2**20
    with pytest.raises(DockerError, match="bytes unpacked"):
        layers.unpacked(packed, GZIP)


def test_an_entry_that_says_more_than_there_is() -> None:
    body = bytearray(tarred(("a", b"1")))
    with tarfile.open(fileobj=io.BytesIO(body)) as tar:
        entry = tar.getmembers()[0]
    entry.size = 2**40
    with pytest.raises(DockerError, match=r"too large|invalid tar header"):
        layers.check(entry.tobuf() + bytes(1024))


def test_too_many_files() -> None:
    body = tarred(*((f"f{number}", b"") for number in range(4)))
    layers.check(body, layers.Bounds(files=4))
    with pytest.raises(DockerError, match="too many files"):
        layers.check(body, layers.Bounds(files=3))


def test_an_engine_takes_links_but_nothing_that_leaves_the_image() -> None:
    def link(entry: tarfile.TarInfo) -> None:
        entry.type, entry.linkname = tarfile.SYMTYPE, "python3"

    layers.check(tarred(("bin/python", b""), change=link), layers.ENGINE)
    with pytest.raises(DockerError, match="leaves the image"):
        layers.check(tarred(("../python", b""), change=link), layers.ENGINE)


@pytest.mark.parametrize("body", [b"not gzip at all", gzip.compress(b"half", mtime=0)[:12], b""])
def test_damaged_gzip(body: bytes) -> None:
    with pytest.raises(DockerError, match="failed to extract layer"):
        layers.unpacked(body, GZIP)


def test_damaged_tar() -> None:
    with pytest.raises(DockerError, match="invalid tar header"):
        layers.check(b"x" * 2048)


def test_an_endless_chain_of_long_names() -> None:
    link = tarfile.TarInfo("././@LongLink")
    link.type, link.size = tarfile.GNUTYPE_LONGNAME, 2
    with pytest.raises(DockerError, match="invalid tar header"):
        layers.check((link.tobuf() + b"a".ljust(512, b"\0")) * 5000)


def test_forms_of_layers() -> None:
    archive = tarred(("a", b"1"))
    assert layers.unpacked(archive, PLAIN) == layers.unpacked(gzip.compress(archive), GZIP) == archive
    with pytest.raises(DockerError, match="media type 'application/zstd' is not supported"):
        layers.unpacked(archive, "application/zstd")

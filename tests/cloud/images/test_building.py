"""The same app has the same digests, today and tomorrow, here and elsewhere."""

import io
import json
import os
import tarfile
from pathlib import Path

import pytest

from lessons.cloud.images import layers
from lessons.cloud.images.archive import archive, digest_of
from lessons.cloud.images.building import Built, build
from lessons.cloud.images.errors import ImageError
from lessons.cloud.images.source import content

SOURCE = "print('hello')\n"


def built(source: str = SOURCE, **environment: str) -> Built:
    return build(content(source), environment, 8080)


def test_digests_do_not_depend_on_the_machine() -> None:
    """Bytes that are written down: a change here changes what stored notebooks show."""
    assert (
        built().layers[0].digest == "sha256:e700bc975573e98662d65cc640ef1b99511e109f522efaa9906fe30bb54ef7a4"
    )
    assert (
        built().layers[1].digest == "sha256:3729643c2968aa82dd58ddc514030fdd69dbbfb980c5189adf54979eca50dd2f"
    )
    assert built().digest == "sha256:3bd23735f8ff76847237100f86d95d0946e6ef603a1c0b522d253e717c54b5d6"


def test_another_app_shares_the_base_only() -> None:
    one, two = built(), built("print('bye')\n")
    assert one.layers[0] == two.layers[0]
    assert one.layers[1].digest != two.layers[1].digest
    assert one.digest != two.digest


def test_settings_change_the_image_and_no_layer() -> None:
    one, two = built(), built(COLOR="red")
    assert one.layers == two.layers
    assert one.digest != two.digest


def test_order_times_and_owners_do_not_matter(tmp_path: Path) -> None:
    digests = set()
    for number, names in enumerate((["b.py", "app.py", "x/y.txt"], ["x/y.txt", "app.py", "b.py"])):
        folder = tmp_path / str(number)
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(name)
            os.utime(folder / name, (number, number))
            (folder / name).chmod(0o600 if number else 0o644)
        digests.add(build(content(folder), {}, None).digest)
    assert len(digests) == 1


def test_what_is_in_a_layer() -> None:
    with tarfile.open(fileobj=io.BytesIO(built().layers[1].body)) as tar:
        members = tar.getmembers()
    assert [(each.name, each.mode, each.mtime, each.uid, each.uname) for each in members] == [
        ("app", 0o755, 0, 0, ""),
        ("app/app.py", 0o644, 0, 0, ""),
    ]


def test_names_in_other_alphabets() -> None:
    assert archive({"app/数据.txt": b"1"}) == archive({"app/数据.txt": b"1"})


def test_a_path_too_long_for_a_layer() -> None:
    with pytest.raises(ImageError, match="too long for an image layer"):
        archive({"app/" + "x" * 300: b""})


def test_the_configuration_says_how_to_start() -> None:
    config = json.loads(built(COLOR="red").config)
    assert config["config"] == {
        "Cmd": ["python", "app.py"],
        "Env": ["COLOR=red"],
        "ExposedPorts": {"8080/tcp": {}},
        "WorkingDir": "/app",
    }
    assert config["rootfs"]["diff_ids"] == [layer.digest for layer in built().layers]
    made = [line for line in config["history"] if not line.get("empty_layer")]
    assert len(made) == len(built().layers)


def test_the_manifest_names_what_there_is() -> None:
    image = built()
    manifest = json.loads(image.manifest)
    assert manifest["config"]["digest"] == digest_of(image.config)
    assert [each["digest"] for each in manifest["layers"]] == [
        digest_of(layer.body) for layer in image.layers
    ]
    assert [each["size"] for each in manifest["layers"]] == [len(layer.body) for layer in image.layers]


def test_without_a_base() -> None:
    assert [layer.name for layer in build(content(SOURCE), {}, None, base=False).layers] == ["app"]


def test_the_history_as_a_table() -> None:
    table = layers(built(COLOR="red"))
    lines = table.text.splitlines()
    assert lines[0] == "Line | Image layer | Bytes"
    assert lines[1].startswith("FROM course/python | sha256:")
    assert "ENV COLOR=red | settings only | 0" in lines
    assert table.html().count("<tr>") == len(lines)

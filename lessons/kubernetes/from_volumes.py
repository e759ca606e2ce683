"""Volumes of a Pod → volumes of a task definition."""

from lessons.kubernetes.back import Back, ecs_name
from lessons.kubernetes.book import At
from lessons.kubernetes.quantities import memory_mib
from lessons.kubernetes.rules import Path

_SHARED = "/dev/shm"
_CLAIM = (
    "capacity",
    "accessModes",
    "storageClassName",
    "persistentVolumeReclaimPolicy",
    "volumeName",
    "resources",
)


def write_volumes(back: Back) -> None:
    """The volumes that ECS knows, and the mounts of those volumes."""
    kept = [each for each in back.pod["volumes"].each() if _writes(back, each)]
    for number, volume in enumerate(kept):
        path: Path = ("taskDefinition", "volumes", number)
        back.book.put((*path, "name"), ecs_name(volume["name"].text()), "volume_name", volume["name"])
        _write_source(back, volume, path)
    names = {each["name"].text() for each in kept}
    memory = {each["name"].text(): each for each in back.pod["volumes"].each() if _size(each)}
    for number, container in enumerate(back.containers):
        definition: Path = ("taskDefinition", "containerDefinitions", number)
        _write_mounts(back, container, definition, names)
        _write_memory(back, container, definition, memory)


def _size(volume: At) -> int | None:
    empty = volume["emptyDir"]
    is_sized = empty["medium"].value == "Memory" and empty["sizeLimit"]
    return memory_mib(empty["sizeLimit"].value) if is_sized else None


def _writes(back: Back, volume: At) -> bool:
    if volume["emptyDir"]:
        return not volume["emptyDir"]["medium"].text()
    return bool(volume["hostPath"]["path"].text() or _efs(back, volume) or _disk(volume))


def _efs(back: Back, volume: At) -> At | None:
    claim = volume["persistentVolumeClaim"]["claimName"].text()
    for each in back.of_kind("PersistentVolumeClaim"):
        if claim and each["metadata"]["name"].value == claim:
            found = _persistent(back, each["spec"]["volumeName"].text())
            return found if found and found["spec"]["csi"]["driver"].value == "efs.csi.aws.com" else None
    return None


def _persistent(back: Back, name: str) -> At | None:
    return next(
        (each for each in back.of_kind("PersistentVolume") if each["metadata"]["name"].value == name), None
    )


def _disk(volume: At) -> At | None:
    spec = volume["ephemeral"]["volumeClaimTemplate"]["spec"]
    storage = spec["resources"]["requests"]["storage"]
    return spec if storage and memory_mib(storage.value) else None


def _write_source(back: Back, volume: At, path: Path) -> None:
    book, host, efs = back.book, volume["hostPath"]["path"], _efs(back, volume)
    if volume["emptyDir"]:
        book.note((*path, "name"), "volume_host", *([] if volume["emptyDir"].value else [volume["emptyDir"]]))
    elif host:
        book.put((*path, "host", "sourcePath"), host.text(), "volume_host_path", host)
    elif efs:
        _write_efs(back, efs, volume, path)
    elif spec := _disk(volume):
        book.put((*path, "configuredAtLaunch"), True, "configured_at_launch", volume["name"])
        book.leave("manifest", spec["accessModes"], spec["storageClassName"])


def _write_efs(back: Back, persistent: At, volume: At, path: Path) -> None:
    book, spec = back.book, persistent["spec"]
    efs: Path = (*path, "efsVolumeConfiguration")
    handle = spec["csi"]["volumeHandle"]
    system, folder, point = [*handle.text().split(":"), "", ""][:3]
    book.put((*efs, "fileSystemId"), system, "efs_file_system", handle, volume["persistentVolumeClaim"])
    if folder:
        book.put((*efs, "rootDirectory"), folder, "efs_root", handle)
    secure = spec["csi"]["volumeAttributes"]["encryptInTransit"]
    is_open = secure.value == "false"
    book.put((*efs, "transitEncryption"), "DISABLED" if is_open else "ENABLED", "efs_encryption", secure)
    if point:
        book.put((*efs, "authorizationConfig", "accessPointId"), point, "efs_access_point", handle)
    if "iam" in spec["mountOptions"].texts():
        book.put((*efs, "authorizationConfig", "iam"), "ENABLED", "efs_iam", spec["mountOptions"])
    _leave_claim(back, persistent)


def _leave_claim(back: Back, persistent: At) -> None:
    """A claim and its capacity have no twin: ECS mounts the file system itself."""
    claims = [each for each in back.of_kind("PersistentVolumeClaim") if _names(each, persistent)]
    back.book.leave("manifest", persistent["spec"]["csi"]["driver"])
    for each in (persistent, *claims):
        back.book.leave("manifest", each["metadata"]["name"])
        back.book.leave("efs_file_system", *(each["spec"][key] for key in _CLAIM))


def _names(claim: At, persistent: At) -> bool:
    return bool(claim["spec"]["volumeName"].value == persistent["metadata"]["name"].value)


def _write_mounts(back: Back, container: At, definition: Path, names: set[str]) -> None:
    mounts = [each for each in container["volumeMounts"].each() if each["name"].text() in names]
    for number, mount in enumerate(mounts):
        path = (*definition, "mountPoints", number)
        name, place, read_only = mount["name"], mount["mountPath"], mount["readOnly"]
        back.book.put((*path, "sourceVolume"), ecs_name(name.text()), "mount_volume", name)
        back.book.put((*path, "containerPath"), place.text(), "mount_path", place)
        if read_only:
            back.book.put((*path, "readOnly"), read_only.flag(), "mount_read_only", read_only)


def _write_memory(back: Back, container: At, definition: Path, memory: dict[str, At]) -> None:
    linux, number = (*definition, "linuxParameters"), 0
    for mount in container["volumeMounts"].each():
        volume = memory.get(mount["name"].text())
        if volume is None:
            continue
        size, place = _size(volume), mount["mountPath"]
        causes = (volume["emptyDir"], volume["name"], mount["name"])
        if place.text() == _SHARED:
            back.book.put((*linux, "sharedMemorySize"), size, "shared_memory", *causes, place)
        else:
            target = (*linux, "tmpfs", number)
            number += 1
            back.book.put((*target, "containerPath"), place.text(), "tmpfs_path", place)
            back.book.put((*target, "size"), size, "tmpfs_size", *causes)

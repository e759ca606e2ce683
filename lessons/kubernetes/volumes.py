"""Volumes and mounts: host paths, empty volumes, EFS, EBS, memory."""

from lessons.kubernetes.book import At
from lessons.kubernetes.names import dns_name
from lessons.kubernetes.quantities import mebibytes
from lessons.kubernetes.reading import TranslationError
from lessons.kubernetes.rules import Path, rule, written
from lessons.kubernetes.work import Container, Work
from lessons.language import _

_DISK = ("iops", "throughput", "encrypted", "kmsKeyId")


def name_volumes(work: Work) -> None:
    """Give each volume of the task definition its name in the Pod."""
    for volume in work.task["volumes"].each():
        work.volumes[volume["name"].text()] = dns_name(volume["name"].text(), work.volumes.values())


def write_volume_manifests(work: Work) -> None:
    """PersistentVolume and claim for each EFS volume, a StorageClass for each EBS volume."""
    for volume in work.task["volumes"].each():
        if volume["efsVolumeConfiguration"]["fileSystemId"]:
            _write_efs(work, volume, volume["efsVolumeConfiguration"])
        if disk := _disk_of(work, volume):
            _write_storage_class(work, volume, disk)


def write_volumes(work: Work) -> None:
    """The list of volumes of the Pod."""
    for number, volume in enumerate(work.task["volumes"].each()):
        path: Path = (*work.pod, "volumes", number)
        name = work.volumes[volume["name"].text()]
        work.book.put((*path, "name"), name, "volume_name", volume["name"])
        _write_source(work, volume, path, name)


def _write_source(work: Work, volume: At, path: Path, name: str) -> None:
    book, disk = work.book, _disk_of(work, volume)
    if volume["host"]["sourcePath"].text():
        source = volume["host"]["sourcePath"]
        book.put((*path, "hostPath", "path"), source.value, "volume_host_path", source)
    elif disk:
        _write_ephemeral(work, path, volume, disk)
    elif volume["efsVolumeConfiguration"]["fileSystemId"]:
        book.put((*path, "persistentVolumeClaim", "claimName"), f"{work.name}-{name}", "efs_file_system")
    elif _is_plain(volume):
        book.put((*path, "emptyDir"), {}, "volume_host", volume["host"] or volume["name"])
    else:
        book.put((*path, "persistentVolumeClaim", "claimName"), f"{work.name}-{name}", "configured_at_launch")


def _is_plain(volume: At) -> bool:
    docker = volume["dockerVolumeConfiguration"]
    others = (
        "fsxWindowsFileServerVolumeConfiguration",
        "s3filesVolumeConfiguration",
        "efsVolumeConfiguration",
    )
    if (
        docker
        and docker.value.get("scope", "task") == "task"
        and docker.value.get("driver", "local") == "local"
    ):
        return True
    return not (docker or volume["configuredAtLaunch"].flag() or any(volume[each] for each in others))


def _write_efs(work: Work, volume: At, efs: At) -> None:
    book, name = work.book, f"{work.name}-{work.volumes[volume['name'].text()]}"
    document = f"PersistentVolume/{name}"
    size = rule("efs_file_system").kubernetes_default
    work.head(document, "v1", volume["name"])
    spec: Path = (document, "spec")
    book.put((*spec, "capacity", "storage"), size, "efs_file_system")
    book.put((*spec, "accessModes"), ["ReadWriteMany"], "efs_file_system")
    book.put((*spec, "persistentVolumeReclaimPolicy"), "Retain", "efs_file_system")
    book.put((*spec, "storageClassName"), "", "efs_file_system")
    point, iam = efs["authorizationConfig"]["accessPointId"], efs["authorizationConfig"]["iam"]
    if iam.value == "ENABLED":
        book.put((*spec, "mountOptions"), ["iam"], "efs_iam", iam)
    book.leave("efs_iam", iam)
    _write_handle(work, (*spec, "csi"), efs, point)
    _write_claim(work, name, size, volume)


def _write_handle(work: Work, csi: Path, efs: At, point: At) -> None:
    book, root, secure = work.book, efs["rootDirectory"], efs["transitEncryption"]
    folder = "" if root.text() in ("", "/") else root.text()
    handle = (
        efs["fileSystemId"].text()
        + (f":{folder}" if folder or point else "")
        + (f":{point.text()}" if point else "")
    )
    book.put((*csi, "driver"), "efs.csi.aws.com", "efs_file_system")
    book.put((*csi, "volumeHandle"), handle, "efs_file_system", efs["fileSystemId"])
    book.note((*csi, "volumeHandle"), "efs_root", *(each for each in (root,) if each))
    book.note((*csi, "volumeHandle"), "efs_access_point", *(each for each in (point,) if each))
    value = "true" if secure.value == "ENABLED" else "false"
    book.put((*csi, "volumeAttributes", "encryptInTransit"), value, "efs_encryption", secure)


def _write_claim(work: Work, name: str, size: str, volume: At) -> None:
    document = f"PersistentVolumeClaim/{name}"
    work.head(document, "v1", volume["name"])
    spec: Path = (document, "spec")
    work.book.put((*spec, "accessModes"), ["ReadWriteMany"], "efs_file_system")
    work.book.put((*spec, "storageClassName"), "", "efs_file_system")
    work.book.put((*spec, "volumeName"), name, "efs_file_system")
    work.book.put((*spec, "resources", "requests", "storage"), size, "efs_file_system")


def _disk_of(work: Work, volume: At) -> At | None:
    for each in work.service["volumeConfigurations"].each():
        is_it = each["name"].value == volume["name"].value and volume["configuredAtLaunch"].flag()
        if is_it and each["managedEBSVolume"]["sizeInGiB"]:
            return each
    return None


def _class_name(work: Work, volume: At) -> str:
    return f"{work.name}-{work.volumes[volume['name'].text()]}"


def _write_storage_class(work: Work, volume: At, disk: At) -> None:
    document = f"StorageClass/{_class_name(work, volume)}"
    ebs, book = disk["managedEBSVolume"], work.book
    work.head(document, "storage.k8s.io/v1", disk["name"])
    book.put((document, "provisioner"), "ebs.csi.aws.com", "ebs_name")
    fields = (("volumeType", "type"), *((each, each) for each in _DISK))
    for key, parameter in (*fields, ("filesystemType", "csi.storage.k8s.io/fstype")):
        value = ebs[key].value
        if value is not None:
            text = str(value).lower() if isinstance(value, bool) else str(value)
            book.put((document, "parameters", parameter), text, f"ebs_{key}", ebs[key])
    book.put((document, "volumeBindingMode"), "WaitForFirstConsumer", "ebs_name")


def _write_ephemeral(work: Work, path: Path, volume: At, disk: At) -> None:
    claim = (*path, "ephemeral", "volumeClaimTemplate", "spec")
    size = disk["managedEBSVolume"]["sizeInGiB"]
    work.book.put(
        (*claim, "accessModes"), ["ReadWriteOnce"], "ebs_name", disk["name"], volume["configuredAtLaunch"]
    )
    work.book.put((*claim, "storageClassName"), _class_name(work, volume), "ebs_name", disk["name"])
    work.book.put((*claim, "resources", "requests", "storage"), f"{size.value}Gi", "ebs_sizeInGiB", size)


def write_mounts(work: Work, container: Container) -> None:
    """mountPoints → volumeMounts. Raises TranslationError when a mount names no volume."""
    for number, mount in enumerate(container.at["mountPoints"].each()):
        source, path = mount["sourceVolume"], (*container.path, "volumeMounts", number)
        if source.text() not in work.volumes or not mount["containerPath"].text():
            raise TranslationError(
                _("{path} must name a volume of the task definition and a containerPath.").format(
                    path=written(mount.path)
                )
            )
        work.book.put((*path, "name"), work.volumes[source.text()], "mount_volume", source)
        work.book.put(
            (*path, "mountPath"), mount["containerPath"].value, "mount_path", mount["containerPath"]
        )
        if mount["readOnly"]:
            work.book.put((*path, "readOnly"), mount["readOnly"].value, "mount_read_only", mount["readOnly"])


def memory_volumes(container: Container) -> list[tuple[str, At, At, str]]:
    """Name, place of the path, place of the size and rule of each memory volume that a container asks for."""
    linux = container.at["linuxParameters"]
    found = [
        (dns_name(f"tmpfs-{number}-{container.name}"), each["containerPath"], each["size"], "tmpfs_size")
        for number, each in enumerate(linux["tmpfs"].each())
    ]
    shared = linux["sharedMemorySize"]
    return found + ([(dns_name(f"shm-{container.name}"), shared, shared, "shared_memory")] if shared else [])


def write_memory_mounts(work: Work, container: Container) -> None:
    """tmpfs and sharedMemorySize → mounts of memory volumes."""
    first = len(container.at["mountPoints"].each())
    for number, (name, place, _size, rule_id) in enumerate(memory_volumes(container), first):
        path: Path = (*container.path, "volumeMounts", number)
        is_shared = rule_id == "shared_memory"
        work.book.put((*path, "name"), name, rule_id)
        target = "/dev/shm" if is_shared else place.text()
        work.book.put((*path, "mountPath"), target, "shared_memory" if is_shared else "tmpfs_path", place)


def write_memory_volumes(work: Work) -> None:
    """The memory volumes of all containers, after the others."""
    number = len(work.task["volumes"].each())
    for name, _place, size, rule_id in (each for one in work.containers for each in memory_volumes(one)):
        path: Path = (*work.pod, "volumes", number)
        number += 1
        work.book.put((*path, "name"), name, rule_id)
        work.book.put((*path, "emptyDir", "medium"), "Memory", rule_id)
        work.book.put((*path, "emptyDir", "sizeLimit"), mebibytes(size.number(0)), rule_id, size)

"""The Pod's template → what a task definition says about the whole task."""

from lessons.kubernetes.back import Back, ecs_name
from lessons.kubernetes.book import At
from lessons.kubernetes.from_containers import write_definitions
from lessons.kubernetes.from_volumes import write_volumes
from lessons.kubernetes.quantities import amount, cpu_units, memory_mib
from lessons.kubernetes.rules import Path, rule
from lessons.kubernetes.work import INSTANCE, NAME

_GIBI = 2**30
_TASK = "taskDefinition"


def write_task_definition(back: Back) -> None:
    """The whole task definition."""
    labels = back.template["metadata"]["labels"]
    family = labels[NAME] if labels[NAME].text() else back.workload["metadata"]["name"]
    back.book.put((_TASK, "family"), ecs_name(family.text()), "family", family)
    _write_role(back)
    _write_host(back)
    write_definitions(back)
    write_volumes(back)
    _write_size(back)
    _write_machine(back)
    _write_whole(back)
    write_tags(back, labels, (_TASK, "tags"), "task_tag")


def write_tags(back: Back, labels: At, target: Path, rule_id: str) -> None:
    """Labels → AWS tags, but for the two that name the workload."""
    back.book.leave("family", *(labels[key] for key in (NAME, INSTANCE)))
    kept = [(key, value) for key, value in labels.items() if key not in (NAME, INSTANCE)]
    for number, (key, value) in enumerate(kept):
        back.book.put((*target, number, "key"), key, f"{rule_id}_key", value)
        back.book.put((*target, number, "value"), value.text(), f"{rule_id}_value", value)


def _write_role(back: Back) -> None:
    account = back.pod["serviceAccountName"]
    for each in back.of_kind("ServiceAccount"):
        role = each["metadata"]["annotations"]["eks.amazonaws.com/role-arn"]
        if role and account and each["metadata"]["name"].value == account.value:
            back.book.put((_TASK, "taskRoleArn"), role.text(), "task_role", role, account)
            back.book.leave("manifest", each["metadata"]["name"])


def _write_host(back: Back) -> None:
    book, pod = back.book, back.pod
    ports = [port for each in back.containers for port in each["ports"].each()]
    is_bridge = any(port["hostPort"] for port in ports)
    mode = "host" if pod["hostNetwork"].flag() else "bridge" if is_bridge else "awsvpc"
    book.put((_TASK, "networkMode"), mode, "network_mode", pod["hostNetwork"])
    shared = {"hostPID": "host", "shareProcessNamespace": "task"}
    for key, value in shared.items():
        if pod[key].flag() and "pidMode" not in book.documents[_TASK]:
            book.put((_TASK, "pidMode"), value, "pid_mode", pod[key])
    if pod["hostIPC"].flag():
        book.put((_TASK, "ipcMode"), "host", "ipc_mode", pod["hostIPC"])
    book.leave("manifest", *(pod[key] for key in (*shared, "hostIPC") if not pod[key].flag()))


def _write_size(back: Back) -> None:
    book, resources = back.book, back.pod["resources"]
    for key, read, rule_id in (("cpu", cpu_units, "task_cpu"), ("memory", memory_mib, "task_memory")):
        places = [resources[kind][key] for kind in ("limits", "requests") if resources[kind][key]]
        size = read(places[0].value) if places else None
        if size:
            same = [each for each in places if read(each.value) == size]
            book.put((_TASK, key), str(size), rule_id, *same)
    stored = [each["resources"]["requests"]["ephemeral-storage"] for each in back.containers]
    sizes = [(each, amount(each.value)) for each in stored if each]
    whole = sum(size for _at, size in sizes if size)
    if whole and whole % _GIBI == 0:
        target = (_TASK, "ephemeralStorage", "sizeInGiB")
        book.put(target, int(whole / _GIBI), "ephemeral_storage", *(each for each, size in sizes if size))


def _write_machine(back: Back) -> None:
    selector, platform = back.pod["nodeSelector"], (_TASK, "runtimePlatform")
    system, chip = selector["kubernetes.io/os"], selector["kubernetes.io/arch"]
    defaults = rule("operating_system")
    systems = {"linux": defaults.ecs_default, "windows": defaults.kubernetes_default}
    chips = {"amd64": "X86_64", "arm64": "ARM64"}
    if system.text() in systems:
        back.book.put(
            (*platform, "operatingSystemFamily"), systems[system.text()], "operating_system", system
        )
    if chip.text() in chips:
        back.book.put((*platform, "cpuArchitecture"), chips[chip.text()], "cpu_architecture", chip)


def _write_whole(back: Back) -> None:
    """What Kubernetes says once for the Pod and ECS for each container."""
    book, pod = back.book, back.pod
    first: Path = (_TASK, "containerDefinitions", len(pod["initContainers"].each()))
    stop, host = pod["terminationGracePeriodSeconds"], pod["hostname"]
    for number in range(len(back.containers) if stop else 0):
        target = (_TASK, "containerDefinitions", number, "stopTimeout")
        book.put(target, stop.number(0), "stop_timeout", stop)
    if host:
        book.put((*first, "hostname"), host.text(), "hostname", host)
    _write_dns(back, first)
    _write_kernel(back, first)


def _write_dns(back: Back, first: Path) -> None:
    book, config = back.book, back.pod["dnsConfig"]
    policy = _only(back.pod["dnsPolicy"], "None")
    if config["nameservers"]:
        servers = config["nameservers"]
        book.put((*first, "dnsServers"), servers.texts(), "dns_servers", servers, *policy)
    if config["searches"]:
        book.put((*first, "dnsSearchDomains"), config["searches"].texts(), "dns_search", config["searches"])
    pairs = [
        (alias["ip"], name) for alias in back.pod["hostAliases"].each() for name in alias["hostnames"].each()
    ]
    for number, (address, name) in enumerate(pairs):
        path: Path = (*first, "extraHosts", number)
        book.put((*path, "hostname"), name.text(), "extra_host_name", name)
        book.put((*path, "ipAddress"), address.text(), "extra_host_address", address)


def _write_kernel(back: Back, first: Path) -> None:
    for number, control in enumerate(back.pod["securityContext"]["sysctls"].each()):
        path = (*first, "systemControls", number)
        back.book.put((*path, "namespace"), control["name"].text(), "system_control_name", control["name"])
        back.book.put((*path, "value"), control["value"].text(), "system_control_value", control["value"])
    for key, value in back.template["metadata"]["annotations"].items():
        back.book.put((*first, "dockerLabels", key), value.text(), "docker_labels", value)


def _only(at: At, value: str) -> list[At]:
    return [at] if at.value == value else []

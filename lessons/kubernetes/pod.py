"""What a task definition says about the whole task → what a Pod's spec says."""

from lessons.kubernetes.book import At
from lessons.kubernetes.containers import write_container
from lessons.kubernetes.names import dns_name, is_label_key, is_label_value
from lessons.kubernetes.quantities import mebibytes, millicpu, task_mib, task_units
from lessons.kubernetes.rules import ecs_default
from lessons.kubernetes.volumes import write_memory_volumes, write_volumes
from lessons.kubernetes.work import Work

_ARCHITECTURES = {"X86_64": "amd64", "ARM64": "arm64"}
TOPOLOGIES = {
    "attribute:ecs.availability-zone": "topology.kubernetes.io/zone",
    "instanceId": "kubernetes.io/hostname",
    "host": "kubernetes.io/hostname",
}


def write_template(work: Work) -> None:
    """The Pod's template: labels, annotations, spec."""
    for key, value in work.labels.items():
        work.book.put((*work.template, "metadata", "labels", key), value, "family", work.task["family"])
    write_tags(work, work.task["tags"], (*work.template, "metadata", "labels"), "task_tag")
    _write_docker_labels(work)
    _write_role(work)
    _write_host(work)
    _write_machine(work)
    _write_placement(work)
    _write_stop(work)
    _write_dns(work)
    _write_pull_secrets(work)
    _write_size(work)
    for container in work.containers:
        write_container(work, container)
    write_volumes(work)
    write_memory_volumes(work)


def write_tags(work: Work, tags: At, labels: tuple[str | int, ...], rule: str) -> None:
    """AWS tags → labels, as far as Kubernetes takes their characters."""
    for tag in tags.each():
        key, value = tag["key"].text(), tag["value"].text()
        if is_label_key(key) and is_label_value(value) and key not in work.labels:
            work.book.put((*labels, key), value, f"{rule}_value", tag["value"])
            work.book.note((*labels, key), f"{rule}_key", tag["key"])


def _write_docker_labels(work: Work) -> None:
    seen: dict[str, str] = {}
    for container in work.containers:
        for key, value in container.at["dockerLabels"].items():
            path = (*work.template, "metadata", "annotations", key)
            if key not in seen and is_label_key(key):
                work.book.put(path, value.value, "docker_labels", value)
            elif seen.get(key) == value.value:
                work.book.note(path, "docker_labels", value)
            seen.setdefault(key, value.text())


def _write_role(work: Work) -> None:
    if work.task["taskRoleArn"].text().startswith("arn:"):
        work.book.put((*work.pod, "serviceAccountName"), work.name, "task_role", work.task["taskRoleArn"])


def write_service_account(work: Work) -> None:
    """taskRoleArn → a ServiceAccount with the IRSA annotation."""
    role = work.task["taskRoleArn"]
    if role.text().startswith("arn:"):
        document = f"ServiceAccount/{work.name}"
        work.head(document, "v1", work.named)
        path = (document, "metadata", "annotations", "eks.amazonaws.com/role-arn")
        work.book.put(path, role.value, "task_role", role)


def _write_host(work: Work) -> None:
    book, task = work.book, work.task
    mode, pid, ipc = task["networkMode"], task["pidMode"], task["ipcMode"]
    if mode.value == "host":
        book.put((*work.pod, "hostNetwork"), True, "network_mode", mode)
    elif mode.value == "awsvpc":
        book.leave("network_mode", mode)
    if pid.value in ("task", "host"):
        book.put(
            (*work.pod, "hostPID" if pid.value == "host" else "shareProcessNamespace"), True, "pid_mode", pid
        )
    if ipc.value == "host":
        book.put((*work.pod, "hostIPC"), True, "ipc_mode", ipc)
    elif ipc.value == "task":
        book.leave("ipc_mode", ipc)
    named = next((each for each in work.containers if each.at["hostname"]), None)
    if named and dns_name(named.at["hostname"].text()) == named.at["hostname"].value:
        book.put((*work.pod, "hostname"), named.at["hostname"].value, "hostname", named.at["hostname"])


def _write_machine(work: Work) -> None:
    platform, selector = work.task["runtimePlatform"], (*work.pod, "nodeSelector")
    system, chip = platform["operatingSystemFamily"], platform["cpuArchitecture"]
    if system:
        name = "windows" if system.text().startswith("WINDOWS") else "linux"
        work.book.put((*selector, "kubernetes.io/os"), name, "operating_system", system)
    if chip.text() in _ARCHITECTURES:
        work.book.put(
            (*selector, "kubernetes.io/arch"), _ARCHITECTURES[chip.text()], "cpu_architecture", chip
        )


def _write_placement(work: Work) -> None:
    book, number = work.book, 0
    spread: dict[str, int] = {}
    for strategy in work.service["placementStrategy"].each():
        key = TOPOLOGIES.get(strategy["field"].text())
        if strategy["type"].value != "spread" or key is None or key in spread or work.kind != "Deployment":
            continue
        spread[key] = number
        path = (*work.pod, "topologySpreadConstraints", number)
        number += 1
        book.put((*path, "maxSkew"), 1, "placement_type")
        book.put((*path, "topologyKey"), key, "placement_field", strategy["field"])
        book.put((*path, "whenUnsatisfiable"), "ScheduleAnyway", "placement_type", strategy["type"])
        book.put((*path, "labelSelector", "matchLabels"), work.labels, "placement_type")
    _write_distinct(work)


def _write_distinct(work: Work) -> None:
    distinct = [
        e["type"]
        for e in work.service["placementConstraints"].each()
        if e["type"].value == "distinctInstance"
    ]
    if distinct:
        away = (*work.pod, "affinity", "podAntiAffinity", "requiredDuringSchedulingIgnoredDuringExecution", 0)
        work.book.put((*away, "labelSelector", "matchLabels"), work.labels, "service_constraint_type")
        work.book.put((*away, "topologyKey"), "kubernetes.io/hostname", "service_constraint_type", *distinct)


def _write_stop(work: Work) -> None:
    stops = [each.at["stopTimeout"] for each in work.containers]
    said = [each for each in stops if each]
    if said:
        longest = max(each.number(ecs_default("stop_timeout")) for each in stops)
        work.book.put((*work.pod, "terminationGracePeriodSeconds"), longest, "stop_timeout", *said)


def _write_dns(work: Work) -> None:
    book, config = work.book, (*work.pod, "dnsConfig")
    fields = (("dnsServers", "nameservers", "dns_servers"), ("dnsSearchDomains", "searches", "dns_search"))
    if any(each.at["dnsServers"].each() for each in work.containers):
        book.put((*work.pod, "dnsPolicy"), "None", "dns_servers")
    for key, name, rule in fields:
        places = [each.at[key] for each in work.containers if each.at[key].each()]
        if places:
            whole = list(dict.fromkeys(text for place in places for text in place.texts()))
            book.put((*config, name), whole, rule, *places)
    hosts = [
        (each["ipAddress"], each["hostname"])
        for one in work.containers
        for each in one.at["extraHosts"].each()
    ]
    unique = list(dict.fromkeys((address.text(), host.text()) for address, host in hosts))
    for number, (address, host) in enumerate(unique):
        same = [pair for pair in hosts if (pair[0].text(), pair[1].text()) == (address, host)]
        path = (*work.pod, "hostAliases", number)
        book.put((*path, "ip"), address, "extra_host_address", *(pair[0] for pair in same))
        book.put((*path, "hostnames"), [host], "extra_host_name", *(pair[1] for pair in same))
    _write_sysctls(work)


def _write_sysctls(work: Work) -> None:
    number, seen = 0, set()
    for control in (each for one in work.containers for each in one.at["systemControls"].each()):
        name = control["namespace"].text()
        if name and name not in seen and control["value"]:
            path = (*work.pod, "securityContext", "sysctls", number)
            number += 1
            seen.add(name)
            work.book.put((*path, "name"), name, "system_control_name", control["namespace"])
            work.book.put((*path, "value"), control["value"].value, "system_control_value", control["value"])


def _write_pull_secrets(work: Work) -> None:
    for number, place in enumerate(
        each.at["repositoryCredentials"]["credentialsParameter"]
        for each in work.containers
        if each.at["repositoryCredentials"]
    ):
        name = dns_name(place.text().rsplit(":", 1)[-1])
        work.book.put((*work.pod, "imagePullSecrets", number, "name"), name, "repository_credentials", place)


def _write_size(work: Work) -> None:
    cpu, memory = work.task["cpu"], work.task["memory"]
    units, size = task_units(cpu.text()), task_mib(memory.text())
    for kind in ("requests", "limits"):
        if units:
            work.book.put((*work.pod, "resources", kind, "cpu"), millicpu(units), "task_cpu", cpu)
        if size:
            work.book.put((*work.pod, "resources", kind, "memory"), mebibytes(size), "task_memory", memory)

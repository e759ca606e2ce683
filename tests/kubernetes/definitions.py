"""Task definitions and services for Hypothesis: everything that both sides can say."""

from typing import Any

from hypothesis import strategies as st

NAMES = st.from_regex(r"[a-z]([a-z0-9-]{0,15}[a-z0-9])?", fullmatch=True)
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
WORDS = st.lists(TEXTS, min_size=1, max_size=3)


def optional(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


@st.composite
def health_checks(draw: st.DrawFn) -> dict[str, Any]:
    command = draw(
        st.one_of(st.builds(lambda text: ["CMD-SHELL", text], TEXTS), st.builds(lambda w: ["CMD", *w], WORDS))
    )
    interval = draw(st.integers(5, 300))
    found = {
        "command": command,
        "interval": interval,
        "timeout": draw(st.integers(2, 60)),
        "retries": draw(st.integers(1, 10)),
    }
    periods = draw(st.integers(0, 3))  # whole intervals: a startup probe counts tries, not seconds
    return {**found, "startPeriod": interval * periods} if periods else found


@st.composite
def containers(draw: st.DrawFn, name: str, volumes: list[str]) -> dict[str, Any]:
    found = draw(
        optional(
            entryPoint=WORDS,
            command=WORDS,
            workingDirectory=TEXTS.filter(bool),
            environment=st.lists(
                st.fixed_dictionaries({"name": NAMES, "value": TEXTS}), min_size=1, max_size=3
            ),
            memory=st.integers(512, 4096),
            memoryReservation=st.integers(6, 511),
            cpu=st.integers(1, 64).map(lambda part: part * 128),
            readonlyRootFilesystem=st.booleans(),
            privileged=st.booleans(),
            interactive=st.booleans(),
            user=st.from_regex(r"[1-9][0-9]{0,4}(:[1-9][0-9]{0,4})?", fullmatch=True),
            healthCheck=health_checks(),
        )
    )
    used = draw(st.lists(st.sampled_from(volumes), unique=True, max_size=2)) if volumes else []
    if used:
        found["mountPoints"] = [{"sourceVolume": each, "containerPath": f"/{each}"} for each in used]
    ports = draw(st.lists(st.integers(1, 65_535), unique=True, max_size=2))
    if ports:
        found["portMappings"] = [{"containerPort": each, "protocol": "tcp"} for each in ports]
    return {"name": name, "image": draw(NAMES), **found}


@st.composite
def task_definitions(draw: st.DrawFn) -> dict[str, Any]:
    volumes = draw(st.lists(NAMES, unique=True, max_size=3))
    sources = st.sampled_from([{}, {"host": {"sourcePath": "/srv"}}])
    names = draw(st.lists(NAMES, unique=True, min_size=1, max_size=3))
    whole = draw(
        optional(
            cpu=st.sampled_from(["256", "512", "1024", "2048"]),
            memory=st.sampled_from(["512", "1024", "4096"]),
            taskRoleArn=st.just("arn:aws:iam::111122223333:role/app"),
            pidMode=st.sampled_from(["task", "host"]),
            runtimePlatform=st.sampled_from(
                [
                    {"cpuArchitecture": "ARM64"},
                    {"cpuArchitecture": "X86_64", "operatingSystemFamily": "LINUX"},
                ]
            ),
        )
    )
    listed = [{"name": each, **draw(sources)} for each in volumes]
    return {
        "family": draw(NAMES),
        "networkMode": draw(st.sampled_from(["awsvpc", "host"])),
        "containerDefinitions": [draw(containers(name, volumes)) for name in names],
        **({"volumes": listed} if listed else {}),
        **whole,
    }


@st.composite
def services(draw: st.DrawFn) -> dict[str, Any]:
    least, most = draw(st.integers(0, 99)), draw(st.integers(100, 300))
    found = draw(optional(desiredCount=st.integers(0, 50), schedulingStrategy=st.just("DAEMON")))
    is_daemon = found.get("schedulingStrategy") == "DAEMON"
    limits = {"minimumHealthyPercent": least, "maximumPercent": 100 if is_daemon else most}
    if is_daemon:
        found.pop("desiredCount", None)
    return {"serviceName": draw(NAMES), "deploymentConfiguration": limits, **found}


def both_can_say(task: dict[str, Any]) -> dict[str, Any]:
    """A task definition with every default written out, so that two can be compared for what they mean."""
    whole = {key: value for key, value in task.items() if key not in ("containerDefinitions", "volumes")}
    listed = {
        each["name"]: {k: v for k, v in each.items() if k != "name"} for each in task.get("volumes", [])
    }
    return {**whole, "containers": task["containerDefinitions"], "volumes": listed}

"""What the columns of the tables are called in each language."""

from lessons.language import _


def label(column: str) -> str:
    """The heading of a column; its own name where none is given."""
    return _headings().get(column, column)


def _headings() -> dict[str, str]:
    return {**_of_things(), **_of_judging(), **_of_sizes(), **_of_compute()}


def _of_things() -> dict[str, str]:
    return {
        "name": _("Service"),
        "service": _("Service"),
        "layer": _("Layer"),
        "what": _("What it is"),
        "not": _("What it is not"),
        "where": _("Where on a request path"),
        "term": _("Term"),
        "meaning": _("Meaning"),
        "kubernetes": _("Kubernetes"),
        "breaks": _("Where the analogy breaks"),
        "date": _("Date"),
        "means": _("What follows"),
        "aspect": _("Aspect"),
        "ecs": _("Amazon ECS"),
        "eks": _("Amazon EKS"),
    }


def _of_judging() -> dict[str, str]:
    return {
        "kind": _("Kind"),
        "note": _("Remark"),
        "claim": _("Claim"),
        "verdict": _("Verdict"),
        "evidence": _("Evidence"),
        "say": _("In an interview"),
        "say_en": _("In an interview"),
        "reading": _("Chinese reading"),
        "limit": _("Limit"),
        "item": _("What is billed"),
        "usd": _("USD"),
        "per": _("Per"),
        "from_quantity": _("From a quantity of"),
        "value": _("Value"),
        "unit": _("Unit"),
        "adjustable": _("Can be raised"),
        "confidence": _("Confidence"),
    }


def _of_sizes() -> dict[str, str]:
    return {
        "cpu_units": _("CPU units"),
        "vcpu": _("vCPU"),
        "memory_gb": _("Memory, GB"),
        "memory_gib": _("Memory, GiB"),
        "windows": _("Windows"),
        "platform_linux": _("Platform version, at least"),
        "since": _("Since"),
        "type": _("Type"),
        "arch": _("Architecture"),
        "usd_per_hour": _("USD per hour"),
        "enis": _("Network interfaces"),
        "ipv4_per_eni": _("IPv4 addresses each"),
        "max_pods": _("Pods at most (EKS)"),
    }


def _of_compute() -> dict[str, str]:
    return {
        "topic": _("Topic"),
        "lambda": _("Lambda"),
        "fargate": _("ECS on Fargate"),
        "ecs_ec2": _("ECS on EC2 or Managed Instances"),
        "ec2": _("EC2"),
    }


def word(value: str) -> str:
    """A word of a closed list (verdict, layer, kind, yes or no) in the current language."""
    return _words().get(value, value)


def _words() -> dict[str, str]:
    return {**_verdicts(), **_layers(), **_units(), **_ecs_units(), **_billed_units()}


def _verdicts() -> dict[str, str]:
    return {
        "supported": _("supported"),
        "depends": _("depends"),
        "opinion": _("opinion"),
        "outdated": _("outdated"),
        "false": _("false"),
        "fact": _("fact"),
        "yes": _("yes"),
        "no": _("no"),
        "unknown": _("unknown"),
    }


def _layers() -> dict[str, str]:
    return {
        "capacity": _("capacity"),
        "orchestration": _("orchestration"),
        "registry": _("registry"),
        "entry": _("entry"),
        "function": _("function"),
        "observability": _("observability"),
        "identity": _("identity"),
        "network": _("network"),
    }


def _units() -> dict[str, str]:
    return {
        "checks": _("checks"),
        "days": _("days"),
        "environments": _("environments"),
        "executions": _("executions"),
        "failures": _("failures"),
        "images": _("images"),
        "layers": _("layers"),
        "months": _("months"),
        "repositories": _("repositories"),
        "requests/s": _("requests/s"),
        "routes": _("routes"),
        "rules": _("rules"),
        "year": _("year"),
    }


def _ecs_units() -> dict[str, str]:
    return {
        "clusters": _("clusters"),
        "constraints": _("constraints"),
        "datapoints of a minute": _("datapoints of a minute"),
        "containers": _("containers"),
        "instances": _("instances"),
        "revisions": _("revisions"),
        "services": _("services"),
        "strategies": _("strategies"),
        "tags": _("tags"),
        "tasks": _("tasks"),
    }


def _billed_units() -> dict[str, str]:
    return {
        "GB-month": _("GB-month"),
        "GB-second": _("GB-second"),
        "LCU-hour": _("LCU-hour"),
        "NLCU-hour": _("NLCU-hour"),
        "USD of EC2 on-demand": _("USD of EC2 on-demand"),
        "address-hour": _("address-hour"),
        "alarm-month": _("alarm-month"),
        "cluster-hour": _("cluster-hour"),
        "hour": _("hour"),
        "instance-hour": _("instance-hour"),
        "million messages": _("million messages"),
        "million minutes": _("million minutes"),
        "million operations": _("million operations"),
        "million requests": _("million requests"),
        "second": _("second"),
        "unit-hour": _("unit-hour"),
        "vCPU-second": _("vCPU-second"),
    }

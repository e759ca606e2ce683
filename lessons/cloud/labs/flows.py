"""Who calls whom in an account: which function stands behind a route, which service behind a function."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lessons.cloud.labs.account import Account, Row
from lessons.cloud.labs.relations import inner, last, text

_FUNCTION = re.compile(r"arn:aws[\w-]*:lambda:[^:]*:[^:]*:function:([\w-]+)")
_ADDRESS = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b")


@dataclass(frozen=True)
class Route:
    """A route of an API with what it leads to: a function's name, or a load balancer's ARN, or neither."""

    api: Row
    key: str
    function: str = ""
    balancer: str = ""


def routes(account: Account) -> Iterator[Route]:
    """The routes of all HTTP APIs."""
    for api in account.apis:
        if api.get("ProtocolType", "HTTP") == "HTTP":
            identity = text(api, "ApiId")
            behind = {text(row, "IntegrationId"): row for row in account.integrations(identity)}
            for route in account.routes(identity):
                yield _route(api, route, behind.get(last(text(route, "Target")), {}))


def _route(api: Row, route: Row, integration: Row) -> Route:
    uri = text(integration, "IntegrationUri")
    found = _FUNCTION.search(uri)
    balancer = uri.replace(":listener/", ":loadbalancer/").rsplit("/", 1)[0] if ":listener/" in uri else ""
    return Route(api, text(route, "RouteKey"), found[1] if found else "", balancer)


def function_named(account: Account, name: str) -> Row:
    """The function with this name, or ``{}``."""
    return next((row for row in account.functions if name and row.get("FunctionName") == name), {})


def settings(function: Row) -> list[str]:
    """The values of a function's environment variables."""
    variables = inner(function, "Environment", "Variables") or {}
    return [value for value in variables.values() if isinstance(value, str)]


def balancers_called(account: Account, function: Row) -> list[Row]:
    """The load balancers whose DNS name stands in a function's environment."""
    said = " ".join(settings(function)).lower()
    return [row for row in account.load_balancers if _dns(row) and _dns(row) in said]


def _dns(balancer: Row) -> str:
    return text(balancer, "DNSName").lower()


def clusters_called(account: Account, function: Row) -> list[Row]:
    """The clusters that a function's environment names: it starts tasks there."""
    said = settings(function)
    return [
        row for row in account.clusters if {text(row, "clusterName"), text(row, "clusterArn")} & set(said)
    ]


def address_called(function: Row) -> str:
    """An IP address in a function's environment, or ``""``."""
    found = _ADDRESS.search(" ".join(settings(function)))
    return found[0] if found else ""

"""The load balancer's choice of a target, and what it says itself when it cannot forward.

MiniStack takes any registered target at random, healthy or not. Sources: https://docs.aws.amazon.com/
elasticloadbalancing/latest/application/load-balancer-troubleshooting.html (502, 503, 504), and the pages that
an Application Load Balancer sends.
"""

import asyncio
from collections import Counter
from typing import Any, TypeAlias
from xml.sax.saxutils import escape

from lessons.cloud.emulator import probing, reach
from lessons.cloud.emulator.targets import Address, Target, Targets, address

Answer: TypeAlias = tuple[int, dict[str, Any], Any]
PAGE = (
    "<html>\r\n<head><title>{0}</title></head>\r\n<body>\r\n"
    "<center><h1>{0}</h1></center>\r\n</body>\r\n</html>\r\n"
)
TITLES = {502: "502 Bad Gateway", 503: "503 Service Temporarily Unavailable", 504: "504 Gateway Time-out"}
UNUSED = ("Target.NotInUse", "Target group is not configured to receive traffic from the load balancer")
UNKNOWN = ("Target.NotRegistered", "Target is not registered to the target group")
DISABLED = ("Target.HealthCheckDisabled", "Health checks are not enabled for this target")
# A request that carries WHO is told which target answered; on AWS only the access log says it (target:port).
WHO, TARGET = "x-lessons-who", "x-lessons-target"
# Seconds to wait for a connection that a security group swallows; on AWS it takes longer.
SWALLOWED = 0.3


class Balancer:
    """Stands in for MiniStack's ``_forward_to_tg``; counts requests for the metrics."""

    def __init__(self, targets: Targets, original: Any) -> None:
        self._targets, self._original = targets, original
        # Target group's ARN, status class ("2XX") → how many since they were last taken.
        self.requests: Counter[tuple[str, str]] = Counter()

    async def forward(self, arn: str, *request: Any) -> Answer:
        """Choose a target and send it the request: method, path, headers, body, query, raw query and path."""
        from ministack.services import alb

        group = alb._tgs.get(arn)
        if not group or group["TargetType"] == "lambda":
            return await self._original(arn, *request)  # type: ignore[no-any-return]
        key = self._targets.take(arn, lambda: [address(each, group) for each in alb._targets.get(arn, [])])
        if key is None:
            return self._count(arn, own(503))
        if not reach.from_balancers(arn, *key):
            self._targets.finish(key)
            await asyncio.sleep(SWALLOWED)
            return self._count(arn, own(504))
        method, path, headers, body, query, raw_query, raw_path = request
        call = (group, method, raw_path or path, headers, body, query, raw_query)
        return self._count(arn, await self._send(key, call))

    async def _send(self, key: Address, call: tuple[Any, ...]) -> Answer:
        from ministack.core.responses import StreamingResponse
        from ministack.services import alb

        try:
            answer = await alb._proxy_http_target({"Id": key[0], "Port": key[1]}, *call)
        except BaseException:
            self._targets.finish(key)
            raise
        status, headers, body = answer
        if not isinstance(body, StreamingResponse):
            self._targets.finish(key)
            return own(504 if b"timed out" in body else 502)
        if WHO in call[3]:
            headers = {**headers, TARGET: f"{key[0]}:{key[1]}"}
        return status, headers, StreamingResponse(self._until_sent(key, body.runner))

    def _until_sent(self, key: Address, runner: Any) -> Any:
        async def run(send: Any, receive: Any) -> None:
            try:
                await runner(send, receive)
            finally:
                self._targets.finish(key)

        return run

    def _count(self, arn: str, answer: Answer) -> Answer:
        self.requests[arn, f"{answer[0] // 100}XX"] += 1
        return answer


def own(status: int) -> Answer:
    """A page of the load balancer itself."""
    return status, {"Content-Type": "text/html", "Server": "awselb/2.0"}, PAGE.format(TITLES[status]).encode()


def describe_target_health(targets: Targets, parameters: dict[str, Any]) -> Any:
    """``DescribeTargetHealth`` as AWS answers it."""
    from ministack.services import alb

    arn = alb._p(parameters, "TargetGroupArn")
    group = alb._tgs.get(arn)
    if not group:
        return alb._error("TargetGroupNotFound", "One or more target groups not found")
    found = {target.address: target for target in targets.refresh(arn, group, alb._targets.get(arn, []))}
    if wanted := [address(target, group) for target in alb._parse_targets_param(parameters)]:
        found = {key: found.get(key) or Target(key, "unused", UNKNOWN) for key in wanted}
    used = probing.probed(arn, group)
    members = "".join(member(shown(target, group, used), group) for target in found.values())
    body = f"<TargetHealthDescriptions>{members}</TargetHealthDescriptions>"
    return alb._xml(200, "DescribeTargetHealth", body)


def shown(target: Target, group: dict[str, Any], used: bool) -> Target:
    """A target as it is described: unused groups are not checked, nor those with checks switched off."""
    if used or target.state in ("draining", "unused"):
        return target
    if group["HealthCheckEnabled"] or group["TargetType"] == "lambda":
        return Target(target.address, "unused", UNUSED)
    return Target(target.address, "unavailable", DISABLED)


def member(target: Target, group: dict[str, Any]) -> str:
    """One ``TargetHealthDescription`` in XML."""
    (ip, port), (code, text) = target.address, target.reason
    asked = port if group["HealthCheckPort"] == "traffic-port" else group["HealthCheckPort"]
    why = f"<Reason>{code}</Reason><Description>{escape(text)}</Description>" if code else ""
    health = f"<TargetHealth><State>{target.state}</State>{why}</TargetHealth>"
    where = f"<Target><Id>{escape(ip)}</Id><Port>{port}</Port></Target>"
    return f"<member>{where}<HealthCheckPort>{asked}</HealthCheckPort>{health}</member>"


def install(targets: Targets) -> Balancer:
    """Put the choice, the descriptions and the health checks in place."""
    from ministack.services import alb

    balancer = Balancer(targets, alb._forward_to_tg)
    alb._forward_to_tg = balancer.forward
    alb._ACTION_MAP["DescribeTargetHealth"] = lambda parameters: describe_target_health(targets, parameters)
    probing.Prober(targets).start()
    return balancer

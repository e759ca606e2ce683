"""``cloud.real_account(…)``: the learner's real AWS account, for as long as a ``with`` block lasts."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from types import TracebackType
from typing import Any

from lessons.cloud.errors import RefusedError
from lessons.cloud.instance import guard, running
from lessons.cloud.real.consent import check_account, check_costly, costly_refusal
from lessons.cloud.real.costly import costly, named
from lessons.cloud.real.left import LeftOver, left_over
from lessons.cloud.real.tags import COURSE, COURSE_VALUE, EXPIRES, add_tags
from lessons.language import _, enumerated

# Services that are signed for one region wherever they are used, and cannot be tied to the allowed ones.
_GLOBAL = ("iam", "sts", "organizations", "route53", "cloudfront", "budgets", "sso", "sso-oidc")
_SIGNED_FOR = re.compile(r"Credential=[^/]+/\d+/([^/]+)/([^/]+)/")
_AWS = (".amazonaws.com", ".amazonaws.com.cn", ".api.aws")


class RealAccount:
    """An open account. Clients come from ``client``; boto3 itself stays shut in."""

    def __init__(self, account_id: str, regions: Sequence[str], session: Any, endpoint: str | None) -> None:
        self.account_id, self.regions = account_id, tuple(regions)
        self.tags: dict[str, str] = {}
        self._session, self._endpoint = session, endpoint
        self._accepted: set[str] = set()
        session.events.register("provide-client-params", self._check_call)
        session.events.register("before-send", self._check_request)

    def client(self, service: str, region: str | None = None) -> Any:
        """A boto3 client that knows the rules: region, cost, tags. Region: the first allowed one."""
        chosen = region or self.regions[0]
        self._check_region(chosen)
        return self._session.client(service, region_name=chosen, endpoint_url=self._endpoint)

    def accept(self, costly_call: str, said: str) -> None:
        """Allow one costly call (an id of ``data/costly_calls.csv``) from now on. Raises RefusedError."""
        call = named(costly_call)
        check_costly(call, said)
        self._accepted.add(call["id"])

    def left_over(self) -> LeftOver:
        """What is left of all that was created here, in the allowed regions."""
        return left_over((region, self.client("resourcegroupstaggingapi", region)) for region in self.regions)

    def __enter__(self) -> "RealAccount":
        guard.permit(self._is_ours)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        try:
            print(self.left_over().text)
        finally:
            guard.forbid(self._is_ours)

    def __repr__(self) -> str:
        sentence = _("The real AWS account {account}, regions {regions}. What is created in it costs money.")
        return sentence.format(account=self.account_id, regions=enumerated(self.regions))

    def check_identity(self) -> None:
        """Raise RefusedError unless the keys are those of the account, and not of its root user."""
        who = self.client("sts").get_caller_identity()
        if who["Account"] != self.account_id:
            raise RefusedError(
                _("Your keys belong to account {found}, not to {asked}. Nothing was done.").format(
                    found=who["Account"], asked=self.account_id
                )
            )
        if who["Arn"].endswith(":root"):
            raise RefusedError(
                _(
                    "These are keys of the root user, who may do everything. Make a user or a role that may"
                    " only do what this lab needs, and use its keys."
                )
            )

    def _check_region(self, region: str) -> None:
        if region not in self.regions:
            raise RefusedError(
                _("Region {region} is not among those that you have allowed: {regions}.").format(
                    region=region, regions=enumerated(self.regions)
                )
            )

    def _check_call(self, params: dict[str, Any], model: Any, **_more: Any) -> dict[str, Any]:
        """Before a call is built: stop what costs much, tag what is created."""
        call = costly(model.service_model.service_name, model.name, params)
        if call and call["id"] not in self._accepted:
            raise RefusedError(costly_refusal(call))
        return add_tags(params, model, self.tags)

    def _check_request(self, request: Any, **_more: Any) -> None:
        """Before a request is sent: only for the allowed regions; the guard will ask for the mark."""
        authorization = request.headers.get("Authorization", "")
        if isinstance(authorization, bytes):
            authorization = authorization.decode()
        signed = _SIGNED_FOR.search(authorization)
        if signed and signed[2] not in _GLOBAL:
            self._check_region(signed[1])
        request.of_real_account = self

    def _is_ours(self, request: Any) -> bool:
        host = guard.host_of(request.url)
        return getattr(request, "of_real_account", None) is self and host.endswith(_AWS)


def real_account(
    *,
    account_id: str,
    regions: Sequence[str],
    i_accept_cost: str,
    profile: str | None = None,
    days: int = 1,
    endpoint: str | None = None,
) -> RealAccount:
    """Open a real account for a ``with`` block: ``with cloud.real_account(…) as aws: aws.client("ecs")``.

    account_id: its twelve digits, which STS must confirm. regions: the only ones that may be used.
    i_accept_cost: a sentence; without it, the error says which. profile: of the learner's own AWS settings.
    days: after how many days what is created may be deleted (the tag ``expires``).
    endpoint: an emulator that plays the account, for tests.
    Raises RefusedError.
    """
    check_account(account_id, i_accept_cost)
    if running.holds():
        raise RefusedError(
            _("This notebook uses the AWS on this computer, and two are easily mixed up: cloud.stop() first.")
        )
    import boto3

    guard.install()
    account = RealAccount(account_id, regions, boto3.Session(profile_name=profile), endpoint)
    account.tags = {COURSE: COURSE_VALUE, EXPIRES: (date.today() + timedelta(days=days)).isoformat()}
    guard.permit(account._is_ours)
    try:
        account.check_identity()
    finally:
        guard.forbid(account._is_ours)
    return account

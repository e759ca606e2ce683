"""What everything stands on: networks and roles."""

from collections.abc import Iterator

from lessons.cloud.labs.account.asking import Asker, Row
from lessons.cloud.labs.account.containers import document


class Ground:
    """What EC2's network part and IAM describe."""

    asker: Asker

    @property
    def vpcs(self) -> list[Row]:
        """VPCs, the default one too."""
        return self.asker.rows("ec2", "describe_vpcs", "Vpcs")

    @property
    def subnets(self) -> list[Row]:
        """Subnets of all VPCs."""
        return self.asker.rows("ec2", "describe_subnets", "Subnets")

    @property
    def route_tables(self) -> list[Row]:
        """Route tables with their routes and associations."""
        return self.asker.rows("ec2", "describe_route_tables", "RouteTables")

    @property
    def security_groups(self) -> list[Row]:
        """Security groups with their rules."""
        return self.asker.rows("ec2", "describe_security_groups", "SecurityGroups")

    @property
    def endpoints(self) -> list[Row]:
        """VPC endpoints that are not deleted."""
        found = self.asker.rows("ec2", "describe_vpc_endpoints", "VpcEndpoints")
        return [row for row in found if str(row.get("State", "")).lower() not in ("deleted", "deleting")]

    @property
    def nat_gateways(self) -> list[Row]:
        """NAT gateways that are not deleted."""
        found = self.asker.rows("ec2", "describe_nat_gateways", "NatGateways")
        return [row for row in found if row.get("State") not in ("deleted", "deleting")]

    @property
    def internet_gateways(self) -> list[Row]:
        """Internet gateways."""
        return self.asker.rows("ec2", "describe_internet_gateways", "InternetGateways")

    @property
    def roles(self) -> list[Row]:
        """IAM roles that somebody made (not those that AWS makes for its own services)."""
        found = self.asker.rows("iam", "list_roles", "Roles")
        return [role for role in found if not str(role.get("Path", "/")).startswith("/aws-service-role/")]

    def role(self, arn: str) -> Row:
        """The role with this ARN, or ``{}``."""
        return next((role for role in self.roles if arn and role.get("Arn") == arn), {})

    def policies(self, role: str) -> list[Row]:
        """The documents of all policies of the role with this name: its own ones and the attached ones."""
        return [*self._inline(role), *self._attached(role)]

    def _inline(self, role: str) -> Iterator[Row]:
        for name in self.asker.rows("iam", "list_role_policies", "PolicyNames", RoleName=role):
            answer = self.asker.one("iam", "get_role_policy", RoleName=role, PolicyName=name)
            yield document(answer.get("PolicyDocument"))

    def _attached(self, role: str) -> Iterator[Row]:
        for attached in self.asker.rows(
            "iam", "list_attached_role_policies", "AttachedPolicies", RoleName=role
        ):
            policy = self.asker.one("iam", "get_policy", PolicyArn=attached["PolicyArn"]).get("Policy") or {}
            asked = {"PolicyArn": attached["PolicyArn"], "VersionId": policy.get("DefaultVersionId", "v1")}
            version = self.asker.one("iam", "get_policy_version", **asked).get("PolicyVersion") or {}
            yield document(version.get("Document"))

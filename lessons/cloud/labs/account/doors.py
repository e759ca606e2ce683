"""What requests go through: load balancers, target groups, APIs, functions; and what they wrote to logs."""

from lessons.cloud.labs.account.asking import Asker, Row
from lessons.cloud.labs.account.containers import document
from lessons.cloud.labs.account.requesting import Answer


class Doors:
    """What Elastic Load Balancing, API Gateway, Lambda and CloudWatch Logs describe."""

    asker: Asker

    @property
    def load_balancers(self) -> list[Row]:
        """Load balancers of the second generation."""
        return self.asker.rows("elbv2", "describe_load_balancers", "LoadBalancers")

    def listeners(self, balancer: str) -> list[Row]:
        """The listeners of the load balancer with this ARN."""
        return self.asker.rows("elbv2", "describe_listeners", "Listeners", LoadBalancerArn=balancer)

    def rules(self, listener: str) -> list[Row]:
        """The rules of the listener with this ARN."""
        return self.asker.rows("elbv2", "describe_rules", "Rules", ListenerArn=listener)

    @property
    def target_groups(self) -> list[Row]:
        """Target groups."""
        return self.asker.rows("elbv2", "describe_target_groups", "TargetGroups")

    def targets(self, group: str) -> list[Row]:
        """The targets of the group with this ARN, with their health."""
        asked = {"TargetGroupArn": group}
        return self.asker.rows("elbv2", "describe_target_health", "TargetHealthDescriptions", **asked)

    @property
    def apis(self) -> list[Row]:
        """HTTP and WebSocket APIs of API Gateway."""
        return self.asker.rows("apigatewayv2", "get_apis", "Items")

    def routes(self, api: str) -> list[Row]:
        """The routes of the API with this id."""
        return self.asker.rows("apigatewayv2", "get_routes", "Items", ApiId=api)

    def integrations(self, api: str) -> list[Row]:
        """The integrations of the API with this id."""
        return self.asker.rows("apigatewayv2", "get_integrations", "Items", ApiId=api)

    def stages(self, api: str) -> list[Row]:
        """The stages of the API with this id."""
        return self.asker.rows("apigatewayv2", "get_stages", "Items", ApiId=api)

    def request(self, api: Row, method: str, path: str) -> Answer:
        """(status, body) of a request to an API; (0, why) when nothing answers."""
        return self.asker.request(str(api.get("ApiEndpoint", "")), method, path)

    @property
    def functions(self) -> list[Row]:
        """Lambda functions."""
        return self.asker.rows("lambda", "list_functions", "Functions")

    def permissions(self, function: str) -> Row:
        """Who may invoke a function: its resource policy, or ``{}``."""
        absent = ("ResourceNotFoundException",)
        return document(self.asker.one("lambda", "get_policy", absent, FunctionName=function).get("Policy"))

    @property
    def log_groups(self) -> list[Row]:
        """Log groups."""
        return self.asker.rows("logs", "describe_log_groups", "logGroups")

    def messages(self, group: str) -> list[str]:
        """What stands in a log group, some dozens of lines at most; nothing when there is no such group."""
        absent = ("ResourceNotFoundException",)
        answer = self.asker.one("logs", "filter_log_events", absent, logGroupName=group, limit=50)
        return [str(event.get("message", "")) for event in answer.get("events") or ()]

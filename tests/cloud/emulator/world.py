"""What a service needs round it: network, roles, image, load balancer; each test has names of its own."""

import io
import json
import zipfile
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from lessons.cloud.images import image
from tests.cloud.emulator.conftest import Emulator, eventually

APP = """
import http.server, os, time

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/die":
            os._exit(7)
        status = 500 if self.path == "/sick" else 200
        body = f"VERSION {os.environ['TASK_IP']}".encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[:1])
        self.wfile.flush()
        time.sleep(1 if self.path == "/slow" else 0)
        self.wfile.write(body[1:])

http.server.ThreadingHTTPServer(("0.0.0.0", 8080), Handler).serve_forever()
"""
TASKS = {"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}
PULL = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
_numbers = count(1)


@dataclass
class World:
    """A network with a way out, an execution role that may pull and log, an image, a cluster."""

    emulator: Emulator
    name: str = field(default_factory=lambda: f"w{next(_numbers)}")
    subnets: list[str] = field(default_factory=list)
    group: str = ""
    role: str = ""
    cluster: str = ""

    def __post_init__(self) -> None:
        self.ecs, self.elb, self.ec2, self.iam, self.ecr, self.logs = (
            self.emulator.client(service) for service in ("ecs", "elbv2", "ec2", "iam", "ecr", "logs")
        )
        self.network()
        self.role = self.make_role(f"{self.name}-execution")
        self.iam.attach_role_policy(RoleName=f"{self.name}-execution", PolicyArn=PULL)
        self.cluster = self.ecs.create_cluster(clusterName=self.name)["cluster"]["clusterName"]

    def network(self) -> None:
        self.vpc = self.ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        self.subnets = [
            self.ec2.create_subnet(
                VpcId=self.vpc, CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=f"us-east-1{zone}"
            )["Subnet"]["SubnetId"]
            for number, zone in enumerate("ab")
        ]
        self.gateway = self.ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
        self.ec2.attach_internet_gateway(InternetGatewayId=self.gateway, VpcId=self.vpc)
        tables = self.ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [self.vpc]}])
        self.table = tables["RouteTables"][0]["RouteTableId"]
        self.ec2.create_route(
            RouteTableId=self.table, DestinationCidrBlock="0.0.0.0/0", GatewayId=self.gateway
        )
        self.group = self.make_group("all")
        self.allow(self.group, IpRanges=[{"CidrIp": "0.0.0.0/0"}])

    def make_group(self, name: str) -> str:
        named = f"{self.name}-{name}"
        return self.ec2.create_security_group(GroupName=named, Description=named, VpcId=self.vpc)["GroupId"]

    def allow(self, group: str, port: int = 8080, **source: Any) -> None:
        rule = {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, **source}
        self.ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[rule])

    def make_role(self, name: str, statement: dict[str, Any] = TASKS) -> str:
        trust = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        return self.iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust)["Role"]["Arn"]

    def permit(self, role: str, *actions: str) -> None:
        statement = {"Effect": "Allow", "Action": list(actions), "Resource": "*"}
        policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        self.iam.put_role_policy(RoleName=role, PolicyName="inline", PolicyDocument=policy)

    def make_function(self, source: str, role: str, runtime: str = "python3.12") -> str:
        """A function whose ``app.handler`` this source holds; its ARN."""
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as file:
            file.writestr("app.py", source)
        made = self.emulator.client("lambda").create_function(
            FunctionName=self.name,
            Runtime=runtime,
            Role=role,
            Handler="app.handler",
            Code={"ZipFile": archive.getvalue()},
            Timeout=20,
        )
        return str(made["FunctionArn"])

    def invoke(self) -> Any:
        """What the function answers."""
        answer = self.emulator.client("lambda").invoke(FunctionName=self.name)
        return json.loads(answer["Payload"].read())

    def push(self, tag: str = "v1", source: str = APP) -> str:
        return image(self.name, tag=tag, app=source.replace("VERSION", tag), client=self.ecr).uri

    def definition(self, uri: str, **changes: Any) -> str:
        container = {"name": "web", "image": uri, "portMappings": [{"containerPort": 8080}]}
        container |= changes.pop("container", {})
        call = {
            "family": self.name,
            "requiresCompatibilities": ["FARGATE"],
            "networkMode": "awsvpc",
            "cpu": "256",
            "memory": "512",
            "executionRoleArn": self.role,
            "containerDefinitions": [container],
        } | changes
        made = self.ecs.register_task_definition(**call)["taskDefinition"]
        return f"{made['family']}:{made['revision']}"

    def placement(self, **changes: Any) -> dict[str, Any]:
        base = {"subnets": self.subnets, "securityGroups": [self.group], "assignPublicIp": "ENABLED"}
        return {"awsvpcConfiguration": base | changes}

    def run(self, definition: str, **changes: Any) -> str:
        placed = changes.pop("networkConfiguration", None) or self.placement()
        call = {"cluster": self.cluster, "taskDefinition": definition, "launchType": "FARGATE"}
        made = self.ecs.run_task(**call, networkConfiguration=placed, **changes)
        return made["tasks"][0]["taskArn"]

    def task(self, arn: str) -> dict[str, Any]:
        return self.ecs.describe_tasks(cluster=self.cluster, tasks=[arn])["tasks"][0]

    def stopped(self, arn: str) -> dict[str, Any]:
        return eventually(lambda: (t := self.task(arn))["lastStatus"] == "STOPPED" and t)

    def balancer(self, **group: Any) -> tuple[str, str]:
        """The target group's ARN, and the DNS name."""
        made = self.elb.create_load_balancer(
            Name=self.name, Subnets=self.subnets, SecurityGroups=[group.pop("security_group", self.group)]
        )["LoadBalancers"][0]
        arn = self.elb.create_target_group(
            Name=self.name, Protocol="HTTP", Port=8080, VpcId=self.vpc, TargetType="ip", **group
        )["TargetGroups"][0]["TargetGroupArn"]
        self.elb.create_listener(
            LoadBalancerArn=made["LoadBalancerArn"],
            Protocol="HTTP",
            Port=80,
            DefaultActions=[{"Type": "forward", "TargetGroupArn": arn}],
        )
        return arn, made["DNSName"]

    def serve(self, definition: str, desired: int = 1, target_group: str = "", **changes: Any) -> None:
        balancers = [{"targetGroupArn": target_group, "containerName": "web", "containerPort": 8080}]
        call = {
            "cluster": self.cluster,
            "serviceName": "web",
            "taskDefinition": definition,
            "desiredCount": desired,
            "launchType": "FARGATE",
            "networkConfiguration": self.placement(),
            "loadBalancers": balancers if target_group else [],
        } | changes
        self.ecs.create_service(**call)

    def service(self) -> dict[str, Any]:
        return self.ecs.describe_services(cluster=self.cluster, services=["web"])["services"][0]

    def events(self) -> list[str]:
        return [event["message"] for event in self.service()["events"]]

    def steady(self) -> dict[str, Any]:
        """The service once its only deployment is completed and its desired count runs."""

        def right() -> Any:
            service = self.service()
            done = [d["rolloutState"] for d in service["deployments"]] == ["COMPLETED"]
            return done and service["runningCount"] == service["desiredCount"] and service

        return eventually(right, 40)

    def health(self, target_group: str) -> list[tuple[str, str]]:
        """State and reason of each target."""
        found = self.elb.describe_target_health(TargetGroupArn=target_group)["TargetHealthDescriptions"]
        health = [target["TargetHealth"] for target in found]
        return [(one["State"], one.get("Reason", "")) for one in health]

    def tasks(self, status: str = "RUNNING") -> list[str]:
        found = self.ecs.list_tasks(cluster=self.cluster, serviceName="web", desiredStatus=status)
        return list(found["taskArns"])

    def close(self) -> None:
        """No task of this world runs on into the next test."""
        for service in self.ecs.list_services(cluster=self.cluster)["serviceArns"]:
            self.ecs.delete_service(cluster=self.cluster, service=service, force=True)
        for task in self.ecs.list_tasks(cluster=self.cluster)["taskArns"]:
            self.ecs.stop_task(cluster=self.cluster, task=task)

# ruff: noqa: E501 — a drawing reads best on one line
"""Drawings as learners type them: for each rule those that break it and those that its guard lets pass."""

from lessons.architecture.drawing import Drawing, Edge, Node, Plane

RIGHT_CHAIN = "User → API Gateway → Lambda（控制层 / 轻逻辑） → ECS Service ← ECR (pull)"
WRONG_CHAIN = "User → Lambda → HTTP → EC2 → ECR → ECS"

FIRES = {
    "REGISTRY_ON_PATH": [WRONG_CHAIN, "用户 → API 网关 → ECR → ECS 服务", "User -> ALB -> Docker Hub -> EKS"],
    "PUSH_WITHOUT_DEPLOY": [
        "Developer -> Git -> CI -> ECR\nECR -- pull --> ECS Service",
        "CI -- 推镜像 --> ECR\nECR -- 拉镜像 --> ECS 服务",
    ],
    "MIXED_PLANES": ["User -> ALB -> CI -> ECR -> ECS", "用户 → ALB → Jenkins → ECR → ECS"],
    "EC2_BEFORE_ECS": [WRONG_CHAIN, "用户 → ALB → EC2 → ECS 服务", "User -> ALB -> EC2 -> EKS"],
    "ORCHESTRATOR_VS_LAUNCH_TYPE": [
        "User -> ALB -> ECS -> Fargate",
        "用户 → ALB → Fargate → ECS",
        "User -> ALB\nALB -> ECS\nALB -> Fargate",
    ],
    "TWO_ORCHESTRATORS": ["User -> ALB -> ECS -> EKS", "用户 → ALB\nALB → ECS\nALB → EKS"],
    "NO_RUNTIME": ["User -> API Gateway", "用户 → ALB → ECR"],
    "STANDALONE_TASK_BEHIND_LB": [
        "User -> ALB -> ECS Task (standalone)",
        "用户 → ALB → ECS 任务\nLambda -- RunTask --> ECS 任务",
    ],
    "NO_CAPACITY_SCALING": [
        "User -> ALB -> Pod\nHPA -- scales --> Pod\nPod -- runs on --> Node group",
        "用户 → ALB → ECS 服务\n服务自动扩缩 -- 扩缩 --> ECS 服务\nECS 服务 -- 运行 --> EC2",
    ],
    "SINGLE_AZ": ["User -> ALB -> ECS Service in Availability Zone", "用户 → ALB → ECS 服务（单可用区）"],
    "RETIRED_CHOICE": ["User -> App Runner", "用户 → ALB → ECS 服务\nCodeDeploy -- 部署 --> ECS 服务"],
    "APIGW_PRIVATE_NO_VPCLINK": [
        "User -> API Gateway -> internal ALB -> ECS Service",
        "用户 → API 网关 → ECS 服务",
    ],
    "DOUBLE_FRONT_DOOR": ["User -> API Gateway -> ALB -> ECS Service", "用户 → ALB → API 网关 → Lambda"],
    "NO_DOOR_BEFORE_LAMBDA": ["User -> Lambda -> DynamoDB", "用户 → Lambda → DynamoDB"],
    "NO_ENTRY": ["User -> ECS Service", "用户 → ECS 任务"],
    "REVERSED_EDGE": [
        "User -> ALB\nECS Service -> ALB",
        "用户 → ALB → ECS 服务\n数据库 → ECS 服务",
        "Lambda -> API Gateway -> User",
    ],
    "LB_PER_SERVICE": [
        "User -> ALB 1 -> ECS Service 1\nUser -> ALB 2 -> ECS Service 2\nUser -> ALB 3 -> ECS Service 3",
        "用户 → ALB 1 → Pod 1\n用户 → ALB 2 → Pod 2\n用户 → ALB 3 → Pod 3",
    ],
    "DB_EXPOSED": ["User -> RDS", "用户 → ALB → 数据库", "ECS Service -> RDS in public subnet"],
    "NAT_INBOUND": ["User -> NAT gateway -> ECS Task", "用户 → IGW → NAT 网关 → ECS 服务"],
    "IGW_ORDER": ["User -> ALB -> IGW -> ECS Service", "用户 → NLB → 互联网网关 → ECS 服务"],
    "LAMBDA_RELAY": [
        "User -> API Gateway -> Lambda -> ECS Service",
        "用户 → API 网关 → Lambda → HTTP → EC2",
        "User -> ALB -> Lambda proxy -> EKS",
    ],
    "LAMBDA_TO_LAMBDA_SYNC": [
        "User -> API Gateway -> Lambda A -> Lambda B",
        "用户 → API 网关 → 订单 Lambda → 支付 Lambda",
    ],
    "NO_CONCURRENCY_GUARD": ["User -> API Gateway -> Lambda -> RDS", "用户 → API 网关 → Lambda → 数据库"],
    "LAMBDA_UNSUPPORTED": [
        "S3 -> Lambda (30 min)",
        "S3 → Lambda（需要 GPU）",
        "S3 -> Lambda (16 GB)",
        "User -> API Gateway -- 20 MB --> Lambda",
        "S3 → Lambda（1 小时）",
    ],
    "GATEWAY_TIMEOUT": ["User -> API Gateway -> Lambda (60 s)", "用户 → API 网关 → Lambda（2 分钟）"],
    "LOCALHOST_LINK": [
        "ECS Service A -- http://localhost:8080 --> ECS Service B",
        "ECS 服务 A -- 127.0.0.1 --> 缓存",
    ],
    "CONTROL_PLANE_ON_PATH": ["User -> EKS control plane -> Pod", "用户 → ALB → 控制平面 → 节点 → Pod"],
    "CONTROLLER_ON_PATH": [
        "User -> ALB -> AWS Load Balancer Controller -> Pod",
        "用户 → ALB → Karpenter → Pod",
    ],
    "K8S_OBJECT_ON_PATH": ["User -> ALB -> Ingress -> K8s Service -> Pod", "用户 → ALB → 目标组 → ECS 服务"],
    "CONFIG_ON_PATH": ["User -> ALB -> Task definition -> ECS Service", "用户 → ALB → 安全组 → ECS 服务"],
    "SIDE_SERVICE_ON_PATH": [
        "User -> ALB -> CloudWatch -> ECS Service",
        "用户 → Cognito → API 网关 → Lambda",
        "ECS Service -> Secrets Manager -> RDS",
    ],
    "REGIONAL_SERVICE_IN_SUBNET": ["ECS Service -> S3 in private subnet", "ECS 服务 → SQS（在私有子网里）"],
    "UNDIRECTED": ["User <-> ALB -> ECS Service", "用户 <-> API 网关 → Lambda"],
    "NAT_FOR_PULLS": [
        "ECS Task -> NAT gateway -> Internet\nECR -- pull --> ECS Task",
        "ECS 服务 → NAT 网关 → 互联网\nECR -- 拉镜像 --> ECS 服务",
    ],
    "NODE_ROLE_FOR_PODS": ["Pod -> Node role -> S3", "Pod → 节点角色 → DynamoDB"],
    "FARGATE_UNSUPPORTED": [
        "User -> ALB -> ECS Service (Fargate, GPU)",
        "用户 → ALB → ECS 服务（Fargate，特权容器）",
        "EKS -> Pod (Fargate, DaemonSet)",
    ],
}

SILENT = {
    "REGISTRY_ON_PATH": [
        "EC2 -- push --> ECR -- pull --> ECS",
        "EC2 -- build --> ECR -- pull image --> ECS",
        "ECR -- 拉镜像 --> ECS",
        "Docker Hub -> ECR\nECR -- pull --> ECS",
        "ECS Task -> NAT -> ECR",
        "App -> ECR -> ECS",
        "CI -> ECR -> Lambda",
    ],
    "PUSH_WITHOUT_DEPLOY": [
        "CI -> ECR\nCI -> Git -> Argo CD -> EKS\nECR -- pull --> EKS",
        "CI -> ECR\nCodePipeline -- deploy --> ECS Service",
        "CI -> ECR -> EventBridge -> ECS Service",
        "Developer -> CI -> ECR",
    ],
    "MIXED_PLANES": ["Developer -> Git -> CI -> ECR"],
    "EC2_BEFORE_ECS": [
        "EC2 -- runs on --> ECS",
        "EC2 -- registers --> ECS cluster",
        "EC2 -- joins --> EKS",
        "Developer -> EC2 -> EKS",
        "EC2 -- build --> ECR",
        "User -> ALB -> EC2 (legacy app) -> ECS Service",
        "EC2 -- gRPC --> ECS Service",
    ],
    "ORCHESTRATOR_VS_LAUNCH_TYPE": [
        "User -> ALB -> ECS Service on Fargate",
        "ECS Service in ECS cluster\nECS -- runs on --> Fargate",
        "EKS -> Fargate\nEKS -> Node group",
        "ECS -- capacity provider strategy --> Fargate",
    ],
    "TWO_ORCHESTRATORS": [
        "User -> ALB\nALB -- old 90% --> ECS\nALB -- new 10% --> EKS",
        "ECS\nEKS",
        "User -> ALB -> ECS service orders -> EKS payments",
        "ECR -- pull --> ECS\nECR -- pull --> EKS",
    ],
    "NO_RUNTIME": [
        "Developer -> Git -> CI -> ECR",
        "IGW -> ALB",
        "User -> CloudFront -> S3",
        "User -> API Gateway -> SQS",
    ],
    "STANDALONE_TASK_BEHIND_LB": ["EventBridge -- RunTask --> ECS Task", "User -> ALB -> ECS Task"],
    "NO_CAPACITY_SCALING": [
        "HPA -- scales --> Pod\nPod -- runs on --> Fargate",
        "HPA -- scales --> Pod\nKarpenter -- scales --> Node group\nPod -- runs on --> Node group",
        "Service auto scaling -- scales --> ECS Service\nECS Service -- runs on --> Managed Instances",
    ],
    "SINGLE_AZ": ["ECS Service (dev, single AZ)", "ECS Service A in AZ A\nECS Service B in AZ B"],
    "RETIRED_CHOICE": ["User -> App Runner (existing)"],
    "APIGW_PRIVATE_NO_VPCLINK": [
        "User -> API Gateway -> VPC link -> internal ALB -> ECS Service",
        "User -> API Gateway -- VPC link --> NLB (internal) -> ECS Service",
        "User -> API Gateway -> ALB (public, HTTP URL) -> ECS Service",
        "User -> API Gateway -> SQS",
        "User -> API Gateway -> DynamoDB",
    ],
    "DOUBLE_FRONT_DOOR": [
        "User -> CloudFront -> WAF -> ALB -> ECS Service",
        "User -> NLB -> ALB -> ECS Service",
        "User -> API Gateway -> VPC link -> NLB -> ALB -> ECS Service",
        "User -> NLB -> Traefik -> Pod",
        "User -> ALB -> Service A -> internal ALB -> Service B",
    ],
    "NO_DOOR_BEFORE_LAMBDA": [
        "User -- function URL --> Lambda",
        "User -- event --> Lambda",
        "S3 -> Lambda",
        "User -- SDK invoke --> Lambda",
    ],
    "NO_ENTRY": [
        "User -> ECS Express Mode",
        "SQS -> ECS Service",
        "EventBridge -> ECS Task",
        "User -- function URL --> Lambda",
    ],
    "REVERSED_EDGE": [
        "User -> ALB -> ECS Service -> ALB",
        "API Gateway (WebSocket)\nUser -> API Gateway -> Lambda -> API Gateway",
        "ECS Service -- registers with --> Target group",
        "DynamoDB -> Lambda",
        "RDS -- CDC stream --> ECS Service",
        "ECS Service -- response --> ALB",
        "User -> ALB 1 -> Service A -> ALB 2 -> Service B",
    ],
    "LB_PER_SERVICE": [
        "User -> ALB -> ECS Service",
        "User -> internal ALB 1 -> ECS Service 1\nUser -> ALB 2 -> ECS Service 2\nUser -> ALB 3 -> ECS Service 3",
    ],
    "DB_EXPOSED": [
        "User -> API Gateway -> DynamoDB",
        "Developer -> Bastion -> RDS",
        "User -- SSH tunnel --> RDS",
        "ECS Service -> RDS in private subnet",
    ],
    "NAT_INBOUND": ["User -> ALB -> ECS Task -> NAT gateway -> Internet"],
    "IGW_ORDER": ["User -> IGW -> ALB -> ECS Service", "ECS Task -> NAT -> IGW -> Internet"],
    "LAMBDA_RELAY": [
        RIGHT_CHAIN,
        "User -> API Gateway -> Lambda -- RunTask --> ECS Service",
        "User -> API Gateway -> Lambda (authorizer) -> ECS Service",
        "User -> API Gateway -> Lambda -- StartExecution --> ECS",
        "User -> API Gateway -> Lambda -- enqueue --> ECS",
        "S3 -> Lambda -> ECS Service",
        "SQS -> Lambda -> ECS Service",
        "EventBridge -> Lambda -> ECS",
        "User -> API Gateway -> Lambda -- schedule --> ECS",
        "User -> API Gateway -> Lambda -> DynamoDB",
        "用户 → API 网关 → Lambda -- 触发事件 --> ECS",
    ],
    "LAMBDA_TO_LAMBDA_SYNC": [
        "Lambda A -- async --> Lambda B",
        "Lambda A -- on-success destination --> Lambda B",
        "Lambda A -- Event --> Lambda B",
        "Lambda A -> Step Functions -> Lambda B",
    ],
    "NO_CONCURRENCY_GUARD": [
        "Lambda -> RDS Proxy -> RDS",
        "SQS -> Lambda -> RDS",
        "Lambda -> DynamoDB",
        "Lambda -- Data API --> Aurora",
        "Lambda (reserved concurrency 10) -> RDS",
    ],
    "LAMBDA_UNSUPPORTED": [
        "S3 -> Lambda (10 min)",
        "S3 -> Lambda (durable, waits 3 hours)",
        "User -> API Gateway -- 20 MB --> Lambda (response streaming)",
        "Lambda (MicroVM, 2 h)",
        "S3 -- 20 MB --> Lambda",
        "Lambda (no GPU)",
    ],
    "GATEWAY_TIMEOUT": [
        "User -> API Gateway -> Lambda (60 s, quota raised)",
        "User -> API Gateway -> Lambda (5 s)",
        "User -> API Gateway -- async --> Lambda (60 s)",
    ],
    "LOCALHOST_LINK": ["ECS Task -- localhost:8080 --> sidecar", "Container -- localhost --> Cache"],
    "CONTROL_PLANE_ON_PATH": [
        "kubectl -> EKS control plane -> Node",
        "CI -> EKS control plane -> Pod",
        "Argo CD -> EKS control plane -> Pod",
        "Developer -> EKS control plane -> Pod",
        "User -> ALB -> Pod\nEKS control plane -> Node",
    ],
    "CONTROLLER_ON_PATH": [
        "User -> NLB -> nginx -> Pod",
        "User -> NLB -> Istio gateway -> Pod",
        "User -> ALB -> Pod\nLoad Balancer Controller -- configures --> ALB",
    ],
    "K8S_OBJECT_ON_PATH": ["User -> ALB -> Pod"],
    "CONFIG_ON_PATH": [
        "VPC -> Subnet -> ECS Service",
        "User -> ALB -> Target group -> ECS Service",
        "User -> ALB -> Listener -> ECS Service",
        "User -> ALB -> ECS Service in private subnet",
    ],
    "SIDE_SERVICE_ON_PATH": [
        "User -> S3 -> Lambda",
        "ECS Service -> CloudWatch -> Lambda",
        "User -> Cognito -> Lambda",
        "ECS Service -> Fluent Bit -> CloudWatch",
        "User -> Cognito\nUser -> API Gateway -> Lambda",
    ],
    "REGIONAL_SERVICE_IN_SUBNET": [
        "ECS Service -> S3 endpoint in private subnet",
        "Lambda in private subnet",
        "ECS Service -> S3",
    ],
    "UNDIRECTED": ["User <-> API Gateway (WebSocket)", "RDS A <-> RDS B"],
    "NAT_FOR_PULLS": [
        "ECS Task -> NAT gateway -> Internet\nECS Task -> VPC endpoint -> ECR",
        "ECS Task (test) -> NAT gateway\nECR -- pull --> ECS Task",
    ],
    "NODE_ROLE_FOR_PODS": [
        "Node group -> Node role\nNode role -- pull --> ECR\nPod",
        "Pod -- CNI --> Node role",
    ],
    "FARGATE_UNSUPPORTED": [
        "User -> ALB -> ECS Service (EC2, GPU)",
        "ECS Service (Fargate, no GPU)",
        "User -> ALB -> ECS Service on Fargate",
    ],
}

CORRECT = [
    RIGHT_CHAIN,
    "User -> ALB -> ECS Service on Fargate -> RDS\nECR -- pull image --> ECS Service on Fargate",
    "User -> API Gateway -> VPC link -> NLB -> ECS Service",
    "User -> API Gateway -> VPC link -> internal ALB -> ECS Service -> DynamoDB",
    "User -> API Gateway -> VPC link -> Cloud Map -> ECS Service",
    "User -> API Gateway -> SQS -> ECS Service -> DynamoDB",
    "ECS Service -- polls --> SQS\nSNS -> SQS",
    "EventBridge -- RunTask --> ECS Task -> S3",
    "User -> ALB -> Pod\nLoad Balancer Controller -- configures --> ALB\nECR -- pull --> Pod",
    "User -> ALB -> Ingress -> K8s Service -> Pod -> RDS",
    "Developer -> Git -> CI -- push --> ECR\nCI -> Git\nArgo CD -- watches --> Git\nArgo CD -> EKS\nECR -- pull --> EKS",
    "Developer -> Git -> CodePipeline -> CI -- push --> ECR\nCodePipeline -- deploy --> ECS Service\nECR -- pull --> ECS Service",
    "User -> ALB\nALB -> Target group blue -> ECS Service blue\nALB -> Target group green -> ECS Service green",
    "User -> ALB -> ECS Service in private subnet -> VPC endpoint -> ECR\nECS Service -> VPC endpoint -> S3",
    "User -> CloudFront -> ALB -> ECS Service",
    "User -> Route 53 -> CloudFront -> WAF -> ALB -> ECS Service -> Cache",
    "User <-> API Gateway (WebSocket)\nAPI Gateway -> Lambda -> DynamoDB\nLambda -- post back --> API Gateway",
    "User -> API Gateway -> Step Functions -> Lambda\nStep Functions -- RunTask --> ECS Task",
    "User -> API Gateway -> Lambda -> DynamoDB",
    "User -> API Gateway -> Lambda -- RunTask --> ECS Task -> S3",
    "User -> S3 -> Lambda -> SQS -> ECS Service",
    "User -> CloudFront -> S3\nUser -> API Gateway -> Lambda -> DynamoDB",
    "User -> ALB -> Lambda -> RDS Proxy -> RDS",
    "User -- function URL --> Lambda -> DynamoDB",
    "User -> NLB -> ALB -> ECS Service",
    "User -> NLB -> nginx ingress -> Pod",
    "User -> ALB -> ECS Service A -> Service Connect -> ECS Service B",
    "User -> IGW -> ALB in public subnet -> ECS Service in private subnet -> NAT gateway -> Internet",
    "User -> ALB -> ECS Service\nECS Service -> CloudWatch\nECS Service -> Secrets Manager\nECS Service -> Task role",
    "User -> Cognito\nUser -> API Gateway -> Lambda -> DynamoDB\nAPI Gateway -> Cognito",
    "EC2 -- runs on --> ECS cluster\nUser -> ALB -> ECS Service -> Aurora",
    "DynamoDB -> Lambda -> SNS",
    "用户 → ALB → ECS 服务（Fargate） → 数据库\nECR -- 拉镜像 --> ECS 服务（Fargate）",
    "User -> ALB -> Pod\nHPA -- scales --> Pod\nKarpenter -- scales --> Node group",
]


def drawing(*triples: tuple[str, str, str]) -> Drawing:
    """A drawing from (kind, kind, label): one box per kind, all arrows requests."""
    kinds = dict.fromkeys(kind for source, target, _ in triples for kind in (source, target))
    nodes = tuple(Node(kind, kind, kind) for kind in kinds)
    return Drawing(nodes, tuple(Edge(a, b, label, Plane.REQUEST) for a, b, label in triples))

"""Reading drawings as people type them. An arrow is written ``source>target`` or ``source>target:label``."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons.architecture import Drawing, DrawingError, Node, Plane, read
from lessons.architecture.building import MOST_BOXES
from lessons.architecture.cleaning import MOST_CHARACTERS
from lessons.architecture.mermaid import mermaid
from lessons.language import speaking

WRONG = "User\n ↓\nLambda\n ↓ HTTP\nEC2\n ↓\nECR\n ↓\nECS"
RIGHT = (
    "User\n ↓\nAPI Gateway\n ↓\nLambda（控制层 / 轻逻辑）\n ↓\n"
    "ECS Service（真正跑容器）\n ↑\nECR（拉 Docker 镜像）"
)


def arrows(drawing: Drawing) -> list[str]:
    ends = (f"{edge.source}{'>' if edge.directed else '~'}{edge.target}" for edge in drawing.edges)
    labels = (f":{edge.label}" if edge.label else "" for edge in drawing.edges)
    return [end + label for end, label in zip(ends, labels, strict=True)]


CHAIN = ["user>lambda", "lambda>ecs"]
TYPED = {
    # arrows in one line
    "User -> Lambda -> ECS": CHAIN,
    "User->Lambda->ECS": CHAIN,
    "User → Lambda → ECS": CHAIN,
    "User→Lambda→ECS": CHAIN,
    "User => Lambda => ECS": CHAIN,
    "User ⇒ Lambda ⟶ ECS": CHAIN,
    "User --> Lambda ---> ECS": CHAIN,
    "User > Lambda > ECS": CHAIN,
    "User >> Lambda >> ECS": CHAIN,
    "User ==> Lambda ~> ECS": CHAIN,
    "User ➡️ Lambda ➜ ECS": CHAIN,
    "User ──> Lambda ─→ ECS": CHAIN,
    "User ——> Lambda —→ ECS": CHAIN,
    "ECS <- Lambda <- User": ["lambda>ecs", "user>lambda"],
    "ECS ← Lambda <-- User": ["lambda>ecs", "user>lambda"],
    "ECS <= Lambda ⇐ User": ["lambda>ecs", "user>lambda"],
    "用户 → Lambda → 弹性容器服务": CHAIN,
    "用户→Lambda函数→ECS": CHAIN,
    "Users -> AWS Lambda -> Amazon ECS": CHAIN,
    "client -> lamda -> elastic container service": CHAIN,
    "User ＞ Lambda －＞ ECS": CHAIN,
    "User ⇢ Lambda - - > ECS": CHAIN,
    "ECS ⇠ Lambda ⇠ User": ["lambda>ecs", "user>lambda"],
    "User ..> Lambda - -> ECS": CHAIN,
    # without a direction, or both
    "User <-> Lambda": ["user~lambda"],
    "User ↔ Lambda": ["user~lambda"],
    "User -- Lambda": ["user~lambda"],
    "User — Lambda": ["user~lambda"],
    "User --- Lambda --- ECS": ["user~lambda", "lambda~ecs"],
    "User <--> Lambda": ["user~lambda"],
    # down the page
    "User\n↓\nLambda\n↓\nECS": CHAIN,
    "User\n  |\n  v\nLambda\n  |\n  V\nECS": CHAIN,
    "User\n│\n▼\nLambda\n⬇️\nECS": CHAIN,
    "User\n|\nLambda\n|\nECS": CHAIN,
    "User\n->\nLambda\n-->\nECS": CHAIN,
    "User\n>\nLambda\n>\nECS": CHAIN,
    "User\n→ Lambda\n→ ECS": CHAIN,
    "User ->\nLambda ->\nECS": CHAIN,
    "User\n↓ Lambda\n↓ ECS": CHAIN,
    "User\n\n↓\n\nLambda\n\n↓\n\nECS": CHAIN,
    "ECS\n↑\nECR": ["ecr>ecs"],
    "ECS\n^\n|\nECR": ["ecr>ecs"],
    "ALB\n↓   ↓\nLambda   ECS": ["alb>lambda", "alb>ecs"],
    # written on the arrow
    "User\n↓ HTTP\nLambda": ["user>lambda:HTTP"],
    "User\n| HTTPS\nv\nLambda": ["user>lambda:HTTPS"],
    "User\n↓ sends an order\nLambda": ["user>lambda:sends an order"],
    "User\n↓ （调用）\nLambda": ["user>lambda:调用"],
    "User -[HTTP]-> Lambda": ["user>lambda:HTTP"],
    "User --HTTP--> Lambda": ["user>lambda:HTTP"],
    "User -- HTTP --> Lambda": ["user>lambda:HTTP"],
    'User -- "HTTP" --> Lambda': ["user>lambda:HTTP"],
    "User -- HTTP (80) --> Lambda": ["user>lambda:HTTP (80)"],
    'User -- "x->"': ["user~x"],
    "User ==HTTP==> Lambda": ["user>lambda:HTTP"],
    "User -HTTP-> Lambda": ["user>lambda:HTTP"],
    "User → HTTP → Lambda": ["user>lambda:HTTP"],
    "User -> REST API call -> Lambda": ["user>api-gateway-call", "api-gateway-call>lambda"],
    "User -> gRPC -> ECS": ["user>ecs:gRPC"],
    "User -> async invoke -> Lambda": ["user>lambda:async invoke"],
    "用户 → 请求 → Lambda": ["user>lambda:请求"],
    "User -->|HTTPS 443| ALB": ["user>alb:HTTPS 443"],
    "Lambda -- 异步调用 --> SQS": ["lambda>sqs:异步调用"],
    "S3 -> event -> Lambda": ["s3>lambda:event"],
    "User -- Lambda --> ECS": ["user~lambda", "lambda>ecs"],
    "ECS <-[pull]- ECR": ["ecr>ecs:pull"],
    "ECR —拉镜像→ ECS": ["ecr>ecs:拉镜像"],
    "ECR → ECS：拉镜像": ["ecr>ecs:拉镜像"],
    "ALB --> ECS : http": ["alb>ecs:http"],
    "User -> ALB -> ECS: HTTP 8080": ["user>alb", "alb>ecs:HTTP 8080"],
    "ALB -> ECS: the orders": ["alb>ecs-theorders"],
    "ECR ——拉镜像——> ECS": ["ecr>ecs:拉镜像"],
    "User → Lambda —RunTask→ ECS": ["user>lambda", "lambda>ecs:RunTask"],
    "User — Lambda → ECS": ["user~lambda", "lambda>ecs"],
    "User — Zorblax → ECS": ["user~zorblax", "zorblax>ecs"],
    # branches and several paths
    "User -> ALB\nALB -> ECS #1\nALB -> ECS #2": ["user>alb", "alb>ecs-1", "alb>ecs-2"],
    "ALB -> ECS 1, ECS 2": ["alb>ecs-1", "alb>ecs-2"],
    "ALB → Lambda、ECS": ["alb>lambda", "alb>ecs"],
    "Lambda -> S3 and DynamoDB": ["lambda>s3", "lambda>dynamodb"],
    "Lambda → S3 和 DynamoDB": ["lambda>s3", "lambda>dynamodb"],
    "ALB, NLB -> ECS": ["alb>ecs", "nlb>ecs"],
    "User\n├─> ALB\n│   └─> ECS\n└─> Lambda": ["user>alb", "alb>ecs", "user>lambda"],
    "User -> ALB -> ECS\nUser -> ALB -> Lambda": ["user>alb", "alb>ecs", "alb>lambda"],
    "API Gateway -> Lambda\napi-gw -> SQS": ["api-gateway>lambda", "api-gateway>sqs"],
    "User -> ALB；ALB -> ECS": ["user>alb", "alb>ecs"],
    "User -> ALB; ALB -> ECS;": ["user>alb", "alb>ecs"],
    "User -[a; b]-> ALB (x; y)": ["user>alb:a; b"],
    # decoration
    "User -> ALB // the door": ["user>alb"],
    "第一步：User -> ALB\n第二步：ALB -> ECS": ["user>alb", "alb>ecs"],
    "Step 1: User -> ALB\n步骤二、ALB -> ECS": ["user>alb", "alb>ecs"],
    "+------+    +-----+\n| User | -> | ALB |\n+------+    +-----+": ["user>alb"],
    "│ User │ ──> │ ALB │ ──> │ ECS │": ["user>alb", "alb>ecs"],
    "User -> ALB; and more": ["user>alb-andmore"],
    "1. User -> ALB\n2. ALB -> ECS": ["user>alb", "alb>ecs"],
    "- User -> ALB\n- ALB -> ECS": ["user>alb", "alb>ecs"],
    "```\nUser -> ALB\n```": ["user>alb"],
    "My drawing:\n```text\nUser -> ALB\n```\nIt works.": ["user>alb"],
    "> User\n>  ↓\n> ALB": ["user>alb"],
    "✅ User -> ALB 📌": ["user>alb"],
    "**User** -> `ALB` -> [ECS]": ["user>alb", "alb>ecs"],
    "👤 User → ⚖️ ALB": ["user>alb"],
    "# My lab\nUser -> ALB": ["user>alb"],
    "This is what I have drawn:\nUser -> ALB": ["user>alb"],
    "┌──────┐\n│ User │\n└──────┘\n   ↓\n┌──────┐\n│ ALB  │\n└──────┘": ["user>alb"],
    '"User" -> "ALB"': ["user>alb"],
}


@pytest.mark.parametrize("text", TYPED)
def test_arrows_as_people_type_them(text):
    assert arrows(read(text)) == TYPED[text]


NAMED = {
    "api-gw": ("api-gateway", ""),
    "apigateway": ("api-gateway", ""),
    "Amazon API Gateway": ("api-gateway", ""),
    "弹性容器服务": ("ecs", ""),
    "k8s": ("eks", ""),
    "Elastic Container Registry": ("ecr", ""),
    "ECS Service (orders)": ("ecs-service", "orders"),
    "orders ECS service": ("ecs-service", ""),
    "ECS on Fargate": ("ecs", "Fargate"),
    "ECS service on Fargate": ("ecs-service", "Fargate"),
    "ECS 服务（Fargate）": ("ecs-service", "Fargate"),
    "ECS (Fargate)": ("ecs", "Fargate"),
    "EKS + EC2": ("eks", "EC2"),
    "my-api Lambda": ("lambda", ""),
    "public ALB": ("alb", ""),
    "internal NLB": ("nlb", ""),
    "内网 ALB": ("alb", ""),
    "订单数据库": ("database", ""),
    "payment service": ("app", ""),
    "Service": ("app", ""),
    "Kubernetes Deployment": ("k8s-deployment", ""),
    "K8s Service": ("k8s-service", ""),
    "Lambda（控制层 / 轻逻辑）": ("lambda", "控制层 / 轻逻辑"),
    "ECR (pull image)": ("ecr", "pull image"),
    "Zorblax": ("unknown", ""),
}


@pytest.mark.parametrize("text", NAMED)
def test_one_box(text):
    (node,) = read(text).nodes
    assert (node.kind, node.note) == NAMED[text]


INSIDE = [
    "ECS in private subnet",
    "ECS in the private subnet",
    "ECS @ private subnet",
    "ECS（在私有子网里）",
    "ECS (in a private subnet)",
    "私有子网里的 ECS",
    "ECS 在私有子网里",
]


@pytest.mark.parametrize("text", INSIDE)
def test_what_encloses_a_box(text):
    ecs, subnet = read(f"ALB -> {text}").nodes[1:]
    assert (ecs.kind, ecs.inside, subnet.kind) == ("ecs", "private-subnet", "private-subnet")


def test_a_name_that_ends_like_a_place_is_quoted():
    drawing = Drawing((Node("x", "unknown", "in in"),))
    assert read(str(drawing)) == drawing


def test_places_nest():
    drawing = read("ECS in private subnet in VPC")
    assert [node.inside for node in drawing.nodes] == ["private-subnet", "vpc", ""]


def test_noise_does_not_nest_without_end():
    assert len(read("ECS" + " in VPC" * 5000).nodes) == 1


def test_only_places_enclose():
    (node,) = read("Bug in production").nodes
    assert (node.name, node.inside) == ("Bug in production", "")


def test_the_notes_wrong_drawing():
    drawing = read(WRONG)
    assert [node.kind for node in drawing.nodes] == ["user", "lambda", "ec2", "ecr", "ecs"]
    assert arrows(drawing) == ["user>lambda", "lambda>ec2:HTTP", "ec2>ecr", "ecr>ecs"]
    assert {edge.plane for edge in drawing.edges} == {Plane.REQUEST}


def test_the_notes_corrected_drawing():
    drawing = read(RIGHT)
    assert [node.note for node in drawing.nodes] == [
        "",
        "",
        "控制层 / 轻逻辑",
        "真正跑容器",
        "拉 Docker 镜像",
    ]
    assert arrows(drawing)[2:] == ["lambda>ecs-service", "ecr>ecs-service:拉 Docker 镜像"]
    assert [edge.plane for edge in drawing.edges] == [Plane.REQUEST] * 3 + [Plane.SUPPLY]


PLANES = {
    "CI -- push image --> ECR": Plane.SUPPLY,
    "CI → 推送 → ECR": Plane.SUPPLY,
    "CI -> ECR": Plane.SUPPLY,
    "Developer -> Git": Plane.SUPPLY,
    "ECR -- pull --> ECS": Plane.SUPPLY,
    "ECS -- 拉镜像 --> ECR": Plane.SUPPLY,
    "ECR (pull image) -> ECS": Plane.SUPPLY,
    "CI -- deploy --> ECS": Plane.SUPPLY,
    "ECR -> ECS": Plane.SUPPLY,
    "ECS Service\n ↑\nECR": Plane.SUPPLY,
    "Docker Hub -> EKS": Plane.SUPPLY,
    "Docker Hub -> ECR": Plane.SUPPLY,
    "ECR -.-> ECS": Plane.SUPPLY,
    "ECS -.-> ECR": Plane.SUPPLY,
    "ECS <-.- ECR": Plane.SUPPLY,
    "ECR -- HTTP --> ECS": Plane.REQUEST,
    "ECR -- ECS": Plane.REQUEST,
    "EC2 -> ECR": Plane.REQUEST,
    "ECS -- pull messages --> SQS": Plane.REQUEST,
    "User -- HTTP --> ALB": Plane.REQUEST,
    "Karpenter -- scales --> node group": Plane.CONTROL,
    "Karpenter -> node group": Plane.REQUEST,
    "ECS -- logs --> CloudWatch": Plane.CONTROL,
    "ECS Service -- 注册 --> 目标组": Plane.CONTROL,
    "Lambda -- RunTask --> ECS task": Plane.REQUEST,
    "CI -[request: push]-> ECR": Plane.REQUEST,
}


@pytest.mark.parametrize("text", PLANES)
def test_the_plane_of_an_arrow(text):
    assert [edge.plane for edge in read(text).edges] == [PLANES[text]]


CHAINS = {
    "EC2 -> ECR -> ECS": [Plane.REQUEST, Plane.REQUEST],
    "User -- ECR -> ECS": [Plane.REQUEST, Plane.REQUEST],
    "CI -> ECR -> ECS": [Plane.SUPPLY, Plane.SUPPLY],
    "EC2 -- push --> ECR -> ECS": [Plane.SUPPLY, Plane.SUPPLY],
    "Docker Hub -> ECR -> ECS": [Plane.SUPPLY, Plane.SUPPLY],
    "EC2 -[supply:]-> ECR -[request:]-> ECS": [Plane.SUPPLY, Plane.REQUEST],
    "EC2 -[supply:]-> ECR -> ECS": [Plane.SUPPLY, Plane.SUPPLY],
}


@pytest.mark.parametrize("text", CHAINS)
def test_only_a_registry_on_the_request_path_passes_requests(text):
    drawing = read(text)
    assert [edge.plane for edge in drawing.edges] == CHAINS[text]
    assert read(str(drawing)) == read(mermaid(drawing)) == drawing


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ALB -> Service -> Pod", "k8s-service"),
        ("ECS cluster -> Service", "ecs-service"),
        ("User -> 服务", "app"),
    ],
)
def test_the_drawing_around_it_says_what_a_service_is(text, kind):
    assert kind in [node.kind for node in read(text).nodes]


def test_different_notes_make_different_boxes():
    drawing = read("ALB -> ECS Service (orders)\nALB -> ECS Service (payments)\nECS Service (orders) -> RDS")
    assert arrows(drawing) == ["alb>ecs-service", "alb>ecs-service-2", "ecs-service>rds"]


def test_push_and_pull_do_not_make_two_registries():
    assert len(read("CI -> ECR (push image)\nECR (pull image) -> ECS").nodes) == 3


def test_ids_are_the_same_in_both_languages():
    assert [node.id for node in read("用户 → 负载均衡器 → 任务").nodes] == [
        "user",
        "load-balancer",
        "ecs-task",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n\t\n",
        "```\n```",
        "->",
        "→" * 30_000,
        "↓\n" * 30_000,
        "-" * 100_000,
        "User -> \0ALB",
        "# title",
    ],
)
def test_what_is_no_drawing_gets_a_sentence(text):
    with pytest.raises(DrawingError, match=r".{20,}\w"):
        read(text)


def test_too_long_says_how_long():
    with pytest.raises(DrawingError, match=f"{MOST_CHARACTERS + 1}.*{MOST_CHARACTERS}"):
        read("a" * (MOST_CHARACTERS + 1))


def test_too_many_boxes_says_where():
    with pytest.raises(DrawingError, match=f"Line {MOST_BOXES + 1}"):
        read("\n".join(f"box{number}x" for number in range(MOST_BOXES + 1)))


def test_too_many_arrows():
    crowd = ", ".join(f"box{number}x" for number in range(400))
    with pytest.raises(DrawingError, match="arrows"):
        read(f"{crowd} -> {crowd} q")


def test_boxes_cannot_enclose_each_other():
    with pytest.raises(DrawingError, match="Line 2"):
        read("VPC in subnet\nsubnet in VPC")


def test_binary_says_where():
    with pytest.raises(DrawingError, match="Line 2"):
        read("User\nA\0B")


def test_errors_speak_the_learners_language():
    with speaking("zh"), pytest.raises(DrawingError):
        read("")


def test_invisible_characters_leave_names():
    node, _ = read("U\u202eser\u2066 -> A\u200bLB\ufeff").nodes
    assert node.name == "User"


def test_escapes_bring_no_invisible_characters_back():
    (node,) = read(r'"a\u202eb\u0007"').nodes
    assert node.name == "ab"


def test_tags_stay_text():
    node, _ = read("<script>alert(1)</script> -> ALB").nodes
    assert (node.kind, "script" in node.name) == ("unknown", True)


def test_right_to_left_names():
    assert [node.name for node in read("مستخدم → Lambda").nodes] == ["مستخدم", "Lambda"]


def test_circles_and_loops():
    assert arrows(read("ALB -> ECS -> ALB\nECS -> ECS")) == ["alb>ecs", "ecs>alb", "ecs>ecs"]


def test_five_thousand_boxes():
    drawing = read(" -> ".join(f"worker {number}" for number in range(5000)))
    assert (len(drawing.nodes), len(drawing.edges)) == (5000, 4999)


FLOWCHARTS = {
    "flowchart LR\n A[User] --> B[ALB] --> C(ECS)": ["user>alb", "alb>ecs"],
    "graph TD;\n A[User]-->B[ALB];\n B-->C[ECS];": ["user>alb", "alb>ecs"],
    "```mermaid\ngraph LR\nUser --> ALB\n```": ["user>alb"],
    "graph LR\nA[User] -->|HTTP| B[ALB]": ["user>alb:HTTP"],
    'graph LR\nA[User] -- "HTTP" --> B[ALB]': ["user>alb:HTTP"],
    "graph LR\nA[User] -- HTTP --> B[ALB]": ["user>alb:HTTP"],
    "graph LR\nA[ECR] -.-> B[ECS]": ["ecr>ecs"],
    "graph LR\nA[ECR] -. pull image .-> B[ECS]": ["ecr>ecs:pull image"],
    "graph LR\nA[User] ==> B[ALB]": ["user>alb"],
    "graph LR\nA[User] == HTTP ==> B[ALB]": ["user>alb:HTTP"],
    "graph LR\nA[User] --- B[ALB] <--> C[ECS]": ["user~alb", "alb~ecs"],
    "graph LR\nA[ALB] & B[NLB] --> C[ECS] & D[EKS]": ["alb>ecs", "alb>eks", "nlb>ecs", "nlb>eks"],
    "graph LR\nA((User)) --> B{{ALB}} --> C[(RDS)] --> D([S3])": ["user>alb", "alb>rds", "rds>s3"],
    'graph LR\nA["User #quot;x#quot;"] --> B["ALB<br/>public"]': ["user-x>alb-public"],
    "graph LR\n%% a comment\nA[User]:::big --> B[ALB]\nclassDef big fill:#fff\nstyle A fill:#e\nclick A x": [
        "user>alb"
    ],
    "graph LR\nA --> B\nA[User]\nB[ALB]": ["user>alb"],
}


@pytest.mark.parametrize("text", FLOWCHARTS)
def test_mermaid_as_people_write_it(text):
    assert arrows(read(text)) == FLOWCHARTS[text]


def test_subgraphs_enclose():
    drawing = read(
        "flowchart TB\nU[User] --> A\nsubgraph vpc[VPC]\n direction LR\n subgraph private subnet\n"
        "  A[ALB] --> E[ECS]\n end\nend\nE --> R[RDS]"
    )
    inside = {node.kind: node.inside for node in drawing.nodes}
    assert (inside["ecs"], inside["private-subnet"], inside["rds"]) == ("private-subnet", "vpc", "")


def test_dotted_arrows_carry_no_request():
    drawing = read("graph LR\nA[ECR] -.-> B[ECS]\nC[Karpenter] -.-> D[node group]")
    assert [edge.plane for edge in drawing.edges] == [Plane.SUPPLY, Plane.CONTROL]


PIECES = [
    "User",
    "ECS",
    "ALB",
    "镜像",
    "->",
    " -> ",
    "<-",
    "→",
    "↓",
    "\n",
    "|",
    "v",
    "--",
    "(",
    ")",
    "（",
    "[",
    "]",
    ",",
]
PIECES += [
    "；",
    " // ",
    "：",
    "第一步：",
    "—",
    "＞",
    "- - >",
    '"',
    "{",
    "}",
    "in",
    " in VPC",
    "HTTP",
    "graph LR\n",
    "subgraph ",
    "end\n",
    "%% box ",
    "&",
    ";",
    "```\n",
    "> ",
]
PIECES += [
    "> ",
    "├─",
    "  ",
    "1. ",
    "-[",
    "]->",
    "-.->",
    "==",
    "<script>",
    "\u202e",
    "#35;",
    "\\",
    "@",
    ":",
    "🚀",
]


def only_documented_errors(text: str) -> None:
    try:
        assert read(text).nodes
    except DrawingError as error:
        assert str(error)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_a_drawing_or_the_documented_error(text):
    only_documented_errors(text)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_arrows_give_a_drawing_or_the_documented_error(text):
    only_documented_errors(text)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_what_was_read_is_read_back(text):
    try:
        drawing = read(text)
    except DrawingError:
        return
    assert read(str(drawing)) == drawing


def test_the_settings_before_a_flowchart_are_skipped():
    drawing = read("---\ntitle: shop\n---\nflowchart LR\n  A[User] --> B[ALB]")
    assert [node.kind for node in drawing.nodes] == ["user", "alb"]


@pytest.mark.parametrize("kind", ["sequenceDiagram", "architecture-beta", "stateDiagram-v2", "classDiagram"])
def test_another_kind_of_diagram_is_refused_by_its_name(kind):
    with pytest.raises(DrawingError, match=f"Line 1: this is a Mermaid {kind}"):
        read(f"{kind}\n  Alice->>Bob: hello")


def test_a_remark_about_images_does_not_make_the_mistake_a_supply():
    for text in ("用户 → EC2 → ECR（镜像） → ECS", "User -> EC2 -> ECR (images) -> ECS"):
        assert {edge.plane for edge in read(text).edges} == {Plane.REQUEST}


def test_a_very_wide_gap_is_read():
    drawing = read("User -> ALB" + " " * 100_000 + "-> ECS Service")
    assert [node.kind for node in drawing.nodes] == ["user", "alb", "ecs-service"]

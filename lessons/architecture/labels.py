"""What is written on an arrow, and which plane it puts the arrow on."""

import re

from lessons.architecture.drawing import UNKNOWN, Plane
from lessons.architecture.names import layer

# Words that stand on arrows. A text made of them alone is no box: "User → HTTP → ALB" has two boxes.
_VERBS = (
    r"https?|http/[123](?:\.\d)?|rest|restful|grpc|tcp|udp|tls|ssl|websockets?|wss?|sql|jdbc|sdk"
    r"|ssh|graphql|json|mqtt|amqp|invokes?|invocation|events?|async(?:hronous)?|sync(?:hronous)?"
    r"|triggers?|requests?|responses?|calls?|proxy|forwards?|routes?|query|queries|reads?|writes?"
    r"|push(?:es)?|pulls?|builds?|deploys?|releases?|updates?|runtask|startexecution|sendmessage"
    r"|enqueue|publish(?:es)?|polls?|subscribes?|configures?|scales?|monitors?|registers?"
    r"|webhook(?:s)?|callback|logs?|metrics|traces|returns?|run|starts?|runs|mounts?|authori[sz]es?"
    r"|schedules?|请求|调用|触发|异步|同步|事件|转发|推送|拉取|推|拉|构建|部署|发布|查询|读取|写入|读|写|响应|返回|路由|访问|轮询|订阅|配置|扩缩|监控"
    r"|注册|日志|指标|更新|启动|运行|回调|发送|消息"
)
_FILLERS = (
    r"images?|docker|code|the|a|an|to|via|over|port|by|with|on|at|from|get|post|put|delete|v?\d+"
    r"|镜像|代码|通过|端口|到|从|的|请|用|经"
)
_LABEL = re.compile(rf"(?:(?:{_VERBS}|{_FILLERS})(?![a-z])[\s/,+:：、._-]*)+", re.IGNORECASE)
_SAYS_SOMETHING = re.compile(rf"(?<![a-z])(?:{_VERBS})(?![a-z])", re.IGNORECASE)
_LONGEST = 60

_SUPPLY = re.compile(
    r"\b(?:images?|docker|build|builds|built|deploys?|deployed|deployment|releases?|rollout)\b"
    r"|镜像|构建|部署|发布|打包|编译",
    re.IGNORECASE,
)
_CARRY = re.compile(r"\b(?:push|pushes|pushed|pull|pulls|pulled|fetch)\b|推|拉", re.IGNORECASE)
_CONTROL = re.compile(
    r"\b(?:configur\w*|scal(?:e|es|ed|ing)|autoscal\w*|monitors?|monitoring|registers?|logs?|logging|metrics?|traces?"
    r"|manages?|watch(?:es)?|reconciles?|health.?checks?|alarms?|assumes?|controls?|schedul(?:es|ing)|kubectl"
    r"|starts and replaces|joins|runs on)\b"
    r"|配置|扩缩|伸缩|扩展|监控|注册|日志|指标|管理|控制|补齐|健康检查|告警|调度|承载",
    re.IGNORECASE,
)
_SHELF = {"registry", "pipeline"}


def is_label(text: str) -> bool:
    """Whether a text between arrows is written on the arrow rather than a box."""
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return False
    return bool(_LABEL.fullmatch(text) and _SAYS_SOMETHING.search(text))


def says_supply(text: str) -> bool:
    """Whether a note or label speaks of building, pushing, pulling or deploying."""
    return bool(_SUPPLY.search(text) or _CARRY.search(text))


def says_carry(text: str) -> bool:
    """Whether a note speaks of pushing or pulling."""
    return bool(_CARRY.search(text))


def plane_of(source: str, target: str, label: str, dotted: bool = False) -> Plane:
    """The plane of an arrow between two kinds. Without a word on it, a chain through a registry is a request:
    that is the mistake which the doctor must see."""
    ends = {layer(source), layer(target)}
    if ends <= _SHELF and layer(source) == "pipeline":
        return Plane.SUPPLY
    if _SUPPLY.search(label) or (_CARRY.search(label) and (ends & _SHELF or UNKNOWN in (source, target))):
        return Plane.SUPPLY
    if _CONTROL.search(label):
        return Plane.CONTROL
    if dotted and not label:
        return Plane.SUPPLY if ends & _SHELF else Plane.CONTROL
    return Plane.REQUEST

# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown] lang="en"
# # Build it, and send a request through it
#
# You told the interviewer what was wrong with your drawing, and how it should be. She turns the laptop round. "Show me," she says. "I would like to see an answer come back."
#
# - **You will do:** build the corrected drawing with boto3, send a request, follow it through the logs, take the registry away, break a deployment and repair it. Then, if you have ten minutes more, the same as one file.
# - **You will learn:** what each part needs from the one before it, who takes on which role, who calls whom, and how to *prove* that ECR is not on the way.
# - **You need:** the idea of lesson 01. No AWS account, no Docker. About 25 minutes until the lab is complete, 35 with the file.

# %% [markdown] lang="zh"
# # 亲手搭出来，发一个请求走到底
#
# 图错在哪里、该怎么改，你都讲清楚了。面试官把笔记本电脑转过来：“那就做给我看。我想看到请求真的有响应。”
#
# - **要做什么：** 用 boto3 把改对的图搭出来，发一个请求，在日志里跟着它走一遍；然后拿走镜像仓库，弄坏一次部署，再修好。还有十分钟的话，再把同样的东西变成一个文件。
# - **会学到：** 每个部件需要前一个提供什么，谁代入哪个角色，谁调用谁；以及怎样**证明** ECR 不在请求路径上。
# - **需要准备：** 第 01 课的思路。不需要 AWS 账号，也不需要 Docker。做完实验大约 25 分钟，加上那个文件 35 分钟。

# %% [markdown] lang="en"
# ## The drawing that she saw first
#
# This is where you began: a chain in which a request walks through a registry. Keep it in mind. At the end of this lesson the account draws itself, and you can lay the two side by side.

# %% [markdown] lang="zh"
# ## 她最先看到的那张图
#
# 这是你的起点：一条链，请求要穿过镜像仓库。先记住它。这一课结束时，账户会自己画一张，你可以把两张摆在一起看。

# %%
from lessons.panels import ask, doctor, show, watch

show("User -> Lambda -- HTTP --> EC2 -> ECR -> ECS")

# %% [markdown] lang="en"
# ## In which order do you build?
#
# The right drawing is *User → API Gateway → Lambda → load balancer → ECS service*, with ECR beside it. A request walks it from left to right. And you, building? Sort first.

# %% [markdown] lang="zh"
# ## 按什么顺序搭？
#
# 正确的图是“用户 → API Gateway → Lambda → 负载均衡器 → ECS 服务”，ECR 站在旁边。请求从左走到右。那你搭的时候呢？先排一排。

# %%
ask("order-of-building")

# %% [markdown] lang="en"
# ## An empty account
#
# From the far end to the user, then. The next cell starts an AWS inside this computer. Everything after it is real boto3, as you would write it for a real account.

# %% [markdown] lang="zh"
# ## 一个空账户
#
# 也就是从最里端往用户方向搭。下一个单元格会在这台电脑里启动一个 AWS。之后全是真正的 boto3，和面对真实账户时写的一样。

# %%
from lessons import cloud

cloud.start(fresh=True)

# %% [markdown] lang="en"
# The lab looks at the account and says how far you are. Eleven checks, none of them right yet. If you would rather build on your own first: `lab.hint()` says a little, `lab.solution()` everything.

# %% [markdown] lang="zh"
# 实验会看账户里有什么，告诉你做到哪一步了。一共十一项，现在一项也没有。想先自己动手？`lab.hint()` 给一点提示，`lab.solution()` 给出全部。

# %%
lab = cloud.lab("09")
lab.check()

# %% [markdown] lang="en"
# ## First the image
#
# The shop is one small web server. It says which version it is, and it prints a line for each request: you will look for that line later. `cloud.image` packs it and pushes it to ECR, as `docker build` and `docker push` would (lesson 02).

# %% [markdown] lang="zh"
# ## 先有镜像
#
# 商店就是一个小小的 Web 服务器。它会说自己是哪个版本，每来一个请求就打印一行，等会儿要找的就是这一行。`cloud.image` 把它打包并推到 ECR，相当于 `docker build` 加 `docker push`（见第 02 课）。

# %%
APP = '''
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

class Shop(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(f"v1 sells {self.path[1:]}".encode())

    def log_message(self, *_):
        print("v1 was asked for", self.path, flush=True)

ThreadingHTTPServer(("0.0.0.0", 8080), Shop).serve_forever()
'''
image = cloud.image("shop", tag="v1", app=APP, port=8080)
image

# %% [markdown] lang="en"
# ## Two roles: who puts them on?
#
# Somebody has to fetch this image at three in the morning, and the function has to write a log. Neither is you. A role is a coat with permissions in its pockets, and a **trust policy** says who may put it on. So who needs one here?

# %% [markdown] lang="zh"
# ## 两个角色：由谁来代入？
#
# 凌晨三点总得有人去取这个镜像，函数也总得写日志，而这都不是你本人。角色就像一件口袋里装着权限的外套，**信任策略**规定谁可以穿上它。那么这里有谁需要？

# %%
ask("who-takes-which-role")

# %% [markdown] lang="en"
# Two coats, and each is made for one wearer: look at `Principal`. The permissions themselves are AWS's ready-made policies.

# %% [markdown] lang="zh"
# 两件外套，各有一个指定的穿着者：看 `Principal`。权限本身用的是 AWS 现成的策略。

# %%
import json

import boto3

iam = boto3.client("iam")

def role(name, service, policy):
    who = {"Service": f"{service}.amazonaws.com"}
    trust = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": who}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    made = iam.create_role(RoleName=name, AssumeRolePolicyDocument=document)["Role"]
    iam.attach_role_policy(RoleName=name, PolicyArn=f"arn:aws:iam::aws:policy/service-role/{policy}")
    return made["Arn"]

execution_role = role("shop-execution", "ecs-tasks", "AmazonECSTaskExecutionRolePolicy")
front_role = role("front", "lambda", "AWSLambdaVPCAccessExecutionRole")

# %% [markdown] lang="en"
# ## The recipe names the image
#
# A **task definition** says what one task is made of. From the steps before it needs the image's name and the execution role. It also says where the printed lines go: a log group, which must exist. You will register three of these tonight, so it becomes a function.

# %% [markdown] lang="zh"
# ## 配方里写着镜像
#
# **任务定义**说明一个任务由什么组成。它要用到前面做好的两样：镜像的名字，和执行角色。打印的内容送到哪里也写在这里：一个日志组，得先建好。今晚要注册三次，所以写成一个函数。

# %%
ecs, logs = boto3.client("ecs"), boto3.client("logs")
logs.create_log_group(logGroupName="/ecs/shop")

def definition(image_uri):
    to_logs = {"awslogs-group": "/ecs/shop", "awslogs-region": "us-east-1",
               "awslogs-stream-prefix": "shop"}
    container = {"name": "shop", "image": image_uri, "portMappings": [{"containerPort": 8080}],
                 "logConfiguration": {"logDriver": "awslogs", "options": to_logs}}
    made = ecs.register_task_definition(family="shop", containerDefinitions=[container],
        executionRoleArn=execution_role, requiresCompatibilities=["FARGATE"], networkMode="awsvpc",
        cpu="256", memory="512")["taskDefinition"]
    return f"shop:{made['revision']}"

definition(image.uri)

# %% [markdown] lang="en"
# ## Three groups, two open ports
#
# Before anything can call anything: who opens a connection to whom? Say it aloud, then count the rules in the cell. The function calls the load balancer on 80. The load balancer calls the tasks on 8080. Nobody calls the function *through your network*: API Gateway asks Lambda for it. So three security groups, and two rules, each naming the group of the caller.

# %% [markdown] lang="zh"
# ## 三个安全组，两个开口
#
# 先想清楚谁向谁发起连接。说出来，再数数代码里的规则。函数访问负载均衡器的 80 端口，负载均衡器访问任务的 8080 端口。没有谁会“从你的网络里”访问函数：API Gateway 是请 Lambda 去运行它。所以是三个安全组、两条规则，每条都写着调用方的安全组。

# %%
ec2 = boto3.client("ec2")
default = ec2.describe_subnets(Filters=[{"Name": "default-for-az", "Values": ["true"]}])["Subnets"]
subnets, vpc = [subnet["SubnetId"] for subnet in default], default[0]["VpcId"]

def group(name, port=None, caller=None):
    made = ec2.create_security_group(GroupName=name, Description=name, VpcId=vpc)["GroupId"]
    if caller:
        rule = {"IpProtocol": "tcp", "FromPort": port, "ToPort": port,
                "UserIdGroupPairs": [{"GroupId": caller}]}
        ec2.authorize_security_group_ingress(GroupId=made, IpPermissions=[rule])
    return made

front_group = group("front")
door_group = group("door", 80, front_group)
task_group = group("tasks", 8080, door_group)

# %% [markdown] lang="en"
# ## An address that stays
#
# Soon two tasks run, each with an address of its own. Your function needs one address to call. Which?

# %% [markdown] lang="zh"
# ## 一个不变的地址
#
# 很快会有两个任务在运行，各有自己的地址。函数要有一个地址可以调用。写哪个？

# %%
ask("what-the-function-calls")

# %% [markdown] lang="en"
# So the load balancer stands *inside*: `Scheme="internal"`, since only the function calls it and a second public door would lead past your API. Its target group takes addresses (`ip`), because a task on Fargate has one and no machine that you could name.

# %% [markdown] lang="zh"
# 所以负载均衡器放在**里面**：`Scheme="internal"`。只有函数会调用它；再开一扇公网的门，别人就能绕过你的 API。目标组的类型是 `ip`，因为 Fargate 任务有地址，却没有哪台机器可写。

# %%
elb = boto3.client("elbv2")
door = elb.create_load_balancer(Name="shop", Scheme="internal", Subnets=subnets,
    SecurityGroups=[door_group])["LoadBalancers"][0]
targets = elb.create_target_group(Name="shop", Protocol="HTTP", Port=8080, VpcId=vpc, TargetType="ip",
    HealthCheckIntervalSeconds=5, HealthCheckTimeoutSeconds=2)["TargetGroups"][0]["TargetGroupArn"]
listener = elb.create_listener(LoadBalancerArn=door["LoadBalancerArn"], Protocol="HTTP", Port=80,
    DefaultActions=[{"Type": "forward", "TargetGroupArn": targets}])

# %% [markdown] lang="en"
# ## The service puts it together
#
# *Keep two tasks of `shop` running, in these subnets, and enter each into that target group.* (`assignPublicIp` is their way out to ECR: these subnets have no NAT gateway.) The last line asks the target group. Guess first: you never registered a target, so how many will there be?

# %% [markdown] lang="zh"
# ## 服务把它们连起来
#
# “让两个 `shop` 任务一直在运行，放在这些子网里，并逐个登记进目标组。”（`assignPublicIp` 是任务出去找 ECR 的路：这些子网没有 NAT 网关。）最后一行问目标组。先猜：你从没登记过目标，里面会有几个？

# %%
cluster = ecs.create_cluster(clusterName="lab")
network = {"subnets": subnets, "securityGroups": [task_group], "assignPublicIp": "ENABLED"}
service = ecs.create_service(cluster="lab", serviceName="shop", taskDefinition="shop:1", desiredCount=2,
    launchType="FARGATE", networkConfiguration={"awsvpcConfiguration": network},
    loadBalancers=[{"targetGroupArn": targets, "containerName": "shop", "containerPort": 8080}])
stable, often = ecs.get_waiter("services_stable"), {"Delay": 1, "MaxAttempts": 90}
stable.wait(cluster="lab", services=["shop"], WaiterConfig=often)
elb.get_waiter("target_in_service").wait(TargetGroupArn=targets, WaiterConfig=often)
health = elb.describe_target_health(TargetGroupArn=targets)["TargetHealthDescriptions"]
[target["TargetHealth"]["State"] for target in health]

# %% [markdown] lang="en"
# ## Keep an eye on it
#
# In JupyterLab this panel is alive: your two tasks, their targets, what the service does. Click its cell with the right button, and choose *Create New View for Cell Output*: it then stays in sight, below the notebook. You will want it there when things break.

# %% [markdown] lang="zh"
# ## 盯着它
#
# 在 JupyterLab 里，这个面板是活的：两个任务、它们的目标状态、服务正在做什么。在它的单元格上点右键，选 *Create New View for Cell Output*，它就会一直留在笔记本下方。等会儿弄坏东西的时候，你会想看着它。

# %%
watch("lab", path="/apples")

# %% [markdown] lang="en"
# ## The function: light logic, and a name to call
#
# Read the code. Where does it learn whom to call? And does it *do* something, or only pass calls on?

# %% [markdown] lang="zh"
# ## 函数：轻逻辑，加一个要调用的名字
#
# 读一读代码。它从哪里知道该调用谁？它是**真的干活**，还是只把请求转一手？

# %%
CODE = '''
import os
import urllib.request

def handler(event, context):
    page = event["pathParameters"]["page"]
    print("front was asked for", page)
    if not page.isalnum():
        return {"statusCode": 400, "body": "no such page"}
    with urllib.request.urlopen(f"http://{os.environ['SHOP']}/{page}", timeout=10) as answer:
        return {"statusCode": 200, "body": answer.read().decode()}
'''

# %% [markdown] lang="en"
# From an environment variable. And it checks the page before a task is bothered; a function that only passes calls on would not be worth its price.
#
# So it needs the load balancer's name (that is why it comes now), its own role, and a place in the VPC, since an internal load balancer has private addresses only. (The `zipfile` lines only pack the code, as Lambda wants it.)

# %% [markdown] lang="zh"
# 从环境变量。它先检查页面名，再去打扰任务；只转一手的函数，不值它的钱。
#
# 所以它需要负载均衡器的名字（现在才轮到它，就是这个缘故）、自己的角色，还要接入 VPC，因为内部负载均衡器只有私有地址。（`zipfile` 那几行只是打包，Lambda 收的是 zip。）

# %%
import io
import zipfile

packed = io.BytesIO()
with zipfile.ZipFile(packed, "w") as archive:
    archive.writestr("front.py", CODE)
functions = boto3.client("lambda")
front = functions.create_function(FunctionName="front", Description="checks the page", Timeout=15,
    Runtime="python3.12", Handler="front.handler", Code={"ZipFile": packed.getvalue()},
    Role=front_role, Environment={"Variables": {"SHOP": door["DNSName"]}},
    VpcConfig={"SubnetIds": subnets, "SecurityGroupIds": [front_group]})
functions.get_waiter("function_active_v2").wait(FunctionName="front", WaiterConfig=often)

# %% [markdown] lang="en"
# ## The door for the user
#
# An API, an **integration** (whom it calls: the function), a **route** (for which path). Anything else? Two things are forgotten again and again, and both cost an evening.

# %% [markdown] lang="zh"
# ## 给用户的门
#
# 一个 API、一个**集成**（调用谁：那个函数）、一条**路由**（哪个路径）。还有别的吗？有两样东西总有人忘，每样都能耗掉一个晚上。

# %%
ask("what-the-api-still-needs")

# %% [markdown] lang="en"
# The last two calls are those two: the stage, and the permission. `SourceArn` says *this API only*; without it any API of any account could be let in.

# %% [markdown] lang="zh"
# 最后两个调用就是那两样：阶段，和授权。`SourceArn` 的意思是“只放行这个 API”；不写它，别人账户里的 API 也可能被放进来。

# %%
api = boto3.client("apigatewayv2")
entry = api.create_api(Name="shop", ProtocolType="HTTP")
to_front = api.create_integration(ApiId=entry["ApiId"], IntegrationType="AWS_PROXY",
    IntegrationUri=front["FunctionArn"], PayloadFormatVersion="2.0")["IntegrationId"]
route = api.create_route(ApiId=entry["ApiId"], RouteKey="GET /{page}", Target=f"integrations/{to_front}")
stage = api.create_stage(ApiId=entry["ApiId"], StageName="$default", AutoDeploy=True)
account = front["FunctionArn"].split(":")[4]
this_api = f"arn:aws:execute-api:us-east-1:{account}:{entry['ApiId']}/*"
permission = functions.add_permission(FunctionName="front", StatementId=entry["ApiId"],
    Action="lambda:InvokeFunction", Principal="apigateway.amazonaws.com", SourceArn=this_api)

# %% [markdown] lang="en"
# ## Send a request
#
# This is what she asked for. Four requests to the API's own address. Who will answer, in which version, with what? (Afterwards try `url + "/a%20b"`. Which box answers that one?)

# %% [markdown] lang="zh"
# ## 发一个请求
#
# 这就是她要看的。向 API 自己的地址发四个请求。先想：会是谁、哪个版本、回什么？（之后再试试 `url + "/a%20b"`，这一个又是哪个框回的？）

# %%
url = entry["ApiEndpoint"]
cloud.get(url + "/apples", times=4)

# %% [markdown] lang="en"
# ## Follow one request
#
# An answer proves that the way leads through. A log proves *which* way. Give one request a name that nobody else uses, and look for it in both log groups. Guess: which lines appear, and who wrote each?

# %% [markdown] lang="zh"
# ## 跟着一个请求走
#
# 有响应，证明路通了；有日志，才证明走的是**哪条**路。给一个请求起个独一无二的名字，再到两个日志组里找它。先猜：会出现哪几行，各是谁写的？

# %%
cloud.get(url + "/coffee")

def lines(log_group):
    events = logs.filter_log_events(logGroupName=log_group, filterPattern="coffee")["events"]
    return [event["message"].strip() for event in events]

[cloud.wait_for(lambda: lines(log_group)) for log_group in ("/aws/lambda/front", "/ecs/shop")]

# %% [markdown] lang="en"
# One line from the function, one from a task. No registry wrote anything, and no task definition did.
#
# When something fails, the same walk finds it: the box with the last line had the request, the next one never did. No line at all, not even from the function? Then API Gateway was not allowed to call it.

# %% [markdown] lang="zh"
# 函数一行，任务一行。镜像仓库什么也没写，任务定义也没有。
#
# 出故障时，照这样走一遍就能找到：最后留下日志的那个框收到过请求，下一个就没收到。要是连函数都一行没有呢？那就是 API Gateway 没有权限调用它。

# %% [markdown] lang="en"
# ## The account draws itself
#
# `cloud.drawing()` asks the account what exists and draws that, and the doctor reads it. Lay it beside the chain at the top. Where did ECR go? And EC2? (Fargate lends the tasks their CPU and memory, so there is no machine of yours to draw.)

# %% [markdown] lang="zh"
# ## 让账户自己画一张
#
# `cloud.drawing()` 查账户里实际有什么，据此画图，再交给医生看。和开头那条链摆在一起：ECR 到哪里去了？EC2 呢？（任务的 CPU 和内存由 Fargate 提供，没有你的机器可画。）

# %%
doctor(str(cloud.drawing()))

# %% [markdown] lang="en"
# ## Take the registry away
#
# "ECR is not on the request path" is easy to say. She is not impressed. "Prove it." So delete the repository, image and all, while users are being served. Choose first.

# %% [markdown] lang="zh"
# ## 把镜像仓库拿走
#
# “ECR 不在请求路径上”，这话说起来容易。她不为所动：“证明给我看。”那就趁用户还在访问，把仓库连同镜像一起删掉。先选。

# %%
ask("the-registry-is-gone")

# %% [markdown] lang="en"
# Delete it, and ask four times.

# %% [markdown] lang="zh"
# 删掉它，再问四次。

# %%
ecr = boto3.client("ecr")
gone = ecr.delete_repository(repositoryName="shop", force=True)
cloud.get(url + "/apples", times=4)

# %% [markdown] lang="en"
# ## Now kill a task
#
# One of two tasks dies. Users? The service? Guess both, then run. The text says why the replacement did not come, the table what the users see.

# %% [markdown] lang="zh"
# ## 再杀掉一个任务
#
# 两个任务死了一个。用户会怎样？服务会怎样？两个都猜，再运行。文字是补位的任务为什么没起来，表格是用户看到的。

# %%
def why_not_started():
    stopped = ecs.list_tasks(cluster="lab", serviceName="shop", desiredStatus="STOPPED")["taskArns"]
    tasks = ecs.describe_tasks(cluster="lab", tasks=stopped)["tasks"] if stopped else []
    return {task["stoppedReason"] for task in tasks if task["stopCode"] == "TaskFailedToStart"}

victim = ecs.list_tasks(cluster="lab", serviceName="shop")["taskArns"][0]
ecs.stop_task(cluster="lab", task=victim, reason="what comes back?")
reasons = cloud.wait_for(why_not_started)
print(*reasons)
cloud.get(url + "/apples", times=4)

# %% [markdown] lang="en"
# Users notice nothing: one task is enough to answer. But the service promised two, and cannot keep its promise. `CannotPullContainerError … not found`: the new task stood before an empty shelf. (It asks for a digest, not for `v1`: lesson 02 says why.)
#
# That is the whole difference. The **request path** must work at every moment. The **supply path** must work whenever a task starts, and you do not choose when that is. Put the image back and count.

# %% [markdown] lang="zh"
# 用户毫无感觉：一个任务就能响应。但服务承诺的是两个，它兑现不了。`CannotPullContainerError … not found`：新任务站在空货架前。（它要的是摘要，不是 `v1`，原因见第 02 课。）
#
# 全部的区别就在这里。**请求路径**每一刻都得通；**供应路径**在任务启动时得通，而什么时候启动，由不得你。把镜像放回去，再数一数。

# %%
again = cloud.image("shop", tag="v1", app=APP, port=8080)
stable.wait(cluster="lab", services=["shop"], WaiterConfig=often)
now = ecs.describe_services(cluster="lab", services=["shop"])["services"][0]
print("same image:", again.digest == image.digest)
print("running:", now["runningCount"], "of", now["desiredCount"])

# %% [markdown] lang="en"
# ## Break it: a tag that nobody pushed
#
# Version 2 is due. It is late, and your finger slips: the task definition says `v22`. The service has a **circuit breaker** with rollback. What happens?

# %% [markdown] lang="zh"
# ## 弄坏它：一个没人推过的标签
#
# 该上版本 2 了。夜深手滑，任务定义里写成了 `v22`。服务开了**断路器**，并打开回滚。会怎样？

# %%
ask("deploy-what-is-not-there")

# %% [markdown] lang="en"
# Deploy it. (Look at the panel, if you keep it in sight.)

# %% [markdown] lang="zh"
# 部署下去。（面板还在下方的话，看着它。）

# %%
BREAKER = {"deploymentCircuitBreaker": {"enable": True, "rollback": True}}
slip = definition(image.uri.replace(":v1", ":v22"))
update = ecs.update_service(cluster="lab", service="shop", taskDefinition=slip,
    deploymentConfiguration=BREAKER)

# %% [markdown] lang="en"
# Wait until ECS has made up its mind. Then read two things: what the service did (the text; `re.sub` only shortens an id), and what the users saw (the table).

# %% [markdown] lang="zh"
# 等 ECS 做出决定，然后读两样：服务做了什么（文字；`re.sub` 只是把 ID 缩短），用户看到了什么（表格）。

# %%
import re

def what_went_wrong():
    events = ecs.describe_services(cluster="lab", services=["shop"])["services"][0]["events"]
    told = [re.sub(r"ecs-svc/\w+", "ecs-svc/…", event["message"]) for event in events]
    decided = any("rolling back" in line for line in told)
    return decided and [line for line in told if "failed" in line or "rolling back" in line]

print(*cloud.wait_for(what_went_wrong, seconds=60), *why_not_started() - reasons, sep="\n")
cloud.get(url + "/apples", times=4)

# %% [markdown] lang="en"
# Read the text from below, as you would at night. A task could not start: `shop:v22: not found`. So the deployment failed. So the service went back. And users had version 1 all the time: with the default percentages ECS stops an old task only when a new one has taken its place.
#
# ## Repair it
#
# The rollback saved the evening, but version 2 is still not out. Push what you meant, name it rightly, deploy. Which answers do you expect?

# %% [markdown] lang="zh"
# 文字从下往上读，半夜排障就这样读。任务起不来：`shop:v22: not found`。所以部署失败，所以服务退了回去。而用户一直用着版本 1：按默认的百分比，新任务到位之前，ECS 不会停旧任务。
#
# ## 修好它
#
# 回滚保住了这个晚上，可版本 2 还没上线。把本来要推的推上去，名字写对，再部署。你预计会看到什么？

# %%
stable.wait(cluster="lab", services=["shop"], WaiterConfig=often)
second = cloud.image("shop", tag="v2", app=APP.replace("v1", "v2"), port=8080)
update = ecs.update_service(cluster="lab", service="shop", taskDefinition=definition(second.uri))
stable.wait(cluster="lab", services=["shop"], WaiterConfig=often)
cloud.get(url + "/apples", times=4)

# %% [markdown] lang="en"
# ## Ask the lab
#
# Built, asked, broken, repaired. The lab looks at the account once more, and the doctor is one of its checks.

# %% [markdown] lang="zh"
# ## 再查一次实验
#
# 搭好了，问过了，弄坏过，修好了。实验再看一遍账户，其中一项就是请医生检查。

# %%
lab.check()

# %% [markdown] lang="en"
# The lesson could end here. Tired, or in a class? Go on with *Check* below; everything ends with the notebook. With ten minutes more: take it down, and build it again from one file.
#
# ## Clean up
#
# On a real account all this costs money until it is gone. What must go first? Think of the building order, and turn it round: nothing may be deleted while something else still names it. So first the way that a request takes, from the user's end.

# %% [markdown] lang="zh"
# 这一课到这里就可以结束了。累了，或者在上课，就直接跳到下面的“检查”，笔记本一关，一切都没了。还有十分钟，就把它拆掉，再用一个文件搭回来。
#
# ## 清理
#
# 在真实账户里，这些东西不删就一直花钱。先删哪个？想想搭建的顺序，倒过来：还有别人引用着，就不能删。先拆请求走的那条路，从用户那头拆起。

# %%
for each in api.get_apis()["Items"]:
    api.delete_api(ApiId=each["ApiId"])
functions.delete_function(FunctionName="front")
ecs.delete_service(cluster="lab", service="shop", force=True)
ecs.get_waiter("services_inactive").wait(cluster="lab", services=["shop"], WaiterConfig=often)
elb.delete_load_balancer(LoadBalancerArn=door["LoadBalancerArn"])
elb.get_waiter("load_balancers_deleted").wait(Names=["shop"], WaiterConfig=often)
deleted = elb.delete_target_group(TargetGroupArn=targets)

# %% [markdown] lang="en"
# Then what nobody names any more: recipes, cluster, logs, roles, groups. Guess what the report will say is left. (On AWS the last group needs patience: the function's network interface outlives the function for a while, and holds it.)

# %% [markdown] lang="zh"
# 再删已经没有人引用的：任务定义、集群、日志组、角色、安全组。猜一猜，报告会说还剩什么。（在 AWS 上，最后那个安全组要耐心等：函数删掉后，它的网络接口还会留一会儿，占着安全组。）

# %%
for revision in ecs.list_task_definitions(familyPrefix="shop")["taskDefinitionArns"]:
    ecs.deregister_task_definition(taskDefinition=revision)
ecs.delete_cluster(cluster="lab")
for name in ("/ecs/shop", "/aws/lambda/front"):
    logs.delete_log_group(logGroupName=name)
for name in ("shop-execution", "front"):
    for policy in iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]:
        iam.detach_role_policy(RoleName=name, PolicyArn=policy["PolicyArn"])
    iam.delete_role(RoleName=name)
for group_id in (task_group, door_group, front_group):
    ec2.delete_security_group(GroupId=group_id)
lab = cloud.lab("clean-up")
lab.check()

# %% [markdown] lang="en"
# ## The same as one file
#
# The repository stays for a moment: it feeds the next step. You have just made and deleted some twenty things by hand, in the right order both times. Nobody wants that at work. A **CloudFormation** template lists the same things; AWS works out the order from who names whom. Hand it in, with three values of your account, and wait.

# %% [markdown] lang="zh"
# ## 同样的东西，一个文件
#
# 仓库先留着，下一步要用。刚才二十来样东西，全是手工创建、手工删除，两次都得排对顺序。工作中没人愿意这样干。**CloudFormation** 模板把同样的东西列出来，谁引用谁、先后怎么排，由 AWS 自己推算。交上去，填三个你账户里的值，然后等。

# %%
from lessons.files import data_folder

template = (data_folder() / "templates" / "flagship.yaml").read_text("utf-8")
values = {"ImageUri": second.uri, "VpcId": vpc, "SubnetIds": ",".join(subnets)}
formation = boto3.client("cloudformation")
parameters = [{"ParameterKey": key, "ParameterValue": value} for key, value in values.items()]
stack = formation.create_stack(StackName="flagship", TemplateBody=template, Parameters=parameters,
    Capabilities=["CAPABILITY_IAM"])
formation.get_waiter("stack_create_complete").wait(StackName="flagship", WaiterConfig=often)

# %% [markdown] lang="en"
# The stack says in its outputs where the new door is. As soon as somebody answers there, ask four times. Which version will it be?

# %% [markdown] lang="zh"
# 新的门在哪里，堆栈写在输出里。那边一有应答，就问四次。猜一猜：会是哪个版本？

# %%
[output] = formation.describe_stacks(StackName="flagship")["Stacks"][0]["Outputs"]
its_url = output["OutputValue"]
cloud.wait_for(lambda: cloud.get(its_url + "/apples").last.ok)
cloud.get(its_url + "/apples", times=4)

# %% [markdown] lang="en"
# ## The same on a real account
#
# The file is ready for one (`data/templates/flagship.yaml`): `docker push` your image, then
#
# ```
# aws cloudformation deploy --stack-name flagship \
#   --template-file flagship.yaml --capabilities CAPABILITY_IAM \
#   --parameter-overrides ImageUri=… VpcId=… SubnetIds=…
# ```
#
# What differs: it takes minutes, not seconds, since CloudFormation waits until the service is steady. The API's name leads there from everywhere, so anybody may call it. By hand you would meet one more thing: a new role takes some seconds before Lambda may put it on. And some parts are paid by the hour, asked or not: the load balancer, the running tasks, their public addresses. API Gateway is paid by the request; Lambda too, and by how long it runs.
#
# ## One call to delete, and two leftovers
#
# `delete_stack` removes what the template lists. Two things it does not list: the repository, which you made, and the function's log group, which the function made by itself. Delete those too, and let the lab prove that nothing is left.

# %% [markdown] lang="zh"
# ## 换成真实账户
#
# 这个文件（`data/templates/flagship.yaml`）可以直接用：先 `docker push` 镜像，然后
#
# ```
# aws cloudformation deploy --stack-name flagship \
#   --template-file flagship.yaml --capabilities CAPABILITY_IAM \
#   --parameter-overrides ImageUri=… VpcId=… SubnetIds=…
# ```
#
# 有什么不同？要等几分钟，不是几秒，因为 CloudFormation 要等服务稳定下来。API 的域名在公网上，谁都能调用。手工搭的话还会碰到一件事：新建的角色要过几秒，Lambda 才能代入它。还有些部件按小时计费，有没有人访问都一样：负载均衡器、运行中的任务、任务的公网地址。API Gateway 按请求计费；Lambda 也是，另外还按运行时长。
#
# ## 一个调用就删掉，外加两样剩下的
#
# `delete_stack` 删掉模板里列出的东西。有两样不在里面：仓库，是你建的；函数的日志组，是函数自己建的。把它们也删掉，让实验证明什么都没留下。

# %%
formation.delete_stack(StackName="flagship")
formation.get_waiter("stack_delete_complete").wait(StackName="flagship", WaiterConfig=often)
ecr.delete_repository(repositoryName="shop", force=True)
for left in logs.describe_log_groups(logGroupNamePrefix="/aws/lambda/flagship")["logGroups"]:
    logs.delete_log_group(logGroupName=left["logGroupName"])
lab.check()

# %% [markdown] lang="en"
# ## Where this differs from AWS
#
# The calls are the real ones, and so are the answers, with these exceptions. Two of them matter in an interview: on AWS a missing permission or a missing place in the VPC really stops the request.

# %% [markdown] lang="zh"
# ## 和真实 AWS 有什么不同
#
# 调用是真的，返回也和真的一样，除了下面几处。其中两处面试时要紧：在 AWS 上，缺了授权，或者函数没接入 VPC，请求是真的过不去。

# %%
cloud.differences("09")

# %% [markdown] lang="en"
# ## Check: three questions
#
# No looking back. If you miss one, read *why*, go on, and try it again tomorrow.
#
# The first: what does a request need, while it is under way?

# %% [markdown] lang="zh"
# ## 检查：三道题
#
# 别往回翻。答错了就看“为什么”，继续往下，明天再来一次。
#
# 第一题：请求走在路上的时候，需要什么？

# %%
ask("tf-gateway-meets-the-task")

# %% [markdown] lang="en"
# The second: 500, and a silent log.

# %% [markdown] lang="zh"
# 第二题：返回 500，日志却一片空白。

# %%
ask("the-log-is-silent")

# %% [markdown] lang="en"
# The third: she asks why there is a function at all.

# %% [markdown] lang="zh"
# 第三题：她问，为什么要有这个函数？

# %%
ask("why-a-function-here")

# %% [markdown] lang="en"
# ## Take away
#
# **Build from the far end towards the user, since each part names the one before it. A request then walks the other way, and the registry is needed only when a task starts.**
#
# > **Say it:** "A request goes through API Gateway to a Lambda that validates it, then to an internal ALB and one of the tasks of an ECS service on Fargate. ECR isn't on that path: I deleted the repository, and users still got answers; only the replacement of a dead task failed. With a circuit breaker a bad image rolls back, and users don't notice."

# %% [markdown] lang="zh"
# ## 带走一句话
#
# **从最里端往用户方向搭，因为每个部件都要引用前一个。请求则反着走，而镜像仓库只在任务启动时才用得上。**
#
# > **面试这样说：** "A request goes through API Gateway to a Lambda that validates it, then to an internal ALB and one of the tasks of an ECS service on Fargate. ECR isn't on that path: I deleted the repository, and users still got answers; only the replacement of a dead task failed. With a circuit breaker a bad image rolls back, and users don't notice."
# >
# > （中文理解：请求经 API Gateway 到 Lambda 做校验，再到内部 ALB，最后到 Fargate 上 ECS 服务的某个任务。ECR 不在这条路上：我把仓库删了，用户照样有响应，只是死掉的任务补不上来。开了断路器，坏镜像会自动回滚，用户没有感觉。）

# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown] lang="en"
# # Doors and keys: why the task does not start
#
# Twenty to four. Your demo is at four. The service wants two tasks and has none. You reload the console: still none. The application's log is empty. Something is locked, and you do not know what.
#
# - **You will do:** take over a service with six mistakes in it, read six symptoms, guess, repair, and see it open its door.
# - **You will learn:** which door is for which caller, what makes a subnet public, who uses which role and when, and where to look first.
# - **You need:** lessons 01 and 02; lesson 03 helps. No AWS account. About 35 minutes.

# %% [markdown] lang="zh"
# # 门和钥匙：任务为什么起不来
#
# 三点四十，四点要演示。服务要两个任务，一个也没有。再刷新，还是没有。应用日志是空的。有什么东西锁着，你却不知道是哪一把锁。
#
# - **要做什么：** 接手一个藏着六处错误的服务，读六种症状，先猜，再修，直到门打开。
# - **会学到：** 哪扇门给哪种调用者用；什么让子网成为公有子网；两个角色各由谁用、什么时候用；出事先看哪里。
# - **需要准备：** 上过第 01、02 课；上过第 03 课更好。不需要 AWS 账号。大约 35 分钟。

# %% [markdown] lang="en"
# ## First guess, where do you look?
#
# You have twenty minutes. Choose before you go on.

# %% [markdown] lang="zh"
# ## 先猜：先看哪里？
#
# 你有二十分钟。先选，再往下看。

# %%
from lessons.panels import ask, doctor, watch

ask("where-to-look-first")

# %% [markdown] lang="en"
# ## Which door for which caller?
#
# A **door** decides who comes to your tasks. A **key** decides what your tasks may do. Begin with the doors. Who is calling, and what must the door know about the caller?

# %% [markdown] lang="zh"
# ## 哪扇门，给哪种调用者？
#
# **门**决定谁能到你的任务这里来，**钥匙**决定你的任务能做什么。先看门：谁在调用？这扇门要知道调用者的什么？

# %%
ask("which-door-for-partners")

# %% [markdown] lang="en"
# ## Three doors
#
# Browsers that want pages: an **ALB**. Callers whom you want to know, count and limit: **API Gateway**. Anything that is not HTTP: an **NLB**. The first and the last stand in your VPC. API Gateway does not: a **VPC link** is its passage to a private load balancer. Read the column that says what each is *not*.

# %% [markdown] lang="zh"
# ## 三扇门
#
# 浏览器要打开网页：**ALB**。要认出调用者、计数、限流：**API Gateway**。不是 HTTP：**NLB**。第一种和最后一种站在你的 VPC 里，API Gateway 不在：它要靠 **VPC 链接**（VPC link）通到私有负载均衡器。重点读“它不是什么”那一列。

# %%
from lessons.facts import services

services().where("id in ['alb', 'api-gateway', 'nlb']")

# %% [markdown] lang="en"
# ## A wrong door, on paper
#
# This drawing is in many notebooks. The doctor objects. Mend it in the box: between the two, write `VPC Link -> ALB`.

# %% [markdown] lang="zh"
# ## 画错的门
#
# 很多人的笔记里都有这张图，医生有意见。在框里改：两者之间加上 `VPC Link -> ALB`。

# %%
doctor("User -> API Gateway -> ECS Service (private subnet)")

# %% [markdown] lang="en"
# ## Start your AWS, and look at the lab
#
# Now the real thing. Eight checks, and an empty account. (Stuck later? `lab.hint()`, then `lab.solution()`.)

# %% [markdown] lang="zh"
# ## 启动你的 AWS，看看实验
#
# 现在来真的。八项检查，账户是空的。（卡住了就用 `lab.hint()`，再不行用 `lab.solution()`。）

# %%
from lessons import cloud

cloud.start(fresh=True)
lab = cloud.lab("08")
lab.check()

# %% [markdown] lang="en"
# ## What makes a subnet public?
#
# Your network: one **VPC**, a piece of network of your own in AWS, and in it four **subnets**, two in each of two zones. One pair for the load balancer, one pair for the tasks, which nobody outside shall reach. What will tell the pairs apart?

# %% [markdown] lang="zh"
# ## 什么让子网成为公有子网？
#
# 你的网络：一个 **VPC**，也就是你在 AWS 里自己的一块网络；里面有四个**子网**，两个可用区各两个。一对给负载均衡器，一对给任务，外面谁也不能直接进来。靠什么区分这两对？

# %%
ask("what-makes-a-subnet-public")

# %% [markdown] lang="en"
# First the VPC, and its one **internet gateway**, so far without a road to it. (The loop switches on names inside the VPC; the endpoints will need them later.)

# %% [markdown] lang="zh"
# 先建 VPC，再给它一个**互联网网关**。一个 VPC 只能有一个，眼下还没有路通到它。（循环打开的是 VPC 里的域名解析，后面的终端节点要用。）

# %%
import boto3

ec2, iam, ecs, elb, logs = (boto3.client(name) for name in ("ec2", "iam", "ecs", "elbv2", "logs"))
vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
internet = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
ec2.attach_internet_gateway(InternetGatewayId=internet, VpcId=vpc)
for attribute in ("EnableDnsSupport", "EnableDnsHostnames"):
    ec2.modify_vpc_attribute(VpcId=vpc, **{attribute: {"Value": True}})

# %% [markdown] lang="en"
# Then four subnets, all alike so far, whatever their names say.

# %% [markdown] lang="zh"
# 再建四个子网。到这里为止，不管叫什么名字，它们都一样。

# %%
def subnet(name, number, zone):
    tag = {"ResourceType": "subnet", "Tags": [{"Key": "Name", "Value": name}]}
    made = ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=zone,
        TagSpecifications=[tag])
    return made["Subnet"]["SubnetId"]

public = [subnet("public-a", 0, "us-east-1a"), subnet("public-b", 1, "us-east-1b")]
private = [subnet("private-a", 2, "us-east-1a"), subnet("private-b", 3, "us-east-1b")]
tables = {}

# %% [markdown] lang="en"
# Two route tables. `create_route` is the whole difference: *everything that is not for this VPC (`0.0.0.0/0`) goes to the internet gateway*. (A subnet has one route table, and AWS refuses a second. So the cell makes none when there are some.)

# %% [markdown] lang="zh"
# 两张路由表。区别全在 `create_route` 那一行：“不属于本 VPC 的流量（`0.0.0.0/0`），都送到互联网网关”。（一个子网只有一张路由表，再关联一张，AWS 会拒绝。所以表已经有了，这一格就不再建。）

# %%
def route_table(subnets):
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    for each in subnets:
        ec2.associate_route_table(RouteTableId=table, SubnetId=each)
    return table

if not tables:
    tables = {"public": route_table(public), "private": route_table(private)}
    ec2.create_route(RouteTableId=tables["public"], DestinationCidrBlock="0.0.0.0/0", GatewayId=internet)

for kind, table in tables.items():
    routes = ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"][0]["Routes"]
    print(kind, [route["DestinationCidrBlock"] for route in routes])

# %% [markdown] lang="en"
# ## Your colleague's half
#
# The network is yours, and right. What follows was built by a colleague who had to leave at half past three. **Six things in it are wrong.** Read each cell before you run it; you may find some. Do not repair yet. Tonight you learn to find them from the outside, by what they say.
#
# First the **security groups**, a chain: the world may come to the door, the door to the tasks, the tasks to the *endpoints* (doors to AWS's own services; they come later). Each names the *group* before it, not addresses.

# %% [markdown] lang="zh"
# ## 同事的那一半
#
# 网络是你建的，没有错。下面是一位三点半必须走的同事搭的。**里面有六处错误。** 运行之前先读一读，也许能看出几处。先别改：今晚要学的，是只凭症状把它们找出来。
#
# 先是**安全组**，一环扣一环：外面的人能到门口，门能到任务，任务能到终端节点（通向 AWS 服务的门，后面会建）。每一环写的都是前一个**安全组**，不是地址。

# %%
def group(name):
    return ec2.create_security_group(GroupName=name, Description=name, VpcId=vpc)["GroupId"]

def let_in(group, port, **source):
    rule = {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, **source}
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[rule])

door, tasks, endpoints = group("door"), group("tasks"), group("endpoints")
let_in(door, 80, IpRanges=[{"CidrIp": "0.0.0.0/0"}])
let_in(tasks, 80, UserIdGroupPairs=[{"GroupId": door}])
let_in(endpoints, 443, UserIdGroupPairs=[{"GroupId": tasks}])

# %% [markdown] lang="en"
# Then the **door**: an ALB in the public subnets, and a target group for what stands behind it. On Fargate the targets are addresses (`ip`), not machines.

# %% [markdown] lang="zh"
# 然后是**门**：公有子网里的 ALB，和它后面的目标组。在 Fargate 上，目标是地址（`ip`），不是机器。

# %%
made = elb.create_load_balancer(Name="web", Subnets=public, SecurityGroups=[door])
balancer = made["LoadBalancers"][0]
made = elb.create_target_group(Name="web", Protocol="HTTP", Port=8080, VpcId=vpc, TargetType="ip",
    HealthCheckIntervalSeconds=5, HealthCheckTimeoutSeconds=2, HealthyThresholdCount=2)
target_group = made["TargetGroups"][0]["TargetGroupArn"]
listener = elb.create_listener(LoadBalancerArn=balancer["LoadBalancerArn"],
    Protocol="HTTP", Port=80,
    DefaultActions=[{"Type": "forward", "TargetGroupArn": target_group}])

# %% [markdown] lang="en"
# ## Two keys, two hands
#
# A task on Fargate has two roles. Which is used when? Sort five moments before you see them made.

# %% [markdown] lang="zh"
# ## 两把钥匙，两只手
#
# Fargate 上的任务有两个角色，各在什么时候用？先把五个时刻分一分，再看它们怎么建。

# %%
ask("which-role-does-what")

# %% [markdown] lang="en"
# A simple rule: **before your code runs, and around it, ECS acts: execution role. Once your code calls something, it acts: task role.**
#
# And each role has two sheets of paper: a *trust policy* (who may put it on) and *permissions* (what may be done in it).

# %% [markdown] lang="zh"
# 一条简单的规则：**代码运行之前和代码外围，行动的是 ECS，用执行角色；代码自己去调用什么，用任务角色。**
#
# 每个角色又有两张纸：**信任策略**（谁能用它）和**权限策略**（用它能做什么）。

# %%
import json

def policy(**statement):
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement}]})

trust = policy(Action="sts:AssumeRole", Principal={"Service": "ec2.amazonaws.com"})
execution = iam.create_role(RoleName="web-execution", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
task = iam.create_role(RoleName="web-task", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
managed = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
iam.attach_role_policy(RoleName="web-execution", PolicyArn=managed)
read = policy(Action="s3:GetObject", Resource="arn:aws:s3:::shop-pictures/*")
put = iam.put_role_policy(RoleName="web-task", PolicyName="pictures", PolicyDocument=read)

# %% [markdown] lang="en"
# Then the image. The program listens on 8080 and says so in its log.

# %% [markdown] lang="zh"
# 接着是镜像。程序监听 8080，并在日志里写一句。

# %%
APP = '''
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

class Web(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"open at last")

print("listening on 8080", flush=True)
ThreadingHTTPServer(("0.0.0.0", 8080), Web).serve_forever()
'''
image = cloud.image("web", tag="v1", app=APP, port=8080)

# %% [markdown] lang="en"
# And the **task definition**: the image, where its lines go (`awslogs`, a group in CloudWatch Logs), the size, the two roles.

# %% [markdown] lang="zh"
# 再写**任务定义**：用哪个镜像，日志写到哪里（`awslogs`，CloudWatch Logs 里的一个日志组），多大，哪两个角色。

# %%
options = {"awslogs-group": "/ecs/web", "awslogs-region": "us-east-1", "awslogs-stream-prefix": "web"}
container = {"name": "web", "image": image.uri, "portMappings": [{"containerPort": 8080}],
             "logConfiguration": {"logDriver": "awslogs", "options": options}}
definition = {"family": "web", "containerDefinitions": [container], "cpu": "256", "memory": "512",
              "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"],
              "executionRoleArn": task, "taskRoleArn": execution}
registered = ecs.register_task_definition(**definition)

# %% [markdown] lang="en"
# And the **service**: two tasks, in the private subnets, behind the door. This is the moment at twenty to four.

# %% [markdown] lang="zh"
# 最后是**服务**：两个任务，放在私有子网，站在门后面。这就是三点四十的那一刻。

# %%
cluster = ecs.create_cluster(clusterName="lab")
network = {"subnets": private, "securityGroups": [tasks]}
behind = {"targetGroupArn": target_group, "containerName": "web", "containerPort": 8080}
service = ecs.create_service(cluster="lab", serviceName="web", taskDefinition="web",
    desiredCount=2, launchType="FARGATE", loadBalancers=[behind],
    networkConfiguration={"awsvpcConfiguration": network})

# %% [markdown] lang="en"
# The next panel stays alive while you work: scroll back to it after each repair, and watch tasks come and go.

# %% [markdown] lang="zh"
# 下面的面板会一直活着：每修一处，就回来看一眼任务怎么来、怎么走。

# %%
watch()

# %% [markdown] lang="en"
# ## Symptom 1: no task at all
#
# Not PENDING, not STOPPED: there is no task. Whom can you ask, then? The service. It keeps a diary, its **events**, newest first. After a while the newest one is only a summary, *unable to consistently start tasks*. The one that says why lies below it: look for *failed*.

# %% [markdown] lang="zh"
# ## 症状 1：连任务都没有
#
# 不是 PENDING，也不是 STOPPED，是根本没有任务。那问谁？问服务。它有一本日记，叫**事件**（events），最新的在最前面。过一会儿，最前面的只是一句总结：*unable to consistently start tasks*。说明原因的那条在它下面，找带 *failed* 的。

# %%
def failures():
    events = ecs.describe_services(cluster="lab", services=["web"])["services"][0]["events"]
    return [event["message"] for event in events if "failed" in event["message"]]

print(cloud.wait_for(failures)[0])

# %% [markdown] lang="en"
# Key or door? And which? (Keep the name of the role in mind. It is a clue for later.)

# %% [markdown] lang="zh"
# 是钥匙还是门？哪一个？（记住这里出现的角色名，后面还有用。）

# %%
ask("unable-to-assume-the-role")

# %% [markdown] lang="en"
# The trust policies say `ec2.amazonaws.com`: they were copied from a tutorial about machines. Mend them and deploy.
#
# Now tasks do start, and stop. Their last words stand in `stoppedReason`, in `describe_tasks`. (`cloud.why_stopped` waits for the first stopped task of the new deployment and shows that field.)

# %% [markdown] lang="zh"
# 信任策略写的是 `ec2.amazonaws.com`，从讲虚拟机的教程里抄来的。改好，重新部署。
#
# 现在任务会启动，然后停掉。它们的遗言写在 `describe_tasks` 的 `stoppedReason` 里。（`cloud.why_stopped` 会等新部署的第一个任务停下，再显示这个字段。）

# %%
trust = policy(Action="sts:AssumeRole", Principal={"Service": "ecs-tasks.amazonaws.com"})
for name in ("web-execution", "web-task"):
    iam.update_assume_role_policy(RoleName=name, PolicyDocument=trust)
retry = ecs.update_service(cluster="lab", service="web", forceNewDeployment=True)
cloud.why_stopped("lab", "web")

# %% [markdown] lang="en"
# ## Symptom 2: i/o timeout
#
# Read the end of that text again. Key or door?

# %% [markdown] lang="zh"
# ## 症状 2：i/o timeout
#
# 再读一遍那句话的结尾。是钥匙还是门？

# %%
ask("timeout-key-or-door")

# %% [markdown] lang="en"
# ECR is a service of the Region. Its address lies outside your VPC. There are three ways out to it:
#
# | way | where the task stands | what you add |
# | --- | --- | --- |
# | public address | public subnet | `assignPublicIp=ENABLED` |
# | NAT | private subnet | a NAT gateway in a public subnet (it lets calls out, and none in), and a route to it |
# | endpoints | private subnet | VPC endpoints: AWS gets an address *inside* your VPC |
#
# Which is cheaper depends on your hours and gigabytes. You take endpoints: then the tasks need no way to the internet at all. Blog posts name two, `ecr.api` and `ecr.dkr`. Place them, each once (AWS refuses a second for the same service), and read on.

# %% [markdown] lang="zh"
# ECR 是区域级服务，地址在你的 VPC 之外。通到它有三条路：
#
# | 走法 | 任务在哪 | 要加什么 |
# | --- | --- | --- |
# | 公网地址 | 公有子网 | `assignPublicIp=ENABLED` |
# | NAT | 私有子网 | 公有子网里放 NAT 网关（只出不进），再加一条通向它的路由 |
# | 终端节点 | 私有子网 | VPC 终端节点：让 AWS 服务在你的 VPC **里面**有一个地址 |
#
# 哪种便宜，要看你的小时数和流量。这里选终端节点，任务从此完全不用上互联网。博客里都说要两个：`ecr.api` 和 `ecr.dkr`。各放一个（同一服务再放一个，AWS 会拒绝），接着读。

# %%
def endpoint(service, **where):
    name, there = f"com.amazonaws.us-east-1.{service}", ec2.describe_vpc_endpoints()["VpcEndpoints"]
    if (vpc, name) not in [(each["VpcId"], each["ServiceName"]) for each in there]:
        ec2.create_vpc_endpoint(VpcId=vpc, ServiceName=name, **where)

inside = {"VpcEndpointType": "Interface", "SubnetIds": private, "SecurityGroupIds": [endpoints],
          "PrivateDnsEnabled": True}
endpoint("ecr.api", **inside)
endpoint("ecr.dkr", **inside)
retry = ecs.update_service(cluster="lab", service="web", forceNewDeployment=True)
cloud.why_stopped("lab", "web")

# %% [markdown] lang="en"
# ## Symptom 3: not authorized
#
# Progress: somebody answered, and said no. So the door is open, and now it is about a key. Whose? The sentence says who acted.

# %% [markdown] lang="zh"
# ## 症状 3：not authorized
#
# 有进展：有人回答了，回答是“不行”。门开了，现在是钥匙的问题。谁的钥匙？话里写着是谁在行动。

# %%
ask("whose-name-is-in-the-sentence")

# %% [markdown] lang="en"
# `web-task` pulled: the two ARNs stand in each other's place. Symptom 1 had already named `web-task`; who noticed? Look at the last line of the task definition, and at the same line below.
#
# (The same sentence with `web-execution` in it would mean that the execution role lacks the managed policy. One symptom, two causes: the name tells them apart.)

# %% [markdown] lang="zh"
# 去拉镜像的是 `web-task`：两个 ARN 写反了。其实症状 1 里就出现过 `web-task`，你注意到了吗？对照任务定义的最后一行和下面这一行。
#
# （如果同样的话里写的是 `web-execution`，那就是执行角色少了托管策略。症状一样，原因两种，靠名字区分。）

# %%
definition |= {"executionRoleArn": execution, "taskRoleArn": task}
registered = ecs.register_task_definition(**definition)
retry = ecs.update_service(cluster="lab", service="web", taskDefinition="web")
cloud.why_stopped("lab", "web")

# %% [markdown] lang="en"
# ## Symptom 4: half a pull
#
# A timeout again, so a door again. But not the same one: the login went through, and the manifest came. What failed is `copy`, the layers. (AWS names only the image here. The address behind it is one of S3.)

# %% [markdown] lang="zh"
# ## 症状 4：拉到一半
#
# 又是超时，所以又是门，但不是同一扇：登录过了，清单（manifest）也拿到了，失败的是 `copy`，也就是取镜像层。（AWS 在这里只写了镜像名，背后那个地址其实是 S3。）

# %%
ask("half-a-pull")

# %% [markdown] lang="en"
# So the third endpoint is one for S3, written into the route table of the private subnets. And since the log driver comes next and needs CloudWatch Logs, give it a door as well.

# %% [markdown] lang="zh"
# 所以第三个终端节点是 S3 的，写进私有子网的路由表。接下来轮到日志驱动，它要访问 CloudWatch Logs，也顺手给它一扇门。

# %%
endpoint("s3", VpcEndpointType="Gateway", RouteTableIds=[tables["private"]])
endpoint("logs", **inside)
retry = ecs.update_service(cluster="lab", service="web", forceNewDeployment=True)
cloud.why_stopped("lab", "web")

# %% [markdown] lang="en"
# ## Symptom 5: nowhere to write
#
# No timeout, no denial. The image is there. What does the task want now, and which repair is enough?

# %% [markdown] lang="zh"
# ## 症状 5：日志没地方写
#
# 不是超时，也不是拒绝，镜像已经拉到了。任务现在还缺什么？怎样改就够了？

# %%
ask("log-group-that-is-not-there")

# %% [markdown] lang="en"
# Create the group, deploy. This time no task stops. Are you done? Ask the **target group** how it finds them.

# %% [markdown] lang="zh"
# 建好日志组，重新部署。这次没有任务停掉。修完了吗？问问**目标组**怎么看它们。

# %%
created = logs.create_log_group(logGroupName="/ecs/web")
retry = ecs.update_service(cluster="lab", service="web", forceNewDeployment=True)

def unhealthy():
    found = elb.describe_target_health(TargetGroupArn=target_group)["TargetHealthDescriptions"]
    return [each["TargetHealth"] for each in found if each["TargetHealth"]["State"] == "unhealthy"]

cloud.wait_for(unhealthy)[0]

# %% [markdown] lang="en"
# ## Symptom 6: it runs, and nobody gets in
#
# RUNNING, and unhealthy. Go back to the security groups and read the three lines again. Which one?

# %% [markdown] lang="zh"
# ## 症状 6：在运行，却没人进得来
#
# RUNNING，但 unhealthy。回到安全组那一格，重读那三行。是哪一行？

# %%
ask("running-but-unhealthy")

# %% [markdown] lang="en"
# Users connect to the ALB on 80. The ALB opens a second connection, to 8080. Mend the rule, take the useless one away, and send four requests. It is five to four.

# %% [markdown] lang="zh"
# 用户连的是 ALB 的 80 端口，ALB 再另开一条连接，到任务的 8080 端口。改好规则，撤掉没用的那条，发四个请求。三点五十五。

# %%
let_in(tasks, 8080, UserIdGroupPairs=[{"GroupId": door}])
useless = {"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80,
           "UserIdGroupPairs": [{"GroupId": door}]}
revoked = ec2.revoke_security_group_ingress(GroupId=tasks, IpPermissions=[useless])
often = {"Delay": 1, "MaxAttempts": 60}
elb.get_waiter("target_in_service").wait(TargetGroupArn=target_group, WaiterConfig=often)
ecs.get_waiter("services_stable").wait(cluster="lab", services=["web"], WaiterConfig=often)
cloud.get(balancer["DNSName"], times=4)

# %% [markdown] lang="en"
# ## The log, at last
#
# Now, and only now, the application's log has something to say. Then ask the lab.

# %% [markdown] lang="zh"
# ## 终于轮到日志
#
# 到了现在，应用日志才有话可说。然后再查一次实验。

# %%
lines = logs.filter_log_events(logGroupName="/ecs/web", filterPattern="listening")["events"]
print({line["message"] for line in lines})
lab.check()

# %% [markdown] lang="en"
# ## Where to look, in this order
#
# Six symptoms, four places. Each place speaks for one moment of a task's life:
#
# | look at | when | what you saw there |
# | --- | --- | --- |
# | 1. service events | no task is even started | *unable to assume the role* |
# | 2. `stoppedReason` | it starts, and stops before it runs | *timeout* (door), *not authorized* (key), *does not exist* (thing) |
# | 3. target health | it runs, nobody gets in | *Request timed out* |
# | 4. the application's log | it runs, and is reached | your own words |
#
# Timeout: a door. AccessDenied: a key, and the sentence says whose. That alone saves most of the twenty minutes.

# %% [markdown] lang="zh"
# ## 看哪里，按这个顺序
#
# 六种症状，四个地方。每个地方管任务的一段时间：
#
# | 看哪里 | 什么时候 | 你在那里看到过 |
# | --- | --- | --- |
# | 1. 服务事件 | 连任务都没启动 | *unable to assume the role* |
# | 2. `stoppedReason` | 启动了，没运行就停 | *timeout*（门）、*not authorized*（钥匙）、*does not exist*（东西没有） |
# | 3. 目标的健康状态 | 在运行，没人进得来 | *Request timed out* |
# | 4. 应用日志 | 在运行，请求也到了 | 你自己写的话 |
#
# 超时是门，AccessDenied 是钥匙，话里还写着是谁的钥匙。光记住这一条，二十分钟就能省下大半。

# %% [markdown] lang="en"
# ## What differs from AWS here
#
# The sentences that you read are AWS's own. Some other things are simpler on this computer. In an interview, speak about the left half.

# %% [markdown] lang="zh"
# ## 这里和 AWS 有什么不同
#
# 你读到的报错都是 AWS 的原话。另外有些东西在这台电脑上简化了。面试时，请按 AWS 的做法说。

# %%
cloud.differences("08")

# %% [markdown] lang="en"
# ## Check: three questions
#
# No looking back. If you miss one, read *why*, go on, and try it again tomorrow.
#
# The first: in which order?

# %% [markdown] lang="zh"
# ## 检查：三道题
#
# 别往回翻。答错了就看“为什么”，继续往下，明天再来一次。
#
# 第一题：按什么顺序看？

# %%
ask("the-order-of-looking")

# %% [markdown] lang="en"
# The second: a running task, and one more AccessDenied.

# %% [markdown] lang="zh"
# 第二题：任务在运行，又来一个 AccessDenied。

# %%
ask("tf-task-role-to-pull")

# %% [markdown] lang="en"
# The third: ways to an image.

# %% [markdown] lang="zh"
# 第三题：通向镜像的路。

# %%
ask("private-task-three-ways")

# %% [markdown] lang="en"
# ## Take away
#
# **A timeout is a door, AccessDenied is a key. The execution role starts the task, the task role works in it.**
#
# > **Say it:** "If a task won't start, I read the service events, then stoppedReason, then target health, then the logs. A timeout means networking: public IP, NAT or VPC endpoints, including S3 for the layers. AccessDenied means IAM, and the message tells me whether it's the execution role or the task role."

# %% [markdown] lang="zh"
# ## 带走一句话
#
# **超时是门，AccessDenied 是钥匙。执行角色把任务启动起来，任务角色在任务里干活。**
#
# > **面试这样说：** "If a task won't start, I read the service events, then stoppedReason, then target health, then the logs. A timeout means networking: public IP, NAT or VPC endpoints, including S3 for the layers. AccessDenied means IAM, and the message tells me whether it's the execution role or the task role."
# >
# > （中文理解：任务起不来，我依次看服务事件、stoppedReason、目标的健康状态、日志。超时是网络问题：公网地址、NAT 或 VPC 终端节点，别忘了镜像层要走 S3。AccessDenied 是 IAM 问题，报错里写着是执行角色还是任务角色。）

# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown] lang="en"
# # Ship and scale: a new version without a gap
#
# Friday, 5 p.m. Version 2 is ready and tested. "We never deploy on a Friday," says a colleague. "Why not?" you ask. Nobody answers. Tonight you find out what one must have so that it does not matter which day it is.
#
# - **You will do:** roll to version 2 while requests go through, deploy a version that crashes, see it taken back, and drive up the load.
# - **You will learn:** what the two percentages mean, why no request is lost, what the circuit breaker counts, how target tracking counts, and why growing is quick and shrinking slow.
# - **You need:** lessons 02 and 08. No AWS account. About 35 minutes: first shipping, then scaling. There is a good place to stop between the two.

# %% [markdown] lang="zh"
# # 发布与扩缩：换版本，不断线
#
# 星期五下午五点，版本 2 做好了，也测过了。同事说：“我们从不在星期五发布。”你问为什么，没人答得上来。今晚弄清楚：手里要有什么，星期几发布都无所谓。
#
# - **要做什么：** 在请求不断的情况下滚动到版本 2；部署一个会崩溃的版本，看它被退回；再把负载推高。
# - **会学到：** 那两个百分比是什么意思；为什么一个请求也没丢；断路器在数什么；目标跟踪怎么算；为什么扩得快、缩得慢。
# - **需要准备：** 上过第 02、08 课。不需要 AWS 账号。大约 35 分钟：先发布，后扩缩，两半之间有个好停的地方。

# %% [markdown] lang="en"
# ## First guess, will you press the button?

# %% [markdown] lang="zh"
# ## 先猜：这个按钮，你按不按？

# %%
from lessons.panels import ask, doctor, watch

ask("friday-five-pm")

# %% [markdown] lang="en"
# ## Start your AWS, and look at the lab
#
# Nine checks, and an empty account. (Stuck later? `lab.hint()`, then `lab.solution()`.)

# %% [markdown] lang="zh"
# ## 启动你的 AWS，看看实验
#
# 九项检查，账户是空的。（卡住了就用 `lab.hint()`，再不行用 `lab.solution()`。）

# %%
from lessons import cloud

cloud.start(fresh=True)

# %% [markdown] lang="en"
# The lab looks at the account, not at your code.

# %% [markdown] lang="zh"
# 实验看的是账户，不看你的代码。

# %%
lab = cloud.lab("10")
lab.check()

# %% [markdown] lang="en"
# ## A door, and a place behind it
#
# You know these from lesson 08: a load balancer in all zones of the default VPC, a target group, and two security groups. First the place where all of it will stand.

# %% [markdown] lang="zh"
# ## 一扇门，和门后的位置
#
# 这些第 08 课都见过：横跨默认 VPC 所有可用区的负载均衡器、一个目标组、两个安全组。先找到它们要落脚的地方。

# %%
import boto3

ec2, ecs, elb, iam = (boto3.client(name) for name in ("ec2", "ecs", "elbv2", "iam"))
default = ec2.describe_subnets(Filters=[{"Name": "default-for-az", "Values": ["true"]}])["Subnets"]
subnets, vpc = [subnet["SubnetId"] for subnet in default], default[0]["VpcId"]

# %% [markdown] lang="en"
# Then the two groups. The door's lets in everybody, on port 80. The tasks' lets in the door only, on port 8080.

# %% [markdown] lang="zh"
# 再建两个安全组。门的那个，80 端口对所有人开放；任务的那个，8080 端口只放门进来。

# %%
def group(name, port, **source):
    made = ec2.create_security_group(GroupName=name, Description=name, VpcId=vpc)["GroupId"]
    rule = {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, **source}
    ec2.authorize_security_group_ingress(GroupId=made, IpPermissions=[rule])
    return made

door_group = group("door", 80, IpRanges=[{"CidrIp": "0.0.0.0/0"}])
task_group = group("tasks", 8080, UserIdGroupPairs=[{"GroupId": door_group}])

# %% [markdown] lang="en"
# Last the door itself, and the target group that it forwards to. Mind the numbers in there: how often it asks a target, how long it waits for the answer, and how many good answers in a row make a sick target healthy again. A new target needs only one, but before that it gets no request.

# %% [markdown] lang="zh"
# 最后是门本身，以及门后的目标组。留意目标组里的几个数：多久问一次、等回答等多久、不健康的目标要连续答对几次才恢复。新目标答对一次就够，但在那之前，一个请求也分不到。

# %%
made = elb.create_load_balancer(Name="web", Subnets=subnets, SecurityGroups=[door_group])
balancer, door = made["LoadBalancers"][0]["LoadBalancerArn"], made["LoadBalancers"][0]["DNSName"]
made = elb.create_target_group(Name="web", Protocol="HTTP", Port=8080, VpcId=vpc, TargetType="ip",
    HealthCheckIntervalSeconds=5, HealthCheckTimeoutSeconds=2, HealthyThresholdCount=2)
target_group = made["TargetGroups"][0]["TargetGroupArn"]
listener = elb.create_listener(LoadBalancerArn=balancer, Protocol="HTTP", Port=80,
    DefaultActions=[{"Type": "forward", "TargetGroupArn": target_group}])

# %% [markdown] lang="en"
# ## A program, and what makes a version of it
#
# The shop says its version. Asked for `/price` it computes for a while; that will be the load later. You need not read it line by line.

# %% [markdown] lang="zh"
# ## 一个程序，以及怎样做出一个版本
#
# 商店会报出自己的版本。访问 `/price` 时它要算一会儿，后面拿它当负载。这段不用逐行读。

# %%
SHOP = '''
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

class Shop(BaseHTTPRequestHandler):
    def do_GET(self):
        begin = time.thread_time()
        while self.path == "/price" and time.thread_time() - begin < 0.2:
            pass
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"v1")

ThreadingHTTPServer(("0.0.0.0", 8080), Shop).serve_forever()
'''

# %% [markdown] lang="en"
# The execution role is that of lesson 08: with it ECS may pull the image.

# %% [markdown] lang="zh"
# 执行角色和第 08 课一样：ECS 凭它拉取镜像。

# %%
import json

ecs_may = {"Effect": "Allow", "Action": "sts:AssumeRole",
           "Principal": {"Service": "ecs-tasks.amazonaws.com"}}
trust = json.dumps({"Version": "2012-10-17", "Statement": [ecs_may]})
role = iam.create_role(RoleName="web-execution", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
managed = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
attached = iam.attach_role_policy(RoleName="web-execution", PolicyArn=managed)

# %% [markdown] lang="en"
# `release` does what your pipeline does at each release: push an image, register a revision that names it.

# %% [markdown] lang="zh"
# `release` 做的就是流水线每次发布做的两件事：推镜像，再注册一个指向它的修订版本。

# %%
def release(tag, app):
    image = cloud.image("web", tag=tag, app=app, port=8080)
    container = {"name": "web", "image": image.uri, "portMappings": [{"containerPort": 8080}]}
    made = ecs.register_task_definition(family="web", containerDefinitions=[container],
        cpu="256", memory="512", networkMode="awsvpc", requiresCompatibilities=["FARGATE"],
        executionRoleArn=role)
    return made["taskDefinition"]["taskDefinitionArn"]

# %% [markdown] lang="en"
# ## Three tasks, and two percentages
#
# The service starts with version 1. Read the last line of `create_service`: it decides how every later deployment goes.

# %% [markdown] lang="zh"
# ## 三个任务，两个百分比
#
# 服务从版本 1 开始。看 `create_service` 的最后一行：以后每次部署怎么走，都由它决定。

# %%
network = {"subnets": subnets, "securityGroups": [task_group], "assignPublicIp": "ENABLED"}
behind = {"targetGroupArn": target_group, "containerName": "web", "containerPort": 8080}
cluster = ecs.create_cluster(clusterName="lab")
service = ecs.create_service(cluster="lab", serviceName="web", taskDefinition=release("v1", SHOP),
    desiredCount=3, launchType="FARGATE", loadBalancers=[behind],
    networkConfiguration={"awsvpcConfiguration": network},
    deploymentConfiguration={"minimumHealthyPercent": 100, "maximumPercent": 200})

# %% [markdown] lang="en"
# Two helpers for the evening: `web()` is the service as it stands, and `settle()` waits until it is stable and its targets are healthy. Then six requests.

# %% [markdown] lang="zh"
# 今晚要用两个小帮手：`web()` 看服务现在的样子，`settle()` 等到服务稳定、目标健康。然后发六个请求。

# %%
def web():
    return ecs.describe_services(cluster="lab", services=["web"])["services"][0]

often = {"Delay": 1, "MaxAttempts": 60}
def settle():
    ecs.get_waiter("services_stable").wait(cluster="lab", services=["web"], WaiterConfig=often)
    elb.get_waiter("target_in_service").wait(TargetGroupArn=target_group, WaiterConfig=often)

settle()
cloud.get(door, times=6)

# %% [markdown] lang="en"
# ## How far down, how far up?
#
# While it deploys, the service may fall to `minimumHealthyPercent` of its tasks and rise to `maximumPercent`. With 100 and 200, three tasks are never fewer than three and never more than six. Other numbers do not divide so nicely. Work it out before you look.

# %% [markdown] lang="zh"
# ## 能降多少，能升多少？
#
# 部署期间，任务可以降到 `minimumHealthyPercent`，升到 `maximumPercent`。100 和 200，三个任务就不会少于三个，也不会多于六个。换成别的数，就不一定除得尽了。先算，再看。

# %%
ask("five-tasks-50-150")

# %% [markdown] lang="en"
# The minimum is rounded up, the maximum down. Change the numbers until you find a pair with which *nothing* can move; a service with such a pair says in its events that it is stuck. One waits for you in the check at the end.

# %% [markdown] lang="zh"
# 下限向上取整，上限向下取整。改改数字，找出一组让部署**动不了**的；服务真设成这样，会在事件里说自己卡住了。最后的检查里就有一组在等你。

# %%
from math import ceil, floor

least, most = 50, 150
for desired in (3, 5):
    print(f"{desired} tasks: {ceil(desired * least / 100)} to {floor(desired * most / 100)}")

# %% [markdown] lang="en"
# The next panel stays alive. Scroll back to it whenever something is under way, and press *Ask the load balancer*.

# %% [markdown] lang="zh"
# 下面的面板会一直活着。每当有事发生，就回来看一眼，也按一按“向负载均衡器发一个请求”。

# %%
watch()

# %% [markdown] lang="en"
# ## Roll to version 2, while people use it
#
# Ten past five. You deploy, and keep sending requests until the deployment is complete. What will users see?

# %% [markdown] lang="zh"
# ## 滚动到版本 2，用户还在用
#
# 五点十分。你开始部署，同时不停地发请求，直到部署完成。用户会看到什么？

# %%
ask("requests-during-the-roll")

# %% [markdown] lang="en"
# The loop notes each answer, and how many tasks were running. (`known` remembers the events so far; you need it in a moment.)

# %% [markdown] lang="zh"
# 循环记下每个应答，以及当时有几个任务在运行。（`known` 记住到现在为止的事件，马上要用。）

# %%
known = {event["id"] for event in web()["events"]}
version_2 = release("v2", SHOP.replace("v1", "v2"))
answers, running = [], [web()["runningCount"]]
update = ecs.update_service(cluster="lab", service="web", taskDefinition=version_2)
while len(web()["deployments"]) > 1 or web()["deployments"][0]["rolloutState"] != "COMPLETED":
    answers += cloud.get(door, times=10)
    running.append(web()["runningCount"])
print("versions:", sorted({answer.body for answer in answers}))
print("statuses:", sorted({answer.status for answer in answers}))
print("fewest tasks running:", min(running))

# %% [markdown] lang="en"
# Some hundred requests, two versions, and not one lost. Three things did that together:
#
# 1. A **new** task gets no request before it has passed its health check.
# 2. An **old** task first leaves the target group. It gets nothing new, but may finish what it has. That is **draining**.
# 3. Only then does ECS send SIGTERM, and the program ends in peace.
#
# The service wrote it all down. Here is its diary, oldest first. The two `re.sub` lines only cross out names and numbers, which are different each time.

# %% [markdown] lang="zh"
# 几百个请求，两个版本，一个也没丢。这是三件事合起来的结果：
#
# 1. **新**任务通过健康检查之前，一个请求也不会分给它。
# 2. **旧**任务先离开目标组：不再接新请求，但手上的可以答完。这叫**排空**（draining）。
# 3. 然后 ECS 才发 SIGTERM，程序从容退出。
#
# 服务全都记下来了。下面是它的日记，从旧到新。两行 `re.sub` 只是把每次都不一样的名字和数字划掉。

# %%
import re

def diary(*words):
    """New events of the service with one of these words in them, oldest first, each sentence once."""
    told = [event["message"] for event in reversed(web()["events"]) if event["id"] not in known]
    told = [re.sub(r"( in)? \((task|target-group) [^)]*\)|\d+ ", "", each) for each in told]
    told = [re.sub(r"ecs-svc/\w+", "ecs-svc/…", each) for each in told]
    return dict.fromkeys(each for each in told if any(word in each for word in words))

settle()
print(*diary("registered", "draining", "completed", "steady"), sep="\n")

# %% [markdown] lang="en"
# ## Version 3 crashes
#
# Half past five. Version 3 cannot find its database and ends as soon as it starts. There is no circuit breaker yet. Guess, then deploy it.

# %% [markdown] lang="zh"
# ## 版本 3 会崩溃
#
# 五点半。版本 3 找不到数据库，一启动就退出。断路器还没开。先猜，再部署。

# %%
ask("crash-without-breaker")

# %% [markdown] lang="en"
# What a task says when it stops, you know from lesson 08. Then the two deployments side by side, and what users get.

# %% [markdown] lang="zh"
# 任务停下时说什么，第 08 课看过了。然后看并排的两次部署，再看用户得到什么。

# %%
version_3 = release("v3", "raise SystemExit('no database')")
update = ecs.update_service(cluster="lab", service="web", taskDefinition=version_3)
print(cloud.why_stopped("lab", "web").text)
for each in web()["deployments"]:
    print(each["taskDefinition"].split("/")[-1], each["status"], each["rolloutState"])
cloud.get(door, times=6)

# %% [markdown] lang="en"
# Users are safe: at 100 percent no old task leaves before a healthy new one stands there. But the deployment is IN_PROGRESS, and will be on Monday too. ECS starts version 3 again and again. Nobody is told.

# %% [markdown] lang="zh"
# 用户没事：设成 100%，没有健康的新任务接替，旧任务就不会走。可部署一直是 IN_PROGRESS，到星期一还是。ECS 会一遍遍启动版本 3，也没有人收到通知。

# %% [markdown] lang="en"
# ## The circuit breaker
#
# The **deployment circuit breaker** counts tasks that fail to start or to become healthy. At its threshold it gives the deployment up. With `rollback` it goes back to the last one that was complete. How many failures does it wait for?

# %% [markdown] lang="zh"
# ## 断路器
#
# **部署断路器**数的是启动失败、或一直不健康的任务。数到阈值，就判这次部署失败。再加上 `rollback`，就退回上一次完成的部署。它要等几次失败？

# %%
ask("breaker-threshold-three-tasks")

# %% [markdown] lang="en"
# Switch it on, and deploy version 3 once more. Then lean back and read.

# %% [markdown] lang="zh"
# 打开它，再部署一次版本 3。然后坐好，读日记。

# %%
breaker = {"enable": True, "rollback": True}
careful = {"minimumHealthyPercent": 100, "maximumPercent": 200, "deploymentCircuitBreaker": breaker}
update = ecs.update_service(cluster="lab", service="web", taskDefinition=version_3,
    forceNewDeployment=True, deploymentConfiguration=careful)
cloud.wait_for(lambda: web()["taskDefinition"] == version_2)
settle()
print(*diary("failed", "rolling back"), web()["taskDefinition"].split("/")[-1], sep="\n")
cloud.get(door, times=6)

# %% [markdown] lang="en"
# Nobody was called, nobody noticed. Now you may go home on a Friday. Remember what it counts, though: tasks that fail. A version that starts and computes wrongly is healthy to it.

# %% [markdown] lang="zh"
# 没有人被叫起来，也没有人察觉。现在星期五可以下班了。但要记住它数的是什么：失败的任务。能启动、只是算错的版本，在它眼里是健康的。

# %% [markdown] lang="en"
# ## Other ways to a new version
#
# Rolling moves task by task, and both versions answer in the meantime. Three other strategies keep a whole second set of tasks, and move the *requests*. When all have moved, the old set stays a while longer, in case you want to go back: the **bake time**. Which is it when few shall see the new version first?

# %% [markdown] lang="zh"
# ## 换版本的其他办法
#
# 滚动是一个任务一个任务地换，其间两个版本都在应答。另外三种策略会多起一整套任务，移动的是**请求**。全部切过去之后，旧的那套还会再留一阵，万一要退：这段叫**烘焙时间**（bake time）。想让少数人先看到新版本，该用哪种？

# %%
ask("which-strategy-for-few-first")

# %% [markdown] lang="en"
# The line is the share of requests that reach the new version. In the shaded time both sets of tasks run, so going back is a switch and not a deployment. That is what you pay double for. ECS has all four built in (`strategy` in `deploymentConfiguration`), with alarms that may stop them, and hooks: Lambda functions that ECS calls at each stage, and that may say no.

# %% [markdown] lang="zh"
# 线表示多少请求到了新版本。阴影这段时间两套任务都在，所以退回只要切一下，不用重新部署。多付一倍的钱，买的就是这个。四种都内置在 ECS 里（`deploymentConfiguration` 的 `strategy`），可以用告警叫停，也可以挂钩子（hook）：每到一个阶段，ECS 就调用你的 Lambda 函数，它可以说不。

# %%
cloud.strategies()

# %% [markdown] lang="en"
# ## Let it grow with its load
#
# (A good place to stop. Tomorrow, click this cell and choose *Run → Run All Above Selected Cell*: in half a minute everything is there again.)
#
# Six o'clock, and a newspaper has written about the shop. ECS does not scale by itself: **Application Auto Scaling** does. **Target tracking** is a thermostat. You name the value to hold, and it works out
#
# `desired = ceil(running × metric / target)`
#
# (AWS describes this behaviour; the formula is ours.) Try it.

# %% [markdown] lang="zh"
# ## 跟着负载扩缩
#
# （可以先停在这里。明天点一下这一格，选 *Run → Run All Above Selected Cell*，半分钟后一切都回来了。）
#
# 六点，报纸登了这家店。ECS 自己不会扩缩，干活的是 **Application Auto Scaling**。**目标跟踪**像恒温器：你给出要保持的值，它来算
#
# `desired = ceil(running × metric / target)`
#
# （AWS 描述了这种行为，公式是我们归纳的。）算一道试试。

# %%
ask("four-tasks-at-99")

# %% [markdown] lang="en"
# Two calls: the bounds within which the service may move, and the value to hold. It is 30 % here, so that a small load is enough.

# %% [markdown] lang="zh"
# 两个调用：一个给出服务可以活动的范围，一个给出要保持的值。这里设成 30%，一点负载就够。

# %%
scaling = boto3.client("application-autoscaling")
which = {"ServiceNamespace": "ecs", "ResourceId": "service/lab/web",
         "ScalableDimension": "ecs:service:DesiredCount"}
target = scaling.register_scalable_target(**which, MinCapacity=2, MaxCapacity=6)
cpu = {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"}
policy = scaling.put_scaling_policy(**which, PolicyName="cpu", PolicyType="TargetTrackingScaling",
    TargetTrackingScalingPolicyConfiguration={"TargetValue": 30.0, "PredefinedMetricSpecification": cpu})

# %% [markdown] lang="en"
# Now the rush: three visitors ask for prices, again and again, until the service wants six tasks. If it never does, they soon give up.

# %% [markdown] lang="zh"
# 高峰来了：三个访客不停地查价格，直到服务想要六个任务。一直等不到，他们过一会儿就不试了。

# %%
import time
from concurrent.futures import ThreadPoolExecutor

def visitor(_):
    until = time.monotonic() + 45
    while web()["desiredCount"] < 6 and time.monotonic() < until:
        cloud.get(door + "/price")

with ThreadPoolExecutor(3) as visitors:
    list(visitors.map(visitor, range(3)))

# %% [markdown] lang="en"
# Application Auto Scaling keeps a diary too. Its last entry says what was done, and why. (Does the first line say fewer than 6? Then your computer was too busy for this load to show. Run the cell above once more, or go on: nothing below needs it.)

# %% [markdown] lang="zh"
# Application Auto Scaling 也写日记，最后一条说明做了什么、为什么。（第一行不到 6？那是电脑太忙，这点负载没有显出来。把上面那格再跑一次；继续往下也行，后面不靠它。）

# %%
print("tasks wanted:", web()["desiredCount"])
for last in scaling.describe_scaling_activities(**which)["ScalingActivities"][:1]:
    print(last["Description"], re.sub(r"High-[\w-]+", "High", last["Cause"]))

# %% [markdown] lang="en"
# At 100 % CPU three tasks would have become ten. Six is `MaxCapacity`, and there it ends. Always ask what the maximum protects: your purse, or the database behind.

# %% [markdown] lang="zh"
# CPU 到 100% 的话，按公式三个任务要变成十个。`MaxCapacity` 是六，就停在六。要多问一句：这个上限保护的是什么？钱包，还是后面的数据库？

# %% [markdown] lang="en"
# ## Out quickly, in slowly
#
# The rush is over. Look at the watching panel while you answer. Here a minute takes two seconds, so what takes a quarter of an hour on AWS takes about half a minute.

# %% [markdown] lang="zh"
# ## 扩得快，缩得慢
#
# 高峰过了。一边答题，一边看上面的面板。这里一分钟只要两秒，AWS 上的一刻钟，在这里大约半分钟。

# %%
ask("why-scale-in-is-slow")

# %% [markdown] lang="en"
# AWS makes two alarms for each policy: a quick one above the target, a patient one below it. The table says how many minutes each wants to see (a datapoint is a minute). After each action comes a pause, the **cooldown**. And during a deployment nothing is scaled in. Read the notes too: they say what is documented, and what was only observed.

# %% [markdown] lang="zh"
# AWS 为每个策略建两个告警：高于目标的那个急，低于目标的那个有耐心。各要看满几分钟，表里有（一个数据点就是一分钟）。每次动作之后停一停，叫**冷却时间**。部署期间不缩容。备注也读一读：哪些是文档写的，哪些只是观察到的。

# %%
from lessons.facts import changes, limits

limits("ecs").where("id in ['ecs-alarm-high', 'ecs-alarm-low', 'ecs-cooldown']")

# %% [markdown] lang="en"
# So how long until AWS even begins to scale out? It has measured that itself: before and after it got finer metrics. A shorter rush is over before the first new task stands there: for it you need spare tasks, or a queue in front.

# %% [markdown] lang="zh"
# 那么 AWS 多久才开始扩容？它自己测过：指标变细之前一次，之后一次。比这更短的尖峰，第一个新任务还没到就过去了，要靠预留的任务，或者在前面放队列。

# %%
changes().where("id == 'ecs-20s'")

# %% [markdown] lang="en"
# ## Only 70 % CPU, and yet slow
#
# A thermostat at 70 % sounds thrifty. But what do users feel? Not the average: people complain about the **p99**, the time that only the slowest one in a hundred requests exceeds. Before you set 70, one more guess.

# %% [markdown] lang="zh"
# ## CPU 才 70%，怎么就慢了？
#
# 恒温器设在 70%，听起来很省。可用户感受到的是什么？不是平均值：抱怨都来自 **p99**，一百个请求里只有最慢的那一个会超过的耗时。设成 70% 之前，再猜一次。

# %%
ask("p99-at-seventy-percent")

# %% [markdown] lang="en"
# Requests come in bunches. The busier a task, the more often a request finds another one in front of it. For the simplest queue (one worker, which takes one request at a time; random arrivals), the time in it is `1 / (1 − busy)` times that of an empty system, the slowest ones included: 1.7 times at 40 %, 3.3 times at 70 %, 6.7 times at 85 %. So from 40 % to 70 % it doubles, and from there to 85 % once more. More workers soften that curve, and none removes it. So choose the target from the p99 that you want, not from the bill. (A simulator will let you play with this later.)

# %% [markdown] lang="zh"
# 请求是扎堆来的。任务越忙，请求越容易遇上前面还有一个。在最简单的排队模型里（一个 worker，一次处理一个请求；请求随机到达），耗时是空闲时的 `1 /（1 − 忙碌程度）` 倍，最慢的那些也一样：40% 时 1.7 倍，70% 时 3.3 倍，85% 时 6.7 倍。所以 40% 到 70% 翻一倍，再到 85% 又翻一倍。worker 多一些，曲线会缓一些，但不会消失。所以目标值要从你想要的 p99 倒推，不要从账单倒推。（以后有模拟器可以玩这个。）

# %% [markdown] lang="en"
# ## Ask the lab
#
# Rolled, crashed, taken back, grown. Nine checks, once more.

# %% [markdown] lang="zh"
# ## 再查一次实验
#
# 滚动过，崩溃过，退回过，也长大过。九项检查，再来一遍。

# %%
settle()
lab.check()

# %% [markdown] lang="en"
# And the doctor, on the account as it stands. Scaling and shipping left the request path alone: the same three boxes as at five o'clock.

# %% [markdown] lang="zh"
# 再请医生看看账户现在的样子。发布也好，扩缩也好，请求路径没有动过：还是五点钟那三个框。

# %%
doctor(str(cloud.drawing()))

# %% [markdown] lang="en"
# ## Clean up, in the right order
#
# Here everything ends with the notebook. On a real account every hour of this costs money, and you take it down yourself, as in lesson 09. One thing is new tonight. What goes first?

# %% [markdown] lang="zh"
# ## 按正确的顺序清理
#
# 在这里，笔记本一关，一切都没了。在真实账户里，这些东西每小时都在花钱，要像第 09 课那样自己拆。今晚多了一样新东西。先删哪个？

# %%
ask("what-goes-first")

# %% [markdown] lang="en"
# First what starts things, then what runs, then the door.
#
# ## What differs from AWS here
#
# Time is the great difference: what you saw in seconds takes minutes there. In an interview, give AWS's numbers.

# %% [markdown] lang="zh"
# 先删会启动东西的，再删在运行的，然后拆门。
#
# ## 这里和 AWS 有什么不同
#
# 最大的不同是时间：你在几秒里看到的，AWS 上要几分钟。面试时请说 AWS 的数字。

# %%
cloud.differences("10")

# %% [markdown] lang="en"
# ## Check: three questions
#
# No looking back. If you miss one, read *why*, go on, and try it again tomorrow.
#
# The first: two percentages.

# %% [markdown] lang="zh"
# ## 检查：三道题
#
# 别往回翻。答错了就看“为什么”，继续往下，明天再来一次。
#
# 第一题：两个百分比。

# %%
ask("tf-three-tasks-100-125")

# %% [markdown] lang="en"
# The second: a version that is healthy and wrong.

# %% [markdown] lang="zh"
# 第二题：健康，但是错了的版本。

# %%
ask("tf-breaker-and-wrong-prices")

# %% [markdown] lang="en"
# The third: a service that stays small.

# %% [markdown] lang="zh"
# 第三题：一直不扩容的服务。

# %%
ask("stays-at-six")

# %% [markdown] lang="en"
# ## Take away
#
# **Health checks and draining lose no request, the circuit breaker brings a crashing version back, and target tracking holds a value: out quickly, in slowly.**
#
# > **Say it:** "I roll with minimum 100 and maximum 200 percent behind an ALB, so new tasks must be healthy before old ones drain. The circuit breaker rolls a failing deployment back; for a version that is healthy but wrong I use canary or blue/green with alarms. Target tracking scales out on minutes of high CPU and scales in more slowly, and I pick the target from the p99 I want."

# %% [markdown] lang="zh"
# ## 带走一句话
#
# **健康检查加排空，一个请求也不丢；断路器把崩溃的版本退回来；目标跟踪守住一个值：扩得快，缩得慢。**
#
# > **面试这样说：** "I roll with minimum 100 and maximum 200 percent behind an ALB, so new tasks must be healthy before old ones drain. The circuit breaker rolls a failing deployment back; for a version that is healthy but wrong I use canary or blue/green with alarms. Target tracking scales out on minutes of high CPU and scales in more slowly, and I pick the target from the p99 I want."
# >
# > （中文理解：ALB 后面滚动更新，下限 100%、上限 200%，新任务健康了旧任务才排空。断路器会退回失败的部署；健康但算错的版本，靠金丝雀或蓝绿加告警。目标跟踪在 CPU 高了几分钟后扩容，缩容更慢；目标值从我想要的 p99 倒推。）

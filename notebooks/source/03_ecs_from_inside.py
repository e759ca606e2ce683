# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown] lang="en"
# # Watch a service keep its promise
#
# At 3 a.m. a container dies. No phone rings, nobody wakes up. At nine you look: three tasks are running, as they were last night. Who did that? And who would *not* have done it?
#
# - **You will do:** run one task and see it end, start a service of three, kill its tasks in two ways, break it in three ways, and read what ECS says each time.
# - **You will learn:** the four nouns of ECS, who keeps what alive, where it is written why a task stopped, and what the tasks run on.
# - **You need:** lesson 02 (images). No AWS account. About 30 minutes.

# %% [markdown] lang="zh"
# # 看一个服务怎样守住承诺
#
# 凌晨三点，一个容器挂了。电话没响，谁也没醒。早上九点一看：三个任务在运行，和昨晚一样。是谁干的？换成谁，就**不会**管？
#
# - **要做什么：** 跑一个任务，看它结束；启动一个三任务的服务，用两种办法杀掉它的任务；再弄坏它三次，每次都读一读 ECS 怎么说。
# - **会学到：** ECS 的四个名词，谁负责让谁活着，任务为什么停、去哪里看，以及任务到底跑在什么上面。
# - **需要准备：** 上过第 02 课（镜像）。不需要 AWS 账号。大约 30 分钟。

# %% [markdown] lang="en"
# ## Four nouns
#
# | | is | is not |
# | --- | --- | --- |
# | **task definition** | a text: which image, how much CPU and memory, which roles | something that runs |
# | **task** | one running copy, made from that text | something that comes back |
# | **service** | a promise: so many of these tasks, always | a program; your code runs in its tasks |
# | **cluster** | a name under which tasks and services live | a machine |
#
# Much of the confusion about ECS is one of these words taken for another. Put them in order first.

# %% [markdown] lang="zh"
# ## 四个名词
#
# | | 是什么 | 不是什么 |
# | --- | --- | --- |
# | **任务定义** | 一段文本：用哪个镜像，多少 CPU 和内存，用哪些角色 | 它自己不会运行 |
# | **任务** | 按这段文本跑起来的一份 | 停了不会自己回来 |
# | **服务** | 一个承诺：这样的任务，始终保持这么多个 | 不是程序；你的代码跑在它的任务里 |
# | **集群** | 一个名字，任务和服务都归在它下面 | 不是机器 |
#
# 对 ECS 的误会，很多都是把其中一个词当成了另一个。先给它们排个先后。

# %%
from lessons.panels import ask, situations, watch

ask("four-nouns")

# %% [markdown] lang="en"
# ## An empty account, and a lab
#
# This starts an AWS inside this computer: real `boto3`, tasks that really run, no bill. The lab looks at what exists in the account. Now that is nothing. `lab.hint()` helps if you want to go ahead on your own.

# %% [markdown] lang="zh"
# ## 空账户，和一个实验
#
# 下面在这台电脑里启动一个 AWS：`boto3` 是真的，任务真的会跑，没有账单。实验看的是账户里有什么，现在什么也没有。想自己先做，`lab.hint()` 会给提示。

# %%
from lessons import cloud

cloud.start(fresh=True)

# %% [markdown] lang="en"
# Ask it once now, so that you know what it wants.

# %% [markdown] lang="zh"
# 现在就查一次，看看它要什么。

# %%
lab = cloud.lab("03")
lab.check()

# %% [markdown] lang="en"
# ## A cluster
#
# The word sounds like a rack of machines. Is it?

# %% [markdown] lang="zh"
# ## 集群
#
# 这个词听上去像一柜子机器。是吗？

# %%
ask("what-a-cluster-holds")

# %% [markdown] lang="en"
# Create one, and count its machines.

# %% [markdown] lang="zh"
# 建一个，数数它有几台机器。

# %%
import boto3

ecs, ec2, iam = (boto3.client(name) for name in ("ecs", "ec2", "iam"))
cluster = ecs.create_cluster(clusterName="lab")["cluster"]
{"status": cluster["status"], "machines": cluster["registeredContainerInstancesCount"]}

# %% [markdown] lang="en"
# ## What the tasks will need
#
# An image, an execution role that may pull it, and a network. You know the first two from lesson 02, lesson 08 takes the rest apart. The program is a web server with one odd page: whoever opens `/crash` kills it. We shall need that.

# %% [markdown] lang="zh"
# ## 任务要用到的东西
#
# 镜像、有权拉镜像的执行角色，还有网络。前两样第 02 课见过，其余的第 08 课再细讲。程序是个 Web 服务器，只有一页古怪：谁打开 `/crash`，它就死。等会儿用得上。

# %%
WEB = '''
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

class Web(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/crash":
            os._exit(1)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"hello")

ThreadingHTTPServer(("0.0.0.0", 8080), Web).serve_forever()
'''
web = cloud.image("web", tag="v1", app=WEB, port=8080)
job = cloud.image("job", tag="v1", app="print(sum(range(1001)))")

# %% [markdown] lang="en"
# The role and the network, as real code has them.

# %% [markdown] lang="zh"
# 角色和网络，和真实代码里一样。

# %%
import json

ECS = {"Service": "ecs-tasks.amazonaws.com"}
ECS_MAY = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": ECS}
TRUST = json.dumps({"Version": "2012-10-17", "Statement": [ECS_MAY]})
role = iam.create_role(RoleName="web-execution", AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
POLICY = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
attached = iam.attach_role_policy(RoleName="web-execution", PolicyArn=POLICY)
default = ec2.describe_subnets(Filters=[{"Name": "default-for-az", "Values": ["true"]}])["Subnets"]
subnets = {"subnets": [subnet["SubnetId"] for subnet in default], "assignPublicIp": "ENABLED"}

# %% [markdown] lang="en"
# ## Write a task definition, and another
#
# Now the text itself. You register it once with a quarter of a vCPU, and once with half. Nothing runs yet. What does the second do to the first?

# %% [markdown] lang="zh"
# ## 写一份任务定义，再写一份
#
# 现在写那段文本。先用四分之一个 vCPU 注册一次，再用半个 vCPU 注册一次。此时什么也没运行。第二份对第一份做了什么？

# %%
ask("tf-new-revision")

# %% [markdown] lang="en"
# Look at both results: the numbers of the revisions, and whether the API can update a service, and a task definition (`hasattr`: does boto3 know such a call?).

# %% [markdown] lang="zh"
# 看两个结果：修订版本号，以及 API 能不能更新服务、能不能更新任务定义（`hasattr`：boto3 有没有这个调用）。

# %%
FARGATE = {"requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "executionRoleArn": role}
page = {"name": "web", "image": web.uri, "portMappings": [{"containerPort": 8080}]}
for cpu, memory in (("256", "512"), ("512", "1024")):
    made = ecs.register_task_definition(
        family="web", cpu=cpu, memory=memory, containerDefinitions=[page], **FARGATE)
    print("{family}:{revision}".format(**made["taskDefinition"]))
{name: hasattr(ecs, name) for name in ("update_service", "update_task_definition")}

# %% [markdown] lang="en"
# Two revisions stand side by side. A service can be updated, a task definition cannot: there is no such call. A revision never changes. So "which revision?" is always a precise question, and going back means naming an older number.

# %% [markdown] lang="zh"
# 两个修订版本并排放着。服务可以更新，任务定义不行：根本没有这个调用。一个修订版本永远不变。所以“跑的是哪个修订版本？”总有确切的答案，回滚就是换回一个旧号码。

# %% [markdown] lang="en"
# ## Run one task
#
# `run_task` is an order: start this, once. The job adds up numbers and ends. Then what? Guess before you run the cell.

# %% [markdown] lang="zh"
# ## 跑一个任务
#
# `run_task` 是一道命令：启动它，一次。这个任务把数字加起来就结束。然后呢？先猜再运行。

# %%
ask("tf-standalone-dies")

# %% [markdown] lang="en"
# First its task definition. `there` says where: everything in this lesson runs in the cluster `lab`, on Fargate, in these subnets.

# %% [markdown] lang="zh"
# 先写它的任务定义。`there` 写的是跑在哪里：这一课里的任务，都在集群 `lab`、Fargate、这几个子网上跑。

# %%
sums = {"name": "job", "image": job.uri}
SMALL = FARGATE | {"cpu": "256", "memory": "512"}
ecs.register_task_definition(family="job", containerDefinitions=[sums], **SMALL)
network = {"awsvpcConfiguration": subnets}
there = {"cluster": "lab", "launchType": "FARGATE", "networkConfiguration": network}

# %% [markdown] lang="en"
# Start it, wait for the end, read three fields. (A *waiter* asks AWS again and again, until it is so.)

# %% [markdown] lang="zh"
# 启动它，等它结束，读三个字段。（waiter 会反复去问 AWS，直到等到为止。）

# %%
[task] = ecs.run_task(taskDefinition="job", **there)["tasks"]
often = {"Delay": 1, "MaxAttempts": 60}
ecs.get_waiter("tasks_stopped").wait(cluster="lab", tasks=[task["taskArn"]], WaiterConfig=often)
[task] = ecs.describe_tasks(cluster="lab", tasks=[task["taskArn"]])["tasks"]
task["lastStatus"], task["stopCode"], task["containers"][0]["exitCode"]

# %% [markdown] lang="en"
# Exit code 0: it has done its work. And that was all. Nobody starts it again, because nobody promised to. For a nightly job that is just right. For a web server it means that one crash at 3 a.m. leaves you with nothing.
#
# On its way a task passes through fixed states, always in one direction: PROVISIONING, PENDING, ACTIVATING, **RUNNING**, DEACTIVATING, STOPPING, DEPROVISIONING, **STOPPED**. You will meet these names in every console and every log of ECS. Here most of them pass in a blink.

# %% [markdown] lang="zh"
# 退出码 0：活干完了。也就到此为止，没有人再启动它，因为没有人承诺过。夜间任务正该这样。换成 Web 服务器，凌晨三点崩一次，就什么也不剩了。
#
# 任务一路要经过几个固定的状态，只往前走，不回头：PROVISIONING、PENDING、ACTIVATING、**RUNNING**、DEACTIVATING、STOPPING、DEPROVISIONING、**STOPPED**。这些名字，在 ECS 的控制台和日志里到处都是；在这里，多数一闪就过去了。

# %% [markdown] lang="en"
# ## Start a service
#
# A service says a number, the **desired count**. What does this number do?

# %% [markdown] lang="zh"
# ## 启动一个服务
#
# 服务里写着一个数，叫**期望任务数**（desired count）。这个数管什么用？

# %%
ask("desired-three-running-two")

# %% [markdown] lang="en"
# Three, please, of revision 1. The waiter comes back when three run.

# %% [markdown] lang="zh"
# 要三个，用修订版本 1。三个都跑起来，waiter 才返回。

# %%
service = ecs.create_service(serviceName="web", taskDefinition="web:1", desiredCount=3, **there)
stable = ecs.get_waiter("services_stable")
stable.wait(cluster="lab", services=["web"], WaiterConfig=often)
[service] = ecs.describe_services(cluster="lab", services=["web"])["services"]
{name: service[name] for name in ("desiredCount", "pendingCount", "runningCount")}

# %% [markdown] lang="en"
# ## Play the accident at 3 a.m.
#
# The next panel shows your cluster as it lives. Each task has two buttons: one asks ECS to stop it, the other kills its process and tells nobody. Before you press one, say aloud what will happen in the next two seconds. Then press the other. (In a stored page you see an example, with one task dead and one on its way.)

# %% [markdown] lang="zh"
# ## 凌晨三点的事故，你来演
#
# 下面的面板显示正在运行的集群。每个任务有两个按钮：一个请 ECS 停掉它，一个直接杀进程，谁也不通知。按之前先说出口：接下来两秒会发生什么。然后按另一个。（没有运行时，你看到的是一个例子：一个任务已死，一个正在启动。）

# %%
watch()

# %% [markdown] lang="en"
# ## The same, counted
#
# Now in code, so that it can be counted. Stop one task of three, wait until all is quiet, and compare the lists before and after. Does the dead one come back?

# %% [markdown] lang="zh"
# ## 同样的事，数一数
#
# 现在用代码再做一遍，好数清楚。三个里停掉一个，等到安静下来，比较前后两张名单。死掉的那个回来了吗？

# %%
before = ecs.list_tasks(cluster="lab", serviceName="web")["taskArns"]
ecs.stop_task(cluster="lab", task=before[0], reason="3 a.m.")
ecs.get_waiter("tasks_stopped").wait(cluster="lab", tasks=before[:1], WaiterConfig=often)
stable.wait(cluster="lab", services=["web"], WaiterConfig=often)
after = ecs.list_tasks(cluster="lab", serviceName="web")["taskArns"]
{"running": len(after), "still there": len({*before} & {*after}), "new": len({*after} - {*before})}

# %% [markdown] lang="en"
# It does not. Three run, but one of them is **new**: another id, another address, empty storage. ECS did not repair anything. It counted: desired 3, running 2. And it started one, to make the two numbers equal. This comparison never ends; it is all that the **scheduler** does.
#
# That is why your program must be able to die at any time, and why nothing that matters may lie inside a task.

# %% [markdown] lang="zh"
# 没有回来。三个在运行，但其中一个是**新的**：新的 ID，新的地址，存储是空的。ECS 什么也没修。它只是数了数：期望 3，运行 2，于是再启动一个，让两个数相等。这样的比较一刻不停，**调度器**干的就是这件事。
#
# 所以你的程序要能随时死掉，要紧的数据也不能放在任务里面。

# %% [markdown] lang="en"
# ## A crash that nobody ordered
#
# `stop_task` was an order. A real crash comes from inside. Find the address of one task (its network interface has it) and open its `/crash` page. No answer comes: the program is dead. Will the service notice, although nobody told it?

# %% [markdown] lang="zh"
# ## 没有人下令的崩溃
#
# `stop_task` 是有人下令。真正的崩溃来自里面。找到一个任务的地址（写在它的网络接口里），打开它的 `/crash` 页面。不会有应答，程序已经死了。没有人通知服务，它会知道吗？

# %%
[victim] = ecs.describe_tasks(cluster="lab", tasks=after[:1])["tasks"]
interface = {detail["name"]: detail["value"] for detail in victim["attachments"][0]["details"]}
nothing = cloud.get(interface["privateIPv4Address"] + ":8080/crash")
ecs.get_waiter("tasks_stopped").wait(cluster="lab", tasks=after[:1], WaiterConfig=often)
stable.wait(cluster="lab", services=["web"], WaiterConfig=often)
cloud.ask_tasks("lab", "web")

# %% [markdown] lang="en"
# Three answers again. It was the task's only container, so its end was the task's end, and the count did the rest.
#
# One thing the count does not see: a program that hangs. It runs, so it is counted. For that you need health checks (lesson 10).

# %% [markdown] lang="zh"
# 又是三个应答。任务里只有这一个容器，容器结束，任务也就结束，剩下的交给“数数”。
#
# 有一样它数不出来：卡死的程序。进程还在，就算一个。那要靠健康检查（第 10 课）。

# %% [markdown] lang="en"
# ## Four drawings, and who restarts what
#
# Turn to *A task dies and comes back*. The service stands beside the request path: it starts and replaces, no request passes through it. Then turn to *A task on demand*. There is no service in it. If that task dies, who starts another?

# %% [markdown] lang="zh"
# ## 四张图，谁负责拉起谁
#
# 翻到“任务挂了，又被拉起来”那张：服务站在请求路径旁边，负责启动和补齐，没有请求经过它。再翻到“按需启动任务”那张：图里没有服务。那个任务要是挂了，谁来再启动一个？

# %%
situations()

# %% [markdown] lang="en"
# ## Five, and three again
#
# In the on-demand drawing nobody does: whoever started the task must look after it. Back to the service. Scaling is the same count with another number. You say five, later three. Who chooses the two that go, and do they get a warning? (The scheduler chooses. They get SIGTERM and some seconds to finish.)

# %% [markdown] lang="zh"
# ## 五个，再回到三个
#
# 按需的那张图里，没有人；谁启动的，谁负责。回到服务：扩缩容还是数数，只是换了个数。你说五，之后又说三。走的那两个由谁来挑？事先有通知吗？（调度器来挑。它们会收到 SIGTERM，有几秒钟收尾。）

# %%
for count in (5, 3):
    ecs.update_service(cluster="lab", service="web", desiredCount=count)
    stable.wait(cluster="lab", services=["web"], WaiterConfig=often)
    [service] = ecs.describe_services(cluster="lab", services=["web"])["services"]
    print(service["runningCount"], "running")
lab.check()

# %% [markdown] lang="en"
# ## Break it: a size that does not exist
#
# The lab is complete. Now the other half of the craft: breaking things while it costs nothing. First a size.

# %% [markdown] lang="zh"
# ## 弄坏它：不存在的规格
#
# 实验做完了。接下来是手艺的另一半：趁不花钱，把东西弄坏看看。先从规格开始。

# %%
ask("any-size-will-do")

# %% [markdown] lang="en"
# The sentence below is AWS's own. It comes at once, before anything runs: the kindest way to fail.

# %% [markdown] lang="zh"
# 下面这句是 AWS 的原话。它来得最早，什么都还没运行，是最客气的一种失败。

# %%
try:
    ecs.register_task_definition(
        family="web", cpu="1024", memory="16384", containerDefinitions=[page], **FARGATE)
except ecs.exceptions.ClientException as refusal:
    print(refusal)

# %% [markdown] lang="en"
# ## Break it: an image that was never pushed
#
# A typing error: `web:v9` instead of `web:v1`. ECS takes the task definition and the service without a word; it does not look into ECR until a task starts. (A *circuit breaker* would give up after some failures. It is off unless you switch it on.) So what goes on all night?

# %% [markdown] lang="zh"
# ## 弄坏它：从没推送过的镜像
#
# 手滑了：`web:v1` 写成了 `web:v9`。任务定义和服务 ECS 都照单全收，任务启动之前它不会去看 ECR。（断路器，circuit breaker，会在失败几次之后放弃，但它默认不开。）那么这一夜会怎样？

# %%
ask("scheduler-and-failures")

# %% [markdown] lang="en"
# Two places tell you. First the **stopped task**: its `stoppedReason` holds the exact error. Stopped tasks can be seen for about an hour, so look early.

# %% [markdown] lang="zh"
# 有两个地方能看到原因。第一是**停止的任务**：`stoppedReason` 里有确切的错误。停止的任务大约只能看一个小时，要看就早看。

# %%
typo = page | {"image": web.uri.replace("v1", "v9")}
ecs.register_task_definition(family="typo", containerDefinitions=[typo], **SMALL)
ecs.create_service(serviceName="typo", taskDefinition="typo", desiredCount=1, **there)
gone = {"cluster": "lab", "family": "typo", "desiredStatus": "STOPPED"}
dead = cloud.wait_for(lambda: ecs.list_tasks(**gone)["taskArns"])
[task] = ecs.describe_tasks(cluster="lab", tasks=dead[:1])["tasks"]
print(task["stopCode"], task["stoppedReason"], sep="\n")

# %% [markdown] lang="en"
# Read such a sentence from the end: *not found*. The registry was reached, and it answered; so it is neither the network nor the permissions, but the name.
#
# Second, the **service events**: what the scheduler did, and what it complains about.

# %% [markdown] lang="zh"
# 这种句子从末尾读起：*not found*。仓库连上了，也答复了；所以不是网络，也不是权限，是名字写错了。
#
# 第二是**服务的事件**（events）：调度器做了什么，在抱怨什么。

# %%
def complaints():
    [service] = ecs.describe_services(cluster="lab", services=["typo"])["services"]
    return [event["message"] for event in service["events"] if "unable" in event["message"]]

print(cloud.wait_for(complaints)[0])
deleted = ecs.delete_service(cluster="lab", service="typo", force=True)

# %% [markdown] lang="en"
# It keeps trying, with longer and longer pauses, until somebody acts. Lesson 10 switches the circuit breaker on: it gives up, and goes back by itself.

# %% [markdown] lang="zh"
# 它会一直试下去，间隔越来越长，直到有人出手。第 10 课会打开断路器，让它自己放弃并退回去。

# %% [markdown] lang="en"
# ## Break it: the small container beside yours
#
# Many tasks carry a second container, a forwarder of logs for example. One evening it fails. Yours is fine. Or is it?

# %% [markdown] lang="zh"
# ## 弄坏它：旁边的小容器
#
# 很多任务里还带着第二个容器，比如转发日志的。一天晚上它挂了。你的容器没事，真的没事吗？

# %%
ask("sidecar-ends")

# %% [markdown] lang="en"
# Two revisions, one field apart: in the second the forwarder is not `essential`. Run a task of each.

# %% [markdown] lang="zh"
# 两个修订版本只差一个字段：第二个里，转发容器不是 `essential`。各跑一个任务。

# %%
broken = cloud.image("forwarder", tag="v1", app="import time\ntime.sleep(0.5)\nraise SystemExit(3)")
pair = []
for essential in (True, False):
    side = {"name": "forwarder", "image": broken.uri, "essential": essential}
    ecs.register_task_definition(family="pair", containerDefinitions=[page, side], **SMALL)
    pair += [ecs.run_task(taskDefinition="pair", **there)["tasks"][0]["taskArn"]]

# %% [markdown] lang="en"
# Wait until the forwarder has failed in both. What is the state of the first task, and of the second?

# %% [markdown] lang="zh"
# 等两边的转发容器都挂掉。第一个任务是什么状态，第二个呢？

# %%
def tasks():
    return ecs.describe_tasks(cluster="lab", tasks=pair)["tasks"]

cloud.wait_for(lambda: all("exitCode" in task["containers"][1] for task in tasks()))
ecs.get_waiter("tasks_stopped").wait(cluster="lab", tasks=pair[:1], WaiterConfig=often)
states = [(task["taskDefinitionArn"].split("/")[1], task["lastStatus"]) for task in tasks()]
stopped = ecs.stop_task(cluster="lab", task=pair[1], reason="seen enough")
states

# %% [markdown] lang="en"
# The first task was torn down with the forwarder, your healthy container too. The second lives on, without its logs. Neither is *right*: ask yourself what is worse, no page or no logs.

# %% [markdown] lang="zh"
# 第一个任务跟着转发容器一起没了，连你那个好好的容器也没了。第二个还活着，只是没有日志。没有哪个“一定对”：问问自己，没有页面和没有日志，哪个更糟。

# %% [markdown] lang="en"
# ## Where do the tasks run?
#
# Everything so far said `FARGATE`, and you saw no machine. The nouns stay the same on other capacity. Somebody says at lunch: "We moved from ECS to Fargate."

# %% [markdown] lang="zh"
# ## 任务跑在哪里？
#
# 到现在写的都是 `FARGATE`，你也没见过机器。换成别的容量，这四个名词一个不变。午饭时有人说：“我们从 ECS 换到 Fargate 了。”

# %%
ask("tf-fargate-or-ecs")

# %% [markdown] lang="en"
# Three kinds of capacity. **Fargate**: you name vCPU and memory, and see no instance. **EC2**: you bring instances, and you patch them. **Managed Instances**: instances in your account that ECS chooses, patches and replaces. Read the row *who patches the host* first: it says what work is left to you.

# %% [markdown] lang="zh"
# 容量有三种。**Fargate**：写好 vCPU 和内存，看不到实例。**EC2**：实例你自己带来，补丁也归你打。**ECS Managed Instances**（托管实例）：实例在你的账户里，由 ECS 选型、打补丁、更换。先看“谁给主机打补丁”那一行：还有多少活归你，就看它。

# %%
from lessons.facts import ultimate_table

rows = ["layer", "patch-host", "patch-runtime", "memory", "gpu", "scaling-unit", "price-unit", "idle"]
ultimate_table(["fargate", "ecs_ec2"], rows)

# %% [markdown] lang="en"
# ## Where this differs from AWS
#
# The calls and the sentences are AWS's. These things are not:

# %% [markdown] lang="zh"
# ## 和真实 AWS 有什么不同
#
# 调用和报错的原话都和 AWS 一样。不一样的是这些：

# %%
cloud.differences("03")

# %% [markdown] lang="en"
# ## Check: three questions
#
# No looking back. If you miss one, read *why*, go on, and try it again tomorrow.
#
# The first: a job, and how to run it.

# %% [markdown] lang="zh"
# ## 检查：三道题
#
# 别往回翻。答错了就看“为什么”，继续往下，明天再来一次。
#
# 第一题：一个夜间任务，怎么跑？

# %%
ask("run-task-or-service")

# %% [markdown] lang="en"
# The second: tasks stop and stop again. In which order do you look?

# %% [markdown] lang="zh"
# 第二题：任务停了又停，按什么顺序查？

# %%
ask("first-look-at-a-stopped-task")

# %% [markdown] lang="en"
# The third: when Fargate will not do.

# %% [markdown] lang="zh"
# 第三题：什么时候不能用 Fargate？

# %%
ask("fargate-or-instances")

# %% [markdown] lang="en"
# ## Take away
#
# **A task definition is the text, a task is one run of it, a service is the promise to keep so many of them running. What is dead stays dead; the service starts a new one.**
#
# > **Say it:** "A service keeps a desired count. If a task dies, the scheduler doesn't restart it, it starts a new one from the same revision. If a task can't start, I read its stoppedReason and the service events before I change anything."

# %% [markdown] lang="zh"
# ## 带走一句话
#
# **任务定义是一段文本，任务是照它跑的一份，服务是“始终保持这么多份”的承诺。死了的不会活过来，服务会启动一个新的。**
#
# > **面试这样说：** "A service keeps a desired count. If a task dies, the scheduler doesn't restart it, it starts a new one from the same revision. If a task can't start, I read its stoppedReason and the service events before I change anything."
# >
# > （中文理解：服务保持期望任务数。任务死了，调度器不是把它重启，而是用同一个修订版本再启动一个新的。任务起不来，我先看 stoppedReason 和服务事件，再动手改。）

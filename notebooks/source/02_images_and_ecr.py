# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown] lang="en"
# # Push an image, and see why nothing changes
#
# It is 6 p.m. The shop adds up wrong. You found the bug, built the image and pushed it to ECR as `shop:latest`. You reload the page. Still wrong. "Give it a minute," says a colleague, "ECS will pick it up." Will it?
#
# - **You will do:** build and push images without Docker, run three tasks, watch a push change nothing, and then really deploy. A lab looks at what you built.
# - **You will learn:** what an image, a layer, a tag and a digest are, why a push does not deploy, and how to close the trap called `latest`.
# - **You need:** lesson 01. No Docker, no AWS account. About 30 minutes.

# %% [markdown] lang="zh"
# # 镜像推上去了，线上却没变：为什么？
#
# 晚上六点，商店的总价算错了。bug 找到了，镜像构建好，也用 `shop:latest` 推到了 ECR。刷新页面，还是错的。同事说：“等一会儿，ECS 会自己更新的。”真的会吗？
#
# - **要做什么：** 不用 Docker 构建并推送镜像，跑三个任务，看一次推送怎样什么也没改变，然后真正部署一次。实验会检查你做出来的东西。
# - **会学到：** 镜像、层、标签、摘要（digest）各是什么；为什么推送不等于部署；怎么填上 `latest` 这个坑。
# - **需要准备：** 上过第 01 课。不需要 Docker，也不需要 AWS 账号。大约 30 分钟。

# %% [markdown] lang="en"
# ## First guess: what is an image?
#
# Lesson 01 put ECR beside the request path: a shelf with images on it. So what lies there? Choose before you go on.

# %% [markdown] lang="zh"
# ## 先猜：镜像是什么？
#
# 第 01 课里，ECR 站在请求路径旁边，是放镜像的货架。那货架上放的到底是什么？先选再往下看。

# %%
from lessons.panels import ask, doctor, two_paths

ask("what-an-image-is")

# %% [markdown] lang="en"
# ## Start an AWS of your own
#
# The next cell starts an AWS inside this computer. From then on `boto3` (AWS's Python library) and the AWS CLI (its command) are the real ones, and ECS really runs what you push. The account is not real, so nothing costs anything and nothing can break. Each task is a process here, not a container: enough to see everything in this lesson.

# %% [markdown] lang="zh"
# ## 启动一个自己的 AWS
#
# 下一个单元格会在这台电脑里启动一个 AWS。之后用的 `boto3`（AWS 的 Python 库）和 AWS CLI（命令行工具）都是真的，你推的镜像 ECS 也真的会跑起来。账号不是真的，所以不花钱，也弄不坏什么。这里每个任务是一个进程，不是容器，看懂这一课足够了。

# %%
from lessons import cloud

cloud.start(fresh=True)

# %% [markdown] lang="en"
# ## The lab for tonight
#
# A lab looks at your account, not at your code. It does not care how something came to be there. Now the account is empty. The cells below fill it, and you will ask again. If you want to try on your own first: `lab.hint()` says a little, `lab.solution()` everything.

# %% [markdown] lang="zh"
# ## 今晚的实验
#
# 实验看的是账户里有什么，不看你的代码，怎么做出来的都行。现在账户是空的，下面的单元格会一步步填满它，过一会儿再查。想先自己试？`lab.hint()` 给一点提示，`lab.solution()` 给出全部。

# %%
lab = cloud.lab("02")
lab.check()

# %% [markdown] lang="en"
# ## Build and push the first version
#
# Here is the shop: one small web server. Can you see the bug? It does not matter yet.
#
# With Docker you would write a Dockerfile, then `docker build` and `docker push`. `cloud.image` does the same two things without Docker: it packs the program, and sends it to ECR with the protocol that Docker uses.

# %% [markdown] lang="zh"
# ## 构建并推送第一个版本
#
# 商店就是一个小小的 Web 服务器。看出 bug 了吗？先不管它。
#
# 用 Docker 的话，要写 Dockerfile，再 `docker build`、`docker push`。`cloud.image` 不用 Docker 做同样两件事：把程序打包，再用 Docker 的那套协议传给 ECR。

# %%
SHOP = '''
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

class Shop(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(f"v1: 2 apples at 3 cost {2 + 3}".encode())

ThreadingHTTPServer(("0.0.0.0", 8080), Shop).serve_forever()
'''
first = cloud.image("shop", tag="v1", app=SHOP, port=8080)
first

# %% [markdown] lang="en"
# ## What is in it: layers, and one sheet of settings
#
# Two layers went over the wire. With Docker you would have written this:
#
# ```
# FROM course/python
# COPY . /app
# EXPOSE 8080
# WORKDIR /app
# CMD ["python", "app.py"]
# ```
#
# Five lines. Guess before you run the cell: how many of them add files?

# %% [markdown] lang="zh"
# ## 里面有什么：几个层，加一张设置单
#
# 刚才传过去的是两个层。用 Docker 的话，你会这样写：
#
# ```
# FROM course/python
# COPY . /app
# EXPOSE 8080
# WORKDIR /app
# CMD ["python", "app.py"]
# ```
#
# 一共五行。运行之前先猜：其中几行会添加文件？

# %%
from lessons.cloud.images import layers

layers(first)

# %% [markdown] lang="en"
# Two add files. Each such line became a **layer**, a pack of files. The other three only say how to start the program, and stand in a short sheet, the *config*. A still shorter list, the *manifest*, names the config and the layers. That is the image. Nothing in it runs.
#
# Each piece is known by its **digest**, a fingerprint computed from the content. Change one byte, and it is another digest. The digest of the manifest is the identity of the whole image.

# %% [markdown] lang="zh"
# 有两行会添加文件，各变成一个**层**，也就是一包文件。另外三行只说程序怎么启动，写在一张小单子里，叫 config。还有一张更短的清单，叫 manifest，列出 config 和所有的层。镜像就是这些，里面没有任何东西在运行。
#
# 每一块都用**摘要（digest）**来认，它是由内容算出来的指纹。改一个字节，摘要就变了。manifest 的摘要，就是整个镜像的身份。

# %% [markdown] lang="en"
# ## Push the same thing under a second name
#
# The service will be told to run `shop:latest`. So the first version needs that name too. Same program, other tag. Guess: how much is sent this time?

# %% [markdown] lang="zh"
# ## 同样的东西，再推一个名字
#
# 等会儿服务要跑的是 `shop:latest`，所以第一个版本也得有这个名字。程序一样，标签不同。猜一猜：这次要传多少？

# %%
latest = cloud.image("shop", tag="latest", app=SHOP, port=8080)
latest

# %% [markdown] lang="en"
# Nothing. Both layers were there, and so was the image: the digest is the same. What is new is a label. A **tag** is a name stuck on a digest, and one image can carry several.

# %% [markdown] lang="zh"
# 一点也没传。两个层都在，镜像也在：摘要是同一个。新的只有一张标签。**标签（tag）**就是贴在摘要上的名字，一个镜像可以贴好几个。

# %% [markdown] lang="en"
# ## Mend the bug, push the second version
#
# The shop adds where it should multiply. You mend that one line and push. What travels now?

# %% [markdown] lang="zh"
# ## 改好 bug，推送第二个版本
#
# 该乘的地方写成了加。你改好这一行再推。这次传的是什么？

# %%
ask("what-the-second-push-sends")

# %% [markdown] lang="en"
# Look at the last column. The base stays, the layer with the program is sent.
#
# This is why the order of lines in a Dockerfile matters: what seldom changes goes first, your code goes last. Then a push of a large image is small.

# %% [markdown] lang="zh"
# 看最后一列：基础层不动，装程序的那层传了。
#
# Dockerfile 里行的先后为什么要紧，原因就在这里：不常变的放前面，自己的代码放最后。这样镜像再大，推一次也只传一点点。

# %%
FIXED = SHOP.replace("v1", "v2").replace("2 + 3", "2 * 3")
second = cloud.image("shop", tag="v2", app=FIXED, port=8080)
second

# %% [markdown] lang="en"
# ## Where does latest point now?
#
# You pushed v1, then latest, then v2. The newest image is v2.

# %% [markdown] lang="zh"
# ## 现在 latest 指向谁？
#
# 你先后推了 v1、latest、v2。最新的镜像是 v2。

# %%
ask("tf-latest-is-newest")

# %% [markdown] lang="en"
# Ask the registry itself. `%aws` is the AWS CLI, exactly as you would type it in a terminal.

# %% [markdown] lang="zh"
# 直接问仓库。`%aws` 就是 AWS CLI，和你在终端里敲的一模一样。

# %%
%aws ecr describe-images --repository-name shop --query "imageDetails[].[imageDigest, imageTags]"

# %% [markdown] lang="en"
# `latest` stayed with the old image. It is a tag like any other; Docker only fills it in where you write none. It means *latest* if somebody moves it there each time, and not otherwise.

# %% [markdown] lang="zh"
# `latest` 还留在旧镜像上。它和别的标签没有区别，只是你不写标签时，Docker 会替你填上它。每次都有人去挪，它才是“最新”；没人挪，就不是。

# %% [markdown] lang="en"
# ## Who fetches the image from the shelf?
#
# Soon three tasks start, and each needs the image. You will not be sitting there when one starts at three in the morning. In AWS permissions hang on **roles**, and a service or a program can put one on. So whose permission is used?

# %% [markdown] lang="zh"
# ## 谁去货架上取镜像？
#
# 马上要启动三个任务，每个都需要镜像。凌晨三点有任务启动时，你不会坐在那里。AWS 里权限挂在**角色**上，服务和程序都可以使用某个角色。那么用的是谁的权限？

# %%
ask("who-pulls-the-image")

# %% [markdown] lang="en"
# So ECS needs an **execution role**: you create it, allow ECS to use it, and attach AWS's ready-made policy for pulling and logging. Lesson 08 takes such roles apart, and the network with them; tonight you need not understand each line.

# %% [markdown] lang="zh"
# 所以 ECS 需要一个**执行角色**：你来创建，允许 ECS 使用它，再挂上 AWS 现成的策略，里面有拉镜像和写日志的权限。角色和网络的细节，第 08 课再拆开讲，今晚不用每一行都看懂。

# %%
import json

import boto3

ecr, ecs, ec2, iam = (boto3.client(name) for name in ("ecr", "ecs", "ec2", "iam"))
ECS = {"Service": "ecs-tasks.amazonaws.com"}
ECS_MAY = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": ECS}
TRUST = json.dumps({"Version": "2012-10-17", "Statement": [ECS_MAY]})
role = iam.create_role(RoleName="shop-execution", AssumeRolePolicyDocument=TRUST)["Role"]
POLICY = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
attached = iam.attach_role_policy(RoleName="shop-execution", PolicyArn=POLICY)

# %% [markdown] lang="en"
# ## Run three tasks from latest
#
# First the **task definition**: what one task is made of. Here one line counts, the one with `image`. It says `shop:latest`. (Lesson 03 explains the others.)

# %% [markdown] lang="zh"
# ## 用 latest 跑三个任务
#
# 先写**任务定义**，也就是一个任务由什么组成。这里只看带 `image` 的那一行：写的是 `shop:latest`。（其余的第 03 课再讲。）

# %%
shop = {"name": "shop", "image": latest.uri, "portMappings": [{"containerPort": 8080}]}
size = {"cpu": "256", "memory": "512", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"]}
ecs.register_task_definition(
    family="shop", containerDefinitions=[shop], executionRoleArn=role["Arn"], **size
)["taskDefinition"]["revision"]

# %% [markdown] lang="en"
# Then the **service**: keep three of these running. `network` says where: in the subnets that an account has from the start. A *waiter* asks AWS again and again; this one comes back when all three run. `cloud.ask_tasks` then opens the page of each task. Guess what three pages say.

# %% [markdown] lang="zh"
# 再建**服务**：让这样的任务一直有三个在运行。`network` 写的是放在哪里：账户自带的默认子网。waiter 会反复去问 AWS，三个都跑起来才返回。然后 `cloud.ask_tasks` 逐个打开每个任务的页面。先猜三个页面写着什么。

# %%
default = ec2.describe_subnets(Filters=[{"Name": "default-for-az", "Values": ["true"]}])["Subnets"]
network = {"subnets": [subnet["SubnetId"] for subnet in default], "assignPublicIp": "ENABLED"}
cluster = ecs.create_cluster(clusterName="lab")
service = ecs.create_service(cluster="lab", serviceName="shop", taskDefinition="shop", desiredCount=3,
    launchType="FARGATE", networkConfiguration={"awsvpcConfiguration": network})
stable, often = ecs.get_waiter("services_stable"), {"Delay": 1, "MaxAttempts": 60}
stable.wait(cluster="lab", services=["shop"], WaiterConfig=often)
cloud.ask_tasks("lab", "shop")

# %% [markdown] lang="en"
# ## 6 p.m.: you pushed, and the page stays wrong
#
# Two apples at three cost five. That is the page that your users see. The mended version lies in ECR as `v2`. Now you push it as `latest`, the very name in the task definition.

# %% [markdown] lang="zh"
# ## 晚上六点：推上去了，页面还是错的
#
# 两个苹果，一个三块，总共五块。用户看到的就是这个。修好的版本在 ECR 里叫 `v2`。现在你把它推成 `latest`，正是任务定义里写的那个名字。

# %%
ask("pushed-as-latest")

# %% [markdown] lang="en"
# Push, then ask all three tasks.

# %% [markdown] lang="zh"
# 推上去，然后问三个任务。

# %%
moved = cloud.image("shop", tag="latest", app=FIXED, port=8080)
print(moved.text.splitlines()[-1])
cloud.ask_tasks("lab", "shop")

# %% [markdown] lang="en"
# The tag has moved. Three tasks, three times the old page. The shelf changed, and nobody told the kitchen.
#
# Wait a minute and ask again if you like. Then the tempting idea: what if a task *restarts*? Stop one and let the service put another in its place. Guess first.

# %% [markdown] lang="zh"
# 标签挪过去了。三个任务，看到的全是旧页面。货架上换了东西，没有人通知厨房。
#
# 不放心就等一分钟再问一次。然后试试最诱人的那个想法：任务“重启”一下呢？停掉一个，让服务补上一个。先猜。

# %%
tasks = ecs.list_tasks(cluster="lab", serviceName="shop")["taskArns"]
stopping = ecs.stop_task(cluster="lab", task=tasks[0], reason="what comes back?")
ecs.get_waiter("tasks_stopped").wait(cluster="lab", tasks=tasks[:1], WaiterConfig=often)
stable.wait(cluster="lab", services=["shop"], WaiterConfig=often)
cloud.ask_tasks("lab", "shop")

# %% [markdown] lang="en"
# A brand-new task, and still the old page.
#
# When a deployment begins, its first task turns the tag into a digest, and ECS writes that down. Each later task of the same deployment starts from the digest, not from the tag. So all tasks of a service run the same program, even if somebody moves a tag at night. (Until 2024 a restarted task did look up the tag again, and one service could run two versions. Old blog posts still tell it so.)

# %% [markdown] lang="zh"
# 全新的任务，还是旧页面。
#
# 部署开始时，第一个任务把标签解析成摘要，ECS 把它记下来。同一次部署里后面的任务，都按这个摘要启动，不再看标签。这样即使半夜有人挪了标签，一个服务的所有任务跑的也是同一个程序。（2024 年以前，重启的任务确实会重新解析标签，一个服务里可能同时跑两个版本。老博客里还是那样写的。）

# %% [markdown] lang="en"
# ## The arrow that is missing
#
# Here is what you have done so far, as a drawing. The doctor has something to say. Add one line to the box: `Developer -- deploy: update service --> ECS Service`.

# %% [markdown] lang="zh"
# ## 少了一个箭头
#
# 把刚才做的事画成图，是这个样子。医生有话要说。在框里加一行：`Developer -- deploy: update service --> ECS Service`。

# %%
doctor("""
User -> ALB -> ECS Service
Developer -- push image --> ECR
ECR -- pull image --> ECS Service
""")

# %% [markdown] lang="en"
# ## Three arrows, three moments
#
# In the whole picture, look at one path at a time. A user walks the request path, all day. The supply path is walked at three moments: you **push** when a build is done, you **deploy** when you decide to, and a task **pulls** when it starts. A push alone moves nothing else.

# %% [markdown] lang="zh"
# ## 三个箭头，三个时刻
#
# 在完整的图里，一次只看一条路。请求路径，用户整天都在走。供应路径分三个时刻：构建完成时**推送**，你决定上线时**部署**，任务启动时**拉取**。光推送，别的什么也不动。

# %%
two_paths("""
User -> ALB -> ECS Service
Developer -- push image --> ECR
Developer -- deploy: update service --> ECS Service
ECR -- pull image --> ECS Service
""")

# %% [markdown] lang="en"
# ## Deploy
#
# `forceNewDeployment` starts a deployment although nothing in the task definition has changed. ECS starts new tasks, looks up the tag anew, and stops the old tasks when the new ones run. What will the three pages say?

# %% [markdown] lang="zh"
# ## 部署
#
# `forceNewDeployment` 的意思是：任务定义没变，也重新部署一次。ECS 启动新任务，重新解析标签，等新任务跑起来再停掉旧的。三个页面会写什么？

# %%
update = ecs.update_service(cluster="lab", service="shop", forceNewDeployment=True)
stable.wait(cluster="lab", services=["shop"], WaiterConfig=often)
cloud.ask_tasks("lab", "shop")

# %% [markdown] lang="en"
# ## 7 p.m.: somebody else pushes
#
# Two apples at three cost six. You go home. But the task definition still says `latest`, and you are not the only one who pushes.

# %% [markdown] lang="zh"
# ## 晚上七点：别人也推了一次
#
# 两个苹果，一个三块，总共六块。你下班回家。可是任务定义里写的还是 `latest`，而会推镜像的不止你一个。

# %%
ask("what-the-next-deployment-takes")

# %% [markdown] lang="en"
# Your colleague's push. Nobody notices it tonight: the tasks keep to their digest. It lies there and waits for the next deployment, whoever starts it. The lab sees it too, and it is not finished with you.

# %% [markdown] lang="zh"
# 这就是同事的那次推送。今晚谁也看不出来：任务还守着自己的摘要。它就躺在那里，等下一次部署，不管是谁发起的。实验也看到了，而且还没完。

# %%
HALF_DONE = FIXED.replace("v2", "v3").replace("2 * 3", "0")
colleague = cloud.image("shop", tag="latest", app=HALF_DONE, port=8080)
lab.check()

# %% [markdown] lang="en"
# ## Nail the labels down
#
# A repository can refuse to move a tag: **tag immutability**. Then `v2` means the same image for ever, and `latest` is no use as a moving label any more. (A newer setting, `IMMUTABLE_WITH_EXCLUSION`, lets chosen tags move all the same. Choose `latest`, and the trap is back.)
#
# Switch it on, then try to hand `latest` to your own image again. (To move a tag one needs no build: one puts the manifest again, under the other name.) What will ECR answer?

# %% [markdown] lang="zh"
# ## 把标签钉死
#
# 仓库可以拒绝移动标签，这叫**标签不可变**（tag immutability）。打开以后，`v2` 永远是同一个镜像，`latest` 也就不能再挪来挪去了。（新一些的设置 `IMMUTABLE_WITH_EXCLUSION` 可以放过指定的标签。放过 `latest`，坑就又回来了。）
#
# 打开它，再试着把 `latest` 挪回你的镜像。（挪标签不用重新构建，把 manifest 换个名字再放一次就行。）ECR 会怎么回答？

# %%
changed = ecr.put_image_tag_mutability(repositoryName="shop", imageTagMutability="IMMUTABLE")
mine = ecr.batch_get_image(repositoryName="shop", imageIds=[{"imageTag": "v2"}])["images"][0]
try:
    ecr.put_image(repositoryName="shop", imageTag="latest", imageManifest=mine["imageManifest"])
except ecr.exceptions.ImageTagAlreadyExistsException as refusal:
    print(refusal.response["Error"]["Code"])

# %% [markdown] lang="en"
# ## Old images must go, but which?
#
# Each push stays and is paid for, month after month, until something removes it. A **lifecycle policy** does. But think before you write the rule.

# %% [markdown] lang="zh"
# ## 旧镜像要清理，可是清理哪些？
#
# 每次推送都会留下，按月收费，直到有东西把它删掉。**生命周期策略**就是干这个的。不过写规则之前，先想一想。

# %%
ask("lifecycle-and-running-tasks")

# %% [markdown] lang="en"
# The rule below keeps the newest ten. It counts; it does not look at what runs. That is the second reason against moving tags: an image that loses its tag is the first that somebody cleans up, and your service may still need it when a task dies.
#
# With that, ask the lab again.

# %% [markdown] lang="zh"
# 下面的规则保留最新的十个。它只管数数，不看哪个在运行。这也是不要挪标签的第二个理由：丢了标签的镜像最先被清理，而哪天有任务挂了，服务可能还要用它。
#
# 做完这一步，再检查一次实验。

# %%
KEEP_TEN = {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 10}
RULE = {"rulePriority": 1, "selection": KEEP_TEN, "action": {"type": "expire"}}
rules = json.dumps({"rules": [RULE]})
policy = ecr.put_lifecycle_policy(repositoryName="shop", lifecyclePolicyText=rules)
lab.check()

# %% [markdown] lang="en"
# ## Pin what you tested
#
# Full marks, and yet one thing is loose: the service still names `latest`, and that is nailed to the half-finished version. The next deployment would ship it.
#
# So name the image by its digest: `shop@sha256:…`. That cannot mean anything else, today or next year. It makes a new revision, and moving the service to it is a deployment. (`shop | {…}` is `shop` with another image. And if you ask the lab after this, it says that its trap is gone. It is.)

# %% [markdown] lang="zh"
# ## 测过哪个，就钉住哪个
#
# 满分了，但还有一处没收好：服务里写的还是 `latest`，而它正钉在那个半成品上。下一次部署就会把它推上线。
#
# 所以用摘要来写镜像：`shop@sha256:…`。无论今天还是明年，它都只有一个意思。这样会产生一个新的修订版本（revision），把服务更新到它，就是一次部署。（`shop | {…}` 就是换了镜像的 `shop`。做完再检查实验，它会说陷阱没了。确实没了。）

# %%
pinned = shop | {"image": second.uri.replace(":v2", f"@{second.digest}")}
revision = ecs.register_task_definition(
    family="shop", containerDefinitions=[pinned], executionRoleArn=role["Arn"], **size)
update = ecs.update_service(cluster="lab", service="shop", taskDefinition="shop")
stable.wait(cluster="lab", services=["shop"], WaiterConfig=often)
cloud.ask_tasks("lab", "shop")

# %% [markdown] lang="en"
# ## Where this differs from AWS
#
# Everything above is how AWS does it, with these exceptions:

# %% [markdown] lang="zh"
# ## 和真实 AWS 有什么不同
#
# 上面的做法都和 AWS 一样，除了这几处：

# %%
cloud.differences("02")

# %% [markdown] lang="en"
# ## Check: three questions
#
# No looking back. If you miss one, read *why*, go on, and try it again tomorrow.
#
# The first: a service that grows at night.

# %% [markdown] lang="zh"
# ## 检查：三道题
#
# 别往回翻。答错了就看“为什么”，继续往下，明天再来一次。
#
# 第一题：夜里扩容的服务。

# %%
ask("push-without-deploy")

# %% [markdown] lang="en"
# The second: a replacement that cannot start.

# %% [markdown] lang="zh"
# 第二题：补不上来的任务。

# %%
ask("old-digest-is-gone")

# %% [markdown] lang="en"
# The third: next month somebody asks what ran tonight.

# %% [markdown] lang="zh"
# 第三题：下个月有人问，今晚跑的是什么。

# %%
ask("tags-for-releases")

# %% [markdown] lang="en"
# ## Take away
#
# **A push changes the shelf, a deployment changes what runs. A tag is a label that can be moved; a digest is the thing itself.**
#
# > **Say it:** "A push to ECR doesn't deploy anything. A deployment does: new task definition revision, update the service. I make tags immutable and pin the digest, so that what I tested is what runs."

# %% [markdown] lang="zh"
# ## 带走一句话
#
# **推送换的是货架上的东西，部署换的是正在跑的东西。标签是能挪的名字，摘要才是东西本身。**
#
# > **面试这样说：** "A push to ECR doesn't deploy anything. A deployment does: new task definition revision, update the service. I make tags immutable and pin the digest, so that what I tested is what runs."
# >
# > （中文理解：推镜像不等于发布；发布要靠任务定义的新修订版本，再更新服务。我把标签设成不可变，并固定摘要，保证上线的就是测过的那一份。）

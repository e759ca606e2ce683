# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown] lang="en"
# # Say the same service in Kubernetes words
#
# The interviewer smiles. "Fine, that was ECS. We use EKS here. How would the same service look?" You know the service. You only lack the words, and a warning where the words mislead.
#
# - **You will do:** guess, check a drawing, and put a task definition through a translator, there and back.
# - **You will learn:** what Kubernetes and EKS are, which words match and where they stop matching, what EKS adds and what it costs.
# - **You need:** lesson 01; lesson 03 helps. No Kubernetes, no AWS account. About 35 minutes.

# %% [markdown] lang="zh"
# # 用 Kubernetes 的说法讲同一个服务
#
# 面试官笑了笑：“好，这是 ECS。我们这边用 EKS，同一个服务会是什么样？”服务你懂，缺的只是那些词，还有一句提醒：哪些词会骗人。
#
# - **要做什么：** 先猜，再检查一张图，然后把一份任务定义放进翻译器，翻过去再翻回来。
# - **会学到：** Kubernetes 和 EKS 各是什么，哪些词对得上、对到哪里为止，EKS 多了什么、贵在哪里。
# - **需要准备：** 上过第 01 课；上过第 03 课更好。不用会 Kubernetes，不用 AWS 账号。大约 35 分钟。

# %% [markdown] lang="en"
# ## The service you know
#
# A door, running code, a shelf for images. In this lesson the picture stays as it is. Only the names change.

# %% [markdown] lang="zh"
# ## 你熟悉的那个服务
#
# 一扇门，一段正在运行的代码，一个放镜像的货架。这一课里，图不变，变的只是名字。

# %%
from lessons import facts
from lessons.panels import ask, doctor, show

show("""
User -> ALB -> ECS Service
ECR -- pull image --> ECS Service
""")

# %% [markdown] lang="en"
# ## First guess: what is EKS?
#
# Two names, one letter apart. Choose before you read on.

# %% [markdown] lang="zh"
# ## 先猜：EKS 是什么？
#
# 两个名字只差一个字母。先选，再往下看。

# %%
ask("what-eks-is")

# %% [markdown] lang="en"
# ## A brain and hands
#
# Every orchestrator has two halves. The **control plane** decides: it keeps the list of what should run, compares it with what does run, and orders the difference. The **data plane** is the machines that do the work; Kubernetes calls them *nodes*.
#
# In ECS you never meet the control plane: it is simply AWS. Kubernetes has one made of programs with names: an API server, a database called etcd, a scheduler, controllers. With EKS, AWS runs these programs, one set for each of your clusters. So what is left for you?

# %% [markdown] lang="zh"
# ## 一个大脑，一双手
#
# 每个编排系统都有两半。**控制平面**做决定：它记着应该运行什么，跟实际在运行的比一比，差多少就下令补多少。**数据平面**是干活的机器，Kubernetes 管它们叫**节点**。
#
# 用 ECS 时，你碰不到控制平面，它就是 AWS 本身。Kubernetes 的控制平面由几个有名字的程序组成：API server、叫 etcd 的数据库、调度器、各种控制器。用 EKS，就是由 AWS 来运行这些程序，每个集群一套。那么，留给你的是什么？

# %%
ask("what-stays-yours")

# %% [markdown] lang="en"
# ## What AWS runs, and what stays yours
#
# Read the last column as a list of duties: somebody on your team owns each line. Why does EKS leave more to you? Because it gives you more to choose: which machines, which network plug-in, which controllers. (Names such as Karpenter or IRSA are tools for one of these duties. Tonight you need not know them.)
#
# **The trap:** "managed" is a word about the control plane. *EKS Auto Mode* takes the machines, the load balancing and the storage off your list too. So ask "which mode?" before you say how much work it is.

# %% [markdown] lang="zh"
# ## 哪些由 AWS 运行，哪些仍归你
#
# 把最后一列当成一张值班表来读：每一行都得有人负责。为什么 EKS 留给你的更多？因为它让你选的更多：用什么机器、什么网络插件、哪些控制器。（Karpenter、IRSA 这些名字，各是其中一项活儿的工具，今晚不认识也没关系。）
#
# **陷阱：** “托管”说的是控制平面。*EKS Auto Mode* 会把机器、负载均衡和存储也接过去。所以先问“哪种模式？”，再说工作量有多大。

# %%
duties = facts.compare("ecs", "eks").where("id in ['capacity', 'node-scaling', 'operations', 'identity']")
duties.with_frame(duties.frame[["aspect", "ecs", "eks"]])

# %% [markdown] lang="en"
# ## Second guess: the word that means something else
#
# Now the words. A *task* becomes a **Pod**: containers that share a network and live on one machine. The *task definition*, the text that names image, CPU, memory and roles, becomes the **Pod template**. So far, so easy. Then comes the word *Service*.

# %% [markdown] lang="zh"
# ## 再猜：同一个词，不是同一个意思
#
# 现在来看词。**任务**变成 **Pod**：共用网络、在同一台机器上的几个容器。**任务定义**（写明镜像、CPU、内存和角色的那份文件）变成 **Pod 模板**。到这里都好懂。然后就遇到了 *Service* 这个词。

# %%
ask("what-a-kubernetes-service-starts")

# %% [markdown] lang="en"
# ## The dictionary
#
# Read the third column first. The pairs you can guess; what trips people in interviews is *where the analogy breaks*. Cover that column with your hand and try to say it yourself, row by row.
#
# Two words will come again at once: a **Deployment** keeps the number of Pods, and an **Ingress** asks for the load balancer. The rest can wait.

# %% [markdown] lang="zh"
# ## 词典
#
# 先读第三列。哪两个词是一对，猜也猜得到；面试里绊倒人的，是**类比在哪里不成立**。用手遮住这一列，一行一行自己说说看。
#
# 有两个词马上要用：**Deployment** 保持 Pod 的数量，**Ingress** 用来要一个负载均衡器。其余的可以以后再记。

# %%
words = ["cluster", "task_definition", "task", "service", "run_task"]
words += ["load_balancing", "task_role", "namespace"]
facts.vocabulary().where(f"id in {words}")

# %% [markdown] lang="en"
# ## Guess again: the release that fails at night
#
# Words hide habits. ECS and Kubernetes both replace old copies by new ones, a few at a time. They differ when the new ones do not come up.

# %% [markdown] lang="zh"
# ## 接着猜：夜里失败的那次发布
#
# 词的背后是习惯。ECS 和 Kubernetes 都是一点一点用新副本换掉旧副本。不同的是，新副本起不来的时候。

# %%
ask("when-the-new-version-fails")

# %% [markdown] lang="en"
# ## And again: the silent API server
#
# `kubectl` (the command line of Kubernetes), the deploy pipeline, the nodes: all of them talk to the API server. It looks like the centre of everything. Is it on your users' way?

# %% [markdown] lang="zh"
# ## 再来一题：沉默的 API server
#
# `kubectl`（Kubernetes 的命令行工具）、发布流水线、节点，全都和 API server 说话。它看上去是一切的中心。可是，它在用户的路上吗？

# %%
ask("the-api-server-is-silent")

# %% [markdown] lang="en"
# ## Users never meet the control plane
#
# Here is the drawing that most people bring. It is the mistake of lesson 01 with a new name: a box that *knows* about the containers is drawn as a box that requests *pass through*. Read the finding, then repair the text yourself.

# %% [markdown] lang="zh"
# ## 用户从来碰不到控制平面
#
# 大多数人带来的图是这样的。这是第 01 课的错误换了个名字：一个**知道**容器在哪里的框，被画成了请求要**经过**的框。先读诊断，再自己动手改。

# %%
doctor("User -> ALB -> EKS control plane -> Pod")

# %% [markdown] lang="en"
# ## The same service, drawn right
#
# Compare it with the first picture of this lesson. The users' way is the same: a load balancer, then running code. The control plane stands beside it with orders, as ECR does with images. The controller only writes the load balancer's settings. (The machine under the Pod is a *node*: add the line `Pod in Kubernetes node`.)
#
# **The trap:** Ingress and Service are *descriptions*. Put them between ALB and Pod and hear what the doctor says.

# %% [markdown] lang="zh"
# ## 同一个服务，画对了是这样
#
# 和这一课的第一张图比一比。用户走的路一样：负载均衡器，然后是正在运行的代码。控制平面站在旁边下命令，就像 ECR 站在旁边给镜像。控制器只是去写负载均衡器的配置。（Pod 下面的机器叫**节点**：加一行 `Pod in Kubernetes node` 试试。）
#
# **陷阱：** Ingress 和 Service 只是**描述**。把它们放到 ALB 和 Pod 之间，听听医生怎么说。

# %%
doctor("""
User -> ALB -> Pod
EKS control plane -- schedules --> Pod
Load Balancer Controller -- configures --> ALB
ECR -- pull image --> Pod
""")

# %% [markdown] lang="en"
# ## Your guess: the forgotten clusters
#
# A control plane of your own is not free. When does the meter run?

# %% [markdown] lang="zh"
# ## 你猜：被忘掉的两个集群
#
# 专属于你的控制平面不是免费的。什么时候开始计费？

# %%
ask("the-empty-cluster")

# %% [markdown] lang="en"
# ## The fee in numbers
#
# For one small service the cluster fee may be the largest line of the bill. For a cluster with a hundred services it disappears in the noise. So "EKS is expensive" is half a sentence: ask how much runs in it. And why are there two prices? The next guess is about that.

# %% [markdown] lang="zh"
# ## 费用到底是多少
#
# 只有一个小服务时，集群费可能是账单上最大的一行；集群里有上百个服务时，它就只算零头了。所以“EKS 贵”只是半句话，要问里面跑了多少东西。还有，为什么有两个价格？下一题就说这个。

# %%
fee = facts.compare("ecs", "eks").where("id == 'control-plane-price'")
fee.with_frame(fee.frame[["aspect", "ecs", "eks"]])

# %% [markdown] lang="en"
# ## Your guess: the version nobody upgraded
#
# Kubernetes is released several times a year, and each release is cared for only so long.

# %% [markdown] lang="zh"
# ## 你猜：没人升级的版本
#
# Kubernetes 一年发布好几个版本，每个版本只照顾一段时间。

# %%
ask("the-forgotten-version")

# %% [markdown] lang="en"
# ## The calendar that comes with EKS
#
# This is the true difference in daily work: not the fee, the calendar. Each row is an appointment: test, upgrade the cluster, then its nodes and add-ons. In return you get the Kubernetes API and everything that the world builds for it.
#
# **The trap:** the version in an old tutorial. The first row has left standard support already: a cluster created with it pays the higher price from its first hour.

# %% [markdown] lang="zh"
# ## EKS 带来的日历
#
# 日常工作里真正的差别在这里：不是费用，是日历。每一行都是日历上的一件事：先测试，再升级集群，然后升级节点和附加组件。换来的是 Kubernetes API，以及全世界为它做的一切。
#
# **陷阱：** 照着旧教程选版本。第一行已经过了标准支持，用它新建集群，从第一个小时起就按高价收费。

# %%
versions = facts.changes().where("id in ['eks-133', 'eks-134', 'eks-135', 'eks-136']").sort("date")
versions.with_frame(versions.frame[["what", "means"]])

# %% [markdown] lang="en"
# ## Last guess: what cannot be said
#
# A dictionary makes you believe that every word has a twin. Before you use the translator: which line stays behind? (`executionRoleArn` names the role with which ECS itself pulls the image and writes the logs; your program has another, the task role.)

# %% [markdown] lang="zh"
# ## 最后一猜：哪一句译不过去
#
# 看着词典，会以为每个词都有对应。用翻译器之前先猜：哪一行译不过去？（`executionRoleArn` 是执行角色：ECS 自己用它拉镜像、写日志。你的程序用的是另一个，任务角色。）

# %%
ask("the-line-without-a-twin")

# %% [markdown] lang="en"
# ## The translator
#
# Left: a task definition and its service, as the AWS CLI takes them. Right: the same in Kubernetes. Point at a line, or walk through the list with the arrow keys, and see where it comes from and where the meaning shifts.
#
# Find three things: the line that became *two* objects with the same port; the line that says `250m`; the five values at the bottom that had to stay behind. Then change `desiredCount`, and break the JSON on purpose.

# %% [markdown] lang="zh"
# ## 翻译器
#
# 左边是任务定义和服务，就是 AWS CLI 用的格式；右边是 Kubernetes 的写法。把鼠标移到某一行，或者用方向键在列表里走，看它从哪里来、意思在哪里变了。
#
# 找三样东西：哪一行变成了端口相同的**两个**对象；哪一行写着 `250m`；最下面有哪五个值留了下来。然后改一改 `desiredCount`，再故意把 JSON 弄坏。

# %%
from lessons.panels import translate

translate("web")

# %% [markdown] lang="en"
# ## And back again
#
# The other direction is the one you need when a team moves *to* ECS. This Deployment speaks of tolerations (on which reserved nodes it may run), a ConfigMap (its settings) and a readiness check (may it get requests yet?). Guess which of these ECS can say, then read the list below the two columns.
#
# Press **ECS → Kubernetes** to translate the translation. What has changed after the round trip has changed in a real migration too. You can also paste your own files: nothing leaves this computer.

# %% [markdown] lang="zh"
# ## 再翻回来
#
# 团队要搬到 ECS 上的时候，用的是这个方向。这个 Deployment 写了容忍（tolerations，可以跑在哪些有专用标记的节点上）、ConfigMap（配置）和就绪检查（现在能不能接请求）。先猜 ECS 能说出哪些，再读两栏下面的清单。
#
# 按 **ECS → Kubernetes**，把译文再翻一遍。一去一回之后变了的地方，真正迁移时也会变。你也可以粘贴自己的文件，内容不会离开这台电脑。

# %%
translate("deployment")

# %% [markdown] lang="en"
# ## Check: three questions
#
# No looking back. The first: one ECS service, how many Kubernetes objects?

# %% [markdown] lang="zh"
# ## 检查：三道题
#
# 别往回翻。第一题：一个 ECS 服务，要用几个 Kubernetes 对象？

# %%
ask("one-service-in-kubernetes-words")

# %% [markdown] lang="en"
# The second: an Ingress, and no load balancer.

# %% [markdown] lang="zh"
# 第二题：有了 Ingress，却没有负载均衡器。

# %%
ask("who-tells-the-load-balancer")

# %% [markdown] lang="en"
# The third: the move from ECS to EKS.

# %% [markdown] lang="zh"
# 第三题：从 ECS 搬到 EKS。

# %%
ask("what-eks-adds")

# %% [markdown] lang="en"
# ## Take away
#
# **EKS is Kubernetes with AWS running its control plane. The request path is the same; what is new are the words, a fee by the hour, and a calendar of upgrades.**
#
# Whether that is a good bargain depends on who you are: *ECS or EKS* is lesson 05.
#
# > **Say it:** "On EKS, AWS runs the Kubernetes control plane, and I still own upgrades and add-ons, and the nodes too unless I use Auto Mode or Fargate. My ECS service becomes a Deployment, a Service and an Ingress. User traffic never goes through the control plane."

# %% [markdown] lang="zh"
# ## 带走一句话
#
# **EKS 就是由 AWS 运行控制平面的 Kubernetes。请求路径不变，新增的是一套词、按小时的费用，和一本升级日历。**
#
# 划不划算，要看你是谁：**ECS 还是 EKS**，第 05 课见。
#
# > **面试这样说：** "On EKS, AWS runs the Kubernetes control plane, and I still own upgrades and add-ons, and the nodes too unless I use Auto Mode or Fargate. My ECS service becomes a Deployment, a Service and an Ingress. User traffic never goes through the control plane."
# >
# > （中文理解：在 EKS 上，AWS 运行 Kubernetes 的控制平面；升级和附加组件仍归我管；不用 Auto Mode 或 Fargate 的话，节点也归我。我的 ECS 服务会变成一个 Deployment、一个 Service 和一个 Ingress。用户流量从不经过控制平面。）

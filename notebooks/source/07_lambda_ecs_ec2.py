# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown] lang="en"
# # Read the ultimate table
#
# "Lambda, ECS or EC2? Compare them." You have twenty seconds, and the interviewer is already looking up. A table learned by heart falls apart at the first follow-up question. A table that you can *read* does not.
#
# - **You will do:** guess each row before you see it, play riddles with the cells, then filter and turn the whole table and take your part of it home.
# - **You will learn:** which rows decide, which only describe, and which are opinions.
# - **You need:** this page. No AWS account. About 35 minutes.

# %% [markdown] lang="zh"
# # 读懂终极对比表
#
# “Lambda、ECS、EC2，比一比。”你只有二十秒，面试官已经抬起头来看你了。背下来的表，一追问就散架；**读得懂**的表不会。
#
# - **要做什么：** 每一行先猜再看，用表里的格子猜谜，最后筛选、翻转整张表，把自己要的部分带走。
# - **会学到：** 哪些行能一票否决，哪些只是描述，哪些只是看法。
# - **需要准备：** 只要这个页面。不需要 AWS 账号。大约 35 分钟。

# %% [markdown] lang="en"
# ## Three names, and one of them is different
#
# The question puts three names in a row as if they were three of a kind. They are not. Guess first.

# %% [markdown] lang="zh"
# ## 三个名字，有一个不一样
#
# 题目把三个名字摆成一排，好像是同一类东西。其实不是。先猜。

# %%
from lessons import facts
from lessons.panels import ask, doctor, keep, ultimate, which_column

ask("which-of-three-carries-nothing")

# %% [markdown] lang="en"
# ## Why the table has five columns
#
# **Capacity** is CPU and memory: EC2, Fargate. **Orchestration** decides what runs on it and keeps it running: ECS, Kubernetes. Lambda is both at once, and hides both.
#
# So "ECS" needs a second word: *on Fargate*, or *on instances*. In the drawing, capacity is the floor and the orchestrated service stands on it. Change `Fargate` to `EC2`: the request path stays the same.

# %% [markdown] lang="zh"
# ## 为什么这张表有五列
#
# **容量**（capacity）就是跑容器用的 CPU 和内存：EC2、Fargate。**编排**决定上面跑什么，并让它一直跑着：ECS、Kubernetes。Lambda 两样都包了，也都藏起来了。
#
# 所以“ECS”后面还要跟半句：**在 Fargate 上**，还是**在实例上**。在图里，容量是地板，被编排的服务站在上面。把 `Fargate` 改成 `EC2` 试试：请求路径不变。

# %%
doctor("""
User -> ALB -> ECS Service
ECS Service in Fargate
ECR -- pull image --> ECS Service
""")

# %% [markdown] lang="en"
# ## The first two rows: what you hand over, and to which layer
#
# Read a row from left to right: roughly, each step hands more work back to you. The three container columns start from the same image; what differs is the paper around it, a task definition or a manifest.
#
# The sign **†** says that the source is more than a year old. It may still be true; look again before you build on it.

# %% [markdown] lang="zh"
# ## 头两行：交出去的是什么，交给哪一层
#
# 一行从左往右读：大体上，越往右，还给你的活越多。跑容器的三列，起点都是同一个镜像，不同的是外面那张“单子”：任务定义，还是 Kubernetes 清单。
#
# **†** 表示来源已经超过一年。内容可能仍然正确，真要用之前再查一遍。

# %%
facts.ultimate_table(rows=["unit", "layer"])

# %% [markdown] lang="en"
# ## Guess: who closes the hole?
#
# "Managed" is the most misunderstood word on AWS. Managed by whom, and down to which layer?

# %% [markdown] lang="zh"
# ## 先猜：漏洞谁来补？
#
# “托管”是 AWS 上最容易误会的词。谁托管？管到哪一层？

# %%
ask("who-patches-the-library")

# %% [markdown] lang="en"
# ## Two rows, two different owners
#
# That is why patching is *two* rows: the **host** below you, and the **runtime and libraries** that you bring. Fargate changes the first row only. The trap: "We use Fargate, so we need not patch."

# %% [markdown] lang="zh"
# ## 两行，两个责任人
#
# 所以打补丁要分成**两**行：下面的**主机**，和你自己带来的**运行时与库**。Fargate 只改变第一行。陷阱就是这句话：“我们用 Fargate，所以不用打补丁。”

# %%
facts.ultimate_table(rows=["patch-host", "patch-runtime"])

# %% [markdown] lang="en"
# ## Guess: which row says no?
#
# Some rows describe. Some **exclude**: one glance, and a column is gone. Look for those first.

# %% [markdown] lang="zh"
# ## 先猜：哪一行会说“不行”？
#
# 有些行只是描述，有些行会**排除**：看一眼，一整列就出局了。先找这样的行。

# %%
ask("what-forty-minutes-strike-out")

# %% [markdown] lang="en"
# ## Rows that exclude
#
# Time, memory, GPU: if your work does not fit, no other row matters. In an interview, ask about these *before* you recommend anything.
#
# Read the Lambda cell of *Longest run* to the end. The famous limit belongs to **one invocation of a default function**; newer forms have limits of their own.

# %% [markdown] lang="zh"
# ## 能一票否决的行
#
# 时间、内存、GPU：装不下，别的行都不用看。面试时，先问清这几项**再**推荐。
#
# 把 Lambda 的“最长运行”那一格读完。那个有名的上限，说的是**默认函数的单次调用**；新的形式各有自己的上限。

# %%
facts.ultimate_table(rows=["longest", "memory", "vcpu", "gpu"])

# %% [markdown] lang="en"
# ## Guess: who wakes up at night?
#
# Scaling to zero sounds the same everywhere. It is not.

# %% [markdown] lang="zh"
# ## 先猜：半夜谁会醒？
#
# “缩到零”听起来哪里都一样，其实不一样。

# %%
ask("who-wakes-the-service")

# %% [markdown] lang="en"
# ## Start and scaling: what is one more?
#
# Ask two things of each column: *what is one more* (an environment, a task, a Pod, an instance), and *what triggers it* (the request itself, or a measurement of it). Lambda adds an environment **because** a request came and none was free. The others look at a metric and act later. (HPA and KEDA are what does that in Kubernetes.)
#
# Then read the first row: a task needs far longer to start than a function. That is why a service keeps some tasks running in advance.

# %% [markdown] lang="zh"
# ## 启动与扩缩：“再来一份”是什么？
#
# 每一列都问两件事：**再来的那一份是什么**（执行环境、任务、Pod、实例），**由什么触发**（请求本身，还是对它的度量）。Lambda 是**因为**来了请求、又没有空闲的环境，才加一个；其他的是先看指标，再动作。（在 Kubernetes 里，干这个的是 HPA 和 KEDA。）
#
# 再看第一行：启动一个任务，比启动一个函数慢得多。所以服务总要提前留几个任务在跑。

# %%
facts.ultimate_table(rows=["start", "scaling-unit", "scaling-speed", "scale-zero", "concurrency"])

# %% [markdown] lang="en"
# ## Guess: what costs money while nobody comes?
#
# Every bill has a part that follows the work and a part that follows the clock.

# %% [markdown] lang="zh"
# ## 先猜：没人来，谁还在花钱？
#
# 每张账单都有两部分：一部分跟着活走，一部分跟着钟走。

# %%
ask("what-costs-while-empty")

# %% [markdown] lang="en"
# ## Read the unit before the price
#
# The **unit** tells you what to ask: a bill per request grows with traffic; a bill per running task or machine grows with the clock. So the question behind "which is cheaper?" is *how full is it?* Which one wins for your traffic is a calculation, not a row of a table; what the table gives you is the units to calculate with.

# %% [markdown] lang="zh"
# ## 先看计费单位，再看价格
#
# **单位**告诉你该问什么：按请求计费，账单跟着流量走；按运行中的任务或机器计费，账单跟着时间走。所以“哪个便宜”背后的问题是：**装得有多满？** 你的流量下谁更划算，要自己算，查表查不出来；表里给的是算的时候用的单位。

# %%
facts.ultimate_table(rows=["price-unit", "idle", "price", "free"])

# %% [markdown] lang="en"
# ## Guess: can you dial a function?
#
# A task, a Pod and a machine have addresses. A function attached to your VPC has a network interface as well. So...?

# %% [markdown] lang="zh"
# ## 先猜：函数能“拨通”吗？
#
# 任务、Pod、机器都有地址。接入 VPC 的函数也有网络接口。那么……？

# %%
ask("can-a-task-dial-a-function")

# %% [markdown] lang="en"
# ## Doors, network and storage
#
# Functions are *called*; the rest can *listen*. From that follow the door in front (first row) and what a client may send (last row). Storage follows another line: what disappears with the copy, and what is shared.

# %% [markdown] lang="zh"
# ## 门、网络与存储
#
# 函数只能**被调用**，其他的可以自己**监听**。由此决定了前面要什么样的门（第一行）、客户端能发多大（最后一行）。存储看的是另一条线：什么跟着这一份一起消失，什么是共享的。

# %%
facts.ultimate_table(rows=["entry", "network", "storage", "payload"])

# %% [markdown] lang="en"
# ## Guess: what moves with you?
#
# "We use containers, so we are portable." Half true. Which half?

# %% [markdown] lang="zh"
# ## 先猜：什么能跟着你走？
#
# “我们用容器，所以可移植。”对了一半。哪一半？

# %%
ask("what-stays-behind")

# %% [markdown] lang="en"
# ## Rows that are opinions
#
# These rows carry the sign **◇**. They condense AWS's guides and experience; no published measure stands behind them. Say them as such: "*typically*", "*in my view*". Nobody can catch you out on a sentence that names itself an opinion.

# %% [markdown] lang="zh"
# ## 有些行是看法
#
# 这几行带着 **◇**。它们是 AWS 指南和经验的浓缩，背后没有公开的度量。说的时候也要说明白：*typically*（通常）、*in my view*（在我看来）。一句话自己说了是看法，别人就挑不出错。

# %%
facts.ultimate_table(rows=["portability", "typical", "learning"])

# %% [markdown] lang="en"
# ## Play: which column is it?
#
# Now the other way round: three cells, one column. Cover a column whenever a clue speaks against it, and answer only when one is left. Eight riddles; looking back is allowed once. Two rows are new to you, *rollout* and *rollback*: reason from what the column is.

# %% [markdown] lang="zh"
# ## 猜谜：这是哪一列？
#
# 现在反过来：给你三个格子，猜是哪一列。有一条线索对不上，就划掉那一列，只剩一列时再答。一共八题，只许往回翻一次。“发版”和“回滚”两行前面没出现过：从这一列是什么来推。

# %%
which_column()

# %% [markdown] lang="en"
# ## The whole table
#
# Here is everything. Start with three exercises:
#
# 1. Leave only *Lambda*, *ECS on Fargate* and *EC2*: that is the table the question asked for.
# 2. Leave the two ECS columns and press *Only rows that differ*. What is left is what the choice of capacity changes.
# 3. Choose the theme *Choosing, and the interview*, turn the table, and read the traps aloud.
#
# The number behind a topic leads to its source and date.

# %% [markdown] lang="zh"
# ## 整张表
#
# 全部都在这里。先做三个练习：
#
# 1. 只留 *Lambda*、**Fargate 上的 ECS**、*EC2*：这就是面试官要的那张表。
# 2. 只留两个 ECS 列，按下**只看不同的行**。剩下的，就是换一种容量会改变的东西。
# 3. 选主题**怎么选，怎么面试**，翻转表格，把陷阱念出声来。
#
# 项目后面的数字，通向它的来源和日期。

# %%
ultimate()

# %% [markdown] lang="en"
# ## Take your part home
#
# Ten rows are enough for revision. Choose yours: change the names in the cell (a name that does not exist makes the error list all that do), run it, and save the picture or the Markdown. In code of your own, `table = facts.ultimate_table()` can do the same: `table.to_markdown()`, `table.to_png("table.png")`.

# %% [markdown] lang="zh"
# ## 把你要的带走
#
# 复习用十行就够。挑你自己的：改单元格里的名字（写错了，报错会列出所有可用的名字），运行，再存成图片或 Markdown。自己写代码时，`table = facts.ultimate_table()` 也能做到：`table.to_markdown()`、`table.to_png("table.png")`。

# %%
MY_ROWS = ["layer", "unit", "patch-host", "longest", "gpu", "start"]
MY_ROWS += ["scale-zero", "idle", "rollback", "trap"]
keep(facts.ultimate_table(columns=["lambda", "fargate", "ec2"], rows=MY_ROWS), "lambda-ecs-ec2")

# %% [markdown] lang="en"
# ## Check: three questions
#
# No looking back. The first: who goes back by itself?

# %% [markdown] lang="zh"
# ## 检查：三道题
#
# 别往回翻。第一题：谁会自己退回去？

# %%
ask("who-rolls-back")

# %% [markdown] lang="en"
# The second: one row excludes, another decides. Which column is left?

# %% [markdown] lang="zh"
# 第二题：一行排除，一行拍板。剩下哪一列？

# %%
ask("gpu-without-kubernetes")

# %% [markdown] lang="en"
# The third: the follow-up question that catches most people.

# %% [markdown] lang="zh"
# 第三题：最容易把人问住的追问。

# %%
ask("the-fifteen-minute-follow-up")

# %% [markdown] lang="en"
# ## Take away
#
# **First the rows that exclude, then what triggers one more copy and what costs while idle; the rest is taste, and you may say so.**
#
# > **Say it** (twenty seconds): "Lambda runs a function per request and scales by itself, but one invocation is limited in time and size. ECS keeps containers running: on Fargate without machines to manage, on EC2 when I need GPUs or special hardware. Plain EC2 gives me the whole machine, and the whole work. I check the hard limits first, then the traffic, then who will operate it."

# %% [markdown] lang="zh"
# ## 带走一句话
#
# **先看能一票否决的行，再看什么触发“再来一份”、空闲时什么花钱；剩下的是偏好，照实说是偏好就好。**
#
# > **面试这样说**（二十秒）： "Lambda runs a function per request and scales by itself, but one invocation is limited in time and size. ECS keeps containers running: on Fargate without machines to manage, on EC2 when I need GPUs or special hardware. Plain EC2 gives me the whole machine, and the whole work. I check the hard limits first, then the traffic, then who will operate it."
# >
# > （中文理解：Lambda 按请求运行函数，自动扩缩，但单次调用有时间和大小的限制。ECS 让容器一直跑着：用 Fargate 就不用管机器，需要 GPU 或特殊硬件就用 EC2。单用 EC2，整台机器归你，活也全归你。我先查硬性限制，再看流量，最后看由谁来运维。）

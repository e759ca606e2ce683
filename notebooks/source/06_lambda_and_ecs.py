# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown] lang="en"
# # Lambda and ECS: not either, but where
#
# "So: Lambda or ECS?" asks the interviewer. It sounds as if one of them had to lose. Tonight you learn where one ends and the other begins, and five drawings in which they work together.
#
# - **You will do:** sort eight jobs, fill an account's concurrency to the brim, read five drawings.
# - **You will learn:** four questions that decide (how long, how fast awake, how many at once, which limit), and what has blurred since.
# - **You need:** this page, and the idea of a request path from lesson 01. About 35 minutes.

# %% [markdown] lang="zh"
# # Lambda 和 ECS：不是二选一，是各在其位
#
# “那么，Lambda 还是 ECS？”面试官这么一问，好像总得淘汰一个。今晚弄清楚两者的分界在哪里，再看五张它们一起干活的图。
#
# - **要做什么：** 给八项工作分类，把账户的并发灌到满，读懂五张图。
# - **会学到：** 四个能定下来的问题（跑多久、醒得多快、同时多少个、卡在哪条限制），以及近来哪些界线变模糊了。
# - **需要准备：** 这个页面，以及第 01 课的“请求路径”。大约 35 分钟。

# %% [markdown] lang="en"
# ## First guess: choose one
#
# Two jobs in one lab. Answer as you would today; the lesson comes back to it.

# %% [markdown] lang="zh"
# ## 先猜：选一个
#
# 一个 Lab，两项工作。按你现在的想法答，这一课后面还会回到这里。

# %%
from lessons.facts import changes, claims, limits, ultimate_table
from lessons.panels import ask, doctor, rate_times_duration, situations, start_times, which_of_two

ask("choose-one-for-the-lab")

# %% [markdown] lang="en"
# ## Eight jobs, two shelves
#
# The short rule of many notes: *Lambda is short, event-driven, a matter of seconds. ECS is a service, an API, a worker that keeps running.* As a first guess it is good. Use it on eight jobs; where it feels too short, keep the doubt for later.

# %% [markdown] lang="zh"
# ## 八项工作，两个去处
#
# 很多笔记里的口诀：**Lambda 是短任务、事件驱动、秒级；ECS 是长时间运行的服务、API、worker。** 当作第一判断，很好用。先拿它去分八项工作；哪里觉得口诀不够用，先记下疑问。

# %%
which_of_two()

# %% [markdown] lang="en"
# ## Question one: how long?
#
# A teacher wants a report. It takes an hour of computing. Somebody puts it into a function, because "Lambda has no servers to look after". Guess first.

# %% [markdown] lang="zh"
# ## 问题一：跑多久？
#
# 老师要一份报表，要算一个小时。有人把它放进函数，因为“Lambda 不用管服务器”。先猜结果。

# %%
ask("the-report-that-takes-an-hour")

# %% [markdown] lang="en"
# ## A wall, not a tariff
#
# Here are the limits of time, with their sources. Read the remarks: the second and the third row are newer kinds of Lambda, and each says something narrower than its headline. A task in ECS has no such row: it runs until its program ends, or until somebody stops it. (AWS may be that somebody: it retires Fargate tasks for maintenance, with notice.)

# %% [markdown] lang="zh"
# ## 是一堵墙，不是一档收费
#
# 下面是和时间有关的限制，都带来源。留意备注：第二、三行是较新的 Lambda 形态，真正的含义都比标题说的要窄。ECS 的任务没有这样一行：程序结束它才结束，或者有人停掉它。（AWS 也算一个：维护 Fargate 平台时，它会先通知，再停掉旧任务。）

# %%
limits("lambda").where("id in ['lambda-timeout', 'lambda-mi-timeout', 'lambda-durable']")

# %% [markdown] lang="en"
# ## The doctor knows the wall
#
# Write the time of the work into the box, and the doctor compares it. Then put it right: `Lambda (checks the order)`, and on a new line `Lambda -- RunTask --> ECS Task`.

# %% [markdown] lang="zh"
# ## 医生也认得这堵墙
#
# 把工作要多久写进框里，医生会拿它和限制比。然后改对：函数写成 `Lambda（检查请求）`，再加一行 `Lambda -- RunTask --> ECS 任务`。

# %%
doctor("User -> API Gateway -> Lambda (report, 2 h)")

# %% [markdown] lang="en"
# ## Question two: how fast is it awake?
#
# A function that was not needed for a while starts cold. A task needs an image and a place to run. Both take time, but not the same people wait for it. Who?

# %% [markdown] lang="zh"
# ## 问题二：醒得多快？
#
# 函数一阵子没人用，再来就是冷启动。任务则要拉镜像、找地方跑。两边都要时间，但等的人不一样。谁在等？

# %%
ask("who-waits-for-the-start")

# %% [markdown] lang="en"
# ## Do not compare these bars carelessly
#
# Published start times, each with what was *really* measured. The blue bars of single runtimes are only the *init phase* (runtime and code being loaded) of a program that says hello; your libraries come on top. And † and ‡ mean what the lines under the table say: look before you quote.

# %% [markdown] lang="zh"
# ## 这些条不能随便拿来比
#
# 这些是公开的启动时间，每条都注明**到底**测了什么。各运行时的蓝条只是一个 hello 程序的**初始化阶段**（加载运行时和代码），你的依赖库还要另加。† 和 ‡ 的意思写在表下面：引用之前先看一眼。

# %%
start_times()

# %% [markdown] lang="en"
# ## "Cold starts make Lambda too slow for APIs"
#
# You will hear this sentence. Before you nod: how *often* does a call meet a cold start? This is what can be said with a source, and what to say in an interview.
#
# Three words in the row: *p99* is the time within which 99 of 100 calls are done; *provisioned concurrency* keeps environments awake, for money; *SnapStart* wakes them from a stored copy.

# %% [markdown] lang="zh"
# ## “冷启动让 Lambda 太慢，做不了 API”
#
# 这句话你一定会听到。先别急着点头：多少次调用才会碰上一次冷启动？下面是有来源的说法，以及面试时怎么讲。
#
# 表里有三个词：**p99** 是一百次调用里有九十九次不超过的时间；**预置并发**花钱让执行环境一直醒着；**SnapStart** 从存好的快照里唤醒它。

# %%
claims().where("id == 'cold-start-always'")

# %% [markdown] lang="en"
# ## Question three: how many at once?
#
# Most people know their requests per second. What fills Lambda's limit is another number. Work it out before you look.

# %% [markdown] lang="zh"
# ## 问题三：同时有多少个？
#
# 大家一般都知道自己每秒多少请求。可真正占满 Lambda 上限的是另一个数。先自己算，再往下看。

# %%
ask("how-many-at-once")

# %% [markdown] lang="en"
# ## Rate × duration
#
# That product is called **Little's law**, and it holds for shops and motorways too. Move the two upper sliders and watch the squares: each is one *execution environment*, and the red frame is the account's limit, unless it is raised.
#
# Then find out: which helps more against a full frame, half the requests or half the duration? And what do more workers in a task change, that Lambda has no slider for?

# %% [markdown] lang="zh"
# ## 请求率 × 时长
#
# 这个乘积就是**利特尔法则**（Little's law），对商店和高速公路同样成立。拖动上面两个滑块，看方格：一格是一个**执行环境**，红框是账户的上限（没申请调高的话）。
#
# 试着弄清楚：快满的时候，请求减半和时长减半，哪个更管用？任务里多几个 worker 又改变了什么（Lambda 没有这个滑块）？

# %%
rate_times_duration()

# %% [markdown] lang="en"
# ## Beyond the frame
#
# You saw it: half the requests or half the duration, the product is the same. And a worker is not free: workers share the CPU and memory of their task, so more of them help while requests mostly *wait*, for a database, say. Each environment has its own.
#
# Now press *500 × 5 s* in the panel. The frame is full and something happens to the rest. What do the users see?

# %% [markdown] lang="zh"
# ## 框满之后
#
# 你应该看到了：请求减半和时长减半，乘积一样。另外，worker 不是白来的：它们共用任务的 CPU 和内存，所以请求大多在**等**（比如等数据库）的时候，多加 worker 才管用。而每个执行环境都有自己的一份。
#
# 现在在面板里按 *500 × 5 s*。框满了，剩下的请求会怎样？用户看到什么？

# %%
ask("above-the-limit")

# %% [markdown] lang="en"
# ## Refused or slow: two ways to be full
#
# Lambda at its limit says no at once. Tasks at their limit say *later*, and later, until something times out. Neither is better: a refused payment can be tried again, a slow page loses its reader. (An *event* that nobody waits for is not lost at the limit: Lambda keeps it and tries again for a while.)
#
# So an engineer asks three more things about that frame. It belongs to the **account in a Region**: all functions share it, unless *reserved concurrency* sets a part aside for one. It can be raised. And it is not filled in one moment: a function grows by so many environments at a time. Rate × duration is an average besides; requests in bunches need air above it.

# %% [markdown] lang="zh"
# ## 拒绝还是变慢：两种“满”法
#
# Lambda 到了上限，马上说“不”。任务到了上限，说“等等”，一等再等，直到哪里超时。没有谁更好：支付被拒可以重试，页面太慢用户就走了。（没人在等答案的**事件**，到了上限也不会马上丢：Lambda 会留着，过一会儿再试。）
#
# 所以工程师还会追问三点：这个框属于**账户在一个区域**，所有函数共用，除非用**预留并发**给某个函数划出一块；它可以申请调高；它也不是瞬间填满的，一个函数每次只能新增一定数量的执行环境。另外，请求率 × 时长是平均值，请求会扎堆，上面要留余量。

# %%
frame = ["lambda-concurrency", "lambda-unreserved", "lambda-scaling", "lambda-rps"]
limits("lambda").where(f"id in {frame}")

# %% [markdown] lang="en"
# ## Events and requests
#
# A **request** waits for its answer: a person looks at a spinner. An **event** says that something happened; whoever cares may react now or later. Lambda is called by both. A task takes requests (through a load balancer), or *fetches* messages from a queue itself, or is started for one event (RunTask) and ends with it.
#
# That gives you a way out of most rushes: turn the request into an event. Read the drawing, then delete the queue and draw `Lambda -> ECS Service (workers)` instead. The doctor does not object: nothing in it is *wrong*. Yet who meets the rush now?

# %% [markdown] lang="zh"
# ## 事件和请求
#
# **请求**在等答案：有人正盯着转圈。**事件**只是说“发生了一件事”，谁关心谁处理，现在或者稍后都行。Lambda 两种都接。任务可以接请求（经负载均衡器），可以自己去队列里**取**消息，也可以为一个事件专门启动（RunTask），做完就结束。
#
# 于是多数高峰都有一条出路：把请求变成事件。先读这张图，再把队列删掉，改画 `Lambda -> ECS Service (workers)`。医生没有意见，因为这样画并不**错**。可是高峰来了，现在由谁来扛？

# %%
doctor("""
User -> API Gateway -> Lambda (accepts the order)
Lambda -- message --> SQS
ECS Service (workers) -- polls --> SQS
""")

# %% [markdown] lang="en"
# ## Question four: which limit decides?
#
# Sometimes one line settles it, whatever you like better. Memory, a GPU, the size of a request, the size of the package. Read each row and say which of *your* jobs would hit it.

# %% [markdown] lang="zh"
# ## 问题四：卡在哪条限制？
#
# 有时一行就定了，跟喜好无关：内存、GPU、请求大小、包的大小。逐行读，说说**你的**哪项工作会撞上它。

# %%
topics = ["longest", "memory", "gpu", "payload", "package", "concurrency", "idle"]
ultimate_table(["lambda", "fargate", "ecs_ec2"], topics)

# %% [markdown] lang="en"
# ## The door has a clock too
#
# The trap in many drawings: the function may run for minutes, the **gateway** in front of it gives up earlier. The work goes on, the user has an error. Look at the remarks: the old sentence "API Gateway always stops there" is no longer true for each kind.

# %% [markdown] lang="zh"
# ## 门上也有个钟
#
# 很多图里的陷阱：函数可以跑好几分钟，可它前面的**网关**更早就放弃了。活还在干，用户已经看到错误。注意备注：“API Gateway 一定到点就断”这句老话，如今并不是对每种 API 都成立。

# %%
doors = ["http-api-timeout", "rest-api-timeout", "websocket-timeout", "api-payload"]
limits("api-gateway").where(f"id in {doors}")

# %% [markdown] lang="en"
# ## Five ways in which they work together
#
# Now the answer to the interviewer's *or*. In each drawing find: who is short, who is long, and what stands between them so that nobody waits in vain. Say each aloud in one sentence.

# %% [markdown] lang="zh"
# ## 它们一起干活的五种方式
#
# 现在来回答面试官的那个“还是”。每张图都找一找：谁短，谁长，中间放了什么，让谁都不用白等。每张用一句话说出来。

# %%
situations("lambda-and-ecs")

# %% [markdown] lang="en"
# ## What has blurred since
#
# *Short against long* was drawn when there was one kind of Lambda. There are more now, and ECS has become easier from its side. A row with ‡ is not confirmed on a page of AWS: mention it in an interview as a question, not as a fact.

# %% [markdown] lang="zh"
# ## 近来哪些界线模糊了
#
# “短和长”这条线，是 Lambda 只有一种形态时画的。现在 Lambda 的形态多了，ECS 那边也更省事了。带 ‡ 的行没有在 AWS 页面上得到确认：面试时可以当问题提，不要当事实讲。

# %%
blurred = ["lambda-durable", "lambda-managed-instances", "lambda-microvms", "lambda-web"]
blurred += ["lambda-init", "ecs-express", "fargate-32"]
changes().where(f"id in {blurred}")

# %% [markdown] lang="en"
# ## Check: three questions
#
# No looking back. If you miss one, read *why*, go on, and try it again tomorrow.
#
# The first: what is the queue for?

# %% [markdown] lang="zh"
# ## 检查：三道题
#
# 别往回翻。答错了就看**为什么**，继续往下，明天再来一次。
#
# 第一题：队列是干什么用的？

# %%
ask("the-queue-in-between")

# %% [markdown] lang="en"
# The second: who waits for the long task?

# %% [markdown] lang="zh"
# 第二题：谁来等那个跑很久的任务？

# %%
ask("the-function-that-waits")

# %% [markdown] lang="en"
# The third: an interviewer who reads the news.

# %% [markdown] lang="zh"
# 第三题：一位爱看新闻的面试官。

# %%
ask("what-durable-changes")

# %% [markdown] lang="en"
# ## Take away
#
# **Ask four things of a job: how long, how fast awake, how many at once, which limit. Short and on call goes to Lambda, long and always there goes to ECS, and a queue or a state machine stands between them.**
#
# > **Say it:** "It's not Lambda or ECS. Lambda reacts to events and does the short work; ECS runs what has to stay up or run long. I size Lambda by concurrency, rate times duration, and when the work gets long, the function hands it to a task through RunTask, a queue or Step Functions."

# %% [markdown] lang="zh"
# ## 带走一句话
#
# **对一项工作问四件事：跑多久、醒得多快、同时多少个、卡在哪条限制。短小、随叫随到的给 Lambda；长久、一直在的给 ECS；中间放一个队列或状态机。**
#
# > **面试这样说：** "It's not Lambda or ECS. Lambda reacts to events and does the short work; ECS runs what has to stay up or run long. I size Lambda by concurrency, rate times duration, and when the work gets long, the function hands it to a task through RunTask, a queue or Step Functions."
# >
# > （中文理解：这不是二选一的问题。Lambda 响应事件、做短活；要一直在线或跑很久的放 ECS。Lambda 的规模按并发来算，也就是请求率乘时长；活变长了，函数就通过 RunTask、队列或 Step Functions 把它交给任务。）

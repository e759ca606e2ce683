# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown] lang="en"
# # Put the wrong drawing right
#
# It is ten at night. Tomorrow you show your lab, next week is the interview. You have a drawing. It is wrong, and you cannot say where.
#
# - **You will do:** let a doctor read the drawing, repair it box by box, then bring your own.
# - **You will learn:** where a request really goes, how an image really gets there, and why these are two different paths.
# - **You need:** this page. No AWS account. About 25 minutes.

# %% [markdown] lang="zh"
# # 把画错的架构图改对
#
# 晚上十点。明天要演示 Lab，下周还有面试。图已经画好了，可它是错的，而你说不清错在哪里。
#
# - **要做什么：** 让“医生”读这张图，一个框一个框地改对，最后换成你自己的图。
# - **会学到：** 请求到底经过哪里，镜像又是怎么到位的，为什么这是两条不同的路。
# - **需要准备：** 只要这个页面。不需要 AWS 账号。大约 25 分钟。

# %% [markdown] lang="en"
# ## The drawing you brought
#
# Somebody sends a request. Four arrows later a container answers, or so the drawing says. Run the cell (`Shift`+`Enter`) and follow the arrows with a finger.

# %% [markdown] lang="zh"
# ## 你带来的这张图
#
# 照这张图，有人发来一个请求，请求顺着箭头一路走，最后由一个容器返回响应。运行单元格（`Shift`+`Enter`），用手指顺着箭头走一遍。

# %%
from lessons.panels import ask, correction, doctor, show, situations, two_paths

MY_DRAWING = """
User
 ↓
Lambda
 ↓ HTTP
EC2
 ↓
ECR
 ↓
ECS
"""
show(MY_DRAWING)

# %% [markdown] lang="en"
# ## First guess: where can none of your code run?
#
# To answer a request, or to pass it on, some program must run there and read it. In one of these boxes no program of yours can ever run. Choose before you go on; a wrong guess now is worth more than a right answer read later.

# %% [markdown] lang="zh"
# ## 先猜：哪个框里永远跑不了你的代码？
#
# 请求要有人响应，或者有人往下转，那里就得有程序在运行。有一个框，你的程序永远跑不进去。先选再往下看：现在猜错，比待会儿读到正确答案更有用。

# %%
ask("where-no-code-runs")

# %% [markdown] lang="en"
# ## What the doctor says
#
# Now let the doctor read the same drawing. It finds more than one thing; here it speaks only of the first, the one about **ECR**. Change a line in the box and watch the picture follow.

# %% [markdown] lang="zh"
# ## 听听医生怎么说
#
# 让医生来读同一张图。问题不止一个，这里先只说第一个，也就是关于 **ECR** 的那个。在框里改一行，看图怎么跟着变。

# %%
doctor(MY_DRAWING, only="registry-is-a-hop")

# %% [markdown] lang="en"
# ## Why ECR is a shelf, not a station
#
# ECR is a **registry**. It stores container images and hands them out when somebody asks. It runs nothing, so it cannot answer your user, and it cannot pass a request on.
#
# Here is the test. Your service wants three copies of your container; each running copy is a **task**. Now the registry is out of reach for a while. Guess what happens to the users.

# %% [markdown] lang="zh"
# ## 为什么 ECR 是“货架”，不是“车站”
#
# ECR 是**镜像仓库**：存镜像，有人来要就给。它什么都不运行，所以既不会响应用户，也不会转发请求。
#
# 检验一下：服务要保持三份容器，正在跑的每一份叫一个**任务**（task）。这时仓库有一阵子连不上。猜猜用户那边会怎样。

# %%
ask("registry-outage")

# %% [markdown] lang="en"
# ## Two paths, one picture
#
# So there are two paths, walked at different times.
#
# - The **request path** is walked thousands of times a day: user, door, code. Milliseconds count.
# - The **supply path** is walked when a task *starts*: ECS tells the machine to pull the image from ECR, then runs it.
#
# A good drawing uses two kinds of line. Press the buttons and look at one path at a time.

# %% [markdown] lang="zh"
# ## 一张图，两条路
#
# 所以图上其实是两条路，走的时间也不一样。
#
# - **请求路径**：每天走成千上万次，用户 → 入口 → 代码，差几毫秒都有感觉。
# - **供应路径**：任务**启动**的时候才走，ECS 让机器从 ECR 拉镜像，再把容器跑起来。
#
# 好的架构图用两种线来画。按按钮，一次只看一条路。

# %%
two_paths("""
User -> API Gateway -> Lambda (control layer / light logic) -> ECS Service
ECR -- pull image --> ECS Service
""")

# %% [markdown] lang="en"
# ## Second guess: what is EC2 doing in front of ECS?
#
# Back to the wrong drawing: `EC2 → ECR → ECS`. Take the shelf away and `EC2 → ECS` is left. Is that right now?

# %% [markdown] lang="zh"
# ## 再猜：EC2 为什么站在 ECS 前面？
#
# 回到画错的图：`EC2 → ECR → ECS`。把货架拿走，剩下 `EC2 → ECS`。这样就对了吗？

# %%
ask("what-ec2-does-for-ecs")

# %% [markdown] lang="en"
# ## A machine carries tasks; it does not forward to them
#
# **ECS** decides *what* should run: three copies of this image, please. **EC2** or **Fargate** is *where* it runs. That is a floor, not a step. The box "ECS Service" in a drawing stands for its running tasks: there the request ends. The machine under them is no station of its own, even where a port of the machine leads to the task.
#
# So a machine is drawn *around* the tasks. With Fargate you draw none: write "on Fargate" into the box of the service, and AWS keeps the machine. The doctor has nothing against this one:

# %% [markdown] lang="zh"
# ## 机器是“承载”任务，不是“转发”给任务
#
# **ECS** 决定**跑什么**：这个镜像，请给我跑三份。**EC2** 或 **Fargate** 决定**在哪里跑**。它是地板，不是中间的一站。图里的“ECS 服务”方框，指的就是它正在运行的任务，请求到这里为止。任务下面的机器不算一站，哪怕请求是从机器的某个端口进来的。
#
# 所以机器要画在任务的**外面**。用 Fargate 时不用画机器，在服务的框里写上“（Fargate）”就行，机器由 AWS 来管。下面这张图，医生没有意见：

# %%
doctor("""
User -> ALB -> ECS Service
ECS Service in EC2
ECR -- pull image --> ECS Service
""")

# %% [markdown] lang="en"
# ## No browser reaches Lambda without a door
#
# `User → Lambda` looks harmless. But a Lambda function has no public address until you give it one. Something has to speak HTTP to the internet: usually **API Gateway**, sometimes an ALB or a *function URL*. Draw it: the interviewer's next question is "and who checks the token?", and the answer lives in that box.
#
# Now see everything the doctor finds, and step through the whole correction. Use the buttons or the arrow keys.

# %% [markdown] lang="zh"
# ## 没有入口，浏览器到不了 Lambda
#
# `User → Lambda` 看上去没什么问题。可是 Lambda 函数默认没有公网地址，要你自己给它配一个入口。总得有谁对外提供 HTTP：通常是 **API Gateway**，有时是 ALB 或者函数 URL（function URL）。把它画出来，因为面试官下一句就会问“token 在哪里校验？”，答案就在这个框里。
#
# 现在看看医生发现的全部问题，再把整个改正过程走一遍。可以用按钮，也可以用方向键。

# %%
correction(MY_DRAWING)

# %% [markdown] lang="en"
# ## Does the Lambda earn its place?
#
# The corrected chain keeps the Lambda, with a remark: *control layer, light logic*. The remark matters. A Lambda that decides something (starts a task, checks a right, splits an event) earns its place. One that only passes the call on adds a hop, at times a cold start (the wait before a function's first run), and a bill for the time it waits.
#
# Delete the remark and see what the doctor says. Then replace everything by the two lines `User -> API Gateway -> Lambda -- RunTask --> ECS Task` and `ECR -- pull image --> ECS Task`.

# %% [markdown] lang="zh"
# ## 这个 Lambda 站在这里值不值？
#
# 改对的图保留了 Lambda，但加了一句备注：*控制层 / 轻逻辑*。这句备注很关键。Lambda 如果真的在做决定（启动任务、校验权限、分发事件），就值得留下；如果只是把请求原样转出去，就多了一跳，有时还多一次冷启动（函数第一次运行前的等待），它等着的时间也要算钱。
#
# 把备注删掉，看看医生怎么说。然后把内容整个换成这两行：`User -> API Gateway -> Lambda -- RunTask --> ECS Task` 和 `ECR -- 拉镜像 --> ECS Task`。

# %%
doctor("""
User -> API Gateway -> Lambda (control layer) -> ECS Service
ECR -- pull image --> ECS Service
""")

# %% [markdown] lang="en"
# ## Four drawings you can read now
#
# You will meet these four again and again: a web service on Fargate, a pipeline, a task on demand, and a task that dies and comes back. In each, find the request path first, then the supply path. Say them aloud.

# %% [markdown] lang="zh"
# ## 四张你现在就能看懂的图
#
# 这四种情形以后会反复遇到：Fargate 上的 Web 服务、发布流水线、按需启动的任务、挂掉又被拉起来的任务。每一张先找请求路径，再找供应路径，念出声来。

# %%
situations()

# %% [markdown] lang="en"
# ## Now yours
#
# Replace the text with the drawing of *your* lab. Any names will do; what the doctor does not know, it says. No lab at hand? Draw this shop: customers see pages, orders are stored in a database, once a night a program writes a report. Nothing you type leaves this computer (on Binder: Binder's machine).

# %% [markdown] lang="zh"
# ## 轮到你自己的图
#
# 把文字换成**你自己** Lab 的图。名字随便写，中文英文都行；医生不认识的框，它会直说。手边没有 Lab？那就画这家网店：顾客看页面，订单存进数据库，每天夜里有个程序出一份报表。你输入的内容不会离开这台电脑（在 Binder 上，就是 Binder 的服务器）。

# %%
doctor("""
User -> Lambda
Lambda -> ECS
ECS -> database
""")

# %% [markdown] lang="en"
# ## Check: three questions
#
# No looking back. If you miss one, read *why*, go on, and try it again tomorrow.
#
# The first: where does Fargate go?

# %% [markdown] lang="zh"
# ## 检查：三道题
#
# 别往回翻。答错了就看“为什么”，继续往下，明天再来一次。
#
# 第一题：Fargate 该画在哪里？

# %%
ask("where-fargate-goes")

# %% [markdown] lang="en"
# The second: who fetches the image, and when?

# %% [markdown] lang="zh"
# 第二题：谁去取镜像，什么时候取？

# %%
ask("who-pulls-when")

# %% [markdown] lang="en"
# The third: which of these lines would you draw in an interview?

# %% [markdown] lang="zh"
# 第三题：面试的时候，你会画哪一行？

# %%
ask("the-line-you-would-draw")

# %% [markdown] lang="en"
# ## Take away
#
# **A request goes through a door to running code. The image is pulled from the registry when that code starts. Two paths, two kinds of line.**
#
# > **Say it:** "ECR is not in the request path; it stores images. The image is pulled when a task starts. Requests go through a door, a load balancer or API Gateway, to the running tasks. A Lambda in between has to earn its place."

# %% [markdown] lang="zh"
# ## 带走一句话
#
# **请求经过入口，到达正在运行的代码；镜像在任务启动时，由运行任务的一侧从仓库拉来。两条路，两种线。**
#
# > **面试这样说：** "ECR is not in the request path; it stores images. The image is pulled when a task starts. Requests go through a door, a load balancer or API Gateway, to the running tasks. A Lambda in between has to earn its place."
# >
# > （中文理解：ECR 不在请求路径上，它只存镜像。镜像在任务启动时拉取。请求经过入口，也就是负载均衡器或 API Gateway，到达正在运行的任务。中间如果还有 Lambda，它得有站在那里的理由。）

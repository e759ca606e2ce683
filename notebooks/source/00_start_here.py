# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown] lang="en"
# # Start here
#
# You have a drawing of an AWS lab, an interview coming, and a question: **ECS or EKS?** This course takes you from the wrong drawing to one that you can defend: draw it, decide, and say it.
#
# - **You will do:** run four cells, and get your first diagnosis in under a minute.
# - **You will learn:** how a lesson works, and what this computer can do.
# - **You need:** this page. No AWS account, no bill, nothing to clean up.

# %% [markdown] lang="zh"
# # 从这里开始
#
# 你手上有一张 AWS Lab 的架构图，面试就在眼前，心里还有一个问题：**选 ECS 还是 EKS？** 这门课带你从画错的图出发，一直走到画得对、选得准、说得清。
#
# - **要做什么：** 运行四个单元格，一分钟之内拿到第一份诊断。
# - **会学到：** 一节课是怎么上的，这台电脑能做什么。
# - **需要准备：** 只要这个页面。不用 AWS 账号，不产生费用，也没有东西要清理。

# %% [markdown] lang="en"
# ## Your first diagnosis
#
# Click into the next cell and press `Shift`+`Enter`. A drawing appears, and what is doubtful about it. Then go to the box under *Your drawing* (not the cell with the code), replace everything in it by `User -> API Gateway -> Lambda -> ECS`, and watch one of the two warnings go.

# %% [markdown] lang="zh"
# ## 第一份诊断
#
# 点进下面的单元格，按 `Shift`+`Enter`。图出来了，可疑的地方也列出来了。然后到“你的图”那个框里（不是上面那个代码单元格），把内容整个换成 `User -> API Gateway -> Lambda -> ECS`，看两条警告怎么少掉一条。

# %%
from lessons.panels import ask, doctor, this_machine

doctor("""
User
 ↓
Lambda
 ↓
ECS
""")

# %% [markdown] lang="en"
# ## Guess first, then look
#
# Every lesson asks before it tells. You choose, then you read why, for each answer. A wrong guess is not a mistake here: it is what makes the right answer stay. Try one.

# %% [markdown] lang="zh"
# ## 先猜，再看
#
# 每一课都是先问后讲。你先选，再看每个选项对在哪里、错在哪里。在这里猜错不丢人：正因为猜错过，正确答案才记得牢。先试一题。

# %%
ask("what-an-arrow-says")

# %% [markdown] lang="en"
# ## How a lesson works
#
# | you see | you do |
# | --- | --- |
# | a grey cell with code | run it: `Shift`+`Enter`. All code is short; read it if you like |
# | a box, a button, a row of choices | use it: mouse or keyboard (`Tab`, arrows, `Enter`, `Space`) |
# | **Say it** | say it aloud, in English. That is the interview |
#
# Each lesson stands alone and takes 25 to 40 minutes, the interview about 60 minutes. Only one evening? Take 01, 05 and 12. The line above the title leads to the same lesson in the other language. If something looks stuck, choose **Kernel → Restart Kernel and Run All Cells**: nothing breaks.

# %% [markdown] lang="zh"
# ## 一节课怎么上
#
# | 你看到 | 你来做 |
# | --- | --- |
# | 灰色的代码单元格 | 运行它：`Shift`+`Enter`。代码都很短，愿意的话读一读 |
# | 文本框、按钮、选项 | 动手用：鼠标或键盘都行（`Tab`、方向键、`Enter`、空格） |
# | **面试这样说** | 用英文念出声来。面试时就得这样开口说 |
#
# 每一课都能单独上，25 到 40 分钟；面试那一课大约 60 分钟。只有一个晚上？上第 01、05、12 课。标题上方那一行可以切换到同一课的另一种语言。如果卡住了，选 **Kernel → Restart Kernel and Run All Cells**（重启内核并运行全部单元格），不会弄坏任何东西。

# %% [markdown] lang="en"
# ## What this computer can do
#
# The course runs on this computer and sends nothing anywhere. (On Binder, "this computer" is a machine of Binder's.) Run the cell to see what works. If a line says *no*, the lesson that needs it tells you what to do instead.

# %% [markdown] lang="zh"
# ## 这台电脑能做什么
#
# 课程就在这台电脑上运行，不会往外发送任何东西。（在 Binder 上，“这台电脑”是 Binder 的服务器。）运行下面的单元格，看看哪些功能可用。如果哪一行是“否”，用到它的那一课会告诉你怎么办。

# %%
this_machine()

# %% [markdown] lang="en"
# ## What you should see again
#
# You forget most of what you read once. So the course remembers your answers and asks again, shortly before you would forget: what you missed comes back the same evening, what you knew after some days, then after weeks. The first time, nothing is due. Come back tomorrow and run this cell first.
#
# What it remembers lies in one file on this computer and goes nowhere else. On Binder that computer is gone when you leave: *Export* gives you the file to take home.

# %% [markdown] lang="zh"
# ## 该再看一遍的
#
# 只读一遍的东西，大半会忘。所以课程会记下你的回答，在你快要忘掉的时候再问一次：答错的当晚就回来，答对的过几天，再过几周。第一次运行，还没有要复习的。明天再来，先运行这个单元格。
#
# 它记下的东西只在这台电脑的一个文件里，不会发到别处。在 Binder 上，你一离开那台电脑就没了：用“导出”把文件带回家。

# %%
from lessons.panels import review

review()

# %% [markdown] lang="en"
# ## The lessons
#
# | | lesson | afterwards you can |
# | --- | --- | --- |
# | 01 | [Put the wrong drawing right](01_the_drawing.ipynb) | tell the request path from the supply path, and say why ECR is not a hop |
# | 02 | [Push an image, and see why nothing changes](02_images_and_ecr.ipynb) | tell image, layer, tag and digest apart, and say why a push does not deploy |
# | 03 | [Watch a service keep its promise](03_ecs_from_inside.ipynb) | name the four nouns of ECS, and say what brings a dead task back |
# | 04 | [Say the same service in Kubernetes words](04_kubernetes_and_eks.ipynb) | say what EKS runs and what stays yours, and translate a task definition into manifests and back |
# | 05 | [ECS or EKS? Decide, with reasons](05_ecs_or_eks.ipynb) | decide with reasons, tell opinions from facts, and say what would change your answer |
# | 06 | [Lambda and ECS: not either, but where](06_lambda_and_ecs.ipynb) | say where one ends and the other begins, size Lambda by concurrency, and draw five ways in which they work together |
# | 07 | [Read the ultimate table](07_lambda_ecs_ec2.ipynb) | compare Lambda, ECS, EKS and EC2 in twenty seconds, and name the rows that decide |
# | 08 | [Doors and keys: why the task does not start](08_doors_and_keys.ipynb) | tell from the text of a failure which door or which key is wrong, and mend it |
# | 09 | [Build it, and send a request through it](09_build_it.ipynb) | build the corrected drawing with boto3 and the AWS CLI, and follow one request through it |
# | 10 | [Ship and scale: a new version without a gap](10_ship_and_scale.ipynb) | release without losing a request, read a rollback, and let a service follow its load |
# | 12 | [Say it before they ask: the interview](12_the_interview.ipynb) | answer in your own words, pitch your own drawing in 30 seconds and in two minutes, and sit a mock interview |
#
# Lesson 11, the bill, is in preparation.
#
# > **Say it:** "Let me draw it first." It is the best first sentence in a system design interview: it buys you a minute and shows that you think in paths.

# %% [markdown] lang="zh"
# ## 课程目录
#
# | | 课程 | 学完之后 |
# | --- | --- | --- |
# | 01 | [把画错的架构图改对](01_the_drawing.ipynb) | 分得清请求路径和供应路径，说得出 ECR 为什么不是中间一站 |
# | 02 | [镜像推上去了，线上却没变：为什么？](02_images_and_ecr.ipynb) | 分得清镜像、层、标签和 digest，说得出为什么推送不等于发布 |
# | 03 | [看一个服务怎样守住承诺](03_ecs_from_inside.ipynb) | 说得出 ECS 的四个名词，也说得出任务死了是谁让它回来的 |
# | 04 | [用 Kubernetes 的说法讲同一个服务](04_kubernetes_and_eks.ipynb) | 说得出 EKS 管什么、留给你什么，能把任务定义译成 Kubernetes 清单，也能译回来 |
# | 05 | [ECS 还是 EKS？拿理由来选](05_ecs_or_eks.ipynb) | 能拿理由做决定，分得清看法和事实，说得出什么会让答案改变 |
# | 06 | [Lambda 和 ECS：不是二选一，是各在其位](06_lambda_and_ecs.ipynb) | 说得出两者的分界，会用并发估算 Lambda 的规模，画得出它们一起干活的五种方式 |
# | 07 | [读懂终极对比表](07_lambda_ecs_ec2.ipynb) | 能用二十秒比较 Lambda、ECS、EKS 和 EC2，说得出哪些行一票否决 |
# | 08 | [门和钥匙：任务为什么起不来](08_doors_and_keys.ipynb) | 看一眼报错，就知道是哪扇门、哪把钥匙不对，并且改好 |
# | 09 | [亲手搭出来，发一个请求走到底](09_build_it.ipynb) | 用 boto3 和 AWS CLI 搭出改对的架构，跟着一个请求走到底 |
# | 10 | [发布与扩缩：换版本，不断线](10_ship_and_scale.ipynb) | 发布时一个请求也不丢，看得懂回滚，让服务跟着负载扩缩 |
# | 12 | [在被问之前先说出口：面试](12_the_interview.ipynb) | 能用自己的话回答，用 30 秒和两分钟讲清自己的图，上得了一场模拟面试 |
#
# 第 11 课（账单）还在准备中。
#
# > **面试这样说：** "Let me draw it first."
# >
# > （中文理解：“我先画出来。”系统设计面试里最好的开场白：给自己争取一分钟，也让对方看到你是按路径来思考的。）

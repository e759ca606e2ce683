# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown] lang="en"
# # Say it before they ask: the interview
#
# It is the evening before. You know what ECR is. Tomorrow somebody will ask, wait, and look at you.
# Knowing it and saying it are two skills, and the second one is trained aloud.
#
# - **You will do:** answer five questions that always come, write four answers in your own words, turn *your* drawing into speech, and sit a mock interview.
# - **You will learn:** what makes an answer count, how to pitch a drawing in 30 seconds and in two minutes, and what to read again tonight.
# - **You need:** lessons 01 and 05. What you cannot answer tells you which lesson comes next. About 60 minutes, half of it for the mock interview, and a room where you may talk aloud.

# %% [markdown] lang="zh"
# # 在被问之前先说出口：面试
#
# 面试前一晚。ECR 是什么，你知道。明天会有人问你，然后停下来，看着你。
# 知道是一回事，说出来是另一回事，后者要出声练。
#
# - **要做什么：** 回答五道必问题，用自己的话写四个回答，把**你的**图变成一段话，再做一场模拟面试。
# - **会学到：** 什么样的回答才算数，怎样用 30 秒和两分钟讲清一张图，今晚该重读什么。
# - **需要准备：** 上过第 01 课和第 05 课。答不上来的题，会告诉你接下来该上哪一课。大约 60 分钟，一半是模拟面试。找个能出声说话的地方。

# %% [markdown] lang="en"
# ## What is asked again and again
#
# We read public collections of interview questions and counted what they ask about containers.
#
# **Guess before you look:** which of these five is asked most often, and which least? ECS, Fargate, ECR, EKS, Kubernetes.

# %% [markdown] lang="zh"
# ## 反复被问到的是什么
#
# 我们读了公开的面试题集，数了数关于容器都在问什么。
#
# **先猜再看：** ECS、Fargate、ECR、EKS、Kubernetes，哪个被问得最多，哪个最少？

# %%
from lessons.panels import answer, asked_most, interview, one_sentence, pitch, quiz, review

asked_most()

# %% [markdown] lang="en"
# Did you expect ECS at the top? Interviewers ask about the image and about Kubernetes even where the job says ECS.
# The counts come from a few collections, so they show a tendency, not a law.

# %% [markdown] lang="zh"
# 以为 ECS 排第一？就算职位写的是 ECS，面试官照样问镜像、问 Kubernetes。
# 这些数字只来自几份题集，看得出倾向，算不上规律。

# %% [markdown] lang="en"
# ## Five of them, one minute each
#
# One question on each line of that table. Before each answer say how sure you are.
# *Sure and wrong* is what hurts in an interview, so the panel counts it.

# %% [markdown] lang="zh"
# ## 其中五道，每道一分钟
#
# 表里每一行出一题。作答时先说你有多大把握。
# 面试里最伤的是“很确定，却错了”，所以面板会单独数它。

# %%
quiz(
    [
        "four-nouns",
        "fargate-or-instances",
        "order-of-dockerfile-lines",
        "the-forgotten-version",
        "one-service-in-kubernetes-words",
    ]
)

# %% [markdown] lang="en"
# ## The same words, two answers
#
# Two candidates are asked about ECR. The first says: "ECR, ECS, image, push, pull, task, deploy."
# The second says: "ECS pulls the image from ECR when a task starts."
#
# **Before you go on:** the first one used more of the right words. What did the interviewer learn from each?
#
# An answer counts when it says **who does what to whom**. Write yours below, in English, in Chinese, or mixed.
# The panel looks for ideas, marks the words that earned or lost them, and then asks on.
# It does not understand you, and says so. Try to fool it with a list of keywords.

# %% [markdown] lang="zh"
# ## 同样的词，两种回答
#
# 两位候选人被问到 ECR。第一位说：“ECR、ECS、镜像、推送、拉取、任务、部署。”
# 第二位说：“任务启动时，ECS 从 ECR 拉取镜像。”
#
# **往下看之前先想：** 第一位用的正确词更多。可是从两个回答里，面试官各听出了什么？
#
# 说清楚**谁对谁做什么**，回答才算数。在下面写你的，英文、中文、混着写都行。
# 面板会找要点，标出得分和失分的那几句话，然后接着追问。
# 它并不理解你，而且会照实说明。用一串关键词骗骗它试试。

# %%
answer("open-why-ecr-is-no-hop")

# %% [markdown] lang="en"
# ## Your drawing comes first
#
# "Draw me what you built." This is the drawing from the beginning of the course.
#
# **Before you run the cell:** you say "a request goes from the user to Lambda, to EC2, to ECR …". At which word does the interviewer stop you?

# %% [markdown] lang="zh"
# ## 先看你的图
#
# “把你做的系统画给我看。”下面是课程一开头的那张图。
#
# **运行之前先想：** 你说“请求从用户到 Lambda，到 EC2，到 ECR……”，说到哪个词会被打断？

# %%
pitch("User -> Lambda -> HTTP -> EC2 -> ECR -> ECS")

# %% [markdown] lang="en"
# There is no good speech for a wrong drawing, so the panel gives the diagnosis first. Press *Put the corrected drawing into the box*
# and the speech appears.

# %% [markdown] lang="zh"
# 图画错了，讲得再好也没用，所以面板先给诊断。按一下按钮“放进‘你的图’里”，讲稿就出来了。

# %% [markdown] lang="en"
# ## The same drawing, said well
#
# Now the corrected one, and below it every box: what it is, why it is here, what it is not, the trade-off, and what they will ask next.
#
# 1. Read the 30-second version aloud. Then once more, without looking.
# 2. **Replace the drawing with your own.** The sentences change with its neighbours.
# 3. Open one box you are unsure of, and answer its question before you read the answer.

# %% [markdown] lang="zh"
# ## 同一张图，好好讲
#
# 这次是改对的图。下面每个框都有：它是什么，为什么在这里，它不是什么，取舍，还有接下来会被追问什么。
#
# 1. 把 30 秒版念出声。再来一遍，不看稿。
# 2. **换成你自己的图。** 邻居变了，句子也跟着变。
# 3. 挑一个没把握的框打开，先回答它的追问，再看答案。

# %%
MY_DRAWING = """
User -> API Gateway -> Lambda (control layer) -> ECS Service
ECR -- pull image --> ECS Service
"""
pitch(MY_DRAWING)

# %% [markdown] lang="en"
# A box that the course does not know stays honest: it tells you what to prepare and puts no words in your mouth.

# %% [markdown] lang="zh"
# 课程不认识的框，它会照实说：告诉你该准备什么，但不替你编话。

# %% [markdown] lang="en"
# ## ECS or EKS, in one sentence
#
# Lesson 05 compared three sentences. **Before you run the cell:** the first is the template from the note. What would an interviewer ask back?

# %% [markdown] lang="zh"
# ## ECS 还是 EKS，用一句话说
#
# 第 05 课比较过三句话。**运行之前先想：** 第一句是笔记里的模板，面试官会怎样反问？

# %%
one_sentence()

# %% [markdown] lang="en"
# The template can be said by anybody. The other two contain a fact about *you*, and the last one says what would change your mind.
# Now your own. Leave out "most teams" and see whether anything is missing.

# %% [markdown] lang="zh"
# 模板谁都能说。后两句里有一条关于**你**的事实，最后一句还说了什么会让你改主意。
# 轮到你了。去掉“大多数团队”，看看少了什么没有。

# %%
answer("open-ecs-or-eks-for-us")

# %% [markdown] lang="en"
# ## Lambda, ECS and EC2 in one breath
#
# Many mix them up, so it is a favourite. One breath is about fifteen seconds: one clause for each, and how they belong together.
#
# **Before you write:** which of the three is *not* a place where your code waits for the next request?

# %% [markdown] lang="zh"
# ## 一口气讲清 Lambda、ECS 和 EC2
#
# 很多人会混，所以很爱考。一口气大约十五秒：每个一句，再说它们怎么配合。
#
# **动笔之前先想：** 这三个里，哪一个**不会**让你的代码一直等着下一个请求？

# %%
answer("open-lambda-ecs-ec2-one-breath")

# %% [markdown] lang="en"
# ## The question without a short answer
#
# "New tasks never reach RUNNING. Where do you look?" Here they listen to the **order**, not to the vocabulary.
# Guessing a cause sounds clever. Reading what ECS already says is what you would do at night.
#
# **Before you write:** what do you read first, and what does it cost to read it?

# %% [markdown] lang="zh"
# ## 没有短答案的问题
#
# “新任务一直到不了 RUNNING，你先看哪里？”这里听的是**顺序**，不是词汇量。
# 猜一个原因显得聪明；真到了半夜，你会先去读 ECS 已经写出来的东西。
#
# **动笔之前先想：** 你最先读什么？读它要花什么代价？

# %%
answer("open-stuck-in-provisioning")

# %% [markdown] lang="en"
# ## The mock interview
#
# Ten questions, from easy to hard; every third in your own words. What you answer decides what is asked next.
# The timer is off until you switch it on, and it never cuts you off.
#
# **Before you start:** say which topic will be your weakest. The report at the end tells you whether you know yourself.
#
# Another evening: `interview(12, topics=["ecs", "iam", "networking"], seed=2)`.

# %% [markdown] lang="zh"
# ## 模拟面试
#
# 十道题，从易到难，每三题有一题要用自己的话答。你怎么答，决定接下来问什么。
# 计时器默认关闭，打开了也不会打断你。
#
# **开始之前：** 先说一个你觉得最弱的主题。最后的报告会告诉你，你了不了解自己。
#
# 改天再来：`interview(12, topics=["ecs", "iam", "networking"], seed=2)`。

# %%
interview(10)

# %% [markdown] lang="en"
# ## What comes back tomorrow
#
# Whatever you missed tonight is in your review queue, with the idea behind the wrong answer. It comes back when you are about to forget it.
# Guess how many are due tomorrow, then look.

# %% [markdown] lang="zh"
# ## 明天还会再见的题
#
# 今晚答错的，连同背后的误解，都进了你的复习队列，会在你快忘的时候再回来。
# 先猜明天有几道到期，再看。

# %%
review()

# %% [markdown] lang="en"
# ## Take away
#
# **Say who does what to whom, give one fact about your own case, and say what would change your mind.**
#
# > **Say it:** "Let me draw it first. Requests go from the user through API Gateway to my ECS service; ECR stands beside that path, and ECS pulls the image from it when a task starts. I chose ECS because nothing here needs the Kubernetes API. If that changed, I'd look at EKS."

# %% [markdown] lang="zh"
# ## 带走一句话
#
# **说清谁对谁做什么，给一条你自己情况的事实，再说什么会让你改主意。**
#
# > **面试这样说：** "Let me draw it first. Requests go from the user through API Gateway to my ECS service; ECR stands beside that path, and ECS pulls the image from it when a task starts. I chose ECS because nothing here needs the Kubernetes API. If that changed, I'd look at EKS."
# >
# > （中文理解：我先画出来。请求从用户经 API Gateway 到我的 ECS 服务；ECR 在这条路径旁边，任务启动时由 ECS 从它那里拉取镜像。我选 ECS，因为这里没有什么需要 Kubernetes 的 API。如果这一点变了，我会考虑 EKS。）

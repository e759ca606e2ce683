# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
# ---

# %% [markdown] lang="en"
# # ECS or EKS? Decide, with reasons
#
# "So, ECS or EKS?" You have read the answer somewhere: ECS, nearly everybody uses it. "Who counted?" asks the interviewer. Silence.
#
# - **You will do:** answer five statements, judge slogans before you see the evidence, and fill in a questionnaire that tells you why.
# - **You will learn:** which sentences are facts, which are opinions, what decides between ECS and EKS, and what would change it.
# - **You need:** lesson 01. Nothing of Kubernetes. About 40 minutes, or two evenings: there is a good place to stop.

# %% [markdown] lang="zh"
# # ECS 还是 EKS？拿理由来选
#
# “那么，ECS 还是 EKS？”答案你在哪里读到过：ECS，大家几乎都用它。“谁统计的？”面试官问。冷场了。
#
# - **要做什么：** 做五道判断题，先判断口号再看证据，最后填一份会告诉你“为什么”的问卷。
# - **会学到：** 哪些话是事实，哪些是看法，ECS 和 EKS 之间由什么来定，什么又会让答案改变。
# - **需要准备：** 上过第 01 课。不用会 Kubernetes。大约 40 分钟；也可以分两晚，中间有个好停的地方。

# %% [markdown] lang="en"
# ## Five statements, true or false
#
# Interviewers like to read a sentence aloud and wait. Here are five. Say *true* or *false*, and say why, before you press the button.
#
# The first is about what you have to know.

# %% [markdown] lang="zh"
# ## 五道判断题
#
# 面试官喜欢念一句话，然后等你开口。这里有五句。按按钮之前，先说“对”还是“错”，再说出为什么。
#
# 第一句：要懂什么。

# %%
from lessons.panels import ask, choose, judge_claims

ask("tf-eks-needs-kubernetes")

# %% [markdown] lang="en"
# The second is about three names in one row.

# %% [markdown] lang="zh"
# 第二句：三个名字排成一排。

# %%
ask("tf-ecs-eks-or-fargate")

# %% [markdown] lang="en"
# The third is about the word *managed*. It promises less than it sounds.

# %% [markdown] lang="zh"
# 第三句：关于“托管”两个字，它答应的比听上去少。

# %%
ask("tf-eks-leaves-nothing-to-upgrade")

# %% [markdown] lang="en"
# The fourth: what moves, and what stays behind?

# %% [markdown] lang="zh"
# 第四句：什么能搬走，什么留在原地？

# %%
ask("tf-image-must-be-rebuilt")

# %% [markdown] lang="en"
# The fifth: is *one is enough* a law?

# %% [markdown] lang="zh"
# 第五句：“用一个就可以”，是定律吗？

# %%
ask("tf-both-in-one-company")

# %% [markdown] lang="en"
# ## The table from the note
#
# A note on ECS and EKS is passed on among learners, and perhaps you have it. In it stands a table: six rows, "very low" against "very high", four stars against two. It is easy to learn by heart. Before you do: what do the stars tell you?

# %% [markdown] lang="zh"
# ## 笔记里的那张表
#
# 学习者之间流传着一份讲 ECS 和 EKS 的笔记，也许你手上就有。里面有张表：六行，“很低”对“很高”，四颗星对两颗星。背下来很容易。背之前先问一句：星星告诉了你什么？

# %%
ask("what-the-stars-measure")

# %% [markdown] lang="en"
# ## The same six rows, with facts in them
#
# Here are the same rows, filled with what can be checked. A diamond ◇ marks an opinion: there the last column says what the note claimed and what stands behind it. Look for the word that carries the row. In *operating it* that word is not "high". It is "upgrade".

# %% [markdown] lang="zh"
# ## 还是那六行，换成事实
#
# 还是那六行，格子里换成了能核对的内容。菱形 ◇ 表示看法，最后一列写着原笔记怎么说、背后有什么。每一行都找一找真正起作用的词。“运维复杂度”那行，关键不是“高”，而是“升级”。

# %%
from lessons.facts import claims, compare

both = compare("ecs", "eks")
note = ["nature", "learning", "operations", "kubernetes-needed", "integration", "users"]
both.with_frame(both.frame.loc[note].drop(columns="kind"))

# %% [markdown] lang="en"
# ## What the note left out
#
# A table also decides by what it does not mention. Which of these rows would have changed *your* mind? Mark one for yourself, and see below whether the questionnaire asks for it.
#
# The right column is full of names: Karpenter, KEDA, Argo. Each is a part that somebody chooses and installs. You need not know them to see that.

# %% [markdown] lang="zh"
# ## 笔记没写的那些行
#
# 一张表，没写出来的行也在左右结论。下面哪一行会让**你**改主意？先记住一行，看看后面的问卷问不问它。
#
# 右边那一列全是名字：Karpenter、KEDA、Argo。每一个都是要有人去选、去装的部件。看出这一点，不用先认识它们。

# %%
both.with_frame(both.frame.drop(index=note, columns=["kind", "note"]))

# %% [markdown] lang="en"
# ## Slogans against evidence
#
# "Most teams use only ECS." "EKS is multi-cloud." "Fargate is expensive." For each, first say what stands behind it: **supported**, **depends**, **opinion**, **outdated** or **false**. Only then does the panel show the evidence, its source and date, and what to say instead.
#
# Judge ten of the note's now, the rest another evening. The trap: *opinion* does not mean wrong. It means that you cannot defend it with a number.

# %% [markdown] lang="zh"
# ## 口号与证据
#
# “绝大多数团队只用 ECS。”“多云就选 EKS。”“Fargate 贵。”每一句都先由你来判：**成立**、**看情况**、**看法**、**过时**还是**错误**。判完，面板才给出证据、来源和日期，还有面试时该怎么说。
#
# 今晚先判笔记里的十条，剩下的改天再来。小心：“看法”不等于错，只是你拿不出数字来支持它。

# %%
judge_claims()

# %% [markdown] lang="en"
# ## The opinions, and what evidence exists
#
# "90 % of AWS teams" and "100 % ECS" are opinions: we looked for a source of these numbers and found none. The table shows the evidence that does exist. Read the last column aloud: it keeps what can be kept, in a form that survives the question "who counted?".

# %% [markdown] lang="zh"
# ## 哪些是看法，又有什么证据
#
# “90% AWS 团队”和“100% ECS”都是看法：我们找过这些数字的来源，没有找到。表里是确实存在的证据。把英文那一列念出声来：能留的都留下了，而且经得起一句“谁统计的？”。

# %%
opinions = claims().where("verdict == 'opinion'")
opinions.with_frame(opinions.frame.drop(columns="verdict"))

# %% [markdown] lang="en"
# ## From slogans to a decision
#
# (Enough for tonight? Stop here. Tomorrow run the first cell again and go on.)
#
# So what does decide? Two different things, and mixing them up is the commonest mistake. Try this one.

# %% [markdown] lang="zh"
# ## 从口号到决定
#
# （今晚够了就停在这里。明天先运行第一个单元格，再接着来。）
#
# 那到底由什么来定？是两样不同的东西，把它们混在一起，是最常见的错误。先试这一题。

# %%
ask("nine-against-one")

# %% [markdown] lang="en"
# ## Limits exclude, reasons weigh
#
# The panel works in this order: hard limits first, then reasons, each times its weight. The criteria come from AWS's decision guides. **The numbers are ours, so argue with them.**
#
# It starts with your school lab.
#
# 1. Press *Try it* under *What would change my mind*. The outcome flips, but only from one kind of ECS to the other. Then *Put it back*.
# 2. Now make it EKS. One answer is not enough, and neither are two. Which three facts would your lab need? (All three stand under the tab *Kubernetes*.)
# 3. Give it the answers of your own lab.

# %% [markdown] lang="zh"
# ## 限制用来排除，理由用来权衡
#
# 面板按这个顺序来：先看硬性限制，再把每条理由乘上权重。判据来自 AWS 的决策指南，**数字是我们定的，所以尽管来争。**
#
# 一开始是你学校的 Lab。
#
# 1. 在“什么会让我改主意”下面按“试一下”。结果翻了，但只是从一种 ECS 换到另一种 ECS。再按“改回去”。
# 2. 现在想办法让它变成 EKS。改一个回答不够，改两个也不够。你的 Lab 得有哪三条事实？（三条都在“Kubernetes”那一页。）
# 3. 换成你自己 Lab 的回答。

# %%
lab = choose("school-lab")
lab

# %% [markdown] lang="en"
# ## When the answer is EKS
#
# You have seen how much it takes to turn the lab. Now a firm at the other end: Kubernetes on three clouds, charts and operators, a team whose work is the platform. Guess before you look.

# %% [markdown] lang="zh"
# ## 什么时候答案是 EKS
#
# 让 Lab 翻盘要改多少，你已经试过了。再看另一头的一家公司：三家云上都有 Kubernetes，有 Chart 和 Operator，还有专门做平台的团队。先猜再看。

# %%
ask("what-turns-three-clouds")

# %% [markdown] lang="en"
# Look at *Because*. Each reason is a fact about the firm, not about EKS. That is the whole art. Now press *Try it*, and see how much would have to go.

# %% [markdown] lang="zh"
# 看“因为”那一栏：每条理由说的都是这家公司的事实，而不是 EKS 有多好。诀窍就在这里。再按“试一下”，看看要拿走多少东西才会翻盘。

# %%
choose("three-clouds")

# %% [markdown] lang="en"
# ## How sure is the answer?
#
# The weights are ours. What if yours differ? The next figure changes every weight at random, up to half as much again or half as much less, a thousand times, and counts who wins. It uses the answers that stand in *your* panel above. Guess: in how many of a hundred draws does the winner stay?

# %% [markdown] lang="zh"
# ## 这个答案有多稳？
#
# 权重是我们定的，你的不一样怎么办？下面这张图把每个权重随机加减，最多加一半或减一半，做一千次，数一数谁赢。用的是上面**你的**面板里的回答。先猜：一百次里，赢家有多少次不变？

# %%
from lessons.choice import case, sensitivity, sensitivity_figure

sensitivity_figure(sensitivity(lab.answers, lab.weights))

# %% [markdown] lang="en"
# ## A decision that hangs by a thread
#
# Not every case is so clear. Here an upload starts a job that needs a GPU, and nobody has said whether the team knows Kubernetes. Lambda takes the event. For the job, ECS and EKS come out almost even. The figure says so, and that is a result: **ask the missing question before you choose.**

# %% [markdown] lang="zh"
# ## 悬在一根线上的决定
#
# 不是每个情形都这么清楚。这里是上传触发一个要 GPU 的任务，没有人说过团队会不会 Kubernetes。事件交给 Lambda；那个任务，ECS 和 EKS 几乎打平。图就是这么说的，而这本身就是结论：**选之前，先把没问的问题问了。**

# %%
sensitivity_figure(sensitivity(case("gpu-after-upload").answers))

# %% [markdown] lang="en"
# ## One sentence for the interview
#
# Limits, reasons, what would change it. The interviewer has time for one sentence first. Which one opens the door you want?

# %% [markdown] lang="zh"
# ## 面试的那一句话
#
# 限制、理由、什么会改变答案，这些你都有了。可面试官先给你的时间只够说一句。哪一句会把话题引到你想去的地方？

# %%
ask("the-first-sentence")

# %% [markdown] lang="en"
# ## The template, and two better sentences
#
# The note gives a template to learn by heart:
#
# > "ECS and EKS are both container orchestration services. ECS is AWS-native and easier to operate, while EKS runs Kubernetes and is more complex. For most AWS-centric applications, ECS alone is sufficient."
#
# It is not wrong, and it is short. But *easier* for whom? *Most*, who counted? And nothing in it is about you. Anybody could say it.
#
# **Better, if you have ten seconds:**
#
# > "Both orchestrate containers. ECS speaks AWS's own API, EKS speaks Kubernetes. We are only on AWS and nobody needs the Kubernetes API, so I'd take ECS on Fargate."
#
# Why: it names the one difference from which the others follow, then a fact about *your* case.
#
# **Better, if you have twenty:**
#
# > "For this lab, ECS on Fargate: one service, only on AWS, and nobody to keep a cluster up to date. I'd choose EKS if we already ran Kubernetes, or had to work the same way on several clouds, and had people to look after it."
#
# Why: it says what would change your mind. The interviewer hears that you decided, and can ask about each half.

# %% [markdown] lang="zh"
# ## 模板，和两句更好的
#
# 笔记给了一个“直接背”的模板：
#
# > "ECS and EKS are both container orchestration services. ECS is AWS-native and easier to operate, while EKS runs Kubernetes and is more complex. For most AWS-centric applications, ECS alone is sufficient."
#
# 它没说错，也够短。可是 *easier*，对谁来说？*most*，谁统计的？而且没有一个字和你有关，换谁都能说。
#
# **只有十秒，可以说得更好：**
#
# > "Both orchestrate containers. ECS speaks AWS's own API, EKS speaks Kubernetes. We are only on AWS and nobody needs the Kubernetes API, so I'd take ECS on Fargate."
# >
# > （中文理解：两者都是容器编排。ECS 讲 AWS 自己的 API，EKS 讲 Kubernetes。我们只在 AWS 上，也没人需要 Kubernetes 的 API，所以我选 ECS on Fargate。）
#
# 好在哪里：先点出最根本的那一个差别，别的差别都从它来；再给一条**你自己**的事实。
#
# **有二十秒，还能更好：**
#
# > "For this lab, ECS on Fargate: one service, only on AWS, and nobody to keep a cluster up to date. I'd choose EKS if we already ran Kubernetes, or had to work the same way on several clouds, and had people to look after it."
# >
# > （中文理解：这个 Lab 用 ECS on Fargate：只有一个服务，只在 AWS 上，没有人手去跟集群升级。如果我们已经在用 Kubernetes，或者几家云上要用同一套做法，而且有人照看，我就选 EKS。）
#
# 好在哪里：它说出了什么会让你改主意。面试官听得出这是你自己做的决定，前后两半都能接着问。

# %% [markdown] lang="en"
# ## Check: three questions
#
# No looking back. If you miss one, read *why*, go on, and try it again tomorrow.
#
# The first: a reason that holds.

# %% [markdown] lang="zh"
# ## 检查：三道题
#
# 别往回翻。答错了就看**为什么**，继续往下，明天再来一次。
#
# 第一题：哪条理由站得住？

# %%
ask("a-reason-for-the-lab")

# %% [markdown] lang="en"
# The second: what does *multi-cloud* leave to do?

# %% [markdown] lang="zh"
# 第二题：“多云”之后，还剩下什么要做？

# %%
ask("what-multicloud-leaves")

# %% [markdown] lang="en"
# The third: what do you do with a narrow win?

# %% [markdown] lang="zh"
# 第三题：险胜的时候怎么办？

# %%
ask("a-narrow-win")

# %% [markdown] lang="en"
# ## Take away
#
# **Limits exclude, reasons weigh, and a good answer says what would change it.**
#
# > **Say it:** "I'd start with ECS on Fargate, because nothing here needs the Kubernetes API. What would change my mind is an existing Kubernetes platform, or a hard limit, a GPU for example."

# %% [markdown] lang="zh"
# ## 带走一句话
#
# **限制用来排除，理由用来权衡；好的回答会说清楚什么能让它改变。**
#
# > **面试这样说：** "I'd start with ECS on Fargate, because nothing here needs the Kubernetes API. What would change my mind is an existing Kubernetes platform, or a hard limit, a GPU for example."
# >
# > （中文理解：我会从 ECS on Fargate 开始，因为这里没有什么需要 Kubernetes 的 API。会让我改主意的，是已有的 Kubernetes 平台，或者一条硬性限制，比如要用 GPU。）

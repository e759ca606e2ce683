"""The question bank on disk: ``data/questions/NN.yaml``, one file a lesson, read late and checked whole.

``python -m lessons.practice.bank check [FILE…]`` prints every fault with its file and question.
"""

_TOPICS = """
ecs fargate ecr eks kubernetes lambda api-gateway alb ec2 iam networking deployment scaling cost observability
troubleshooting architecture
"""
TOPICS = tuple(_TOPICS.split())
KINDS = ("true_false", "single", "multiple", "order", "open")
LESSONS = tuple(f"{number:02}" for number in range(13))

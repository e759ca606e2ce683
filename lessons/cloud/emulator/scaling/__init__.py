"""Application Auto Scaling for ECS services, which MiniStack lacks: scalable targets and target tracking.

https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html
"""

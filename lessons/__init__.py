"""ECS or EKS: an interactive course on AWS containers, in English and Simplified Chinese.

Everything that a lesson's notebook imports lives here. Start with the notebook ``00_start_here``.
"""

__version__ = "0.1.0"

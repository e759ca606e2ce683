"""The one way in which the command refuses."""


class UnusableError(Exception):
    """What the learner gave cannot be used. The message is one sentence for the learner."""

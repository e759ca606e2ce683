"""What the embedded AWS refuses. Each message says what happened, where, and what to do, to the learner."""


class CloudError(Exception):
    """Something about the embedded AWS; the message is for the learner, in the lesson's language."""


class CloudUnavailableError(CloudError):
    """The embedded AWS cannot run here, did not start, or is not running."""


class RealAwsBlockedError(CloudError):
    """A call that would have left this computer; it was stopped before any name was looked up."""

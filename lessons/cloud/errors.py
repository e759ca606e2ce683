"""What the embedded AWS refuses. Each message says what happened, where, and what to do, to the learner."""


class CloudError(Exception):
    """Something about the embedded AWS; the message is for the learner, in the lesson's language."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows: the sentence, without the way through our code."""
        return [f"{type(self).__name__}: {self}"]


class CloudUnavailableError(CloudError):
    """The embedded AWS cannot run here, did not start, or is not running."""


class RealAwsBlockedError(CloudError):
    """A call that would have left this computer; it was stopped before any name was looked up."""


class RefusedError(CloudError):
    """Something that a lesson's AWS does not do, or a real account shall not do without a second word."""


class WaitedTooLongError(CloudError, TimeoutError):
    """What was waited for did not come about in time."""

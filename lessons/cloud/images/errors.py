"""What goes wrong with an image; each message says what happened, where, and what to do."""

from lessons.cloud.errors import CloudError


class ImageError(CloudError):
    """An image that cannot be built or pushed; the message is for the learner, in the lesson's language."""

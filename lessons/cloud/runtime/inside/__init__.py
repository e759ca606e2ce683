"""What the Python of a task reads when it starts: this folder stands on its ``PYTHONPATH``."""

"""No test, and nothing that a test starts, writes into the memory of whoever runs it."""

import os

os.environ.setdefault("LESSONS_MEMORY", "off")

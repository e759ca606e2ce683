"""``python -m lessons.command``: the command ``ecs-or-eks`` where scripts are not on the path."""

import sys

from lessons.command import main

sys.exit(main())

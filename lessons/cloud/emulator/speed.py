"""How much quicker time passes here than on AWS, one number for each kind of waiting.

A learner waits seconds where AWS takes minutes. AWS's own durations stand in the resources themselves
(interval, delay, cooldown, period); these are only the factors. Each has a row in ``data/differences.csv``.
"""

# Seconds between two health checks of a target.
HEALTH_CHECKS = 30
# The deregistration delay of a target group.
DRAINING = 60
# Alarm periods and cooldowns of application auto scaling.
SCALING = 30
# A new target that does not answer yet is not judged for so long: AWS's first check comes later anyway.
FIRST_SECONDS = 3.0
# The pause before the scheduler tries again when tasks cannot start: doubles each time, up to the last.
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
# How long the records of stopped tasks can be asked for, and how many of them are kept.
STOPPED_SECONDS, STOPPED_TASKS = 600.0, 200

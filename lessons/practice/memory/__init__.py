"""The memory: what was answered, when to ask again (FSRS), and how far one has come, in one SQLite file.

Lies in the learner's own data folder (``LESSONS_MEMORY``: in another file, or ``off``), and nothing of it
leaves the computer. Panels and labs talk to it through ``remembering``, which never fails them.
"""

"""The process that plays AWS: MiniStack behind our gate, and the small services that it lacks.

``python -m lessons.cloud.emulator FOLDER`` is the whole interface; nobody imports this room. MiniStack is
pinned exactly, so its functions may be wrapped here: each wrap is small, says why, and has a contract test.
"""

"""Programs as containers of a real Docker or Podman, for whoever has one and wants it.

The course's runtime stays between MiniStack and the engine: images come from the emulated ECR, addresses are
of loopback, limits and logs are ours. So tasks behave as they do without Docker, and are isolated besides.
"""

"""A real AWS account, for a learner who wants one: behind a lock, with a list of what is left at the end."""

"""The learner's one instance: started, shared, guarded and ended.

A kernel holds the instance through a connection to its supervisor, a small process that ends everything
when nobody holds it any more. Nothing is imported here: the supervisor must stay small.
"""

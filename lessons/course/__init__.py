"""The builder: one source in two languages becomes two executed notebooks."""

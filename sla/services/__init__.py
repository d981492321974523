"""Use cases: each takes values and ports, returns a value, and commits its own unit of work."""

"""The control API under /sandbox: what the page and the tests use to look at the workspace and to act in it."""

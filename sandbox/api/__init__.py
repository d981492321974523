"""Slack's Web API: one table of methods, each with its scopes, its needed arguments and a function."""

"""Hypothesis without its time limit per example: on a busy machine it would fail sound tests."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

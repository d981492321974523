"""Which commands are acknowledged before they are answered: exactly those that change nothing and open nothing."""

import pytest

from handlers.commands.manner import QUESTIONS, is_question
from handlers.parsing import Verb


@pytest.mark.parametrize(
    "typed",
    [
        "status", "status me", "leads overdue", "why L64", "demand win=27% share", "demand measured", "plan 6", "outlook",
        "lead L64", "lead addison", "agreement", "agreement show", "agreement sign", "agreement history", "digest",
        "digest preview", "digest preview weekly", "help", "help method",
    ],
)  # fmt: skip
def test_these_are_questions(typed: str) -> None:
    verb, _, words = typed.partition(" ")
    assert is_question(Verb(verb), words)


@pytest.mark.parametrize(
    "typed",
    [
        "log L64 call", "log", "away", "away 24.12..31.12", "reassign L64 @max", "skip L64 gone", "snooze L64 3",
        "setup", "handoff", "lead add", "lead Add", "agreement propose", "agreement PROPOSE", "digest now",
        "digest start",
    ],
)  # fmt: skip
def test_these_are_done_first(typed: str) -> None:
    verb, _, words = typed.partition(" ")
    assert not is_question(Verb(verb), words)


def test_only_verbs_that_are_named_are_questions() -> None:
    assert set(Verb) - set(QUESTIONS) == {
        Verb.LOG, Verb.AWAY, Verb.REASSIGN, Verb.SKIP, Verb.SNOOZE, Verb.SETUP, Verb.HANDOFF,
    }  # fmt: skip

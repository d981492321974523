"""How `/sla plan …` is read."""

import pytest

from handlers.parsing import UsageError, Verb, parse_verb
from handlers.parsing_plan import parse_length


@pytest.mark.parametrize(
    ("words", "length"), [("", 12), ("12", 12), ("6", 6), ("6 months", 6), ("12 Months", 12)]
)
def test_a_length_of_a_plan(words: str, length: int) -> None:
    assert parse_length(words) == length


@pytest.mark.parametrize("words", ["7", "0", "-6", "six", "6.0", "12 6", "６", "months"[:-1]])
def test_another_length_gets_one_sentence(words: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_length(words)
    assert refused.value.message == f"“{words}” is no length of a plan; it is for 6 or 12 months."
    assert refused.value.usage == "/sla plan [6 | 12]"


def test_the_verb() -> None:
    assert parse_verb("plan 6") == (Verb.PLAN, "6")

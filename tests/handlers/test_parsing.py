"""How what people type after `/sla` is read, and the sentence they get where it cannot be."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.parsing import (
    USAGE,
    AgreementWord,
    Scope,
    UsageError,
    Verb,
    parse_agreement,
    parse_filter,
    parse_scope,
    parse_verb,
)
from handlers.parsing_demand import parse_what_if
from handlers.parsing_log import parse_log
from sla.answers import LeadFilter
from sla.errors import SlaError
from tests.handlers.test_parsing_demand import NUMBERS


def refusal(error: pytest.ExceptionInfo[UsageError]) -> tuple[str, str, str | None]:
    return error.value.message, error.value.usage, error.value.nearest


class TestVerbs:
    @pytest.mark.parametrize("verb", Verb)
    def test_each_with_the_words_after_it(self, verb: Verb) -> None:
        assert parse_verb(f"{verb} a  b ") == (verb, "a  b")
        assert parse_verb(f" {verb.upper()}") == (verb, "")

    @pytest.mark.parametrize("text", ["", "   ", "\u00a0", "\t\n"])
    def test_nothing_is_help(self, text: str) -> None:
        assert parse_verb(text) == (Verb.HELP, "")

    @pytest.mark.parametrize("between", ["\t", "\n", "\u00a0", "\u2009", " \x00 ", "\x1b"])
    def test_whatever_stands_between(self, between: str) -> None:
        assert parse_verb(f"leads{between}overdue") == (Verb.LEADS, "overdue")

    def test_what_no_store_takes_is_left_out(self) -> None:
        assert parse_verb("log a\x00b call\ud800 hm") == (Verb.LOG, "a b call  hm")

    @pytest.mark.parametrize(
        ("text", "nearest"),
        [("stauts", "status"), ("leds", "leads"), ("dmeand x", "demand"), ("wy", "why"), ("xyzzy", None)],
    )
    def test_an_unknown_one_with_the_one_that_was_meant(self, text: str, nearest: str | None) -> None:
        with pytest.raises(UsageError) as error:
            parse_verb(text)
        assert refusal(error) == (
            f"“{text.split(maxsplit=1)[0]}” is not something I know.",
            "/sla <status | leads | log | why | demand | plan | outlook | lead | away | reassign | skip | snooze | agreement | setup | handoff | digest | help>",
            nearest,
        )

    def test_a_long_one_is_cut(self) -> None:
        with pytest.raises(UsageError) as error:
            parse_verb("x" * 5000)
        assert len(error.value.message) < 100


class TestFilters:
    @pytest.mark.parametrize(
        ("words", "which"),
        [
            ("", LeadFilter.DUE),
            ("due", LeadFilter.DUE),
            ("OVERDUE", LeadFilter.OVERDUE),
            ("all", LeadFilter.ALL),
        ],
    )
    def test_one_word_or_none(self, words: str, which: LeadFilter) -> None:
        assert parse_filter(words) is which

    @pytest.mark.parametrize(("words", "nearest"), [("overdeu", "leads overdue"), ("tomorrow", None)])
    def test_another_is_refused(self, words: str, nearest: str | None) -> None:
        with pytest.raises(UsageError) as error:
            parse_filter(words)
        assert refusal(error) == (f"“{words}” is no list of leads I know.", USAGE[Verb.LEADS], nearest)


class TestAgreement:
    @pytest.mark.parametrize(
        ("words", "which"),
        [("", AgreementWord.SHOW), ("Propose", AgreementWord.PROPOSE), ("history", AgreementWord.HISTORY)],
    )
    def test_one_word_or_none(self, words: str, which: AgreementWord) -> None:
        assert parse_agreement(words) is which

    @pytest.mark.parametrize(("words", "nearest"), [("sing", "agreement sign"), ("burn", None)])
    def test_another_is_refused(self, words: str, nearest: str | None) -> None:
        with pytest.raises(UsageError) as error:
            parse_agreement(words)
        assert refusal(error) == (
            f"“{words}” is no word for the agreement I know.",
            USAGE[Verb.AGREEMENT],
            nearest,
        )


class TestScopes:
    @pytest.mark.parametrize(
        ("words", "scope"),
        [
            ("", Scope()),
            ("team", Scope()),
            ("Marketing", Scope(side="marketing")),
            ("sales", Scope(side="sales")),
            ("ME", Scope(own=True)),
            ("<@U0ANA1>", Scope(own=True, slack_id="U0ANA1")),
            ("<@W0ANA1|ana>", Scope(own=True, slack_id="W0ANA1")),
        ],
    )
    def test_whose(self, words: str, scope: Scope) -> None:
        assert parse_scope(words) == scope

    @pytest.mark.parametrize(
        ("words", "nearest"),
        [
            ("market", "status marketing"),
            ("yesterday", None),
            ("@ana", None),
            ("<@U1> <@U2>", None),
            ("<@B0BOT>", None),
            ("<!channel>", None),
        ],
    )
    def test_anything_else_is_refused(self, words: str, nearest: str | None) -> None:
        with pytest.raises(UsageError) as error:
            parse_scope(words)
        assert refusal(error) == (f"“{words}” is no status I know.", USAGE[Verb.STATUS], nearest)


# Much of what people type, and whatever else a keyboard or a program can send.
pieces = st.sampled_from(
    [
        *Verb,
        "call",
        "no answer",
        '"',
        "“",
        "”",
        "'",
        "=",
        "quota=",
        "/",
        "%",
        "L64",
        "<@U1>",
        "\x00",
        "\n",
        "\\",
    ]
)
typed = st.one_of(st.text(), st.lists(st.one_of(pieces, st.text(max_size=20)), max_size=30).map(" ".join))


def refused(read: Callable[[str], object], words: str) -> SlaError | None:
    try:
        read(words)
    except SlaError as error:
        return error
    return None


def read_in_every_way(text: str) -> None:
    """Only a sentence for the person ever comes out."""
    readers = (parse_verb, parse_filter, parse_scope, parse_log, lambda words: parse_what_if(words, NUMBERS))
    unread = refused(parse_verb, text)
    words = "" if unread else parse_verb(text)[1]
    assert not set(words) & {"\x00", "\n", "\t"}
    for error in (unread, *(refused(read, words) for read in readers)):
        assert error is None or 0 < len(error.message) < 400
        assert not isinstance(error, UsageError) or error.usage.startswith("/sla ")


@given(typed)
def test_nothing_that_is_typed_breaks_the_reading(text: str) -> None:
    read_in_every_way(text)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 5000,
        "x" * 2500 + "=" + "9" * 2499,
        "a=" * 2500,
        "call " * 1000,
        "cal " * 1250,
        "1" * 5000,
        "\x00" * 5000,
        '"' * 5000,
        " =" * 2500,
        "quota=" + "9" * 4990,
        "win=0." + "3" * 4990,
    ],
)
@pytest.mark.timeout(20)
def test_neither_does_a_very_long_text(text: str) -> None:
    for verb in Verb:
        read_in_every_way(f"{verb} {text}")

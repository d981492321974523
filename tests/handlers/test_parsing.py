"""How what people type after `/sla` is read, and the sentence they get where it cannot be."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.parsing import (
    USAGE,
    LogWords,
    Scope,
    UsageError,
    Verb,
    parse_filter,
    parse_log,
    parse_scope,
    parse_verb,
    parse_what_if,
)
from sla.activity import Outcome
from sla.answers import LeadFilter
from sla.errors import BadInput, SlaError
from sla.money import Money
from sla.services.demand import WhatIf
from sla.terms import Period
from sla.touches import TouchKind


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
        [("stauts", "status"), ("lead", "leads"), ("dmeand x", "demand"), ("wy", "why"), ("xyzzy", None)],
    )
    def test_an_unknown_one_with_the_one_that_was_meant(self, text: str, nearest: str | None) -> None:
        with pytest.raises(UsageError) as error:
            parse_verb(text)
        assert refusal(error) == (
            f"“{text.split(maxsplit=1)[0]}” is not something I know.",
            "/sla <status | leads | log | why | demand | help>",
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


def logged(
    lead: str, kind: TouchKind = TouchKind.CALL, outcome: Outcome | None = None, note: str = ""
) -> LogWords:
    return LogWords(lead=lead, kind=kind, outcome=outcome, note=note)


class TestLog:
    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("L64 call", logged("L64")),
            ("64 EMAIL", logged("64", TouchKind.EMAIL)),
            ("Blue Fjord meeting", logged("Blue Fjord", TouchKind.MEETING)),
            ('"Blue Fjord" message', logged("Blue Fjord", TouchKind.MESSAGE)),
            ("“Blue Fjord” call", logged("Blue Fjord")),
            ('" Blue Fjord "call', logged("Blue Fjord")),
            ("Lee's own lead call", logged("Lee's own lead")),
            ("O’Hara & Sons call", logged("O’Hara & Sons")),
            ("Call Centre Inc call", logged("Call Centre Inc")),
            ('"The Message Company" call', logged("The Message Company")),
            ("C:\\temp call", logged("C:\\temp")),
        ],
    )
    def test_the_kind_divides_the_lead_from_the_rest(self, words: str, expected: LogWords) -> None:
        assert parse_log(words) == expected

    @pytest.mark.parametrize(
        ("rest", "outcome", "note"),
        [
            ("call reached", Outcome.REACHED, ""),
            ("call no answer rang twice", Outcome.NO_ANSWER, "rang twice"),
            ("call No  Answer, rang twice", Outcome.NO_ANSWER, "rang twice"),
            ("call left a message: call back", Outcome.LEFT_MESSAGE, "call back"),
            ("call reached - wants a price", Outcome.REACHED, "wants a price"),
            ("call reachedout", None, "reachedout"),
            ("call no idea", None, "no idea"),
            ("email bounced", Outcome.BOUNCED, ""),
            ("email reached", None, "reached"),
            ("meeting held", Outcome.HELD, ""),
            ("meeting scheduled for Friday", Outcome.SCHEDULED, "for Friday"),
            ("message sent the price list", None, "sent the price list"),
        ],
    )
    def test_an_outcome_of_its_kind_and_then_the_note(
        self, rest: str, outcome: Outcome | None, note: str
    ) -> None:
        found = parse_log(f"L64 {rest}")
        assert (found.lead, found.outcome, found.note) == ("L64", outcome, note)

    @pytest.mark.parametrize(
        "note", ['it is 5" wide', "said “maybe”, don't push", "cc call and email", "two  spaces", "a\\b"]
    )
    def test_a_note_is_kept_as_it_was_typed(self, note: str) -> None:
        assert parse_log(f"L64 call {note}").note == note

    @pytest.mark.parametrize(
        ("words", "nearest"),
        [
            ("", None),
            ("call", None),
            ("L64", None),
            ("harbour cal", "log harbour call"),
            ("Blue Fjord emial price list", "log Blue Fjord email"),
            ("Blue Mall cal", "log Blue Mall call"),
            ('"Blue Fjord" meting', 'log "Blue Fjord" meeting'),
            ('"Blue Fjord" then call', 'log "Blue Fjord" call'),
            ('"" call', None),
            ('"Blue Fjord"', None),
        ],
    )
    def test_without_a_lead_or_a_kind_it_is_refused(self, words: str, nearest: str | None) -> None:
        with pytest.raises(UsageError) as error:
            parse_log(words)
        assert refusal(error) == (
            "I need a lead and what you did: call, email, meeting or message.",
            USAGE[Verb.LOG],
            nearest,
        )

    @pytest.mark.parametrize("words", ['"Blue Fjord call', "“Blue Fjord call", '"'])
    def test_an_open_quotation_mark_is_named(self, words: str) -> None:
        with pytest.raises(UsageError, match="quotation mark is missing its partner"):
            parse_log(words)


def usd(amount: int) -> Money:
    return Money.of(amount, "USD")


class TestWhatIf:
    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("", WhatIf()),
            ("quota=500k", WhatIf(amount=usd(500_000))),
            ("quota=500k/quarter", WhatIf(amount=usd(500_000), period=Period.QUARTER)),
            ("QUOTA = 1.5m/Year", WhatIf(amount=usd(1_500_000), period=Period.YEAR)),
            ("quota=500 000/month", WhatIf(amount=usd(500_000), period=Period.MONTH)),
            ("aov=2,000", WhatIf(aov=usd(2000))),
            ("quota=500k, aov=2k;", WhatIf(amount=usd(500_000), aov=usd(2000))),
        ],
    )
    def test_amounts(self, words: str, expected: WhatIf) -> None:
        assert parse_what_if(words, "USD") == expected

    @pytest.mark.parametrize(
        ("words", "rates"),
        [
            ("win=27%", {"win": Fraction(27, 100)}),
            ("win=0.27 mql_sql=34 %", {"win": Fraction(27, 100), "mql_sql": Fraction(34, 100)}),
            ("mql_sql=1326 of 3900 win=23%", {"mql_sql": Fraction(1326, 3900), "win": Fraction(23, 100)}),
            ("mql_sql=1,326/3,900", {"mql_sql": Fraction(1326, 3900)}),
            ("lead_demo-booked=50%", {"lead_demo-booked": Fraction(1, 2)}),
        ],
    )
    def test_rates_as_people_write_them(self, words: str, rates: dict[str, Fraction]) -> None:
        found = parse_what_if(words, "USD")
        assert {name: rate.fraction for name, rate in found.rates.items()} == rates

    def test_all_of_the_usage_line(self) -> None:
        words = USAGE[Verb.DEMAND].partition("[")[2].rstrip("]")
        found = parse_what_if(words, "USD")
        assert (found.amount, found.period, found.aov) == (usd(500_000), Period.YEAR, usd(2000))
        assert list(found.rates) == ["mql_sql", "sql_opp", "win"]

    def test_nothing_changes_nothing(self) -> None:
        assert not parse_what_if("", "USD").changes
        assert parse_what_if("aov=2k", "USD").changes

    @pytest.mark.parametrize(
        ("words", "part", "field"),
        [
            ("win=340%", "340%", "win"),
            ("win=27", "two ways", "win"),
            ("win=27% please", "is not a rate", "win"),
            ("win=", "Write the rate like", "win"),
            ("aov=12,5k", "12,5k", "aov"),
            ("quota=0", "more than 0", "quota"),
            ("quota=-5k", "more than 0", "quota"),
            ("quota=/year", "is not an amount", "quota"),
            ("aov=lots", "is not an amount", "aov"),
        ],
    )
    def test_a_value_that_cannot_be_is_refused_by_its_name(self, words: str, part: str, field: str) -> None:
        with pytest.raises(BadInput) as error:
            parse_what_if(words, "USD")
        assert part in error.value.message
        assert error.value.field == field

    @pytest.mark.parametrize("words", ["nonsense", "nonsense win=27%", "27%", "= 27%", "%=3"])
    def test_words_without_a_name_are_refused(self, words: str) -> None:
        with pytest.raises(UsageError) as error:
            parse_what_if(words, "USD")
        message, usage, nearest = refusal(error)
        assert message.endswith("is not of the form name=value.")
        assert (usage, nearest) == (USAGE[Verb.DEMAND], "demand win=27%")

    def test_an_unknown_period_is_refused(self) -> None:
        with pytest.raises(UsageError, match="“week” is no period I know"):
            parse_what_if("quota=500k/week", "USD")

    def test_a_name_given_twice_is_refused(self) -> None:
        with pytest.raises(UsageError, match="“win” is given twice"):
            parse_what_if("win=27% aov=2k win=30%", "USD")


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
    readers = (parse_verb, parse_filter, parse_scope, parse_log, lambda words: parse_what_if(words, "USD"))
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

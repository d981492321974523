"""The outlook, the measured rates, and how odds turned out, as they are shown."""

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from handlers.views.measured import measured_message
from handlers.views.message import Message, as_dicts
from handlers.views.outlook import outlook_message, reliability_message
from sla.foreseen import Foreseen, Hangs, Hinge, OutlookAnswer, Source, TooEarly
from sla.measured import RatesMeasured, StepMeasured, TypeMeasured
from sla.money import Money
from sla.reliability import ReliabilityAnswer, reliability
from sla.terms import Period
from tests import block_kit
from tests.handlers.views.limits import MACHINE_WORDS, assert_sendable
from tests.sla.test_reliability import came

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)

FORESEEN = Foreseen(
    chance=0.66,
    low=488_000,
    high=528_000,
    open=Source(leads=612, expected=38_200),
    to_come=Source(leads=331, expected=24_400),
    agreed_business=0,
    hinge=Hinge(on=Hangs.OPEN, less=3_820, chance=0.55),
    wins=128,
    leads=2000,
    drift=0.07,
)
ANSWER = OutlookAnswer(
    quota=Money.of(500_000, "USD"),
    idle=Money.of(0, "USD"),
    period=Period.YEAR,
    starts_on=date(2026, 1, 1),
    ends_on=date(2026, 12, 31),
    today=date(2026, 11, 24),
    won=Money.of(441_300, "USD"),
    deals=221,
    without_amount=0,
    usual=Money.of(2_000, "USD"),
    outlook=FORESEEN,
    locale="en_US",
    version=2,
)
OUTLOOKS = {
    "two_in_three": ANSWER,
    "all_kinds": replace(
        ANSWER,
        idle=Money.of(100_000, "USD"),
        without_amount=3,
        locale="de_DE",
        version=0,
        outlook=replace(
            FORESEEN, agreed_business=12_000, hinge=Hinge(on=Hangs.TO_COME, less=2_440, chance=0.65)
        ),
    ),
    "reached": replace(ANSWER, won=Money.of(500_000, "USD"), outlook=replace(FORESEEN, chance=1.0)),
    "nothing_ahead": replace(
        ANSWER,
        outlook=replace(
            FORESEEN, chance=0.0, low=441_300, high=441_300, open=Source(leads=0, expected=0),
            to_come=Source(leads=0, expected=0), hinge=None,
        ),
    ),
    "too_early": replace(ANSWER, outlook=TooEarly(wins=7, old_wins=3, days=59)),
    "too_young": replace(ANSWER, outlook=TooEarly(wins=12, old_wins=4, days=130)),
}  # fmt: skip


def step(  # noqa: PLR0917 - a row of the table
    before: str, after: str, agreed: str, converted: int, entered: int, of: tuple[int, int] | None = None
) -> StepMeasured:
    there = entered > 0
    return StepMeasured(
        before=before, after=after, agreed=Fraction(agreed), entered=entered, converted=converted,
        since=datetime(2025, 9, 3, tzinfo=UTC) if there else None,
        until=datetime(2026, 8, 12, tzinfo=UTC) if there else None,
    ).beside(of or (converted, entered))  # fmt: skip


WEBSITE = TypeMeasured(
    key="website",
    name="Website form",
    steps=(
        step("MQL", "SQL", "0.34", 655, 2100, (690, 2260)),
        step("SQL", "opportunity", "0.82", 537, 655, (560, 690)),
        step("opportunity", "won", "0.23", 92, 537, (98, 560)),
    ),
    whole=step("MQL", "won", "0.064", 92, 2100),
)
OUTBOUND = TypeMeasured(
    key="outbound",
    name="Outbound <@U1> *bold*",
    steps=(
        step("MQL", "SQL", "0.45", 35, 160, (690, 2260)),
        step("SQL", "opportunity", "0.8", 23, 35, (560, 690)),
        step("opportunity", "won", "0.26", 6, 23, (98, 560)),
    ),
    whole=step("MQL", "won", "0.0936", 6, 160),
)
MEASURED = RatesMeasured(
    types=(WEBSITE, OUTBOUND),
    began_at=datetime(2025, 6, 1, tzinfo=UTC),
    until=NOW,
    zone="Europe/Berlin",
    locale="en_US",
    version=2,
)
NONE_YET = TypeMeasured(
    key="w", name="Website", steps=(step("lead", "won", "0.1", 0, 0),), whole=step("lead", "won", "0.1", 0, 0)
)
RATES = {
    "both": MEASURED,
    "one_type": replace(MEASURED, types=(WEBSITE,)),
    "nothing_yet": replace(MEASURED, types=(NONE_YET,)),
    "no_leads": replace(MEASURED, types=(NONE_YET,), began_at=None, version=0),
}
TOLD = [came(9_000, reached=True), came(6_600, reached=True), came(1_000, reached=False, year=2024)]
ODDS = {
    "three": ReliabilityAnswer(
        found=reliability(TOLD, 4), first=datetime(2024, 6, 1, tzinfo=UTC), today=NOW.date(), locale="en_US"
    ),
    "waiting": ReliabilityAnswer(found=reliability([], 4), first=NOW, today=NOW.date(), locale="en_US"),
    "none": ReliabilityAnswer(found=reliability([], 0), first=None, today=NOW.date(), locale="en_US"),
}

MESSAGES = {
    **{f"outlook_{name}": outlook_message(one) for name, one in OUTLOOKS.items()},
    **{f"measured_{name}": measured_message(one) for name, one in RATES.items()},
    **{f"odds_{name}": reliability_message(one) for name, one in ODDS.items()},
}


@pytest.mark.parametrize("name", MESSAGES)
def test_is_sent_as_recorded(name: str, snapshot: SnapshotAssertion) -> None:
    assert MESSAGES[name].as_payload() == snapshot(extension_class=JSONSnapshotExtension)


@pytest.mark.parametrize("name", MESSAGES)
def test_slack_takes_it_and_it_is_in_plain_words(name: str) -> None:
    assert_sendable(MESSAGES[name].as_payload())
    assert [word for word in MACHINE_WORDS if word in MESSAGES[name].text.lower()] == []


@pytest.mark.skipif(not block_kit.HERE, reason=block_kit.ABSENT)
@pytest.mark.parametrize("name", MESSAGES)
def test_is_block_kit(name: str) -> None:
    assert block_kit.faults_of(as_dicts(MESSAGES[name].blocks)) == []


def said(name: str) -> str:
    message: Message = MESSAGES[name]
    return message.text


def test_the_verdict_comes_first_and_every_odd_is_in_words() -> None:
    text = said("outlook_two_in_three")
    assert text.startswith("A chance of 2 in 3 to reach $500,000 this year\n")
    assert "66" not in text
    assert "A tenth fewer would be $3.8k less, and an even chance." in text
    assert "From 128 wins of 2,000 leads old enough to tell" in text
    assert "assumes the rates hold" in text


def test_without_enough_there_is_one_sentence_and_no_odds() -> None:
    text = said("outlook_too_early")
    assert text.startswith(
        "*No odds yet.* They need 10 won deals and 3 months of leads, won or not; there are 7 won deals from 8 weeks"
    )
    assert "chance" not in text
    assert "only 4 of them from leads old enough to know" in said("outlook_too_young")


def test_rates_say_how_many_hold() -> None:
    text = said("measured_both")
    assert text.startswith("1 of 6 agreed rates measured as agreed, 4 lower, 1 too few to judge")
    assert "655 of 2,100" in text
    assert "17.5%, of all types" in text
    assert "From lead to won 4.4% instead of 6.4%: the same deals need 46% more leads." in text


def test_few_periods_say_little() -> None:
    assert "Brier score 0.05" in said("odds_three")
    assert "Under 10 periods this says little" in said("odds_three")


NAMES = st.text(min_size=1, max_size=90)


@settings(max_examples=40, deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=30), st.sampled_from(["en_US", "de_DE", "nonsense"]))
def test_whatever_the_names(names: list[str], locale: str) -> None:
    steps = tuple(replace(one, before=names[0], after=names[-1]) for one in WEBSITE.steps)
    types = tuple(replace(WEBSITE, name=name, steps=steps) for name in names)
    assert_sendable(measured_message(replace(MEASURED, types=types, locale=locale)).as_payload())

"""What a morning's stand-up should talk about: the most expensive exceptions of a board, three at most."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from sla.activity import Won
from sla.board import Board, Exposure, SalesSide
from sla.commitments import TopicKind
from sla.digest import MOST_TOPICS, Topic, agenda
from sla.marketing import MarketingSide, QuantityLine, Span, Unit
from sla.money import Money
from sla.verdict import Verdict
from tests.sla.services.agreement import TERMS, at, exact

VALUES = {"Website": Fraction(100), "Event": Fraction(50), "Partner": Fraction(7), "Other": Fraction(1)}


def line(
    name: str | None, delivered: int, verdict: Verdict, expected: Fraction | int = 40, *, usual: bool = False
) -> QuantityLine:
    return QuantityLine(
        lead_type=name,
        unit=Unit.LEADS,
        span=Span.MONTH,
        delivered=Fraction(delivered),
        expected=Fraction(expected),
        target=Fraction(75),
        verdict=verdict,
        normal_variation=usual,
    )


def board(*types: QuantityLine, overdue: Exposure | None = None) -> Board:
    total = line(None, 0, Verdict.UNDER)
    side = MarketingSide(
        verdict=Verdict.UNDER, types=types, total=total, value_month=total, value_cumulative=total,
        today_so_far=0, last_month=None,
    )  # fmt: skip
    nothing = Exposure(leads=0, value=Fraction(0))
    return Board(
        team="Harbour", zone="Europe/Berlin", locale="en_US", now=at("2026-03-18 10:00"),
        as_of=date(2026, 3, 17), days_elapsed=12, days_total=22, effective_on=date(2026, 1, 1), version=0,
        quota=TERMS.quota, marketing=side,
        sales=SalesSide(
            measured=False, lines=(), first_attempt_within=TERMS.sales.first_attempt_within
        ),
        won=Won(deals=0, amount=Money(minor=0, currency="USD"), without_amount=0),
        won_since=date(2026, 1, 1), overdue=overdue or nothing, at_risk=nothing,
    )  # fmt: skip


def topics(*types: QuantityLine, overdue: Exposure | None = None) -> tuple[Topic, ...]:
    return agenda(board(*types, overdue=overdue), lead_values=VALUES)


def test_a_gap_is_worth_its_missing_leads() -> None:
    assert topics(line("Website", 30, Verdict.UNDER)) == (
        Topic(kind=TopicKind.UNDER_PACE, leads=10, value=Fraction(1000), lead_type="Website"),
    )


def test_its_value_is_not_rounded_by_the_lead() -> None:
    (topic,) = topics(line("Website", 30, Verdict.UNDER, Fraction(81, 2)))
    assert (topic.leads, topic.value) == exact(10, 1050)


def test_a_gap_of_less_than_a_lead_is_still_one() -> None:
    (topic,) = topics(line("Website", 0, Verdict.UNDER, Fraction(1, 4)))
    assert (topic.leads, topic.value) == exact(1, 25)


def test_by_dollars_not_by_leads() -> None:
    found = topics(
        line("Partner", 0, Verdict.UNDER),  # 40 leads, $280
        line("Event", 20, Verdict.UNDER),  # 20 leads, $1,000
        line("Website", 20, Verdict.UNDER),  # 20 leads, $2,000
        overdue=Exposure(leads=3, value=Fraction(1380)),
    )
    assert [(topic.kind, topic.lead_type) for topic in found] == [
        (TopicKind.UNDER_PACE, "Website"),
        (TopicKind.OVERDUE, None),
        (TopicKind.UNDER_PACE, "Event"),
    ]


def test_too_many_leads_put_nothing_at_risk_and_stand_last() -> None:
    found = topics(line("Website", 90, Verdict.OVER), line("Other", 30, Verdict.UNDER))
    assert [(topic.kind, topic.value) for topic in found] == [
        (TopicKind.UNDER_PACE, Fraction(10)),
        (TopicKind.OVER_PACE, Fraction(0)),
    ]
    assert found[1].leads == 50


def test_what_keeps_pace_or_has_no_verdict_or_varies_as_usual_is_no_topic() -> None:
    assert not topics(
        line("Website", 40, Verdict.ON_PACE),
        line("Event", 0, Verdict.NOT_YET),
        line("Partner", 33, Verdict.UNDER, usual=True),
        line("Other", 47, Verdict.OVER, usual=True),
    )


def test_nothing_overdue_is_no_topic() -> None:
    assert not topics(overdue=Exposure(leads=0, value=Fraction(0)))
    (topic,) = topics(overdue=Exposure(leads=2, value=Fraction(256)))
    assert topic == Topic(kind=TopicKind.OVERDUE, leads=2, value=Fraction(256))


verdicts = st.sampled_from([Verdict.UNDER, Verdict.OVER, Verdict.ON_PACE, Verdict.NOT_YET])


@given(st.lists(st.tuples(st.sampled_from(sorted(VALUES)), st.integers(0, 200), verdicts)), st.integers(0, 9))
def test_three_at_most_and_the_dearest_of_all(types: list[tuple[str, int, Verdict]], overdue: int) -> None:
    lines = [line(name, delivered, verdict) for name, delivered, verdict in types]
    exposure = Exposure(leads=overdue, value=Fraction(128 * overdue))
    found = topics(*lines, overdue=exposure)
    values = [topic.value for topic in found]
    assert len(found) <= MOST_TOPICS
    assert values == sorted(values, reverse=True)
    every = [topic for one in lines for topic in topics(replace(one))] + list(topics(overdue=exposure))
    assert values == sorted((topic.value for topic in every), reverse=True)[:MOST_TOPICS]

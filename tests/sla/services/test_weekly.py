"""Both sides' closed week, by hand: of 125 leads a month, $10,000 worth (see `agreement`)."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from sla.commitments import About, NewCommitment, TopicKind
from sla.delivery import Posted
from sla.people import Side
from sla.services.weekly import Weekly, weekly_on
from sla.verdict import Verdict
from sla.weekly import ClosedWeek, Week, WeeklySummary
from tests.sla.services.agreement import TERMS, at, book_of
from tests.sla.services.team import Team

NOW = at("2026-03-16 09:10")
"""A Monday; the week before is 9 to 15 March. March has 22 working days, so five of them are 5/22 of it."""

LAST = Week.of(date(2026, 3, 9))


def summary(team: Team, now: str = "2026-03-16 09:10") -> WeeklySummary:
    """With one lead of today, which is in no week yet: so something has ever come in."""
    team.lead(at(now) - timedelta(minutes=1))
    found = Weekly(team.desk).summary(team.come(at(now)))
    assert found is not None
    return found


def counts(week: ClosedWeek) -> list[tuple[int | None, int, int]]:
    return [(line.checkpoint and line.checkpoint.day, line.kept, line.judged) for line in week.sales.lines]


def test_what_marketing_promised_for_a_week_is_the_months_by_working_days(team: Team) -> None:
    team.leads(20, at("2026-03-09 00:00"))
    team.leads(8, at("2026-03-15 23:59"))
    team.leads(5, at("2026-03-16 00:00"))
    team.leads(5, at("2026-03-08 23:59"))
    last = summary(team).last
    assert last.week == LAST
    assert (last.leads.delivered, last.leads.expected) == (28, Fraction(125 * 5, 22))
    assert (last.value.delivered, last.value.expected) == (2800, Fraction(10_000 * 5, 22))
    assert last.value.verdict is Verdict.OVER
    assert last.value.normal_variation


def test_a_week_over_the_end_of_a_month_owes_a_part_of_both(team: Team) -> None:
    """Monday 30 and Tuesday 31 March; Wednesday to Friday are of April, which has 22 working days too."""
    last = summary(team, "2026-04-06 09:10").last
    assert last.week == Week.of(date(2026, 3, 30))
    assert last.leads.expected == Fraction(125 * 2, 22) + Fraction(125 * 3, 22)
    assert last.value.verdict is Verdict.UNDER


def test_what_of_sales_promises_fell_due_in_the_week(team: Team) -> None:
    """Handed over on Monday 23 February and on 2 March: the first ones' day 14 is the 9th, the others' the 16th."""
    kept, missed = team.leads(2, at("2026-02-23 10:00"))
    team.touch_each([kept], *(at(f"2026-0{day} 11:00") for day in ("2-23", "2-24", "2-25", "3-09")))
    team.touch(missed, at("2026-02-23 11:00"))
    team.touch(team.lead(at("2026-03-02 10:00")), at("2026-03-02 11:00"))
    tried, untried = team.leads(2, at("2026-03-10 10:00"))
    team.touch(tried, at("2026-03-10 11:00"))
    assert counts(summary(team).last) == [(None, 1, 2), (14, 1, 2)]
    assert counts(summary(team).weeks[-2]) == [(None, 1, 1)]
    assert untried


def test_what_is_due_on_the_week_s_last_day_is_of_it(team: Team) -> None:
    lead = team.lead(at("2026-03-01 10:00"))
    team.touch(lead, at("2026-03-02 10:00"))
    assert counts(summary(team).last) == [(14, 0, 1)]
    assert 14 not in {day for day, _, _ in counts(summary(team, "2026-03-23 09:10").last)}


def test_up_to_eight_weeks_and_none_before_the_agreement(team: Team) -> None:
    assert [week.week.first for week in summary(team).weeks] == [
        date(2026, 1, 19), date(2026, 1, 26), date(2026, 2, 2), date(2026, 2, 9),
        date(2026, 2, 16), date(2026, 2, 23), date(2026, 3, 2), date(2026, 3, 9),
    ]  # fmt: skip
    team.terms = replace(TERMS, effective_on=date(2026, 3, 4))
    assert [week.week.first for week in summary(team).weeks] == [date(2026, 3, 2), date(2026, 3, 9)]


def test_the_first_week_has_no_verdict_before_its_third_day(team: Team) -> None:
    team.terms = replace(TERMS, effective_on=date(2026, 3, 12))
    found = summary(team)
    assert (found.last.days, found.last.value.verdict) == (2, Verdict.NOT_YET)
    assert found.last.leads.expected == Fraction(125 * 2, 22)
    assert found.before is None
    team.terms = replace(TERMS, effective_on=date(2026, 3, 11))
    assert summary(team).last.value.verdict is Verdict.UNDER


def test_before_any_week_has_passed_there_is_none(team: Team) -> None:
    team.terms = replace(TERMS, effective_on=date(2026, 3, 16))
    assert Weekly(team.desk).summary(NOW) is None


def test_while_nothing_has_ever_come_in_there_is_none(team: Team) -> None:
    """The digest says what to do first."""
    assert Weekly(team.desk).summary(NOW) is None
    team.lead(at("2026-03-16 09:05"))
    assert Weekly(team.desk).summary(NOW) is not None


def test_a_version_that_took_effect_in_the_week_is_named(team: Team) -> None:
    team.agree(TERMS, at("2026-03-05 10:00"), begins_on=date(2026, 3, 11))
    assert summary(team).in_force_on == date(2026, 3, 11)
    assert summary(team, "2026-03-23 09:10").in_force_on is None


def test_what_was_taken_on_in_the_week(team: Team) -> None:
    def take(on: date, kind: TopicKind, lead_type: str | None = None) -> None:
        new = NewCommitment(
            on=on, about=About(kind=kind, lead_type=lead_type), member_id=team.members["ana@example.com"],
            leads=frozenset(), until=at("2026-03-10 17:00"), at=at("2026-03-10 09:30"),
        )  # fmt: skip
        with team.work() as work:
            work.commitments.add(new)
            work.commit()

    take(date(2026, 3, 9), TopicKind.OVERDUE)
    take(date(2026, 3, 15), TopicKind.OVERDUE)
    take(date(2026, 3, 16), TopicKind.OVERDUE)
    take(date(2026, 3, 8), TopicKind.OVERDUE)
    take(date(2026, 3, 10), TopicKind.UNDER_PACE, "Website leads")
    marketing, sales = summary(team).taken_on
    assert (marketing.side, marketing.taken, marketing.done, marketing.left) == (Side.MARKETING, 1, 0, 1)
    assert (sales.side, sales.taken, sales.done) == (Side.SALES, 2, 2)


@pytest.mark.parametrize(
    ("sent_on", "missed"), [("2026-03-09", 0), ("2026-03-02", 1), ("2026-02-23", 2), (None, 0)]
)
def test_summaries_that_did_not_come_are_counted(team: Team, sent_on: str | None, missed: int) -> None:
    if sent_on:
        with team.work() as work:
            new = weekly_on(book_of(TERMS).first, date.fromisoformat(sent_on))
            assert work.deliveries.plan(new)
            claimed = work.deliveries.claim(new.due_at)
            assert claimed is not None
            work.deliveries.sent(claimed.id, claimed.attempt, Posted(channel_id="C1", message_ts="1.0"))
            work.commit()
    assert summary(team).missed == missed

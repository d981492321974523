"""Marketing's notice that the month is outside the band: to whom, when, how often, and with which numbers."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from sla.commitments import TopicKind
from sla.delivery import Kind, State
from sla.digest import PaceNotice
from sla.people import Role, Side
from sla.verdict import Verdict
from tests.scheduling.stage import Stage
from tests.sla.services.agreement import BERLIN, MAX, TERMS, at, person
from tests.sla.services.team import Team

pytestmark = pytest.mark.usefixtures("with_marketing")
MARCH = date(2026, 3, 1)
"""In force from then on: 125 leads in 22 working days, $10,000 worth."""


@pytest.fixture(autouse=True)
def begun(team: Team, with_marketing: Team) -> None:
    assert with_marketing is team
    team.terms = replace(TERMS, effective_on=MARCH)


def notices(stage: Stage, *moments: str) -> list[PaceNotice]:
    """What has come by then, to Max."""
    for moment in moments:
        stage.tick(at(moment))
    return [post.content for post in stage.messenger.posted if isinstance(post.content, PaceNotice)]


def deliver(team: Team, day: str, website: int, event: int) -> None:
    team.hand_over([at(f"{day} 10:00")] * website, kind="website")
    team.hand_over([at(f"{day} 10:00")] * event, kind="event")


def test_an_open_month_under_the_band_with_what_would_close_the_gap(team: Team, stage: Stage) -> None:
    """By Friday 13 March ten of 22 days: 10/22 of $10,000 expected; 20 of $100 and 10 of $50 came, $2,500."""
    deliver(team, "2026-03-05", 20, 10)
    (notice,) = notices(stage, "2026-03-16 09:00")
    line = notice.board.marketing.value_month
    assert (line.verdict, line.delivered, line.expected) == (Verdict.UNDER, 2500, Fraction(100_000, 22))
    assert notice.gap == Fraction(100_000, 22) - 2500
    assert notice.gap_leads == 26  # at $80 each, as 125 leads are worth $10,000
    assert notice.landing is not None
    assert (notice.landing.days_left, notice.landing.fewest, notice.landing.whole) == (12, 7, 8)
    assert [(topic.kind, topic.lead_type) for topic in notice.topics] == [
        (TopicKind.UNDER_PACE, "Website leads"), (TopicKind.UNDER_PACE, "Event leads"),
    ]  # fmt: skip


def test_over_the_band_alike(team: Team, stage: Stage) -> None:
    deliver(team, "2026-03-05", 70, 40)
    (notice,) = notices(stage, "2026-03-16 09:00")
    assert notice.board.marketing.value_month.verdict is Verdict.OVER
    assert notice.landing is not None
    assert (notice.landing.fewest, notice.landing.most) == (0, 2)
    assert {topic.kind for topic in notice.topics} == {TopicKind.OVER_PACE}


@pytest.mark.parametrize("event", [23, 20])
def test_inside_the_band_or_within_normal_variation_nothing_comes(
    team: Team, stage: Stage, event: int
) -> None:
    """$4,150 and $4,000 of $4,545: 91%, and 88% where chance alone makes 15% of 125 leads."""
    deliver(team, "2026-03-05", 30, event)
    assert notices(stage, "2026-03-16 09:00") == []
    dropped = {row.reason for row in stage.rows(State.DROPPED) if row.kind is Kind.PACE}
    assert dropped == {"nothing to say"}


def test_not_in_a_month_s_first_three_working_days(team: Team, stage: Stage) -> None:
    deliver(team, "2026-03-02", 1, 1)
    early = [f"2026-03-{day:02} 09:00" for day in (2, 3, 4)]
    assert notices(stage, *early) == []
    assert notices(stage, "2026-03-05 09:00")


def test_at_most_one_a_week_while_it_lasts(team: Team, stage: Stage) -> None:
    deliver(team, "2026-03-02", 1, 1)
    days = [date(2026, 3, 5) + timedelta(days=n) for n in range(15)]
    found = notices(stage, *(f"{day} {hour}:00" for day in days for hour in ("09", "12")))
    assert [one.on for one in found] == [date(2026, 3, 5), date(2026, 3, 12), date(2026, 3, 19)]


def test_one_that_may_have_arrived_counts_as_told(team: Team, stage: Stage) -> None:
    deliver(team, "2026-03-02", 1, 1)
    stage.messenger.script["U4"] = [TimeoutError()]
    for minutes in (0, 1, 6, 22):
        stage.tick(at("2026-03-05 09:00") + timedelta(minutes=minutes))
    assert stage.row(Kind.PACE, MAX).state is State.UNCONFIRMED
    assert notices(stage, "2026-03-06 09:00", "2026-03-10 09:00") == []


def test_only_to_marketing_and_by_each_one_s_own_day(team: Team, stage: Stage) -> None:
    ida = person("Ida Ny", Role.MARKETER, Side.MARKETING, zone="America/New_York")
    team.terms = replace(TERMS, effective_on=MARCH, people=(*TERMS.people, ida))
    team.link({ida.email: "U5"})
    deliver(team, "2026-03-02", 1, 1)
    notices(stage, "2026-03-10 09:00")
    assert [post.to for post in stage.messenger.posted if post.kind is Kind.PACE] == ["U4"]
    notices(stage, "2026-03-10 14:00")
    assert [post.to for post in stage.messenger.posted if post.kind is Kind.PACE] == ["U4", "U5"]
    assert BERLIN


def test_two_months_that_closed_alike_are_a_notice_and_one_is_none(team: Team, stage: Stage) -> None:
    deliver(team, "2026-03-02", 1, 1)
    assert notices(stage, "2026-03-30 09:00")
    assert len(notices(stage, "2026-04-01 09:00")) == 1, "March alone is no notice at its close"
    found = notices(stage, "2026-04-30 09:00", "2026-05-01 09:00")
    assert [one.on for one in found][1:] == [date(2026, 4, 30), date(2026, 5, 1)]
    assert found[-1].landing is None
    assert found[-1].board.marketing.value_month.nth == 2


def test_while_nothing_has_ever_come_in_the_digest_says_what_to_do_and_nobody_is_behind(stage: Stage) -> None:
    assert notices(stage, "2026-03-16 09:00") == []

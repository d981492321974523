"""The stage that a lead is in, by what its history says."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from sla.activity import StageChange
from sla.leads import LeadId, StopReason
from sla.stages import reached

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
FUNNEL = ("MQL", "SQL", "opportunity", "won")


def entered(stage: str, hour: float) -> StageChange:
    return StageChange(
        source="crm",
        external_id=f"{stage}{hour}",
        lead_id=LeadId(1),
        stage=stage,
        entered_at=START + timedelta(hours=hour),
    )


def at(hour: float, *changes: StageChange) -> str | None:
    return reached(changes, FUNNEL, START + timedelta(hours=hour))


def test_the_last_funnel_stage_by_then_counts_and_nothing_ahead_of_it():
    history = (entered("SQL", 2), entered("mql", 0), entered("on hold", 3), entered("Opportunity", 5))
    assert [at(hour, *history) for hour in (-1, 1, 2, 4, 5)] == [None, "MQL", "SQL", "SQL", "opportunity"]


def test_an_older_fact_that_comes_in_later_moves_nothing_back():
    assert at(9, entered("opportunity", 5), entered("SQL", 2)) == "opportunity"


def test_a_newer_fact_may_move_it_back():
    assert at(9, entered("opportunity", 5), entered("SQL", 6)) == "SQL"


def test_of_several_at_one_moment_the_furthest_counts():
    assert at(9, entered("opportunity", 5), entered("SQL", 5)) == "opportunity"


def test_an_end_is_no_stage():
    won, lost = entered("won", 5), entered("lost", 6)
    assert at(9, entered("SQL", 2), won, lost) == "SQL"
    assert (won.ends, lost.ends, entered("SQL", 1).ends) == (StopReason.WON, StopReason.LOST, None)


@given(some.permutations([entered(stage, hour) for hour, stage in enumerate(("MQL", "SQL", "other", "won"))]))
def test_the_order_in_which_facts_come_does_not_matter(history: list[StageChange]):
    assert at(9, *history) == "SQL"

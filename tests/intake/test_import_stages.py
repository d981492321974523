"""Stage changes come in once; ends stop clocks, stages of the funnel move leads, all else is only kept."""

from datetime import UTC, datetime

import pytest

from intake import Options
from sla.errors import BadInput
from sla.leads import Lead, StopReason, Stored
from tests.intake.desk import Desk, Store, table

PLAIN = Options()
SAID = Options(words={"APPROVED": "won", "DECLINED": "lost", "CANCELLED": "lost", "Talks": "opportunity"})
TITLES = ("lead_id", "stage", "entered_at_utc")
MAY = datetime(2026, 5, 20, 12, tzinfo=UTC)


def at(day: int, hour: int = 9) -> str:
    return f"2026-05-{day:02}T{hour:02}:00:00Z"


@pytest.fixture(autouse=True)
def leads(desk: Desk) -> None:
    rows = [("id", "created"), *((str(number), at(4)) for number in range(1, 7))]
    desk.leads(table(*rows), PLAIN, now=MAY)


def lead(store: Store, external_id: str) -> Lead:
    return store.history(external_id).lead


def test_the_earliest_end_stops_the_clock(desk: Desk, store: Store):
    rows = [
        ("1", "APPROVED", at(12)),
        ("1", "DECLINED", at(11)),
        ("2", "Closed Won", at(12)),
        ("3", "CANCELLED", at(13)),
        ("3", "cancelled", at(14)),
    ]
    report = desk.stages(table(TITLES, *rows), SAID, now=MAY)
    assert (report.stored, report.rejected) == (Stored(created=5), ())
    ends = [(lead(store, one).stop_reason, lead(store, one).stopped_at) for one in ("1", "2", "3")]
    assert ends == [
        (StopReason.LOST, datetime(2026, 5, 11, 9, tzinfo=UTC)),
        (StopReason.WON, datetime(2026, 5, 12, 9, tzinfo=UTC)),
        (StopReason.LOST, datetime(2026, 5, 13, 9, tzinfo=UTC)),
    ]
    assert lead(store, "1").derived.next_due_at is None


def test_an_end_ahead_is_not_known_before(desk: Desk, store: Store):
    desk.stages(table(TITLES, ("1", "lost", at(25)), ("1", "SQL", at(24))), SAID, now=MAY)
    waiting = lead(store, "1")
    assert not waiting.stopped(MAY)
    assert (waiting.stage, waiting.derived.recount_at) == ("MQL", datetime(2026, 5, 24, 9, tzinfo=UTC))
    assert waiting.derived.next_due_at is not None


def test_stages_of_the_funnel_move_the_lead_and_others_change_nothing(desk: Desk, store: Store):
    rows = [("1", "Talks", at(8)), ("1", "sql", at(6)), ("1", "On hold", at(9)), ("2", "On hold", at(9))]
    desk.stages(table(TITLES, *rows), SAID, now=MAY)
    assert [lead(store, one).stage for one in ("1", "2")] == ["opportunity", "MQL"]
    assert not lead(store, "1").stopped(MAY)


def test_an_older_fact_moves_nothing_back(desk: Desk, store: Store):
    desk.stages(table(TITLES, ("1", "opportunity", at(8))), PLAIN, now=MAY)
    desk.stages(table(TITLES, ("1", "SQL", at(6))), PLAIN, now=MAY)
    assert lead(store, "1").stage == "opportunity"


def test_the_same_file_again_changes_nothing_and_neither_does_that_of_leads(desk: Desk, store: Store):
    file = table(TITLES, ("1", "SQL", at(8)), ("1", "lost", at(9)))
    desk.stages(file, PLAIN, now=MAY)
    before = lead(store, "1")
    assert desk.stages(file, PLAIN, now=MAY).stored == Stored(unchanged=2)
    again = desk.leads(table(("id", "created"), ("1", at(4))), PLAIN, now=MAY)
    assert again.stored == Stored(unchanged=1)
    assert lead(store, "1") == before


def test_bad_rows_are_named(desk: Desk):
    good = [(str(n % 6 + 1), f"s{n}", at(8)) for n in range(20)]
    bad = [("", "SQL", at(8)), ("99", "SQL", at(8)), ("1", "", at(8)), ("1", "SQL", "2027-01-01T00:00:00Z")]
    report = desk.stages(table(TITLES, *good, *bad), PLAIN, now=MAY)
    assert [(one.field, one.reason.split(";")[0].split(" lies")[0]) for one in report.rejected] == [
        ("lead_id", "is blank"),
        ("lead_id", '"99" is not the id of an imported lead'),
        ("stage", "is blank"),
        ("entered_at_utc", '"2027-01-01T00:00:00Z"'),
    ]
    assert report.rejected_file is not None


def test_more_than_one_bad_row_in_five_stops_the_file(desk: Desk, store: Store):
    with pytest.raises(BadInput, match="more than 1 in 5"):
        desk.stages(table(TITLES, ("1", "lost", at(8)), ("99", "SQL", at(8))), PLAIN, now=MAY)
    assert lead(store, "1").stopped_at is None


class TestLeadsFrom:
    """A history that is the only source of leads."""

    ROWS = (
        ("a", "SUBMITTED", at(6)),
        ("a", "SUBMITTED", at(5)),
        ("a", "DECLINED", at(7)),
        ("b", "Submitted", at(6, 14)),
        ("b", "SQL", at(8)),
    )
    FROM = Options(leads_from="submitted", words=SAID.words)

    def test_a_leads_first_such_row_is_its_handoff(self, desk: Desk, store: Store):
        report = desk.stages(table(TITLES, *self.ROWS), self.FROM, now=MAY)
        assert report.stored == Stored(created=5)
        assert "Leads made from their first submitted: 2." in report.warnings
        first, second = lead(store, "a"), lead(store, "b")
        assert (first.handed_off_at, second.handed_off_at) == (
            datetime(2026, 5, 5, 9, tzinfo=UTC),
            datetime(2026, 5, 6, 14, tzinfo=UTC),
        )
        assert (first.owner_id, first.zone, first.stop_reason) == (None, "America/New_York", StopReason.LOST)
        assert (second.stage, second.name) == ("SQL", "Lead b")

    def test_again_it_changes_nothing(self, desk: Desk, store: Store):
        desk.stages(table(TITLES, *self.ROWS), self.FROM, now=MAY)
        before = lead(store, "a"), lead(store, "b")
        report = desk.stages(table(TITLES, *self.ROWS), self.FROM, now=MAY)
        assert (report.stored, report.warnings) == (Stored(unchanged=5), ())
        assert (lead(store, "a"), lead(store, "b")) == before

    def test_leads_can_be_shared_out(self, desk: Desk, store: Store):
        owners = ("ana@example.com",)
        options = Options(leads_from="SUBMITTED", words=SAID.words, owners=owners)
        desk.stages(table(TITLES, *self.ROWS), options, now=MAY)
        assert {store.owner("a"), store.owner("b")} == set(owners)

    def test_a_lead_without_such_a_row_is_unknown(self, desk: Desk, store: Store):
        rows = [*self.ROWS, ("c", "SQL", at(6))]
        report = desk.stages(table(TITLES, *rows), self.FROM, now=MAY)
        (rejection,) = report.rejected
        assert rejection.reason.startswith('"c" is not the id of an imported lead')
        assert store.leads() == 8

    def test_a_handoff_with_a_bad_date_makes_no_lead(self, desk: Desk, store: Store):
        rows = [*self.ROWS, *self.ROWS[3:], ("d", "SUBMITTED", "2027-01-01T00:00:00Z")]
        report = desk.stages(table(TITLES, *rows), self.FROM, now=MAY)
        assert len(report.rejected) == 1
        assert store.leads() == 8

"""The agreement as it reads, version after version, and the figures that people enter by hand."""

from datetime import date, timedelta

import pytest

from sla.agreement import LAPSES_AFTER, State, Tables
from sla.errors import BadInput, NotAllowed, NotFound
from tests.sla.services.agreement import BERLIN, NEW_YORK, at
from tests.sla.services.office import ANA, BO, EVE, KIM, MAX, NOW, TABLES, Office, seats

PROMISES: Tables = {
    **TABLES,
    "other_promises": [
        {"name": "Case studies", "target": "Two a quarter.", "owner": "bo@example.com", "side": "marketing"},
        {"name": "Notes in the CRM", "target": "All of them.", "owner": "Ana Lima", "side": "sales"},
    ],
}
STUDIES, NOTES = "case-studies", "notes-in-the-crm"


@pytest.fixture
def running(office: Office) -> Office:
    return office.start(PROMISES)


class TestPage:
    def test_what_is_in_force(self, running: Office) -> None:
        page = running.reading.page(running.actor(KIM), NOW)
        assert (page.terms, page.demand.total_leads) == (running.book.first, 1200)
        assert (page.signatures, page.open, page.mine, page.entries) == ((), None, None, ())
        assert (page.may_propose, page.zone) == (True, BERLIN)

    def test_everybody_may_read_it(self, running: Office) -> None:
        page = running.reading.page(running.actor(EVE), NOW)
        assert (page.terms.team, page.may_propose, page.may_enter, page.mine) == ("Harbour", False, (), None)
        assert running.reading.page(running.actor(BO), NOW).zone == NEW_YORK

    def test_an_open_proposal_and_whose_turn_it_is(self, running: Office) -> None:
        version = running.proposed().version
        running.sign(version, KIM)
        ana, kim = (running.reading.page(running.actor(one), NOW) for one in (ANA, KIM))
        assert ana.open is not None
        assert ana.mine is not None
        assert (ana.open.version, ana.mine.proposal.version, ana.terms.version) == (version, version, 0)
        assert kim.open is not None
        assert kim.mine is None

    def test_signed_by_whom(self, running: Office) -> None:
        running.agreed()
        before, after = (
            running.reading.page(running.actor(ANA), moment)
            for moment in (at("2026-03-31 12:00"), at("2026-04-01 12:00"))
        )
        assert (before.terms.version, before.signatures) == (0, ())
        assert after.terms.version == 1
        assert [one.name for one in after.signatures] == ["Ana Lima", "Kim Wolf", "Max Orr"]

    def test_nothing_yet(self, office: Office) -> None:
        for asked in (office.reading.page, office.reading.history):
            with pytest.raises(NotFound, match="no agreement yet"):
                asked(office.actor(EVE), NOW)

    def test_a_first_proposal_is_shown_before_anything_is_agreed(self, office: Office) -> None:
        office.enrol(seats(rep=(ANA,)), by=EVE)
        with office.work() as work:
            work.agreements.save_draft(TABLES, by=None, at=NOW)
            work.commit()
        office.propose()
        page = office.reading.page(office.actor(ANA), NOW)
        assert page.mine is not None
        assert (page.terms.version, page.mine.proposal.before) == (1, None)
        assert [one.version.number for one in office.reading.history(office.actor(ANA), NOW).proposals] == [1]


class TestHistory:
    def test_newest_first_with_what_became_of_each(self, running: Office) -> None:
        running.proposed("1h")
        running.proposed("45m")
        running.proposing.withdraw(running.actor(KIM), 2, NOW)
        running.set_up.discard(running.actor(KIM), NOW)
        running.agreed("30m")
        running.proposed("15m", effective_on=date(2026, 5, 1))
        running.signing.settle(NOW + LAPSES_AFTER)
        found = running.reading.history(running.actor(BO), NOW)
        assert [(one.version.number, one.version.state) for one in found.proposals] == [
            (4, State.LAPSED),
            (3, State.SIGNED),
            (2, State.WITHDRAWN),
            (1, State.REPLACED),
            (0, State.UNSIGNED),
        ]
        before = [one.before.version if one.before else None for one in found.proposals]
        assert before == [3, 0, 0, 0, None]
        assert found.zone == NEW_YORK


class TestEntering:
    MARCH = date(2026, 3, 1)

    @pytest.mark.parametrize("slack_id", [BO, MAX])
    def test_by_its_owner_or_a_manager_of_the_side(self, running: Office, slack_id: str) -> None:
        page = running.reading.page(running.actor(slack_id), NOW)
        assert STUDIES in page.may_enter
        entry = running.reading.enter(running.actor(slack_id), STUDIES, None, "  2 of\n 2 ", NOW)
        assert (entry.month, entry.value, entry.at) == (date(2026, 2, 1), "2 of 2", NOW)
        assert running.reading.page(running.actor(ANA), NOW).entries == (entry,)

    @pytest.mark.parametrize("slack_id", [ANA, KIM, EVE])
    def test_by_nobody_else(self, running: Office, slack_id: str) -> None:
        assert STUDIES not in running.reading.page(running.actor(slack_id), NOW).may_enter
        with pytest.raises(NotAllowed, match=r"bo@example\.com and the managers of marketing"):
            running.reading.enter(running.actor(slack_id), STUDIES, None, "2", NOW)
        assert running.reading.page(running.actor(KIM), NOW).entries == ()

    def test_an_owner_who_is_written_by_name(self, running: Office) -> None:
        may = {one: running.reading.page(running.actor(one), NOW).may_enter for one in (ANA, BO, KIM, MAX)}
        assert may == {ANA: (NOTES,), BO: (STUDIES,), KIM: (NOTES,), MAX: (STUDIES,)}
        assert running.reading.enter(running.actor(ANA), NOTES, None, "All", NOW).by == "Ana Lima"

    @pytest.mark.parametrize(
        ("month", "value", "field"),
        [
            (None, "", "promise.value"),
            (None, " \n ", "promise.value"),
            (None, "x" * 101, "promise.value"),
            (date(2026, 4, 1), "2", "promise.month"),
        ],
    )
    def test_refused(self, running: Office, month: date | None, value: str, field: str) -> None:
        with pytest.raises(BadInput) as refused:
            running.reading.enter(running.actor(MAX), STUDIES, month, value, NOW)
        assert refused.value.field == field

    def test_a_commitment_that_is_not_there(self, running: Office) -> None:
        with pytest.raises(NotFound):
            running.reading.enter(running.actor(MAX), "unknown", None, "2", NOW)

    def test_a_later_one_takes_its_place(self, running: Office) -> None:
        for slack_id, value in ((BO, "1"), (MAX, "2")):
            running.reading.enter(running.actor(slack_id), STUDIES, date(2026, 3, 17), value, NOW)
        (entry,) = running.reading.page(running.actor(KIM), NOW).entries
        assert (entry.month, entry.value, entry.by) == (self.MARCH, "2", "Max Orr")

    def test_the_last_months_newest_first(self, running: Office) -> None:
        for month in (date(2025, 11, 1), date(2025, 12, 1), self.MARCH, date(2026, 2, 1)):
            running.reading.enter(running.actor(MAX), STUDIES, month, "1", NOW)
        entries = running.reading.page(running.actor(KIM), NOW).entries
        assert [entry.month.month for entry in entries] == [3, 2, 12]

    def test_the_month_is_the_teams(self, running: Office) -> None:
        """In the last hour of February in New York it is March already where the team is."""
        moment = at("2026-02-28 23:00", NEW_YORK)
        entry = running.reading.enter(running.actor(BO), STUDIES, None, "1", moment)
        assert entry.month == date(2026, 2, 1)
        assert moment - timedelta(hours=6) < at("2026-03-01 00:00")

"""Writing the next agreement part by part, by the same rules as a file."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from sla.agreed import Part, PartOf
from sla.agreement import Tables
from sla.errors import BadFields, BadInput, Conflict
from sla.money import Money
from tests.fakes.store import FakeStore
from tests.sla.services.agreement import BERLIN, at
from tests.sla.services.office import (
    ANA,
    CHANNEL,
    EVE,
    EVENTS,
    FIRST,
    HANDOFF,
    HOURS,
    KIM,
    MAX,
    NOW,
    PURPOSE,
    QUOTA,
    SALES,
    SECOND,
    TABLES,
    Office,
    seats,
    table,
)


@pytest.fixture
def running(office: Office) -> Office:
    """With version 0 and its people."""
    return office.start()


def missing(office: Office, slack_id: str = KIM) -> list[str]:
    """The fields that keep the draft from being whole."""
    board = office.set_up.board(office.actor(slack_id), NOW)
    return [fault.field for part in board.parts for fault in part.faults]


class TestFromNothing:
    def test_it_begins_in_the_writers_zone_with_everything_to_do(self, office: Office) -> None:
        board = office.set_up.board(office.actor(EVE), NOW)
        assert board.zone == "America/Sao_Paulo"
        assert (board.terms, board.in_force, board.proposal, board.by, board.at) == (None,) * 5
        assert not board.changed
        undone = {(part.of.part, part.of.number) for part in board.parts if part.faults}
        assert {(Part.PEOPLE, None), (Part.CHANNEL, None), (Part.QUOTA, None), (Part.LEAD_TYPE, 1)} <= undone

    def test_to_a_whole_that_can_be_proposed(self, office: Office) -> None:
        """By somebody whom nothing names yet, and who names people last."""
        office.save(CHANNEL, {"team": {"name": "Harbour", "channel": "#sla"}}, by=EVE)
        office.save(QUOTA, {"team": {"currency": "USD"}, "quota": {"amount": "120k"}}, by=EVE)
        office.save(
            FIRST, {"lead_types": {key: one for key, one in EVENTS.items() if key != "share"}}, by=EVE
        )
        board = office.save(HOURS, {"team": {"zone": BERLIN}}, by=EVE)
        assert (board.terms, board.by, board.at) == (None, "eve@example.com", NOW)
        assert [part.of.part for part in board.parts if part.faults] == [Part.PEOPLE]
        board = office.enrol(seats(sales_manager=(EVE,)), by=EVE)
        assert not any(part.faults for part in board.parts)
        assert board.terms is not None
        assert (board.terms.quota.amount, board.zone, board.by) == (
            Money.of(120_000, "USD"),
            BERLIN,
            "Eve New",
        )
        assert office.propose(by=EVE, asked=(ANA, EVE, MAX)).version.number == 1

    def test_what_is_wrong_in_other_parts_does_not_keep_one_from_being_saved(self, office: Office) -> None:
        office.save(SALES, {"sales": {"first_attempt_within": "90m"}}, by=EVE)
        assert "quota.amount" in missing(office, EVE)
        board = office.set_up.board(office.actor(EVE), NOW)
        assert board.tables["sales"] == {"first_attempt_within": "90m"}


class TestParts:
    @pytest.mark.parametrize(
        ("of", "patch", "field"),
        [
            (CHANNEL, {"team": {"name": ""}}, "team.name"),
            (CHANNEL, {"team": {"digest_at": "25:00"}}, "team.digest_at"),
            (QUOTA, {"quota": {"amount": "none"}}, "quota.amount"),
            (QUOTA, {"quota": {"amount": "0"}}, "quota.amount"),
            (QUOTA, {"quota": {"period": "decade"}}, "quota.period"),
            (QUOTA, {"team": {"currency": "dollars"}}, "team.currency"),
            (FIRST, {"lead_types": {"rates": ["0%"]}}, "lead_types[1].rates"),
            (FIRST, {"lead_types": {"aov": None}}, "lead_types[1].aov"),
            (SALES, {"sales": {"first_attempt_within": "soon"}}, "sales.first_attempt_within"),
            (SALES, {"sales": {"cadence": []}}, "sales.cadence"),
            (HOURS, {"team": {"zone": "Mars/Base"}}, "team.zone"),
            (HOURS, {"team": {"hours": "17:00-09:00"}}, "team.hours"),
            (PURPOSE, {"qualified_lead": {"threshold": 5}}, "qualified_lead.threshold"),
            (PURPOSE, {"marketing": {"accepted_target": "120%"}}, "marketing.accepted_target"),
            (HANDOFF, {"handoff": {"routing": "by luck"}}, "handoff.routing"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_taken_is_said_at_its_field(
        self, running: Office, of: PartOf, patch: Tables, field: str
    ) -> None:
        before = running.set_up.board(running.actor(KIM), NOW)
        with pytest.raises(BadFields) as refused:
            running.save(of, patch)
        assert any(name == field or name.startswith(f"{field}[") for name in refused.value.fields)
        assert all(said.strip() for said in refused.value.fields.values())
        assert running.set_up.board(running.actor(KIM), NOW) == before, "nothing was saved"

    def test_a_key_that_is_cleared_means_what_is_usual(self, running: Office) -> None:
        running.save(SALES, {"sales": {"first_attempt_within": "30m", "accept_within": "4h"}})
        board = running.save(SALES, {"sales": {"first_attempt_within": None}})
        assert board.terms is not None
        sales = board.terms.sales
        assert (sales.first_attempt_within, sales.accept_within) == (timedelta(hours=2), timedelta(hours=4))

    def test_a_list_takes_the_place_of_the_old_one(self, running: Office) -> None:
        running.save(HANDOFF, {"meetings": [{"name": "Review", "when": "Fridays."}]})
        board = running.save(HANDOFF, {"meetings": [{"name": "Stand-up", "when": "Daily."}]})
        assert board.terms is not None
        assert [meeting.name for meeting in board.terms.prose.meetings] == ["Stand-up"]

    def test_who_wrote_last_and_that_it_differs(self, running: Office) -> None:
        later = NOW + timedelta(hours=1)
        board = running.save(SALES, {"sales": {"first_attempt_within": "1h"}}, by=MAX, now=later)
        assert (board.by, board.at, board.changed) == ("Max Orr", later, True)
        assert board.in_force is not None
        assert board.in_force.sales.first_attempt_within == timedelta(hours=2)
        board = running.save(SALES, {"sales": {"first_attempt_within": "2h"}}, by=KIM)
        assert not board.changed, "it says again what is in force"


class TestSomebodyElseMeanwhile:
    def test_the_same_part(self, running: Office) -> None:
        seen = running.set_up.form(running.actor(KIM), SALES, NOW).seen
        running.save(SALES, {"sales": {"first_attempt_within": "1h"}}, by=MAX)
        with pytest.raises(Conflict, match="changed this part"):
            running.set_up.save(
                running.actor(KIM), SALES, {"sales": {"accept_within": "4h"}}, seen=seen, now=NOW
            )
        sales = running.set_up.board(running.actor(KIM), NOW).tables["sales"]
        assert isinstance(sales, dict)
        assert sales["first_attempt_within"] == "1h"

    def test_another_part(self, running: Office) -> None:
        seen = running.set_up.form(running.actor(KIM), SALES, NOW).seen
        running.save(QUOTA, {"quota": {"amount": "240000"}}, by=MAX)
        board = running.set_up.save(
            running.actor(KIM), SALES, {"sales": {"accept_within": "4h"}}, seen=seen, now=NOW
        )
        assert board.terms is not None
        assert board.terms.quota.amount == Money.of(240_000, "USD")
        assert board.terms.sales.accept_within == timedelta(hours=4)

    def test_the_same_form_twice(self, running: Office) -> None:
        """A second press with what was seen before the first must not save it anew over a later change."""
        seen = running.set_up.form(running.actor(KIM), SALES, NOW).seen
        patch: Tables = {"sales": {"first_attempt_within": "1h"}}
        running.set_up.save(running.actor(KIM), SALES, patch, seen=seen, now=NOW)
        with pytest.raises(Conflict):
            running.set_up.save(running.actor(KIM), SALES, patch, seen=seen, now=NOW)

    def test_a_lead_type_that_moved_up(self, running: Office) -> None:
        running.save(SECOND, {"lead_types": EVENTS})
        seen = running.set_up.form(running.actor(KIM), FIRST, NOW).seen
        first = running.set_up.form(running.actor(MAX), FIRST, NOW).seen
        running.set_up.remove(running.actor(MAX), FIRST, seen=first, now=NOW)
        with pytest.raises(Conflict):
            running.set_up.save(running.actor(KIM), FIRST, {"lead_types": {"aov": "9"}}, seen=seen, now=NOW)


class TestLeadTypes:
    def test_a_second_one_and_its_share(self, running: Office) -> None:
        board = running.save(SECOND, {"lead_types": EVENTS})
        assert [part.of.number for part in board.parts if part.of.part is Part.LEAD_TYPE] == [1, 2]
        assert board.terms is None, "the shares do not add up yet"
        assert any(field.startswith("lead_types") for field in missing(running))
        board = running.save(FIRST, {"lead_types": {"share": "60%"}})
        assert board.terms is not None
        assert {kind.name: kind.share for kind in board.terms.lead_types} == {
            "Website": Fraction(3, 5),
            "Events": Fraction(2, 5),
        }

    def test_removed_again(self, running: Office) -> None:
        running.save(SECOND, {"lead_types": EVENTS})
        running.save(FIRST, {"lead_types": {"share": "100%"}})
        seen = running.set_up.form(running.actor(KIM), SECOND, NOW).seen
        board = running.set_up.remove(running.actor(KIM), SECOND, seen=seen, now=NOW)
        assert board.terms is not None
        assert [kind.name for kind in board.terms.lead_types] == ["Website"]

    def test_the_last_one_stays(self, running: Office) -> None:
        seen = running.set_up.form(running.actor(KIM), FIRST, NOW).seen
        with pytest.raises(BadInput, match="only lead type"):
            running.set_up.remove(running.actor(KIM), FIRST, seen=seen, now=NOW)


def test_the_tables_of_this_office_are_whole() -> None:
    office = Office(FakeStore())
    assert office.documents.faults(TABLES) == ()
    assert office.documents.read(table("team", zone="Asia/Tokyo")).terms.calendar.zone == "Asia/Tokyo"
    assert replace(office.start().book.first, people=()).version == 0
    assert at("2026-03-02 10:00") == NOW

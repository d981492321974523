"""Naming the people whom the agreement binds, and what the team's own counts say of a rate."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sla.activity import DealRow
from sla.agreed import Measured, Part, PartOf
from sla.errors import BadFields, Conflict
from sla.leads import LeadRow
from sla.money import Money
from sla.people import Named, Role, Side
from tests.sla.services.agreement import BERLIN, NEW_YORK, at
from tests.sla.services.office import ANA, BO, EVE, GUEST, KIM, MAX, NOW, PEOPLE, Office, Seats, seats

SETTLED = 35
"""Every win takes 30 days, which is inside its fifth week: after that a lead has had its time."""

PEOPLE_PART, FIRST = PartOf(part=Part.PEOPLE), PartOf(part=Part.LEAD_TYPE, number=1)


@pytest.fixture
def running(office: Office) -> Office:
    return office.start()


def named(office: Office) -> dict[str, tuple[Side, Role]]:
    with office.work() as work:
        found = [member.named for member in work.members.all() if member.named is not None]
    return {one.email.partition("@")[0]: (one.side, one.role) for one in found}


def refused(office: Office, chosen: Seats) -> dict[str, str]:
    """What is said at which list, with nobody named or unnamed by it."""
    before = named(office)
    with pytest.raises(BadFields) as caught:
        office.enrol(chosen)
    assert named(office) == before
    return caught.value.fields


class TestNaming:
    def test_by_the_lists_they_are_chosen_in(self, running: Office) -> None:
        board = running.enrol(seats(marketer=(EVE,), rep=(ANA,)))
        assert named(running) == {
            "max": (Side.MARKETING, Role.MANAGER),
            "eve": (Side.MARKETING, Role.MARKETER),
            "kim": (Side.SALES, Role.MANAGER),
            "ana": (Side.SALES, Role.REP),
        }
        assert {one.email for one in board.people} == {f"{name}@example.com" for name in named(running)}

    def test_it_counts_at_once_and_changes_no_terms(self, running: Office) -> None:
        before = running.book.first
        board = running.enrol(seats(rep=(ANA, BO, EVE)))
        assert not board.changed
        after = running.book.first
        assert (after.sha256, len(after.people)) == (before.sha256, 5)
        assert running.actor(EVE).person == running.book.person("eve@example.com")

    def test_a_newcomer_brings_their_name_and_zone(self, running: Office) -> None:
        running.enrol(seats(rep=(ANA, BO, EVE)))
        eve = running.book.person("eve@example.com")
        assert eve is not None
        assert (eve.name, eve.calendar.zone) == ("Eve New", "America/Sao_Paulo")

    def test_what_is_written_of_the_others_stays(self, office: Office) -> None:
        own = replace(PEOPLE[1], hours="08:00-12:00")
        office.starting(office.file(people=(PEOPLE[0], own, *PEOPLE[2:])), NOW)
        office.link()
        office.enrol(seats(sales_manager=(KIM, BO), rep=(ANA,)))
        with office.work() as work:
            (bo,) = [one.named for one in work.members.all() if one.email == "bo@example.com"]
        assert bo == replace(own, role=Role.MANAGER)
        assert bo.zone == NEW_YORK

    def test_who_leaves_keeps_what_they_did(self, running: Office) -> None:
        before = running.member(BO)
        running.enrol(seats(rep=(ANA,)))
        assert running.actor(BO).person is None
        running.enrol(seats())
        assert running.actor(BO).member_id == before


class TestRefused:
    def test_a_guest_by_name(self, running: Office) -> None:
        said = refused(running, seats(rep=(ANA, GUEST)))
        assert list(said) == ["people.rep"]
        assert "Gus Tau is a guest" in said["people.rep"]

    def test_somebody_who_is_not_there_any_longer(self, running: Office) -> None:
        said = refused(running, seats(sales_manager=("UGONE",)))
        assert "not in this workspace" in said["people.sales_manager"]

    def test_somebody_whose_address_slack_hides(self, running: Office) -> None:
        running.slack.add("UHIDDEN", name="Hi Den")
        said = refused(running, seats(marketer=("UHIDDEN",)))
        assert "address of Hi Den" in said["people.marketer"]

    def test_in_two_lists(self, running: Office) -> None:
        said = refused(running, seats(rep=(ANA, KIM)))
        assert said == {"people.rep": "Kim Wolf is in two of these lists; choose one."}

    def test_each_list_its_own_fault(self, running: Office) -> None:
        said = refused(running, seats(marketer=(GUEST,), rep=("UGONE",)))
        assert set(said) == {"people.marketer", "people.rep"}

    @pytest.mark.parametrize(
        ("chosen", "field"),
        [
            (seats(marketing_manager=()), "people.marketing_manager"),
            (seats(rep=()), "people.rep"),
            (seats(marketing_manager=(), marketer=(MAX,), sales_manager=()), "people.sales_manager"),
        ],
    )
    def test_somebody_is_missing(self, running: Office, chosen: Seats, field: str) -> None:
        assert list(refused(running, chosen)) == [field]

    def test_nobody_at_all(self, running: Office) -> None:
        assert set(refused(running, {})) == {"people.rep", "people.marketing_manager", "people.sales_manager"}

    def test_people_changed_meanwhile(self, running: Office) -> None:
        seen = running.set_up.form(running.actor(KIM), PEOPLE_PART, NOW).seen
        running.enrol(seats(rep=(ANA, BO, EVE)), by=MAX)
        with pytest.raises(Conflict):
            running.set_up.save_people(running.actor(KIM), seats(), seen=seen, now=NOW)
        assert "eve" in named(running)


class TestMeasured:
    """Old enough leads of a type, and those of them won."""

    def hand_over(self, office: Office, days_ago: float, number: int, won: int = 0) -> None:
        moment = NOW - timedelta(days=days_ago)
        keys = [f"{days_ago}-{n}" for n in range(number)]
        rows = [
            LeadRow(
                source="test", external_id=key, name=key, lead_type="website", origin="website", stage="lead",
                owner_id=None, handed_off_at=moment, zone=BERLIN, version=None, first_attempt_due_at=moment,
            )
            for key in keys
        ]  # fmt: skip
        with office.work() as work:
            work.leads.upsert(rows)
            ids = work.leads.ids_by_external("test", keys)
            work.deals.upsert(
                [
                    DealRow(
                        source="test", external_id=key, lead_id=ids[key], won_at=moment + timedelta(days=30),
                        amount=Money.of(1000, "USD"),
                    )
                    for key in keys[:won]
                ]
            )  # fmt: skip
            work.commit()

    def measured(self, office: Office, of: PartOf = FIRST) -> Measured | None:
        return office.set_up.form(office.actor(KIM), of, NOW).measured

    def test_leads_of_a_year_that_have_had_their_time(self, running: Office) -> None:
        self.hand_over(running, SETTLED + 1, 40, won=9)
        self.hand_over(running, SETTLED + 300, 10, won=1)
        self.hand_over(running, SETTLED - 1, 7, won=7)  # too young
        self.hand_over(running, SETTLED + 366, 20, won=9)  # too old
        assert self.measured(running) == Measured(leads=50, won=10, months=12)

    def test_how_long_the_same_wins_took(self, running: Office) -> None:
        """Won 30 days after the handoff on 18 August and 23 October: a month of the calendar later."""
        self.hand_over(running, 196, 40, won=9)
        self.hand_over(running, 130, 10, won=1)
        self.hand_over(running, 20, 7, won=0)  # too young
        found = running.set_up.form(running.actor(KIM), FIRST, NOW).closing
        assert found is not None
        assert (found.counts, found.won) == ((0, 10), 10)
        days = [(NOW - timedelta(days=ago)).date() for ago in (196, 130)]
        assert [found.first, found.last] == days

    def test_nothing_of_it_from_fewer_than_ten_won(self, running: Office) -> None:
        self.hand_over(running, 196, 40, won=9)
        assert running.set_up.form(running.actor(KIM), FIRST, NOW).closing is None
        assert running.set_up.form(running.actor(KIM), PartOf(part=Part.QUOTA), NOW).closing is None

    def test_none_where_nothing_was_won_yet(self, running: Office) -> None:
        self.hand_over(running, 200, 40)
        assert self.measured(running) is None

    def test_none_from_fewer_than_ten_won(self, running: Office) -> None:
        self.hand_over(running, 200, 40, won=9)
        assert self.measured(running) is None

    def test_none_where_the_lost_ones_are_not_known(self, running: Office) -> None:
        self.hand_over(running, 200, 40, won=40)
        assert self.measured(running) is None

    def test_none_for_another_part_or_a_new_type(self, running: Office) -> None:
        self.hand_over(running, 200, 40, won=14)
        assert self.measured(running, PartOf(part=Part.QUOTA)) is None
        assert self.measured(running, PartOf(part=Part.LEAD_TYPE, number=2)) is None
        assert self.measured(running) is not None

    def test_none_before_anything_is_agreed(self, office: Office) -> None:
        assert office.set_up.form(office.actor(EVE), FIRST, NOW).measured is None


def test_nobody_is_named_twice_by_one_address(running: Office) -> None:
    """Slack may spell an address in any case."""
    running.slack.add(ANA, "Ana@Example.com", name="Ana Lima", zone=BERLIN)
    running.enrol(seats())
    assert sorted(named(running)) == ["ana", "bo", "kim", "max"]
    with running.work() as work:
        assert Named(email="ana@example.com", name="Ana Lima", side=Side.SALES, role=Role.REP) in [
            member.named for member in work.members.all()
        ]
    assert at("2026-03-02 10:00") == NOW

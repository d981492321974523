"""The file of the start reaches the store: who is named, which leads are judged, and every derived column."""

from dataclasses import replace
from datetime import date

import pytest

from sla.agreement import State
from sla.people import Named, Role, Side
from sla.services.recount import BringForward
from sla.services.starting import FromFile, Loaded, Starting, Taken
from sla.terms import Terms
from tests.sla.services.agreement import ANA as ANA_LIMA
from tests.sla.services.agreement import TERMS, at, named, person
from tests.sla.services.office import ANA, KIM, MAX, NOW, PEOPLE, TABLES, Office, table
from tests.sla.services.team import Team

MOMENT = at("2026-03-18 10:00")
LATER = replace(TERMS, effective_on=date(2026, 3, 10))
EVE = Named(email="eve@example.com", name="Eve New", side=Side.SALES, role=Role.REP)


def load(team: Team, terms: Terms) -> Taken:
    """A new text of these terms, as a start reads it."""
    people = tuple(named(each) for each in terms.people)
    return Starting(team.desk)(FromFile(written=team.documents.write(terms), people=people), MOMENT)


def addresses(office: Office) -> list[str]:
    return sorted(person.email for person in office.book.people)


class TestFirst:
    def test_it_is_version_0_and_unsigned(self, office: Office) -> None:
        assert office.starting(office.file(), NOW) is Taken.LOADED
        version = office.stored(0)
        assert (version.state, version.proposed_by, version.asked) == (State.UNSIGNED, None, frozenset())
        assert version.sha256 == office.file().written.sha256
        (terms,) = office.book.versions
        assert (terms.version, terms.team, terms.effective_on) == (0, "Harbour", date(2026, 1, 1))
        assert [person.name for person in terms.people] == [one.name for one in PEOPLE]

    def test_the_same_file_changes_nothing(self, office: Office) -> None:
        office.starting(office.file(), NOW)
        before = office.book
        assert office.starting(office.file(), NOW) is Taken.UNCHANGED
        assert office.book is before, "nothing is read anew"

    def test_a_changed_one_takes_its_place_while_nothing_is_signed(self, office: Office) -> None:
        office.start()
        office.proposed()
        changed = office.file(table("quota", amount="240000"))
        assert office.starting(changed, NOW) is Taken.LOADED
        assert office.book.first.quota.amount.major == 240_000
        assert office.stored(1).state is State.PROPOSED, "what is proposed stays open"


class TestPeople:
    def test_who_joined_and_who_left(self, office: Office) -> None:
        office.start()
        before = office.member(ANA)
        file = office.file(people=(*PEOPLE[:1], *PEOPLE[2:], EVE))
        assert office.starting(file, NOW) is Taken.LOADED
        assert addresses(office) == [
            "ana@example.com",
            "eve@example.com",
            "kim@example.com",
            "max@example.com",
        ]
        assert office.member(ANA) == before, "who stays keeps the member and the link to Slack"

    def test_a_changed_zone_counts(self, office: Office) -> None:
        office.start()
        moved = (replace(PEOPLE[0], zone="Asia/Tokyo"), *PEOPLE[1:])
        assert office.starting(office.file(people=moved), NOW) is Taken.LOADED
        ana = office.book.person("ana@example.com")
        assert ana is not None
        assert ana.calendar.zone == "Asia/Tokyo"


class TestOnceSigned:
    @pytest.fixture
    def signed(self, office: Office) -> Office:
        office.start()
        office.agreed()
        return office

    def test_a_changed_file_is_kept_out(self, signed: Office) -> None:
        before = signed.book
        changed = signed.file(table("quota", amount="240000"), people=(*PEOPLE, EVE))
        assert signed.starting(changed, NOW) is Taken.KEPT_OUT
        assert signed.book is before

    def test_the_file_it_began_with_is_no_news(self, signed: Office) -> None:
        assert signed.starting(signed.file(), NOW) is Taken.UNCHANGED

    def test_the_signed_terms_themselves_are_none_either(self, signed: Office) -> None:
        again = signed.file(signed.documents.tables(signed.stored(1).body))
        assert signed.starting(again, NOW) is Taken.UNCHANGED


class TestLoadedByHand:
    def test_in_force_while_nothing_is_signed(self, office: Office) -> None:
        assert office.starting.load(office.file(), TABLES, NOW) is Loaded.IN_FORCE
        assert office.starting.load(office.file(), TABLES, NOW) is Loaded.UNCHANGED

    def test_a_draft_once_something_is(self, office: Office) -> None:
        office.start()
        office.agreed()
        tables = table("quota", amount="240000")
        assert office.starting.load(office.file(tables, (*PEOPLE, EVE)), tables, NOW) is Loaded.DRAFT
        with office.work() as work:
            draft = work.agreements.draft()
        assert draft is not None
        assert (draft.tables, draft.by) == (tables, None)
        assert office.book.at(NOW).quota.amount.major == 120_000
        assert office.book.person("eve@example.com") is not None, "people count at once"

    def test_the_people_alone(self, office: Office) -> None:
        office.start()
        version = office.agreed()
        tables = office.documents.tables(version.body)
        with_eve = office.file(tables, (*PEOPLE, EVE))
        assert office.starting.load(with_eve, tables, NOW) is Loaded.UNCHANGED
        assert office.book.person("eve@example.com") is not None
        with office.work() as work:
            assert work.agreements.draft() is None

    def test_what_was_agreed_before_is_a_draft_again(self, office: Office) -> None:
        """To go back to earlier terms is a change, and is proposed like any other."""
        office.start()
        office.agreed()
        assert office.starting.load(office.file(), TABLES, NOW) is Loaded.DRAFT
        with office.work() as work:
            draft = work.agreements.draft()
        assert draft is not None
        assert draft.tables == TABLES

    def test_anybody_who_may_write_goes_on_from_it(self, office: Office) -> None:
        office.start()
        office.agreed()
        tables = table("quota", amount="240000")
        office.starting.load(office.file(tables), tables, NOW)
        proposal = office.propose(by=MAX, effective_on=date(2026, 5, 1), asked=(KIM, MAX))
        assert proposal.terms.quota.amount.major == 240_000


class TestLeads:
    """What a changed first day means for the leads that are there already."""

    def test_they_are_judged_from_the_first_local_day_on(self, team: Team) -> None:
        before, on = team.lead(at("2026-03-09 23:59")), team.lead(at("2026-03-10 00:00"))
        assert load(team, LATER) is Taken.LOADED
        assert (team.stored(before).version, team.stored(on).version) == (None, 0)
        load(team, TERMS)
        assert team.stored(before).judged

    def test_the_next_tick_counts_every_lead_afresh(self, team: Team) -> None:
        lead = team.lead(at("2026-03-02 10:00"))
        assert team.stored(lead).derived.next_due_at == at("2026-03-17 00:00")
        load(team, LATER)
        BringForward(team.desk)(MOMENT)
        derived = team.stored(lead).derived
        assert (derived.next_due_at, derived.suggested_on, derived.recount_at) == (None, None, None)

    def test_a_changed_cadence_too(self, team: Team) -> None:
        lead = team.lead(at("2026-03-02 10:00"))
        first, *others = TERMS.sales.cadence.checkpoints
        cadence = replace(TERMS.sales.cadence, checkpoints=(replace(first, day=21), *others))
        load(team, replace(TERMS, sales=replace(TERMS.sales, cadence=cadence)))
        BringForward(team.desk)(MOMENT)
        assert team.stored(lead).derived.next_due_at == at("2026-03-24 00:00")

    def test_new_people_get_a_member_and_the_others_keep_theirs(self, team: Team) -> None:
        eve = person("Eve New")
        load(team, replace(TERMS, people=(*TERMS.people, eve)))
        with team.work() as work:
            members = {member.email: member for member in work.members.all()}
        assert members[eve.email].slack_id is None
        assert members[ANA_LIMA.email].slack_id == "U1"

    def test_other_workspaces_keep_theirs(self, team: Team) -> None:
        lead = team.lead(at("2026-03-02 10:00"))
        load(team.elsewhere(), LATER)
        assert team.stored(lead).judged

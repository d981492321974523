"""A person whom two sources know: one lead with both histories, or two, as a manager says, and back."""

from datetime import timedelta

import pytest

from sla.activity import TouchRow
from sla.errors import Conflict, NotAllowed, NotFound
from sla.leads import LeadId, LeadRow, StopReason
from sla.services.recount import recount
from sla.services.same_people import SamePeople, merged_at_source, same_page
from sla.touches import Direction, TouchKind
from tests.sla.services.agreement import ANA, BO, KIM, MAX, at
from tests.sla.services.team import Team

MINUTE = timedelta(minutes=1)
NOW = at("2026-03-12 10:00")


def lead(team: Team, source: str, moment: str, *, owner: str | None = ANA.email, person: str = "p") -> LeadId:
    handed = at(moment)
    row = LeadRow(
        source=source, external_id=f"{source}-{moment}", name="Harbour GmbH", lead_type="website", origin="website",
        stage="lead", owner_id=team.members[owner] if owner else None, handed_off_at=handed, zone="Europe/Berlin",
        version=0, first_attempt_due_at=handed + timedelta(hours=1), person=person,
    )  # fmt: skip
    with team.work() as work:
        work.leads.upsert([row])
        found = work.leads.ids_by_external(source, [row.external_id])[row.external_id]
        recount(work, [found], book=team.desk.book(work), now=handed)
        work.commit()
    return found


def call(team: Team, source: str, moment: str, lead_id: LeadId) -> None:
    row = TouchRow(
        source=source, external_id=moment, lead_id=lead_id, kind=TouchKind.CALL, direction=Direction.OUTBOUND,
        outcome=None, note="", occurred_at=at(moment), received_at=at(moment), by_member=None,
    )  # fmt: skip
    with team.work() as work:
        work.touches.upsert([row])
        recount(work, [lead_id], book=team.desk.book(work), now=NOW)
        work.commit()


def proposed(team: Team) -> list[tuple[LeadId, LeadId]]:
    with team.work() as work:
        page = same_page(work, team.desk.book(work), NOW)
    assert len(page.pairs) == page.total
    return [(one.kept.lead.id, one.other.lead.id) for one in page.pairs]


@pytest.fixture
def two(team: Team) -> tuple[LeadId, LeadId]:
    """In the order of their handoffs, each with a call that its own source has."""
    other, kept = (
        lead(team, "salesforce", "2026-03-05 10:00", owner=BO.email),
        lead(team, "hubspot", "2026-03-02 10:00"),
    )
    call(team, "hubspot", "2026-03-03 10:00", kept)
    call(team, "salesforce", "2026-03-06 10:00", other)
    return kept, other


def test_only_a_person_of_two_sources_within_90_days_is_proposed(
    team: Team, two: tuple[LeadId, LeadId]
) -> None:
    lead(team, "hubspot", "2026-03-04 10:00")
    lead(team, "salesforce", "2026-03-04 10:00", person="q")
    old = lead(team, "hubspot", "2025-11-01 10:00", person="r")
    lead(team, "salesforce", "2026-03-04 10:00", person="r")
    assert proposed(team) == [two]
    assert old not in two


def test_as_one_lead_they_have_the_first_dates_and_both_histories(
    team: Team, two: tuple[LeadId, LeadId]
) -> None:
    kept, other = two
    due = team.stored(kept).derived.next_due_at
    SamePeople(team.desk).decide(team.actor(MAX), kept, other, NOW, same=True)
    mine, theirs = team.stored(kept), team.stored(other)
    assert (mine.derived.follow_up_count, mine.derived.next_due_at, mine.owner_id) == (
        1, due, team.members[ANA.email],
    )  # fmt: skip
    assert (theirs.stop_reason, theirs.stopped_at) == (StopReason.MERGED, theirs.handed_off_at)
    assert (theirs.derived.follow_up_count, theirs.derived.next_due_at) == (0, None)
    assert proposed(team) == []


def test_what_either_source_says_from_then_on_is_the_one_leads(
    team: Team, two: tuple[LeadId, LeadId]
) -> None:
    kept, other = two
    SamePeople(team.desk).decide(team.actor(MAX), kept, other, NOW, same=True)
    with team.work() as work:
        known = work.leads.ids_by_external("salesforce", ["salesforce-2026-03-05 10:00"])
    assert set(known.values()) == {kept}
    call(team, "salesforce", "2026-03-10 10:00", kept)
    assert team.stored(kept).derived.follow_up_count == 2


def test_undone_everything_is_as_it_was(team: Team, two: tuple[LeadId, LeadId]) -> None:
    kept, other = two
    before = team.stored(kept), team.stored(other)
    people = SamePeople(team.desk)
    people.decide(team.actor(MAX), kept, other, NOW, same=True)
    with pytest.raises(Conflict, match="more than 10 minutes"):
        people.undo(team.actor(MAX), kept, other, NOW + 11 * MINUTE)
    people.undo(team.actor(KIM), kept, other, NOW + 10 * MINUTE)
    assert (team.stored(kept), team.stored(other)) == before
    assert proposed(team) == [two]
    with pytest.raises(NotFound, match="nothing to undo"):
        people.undo(team.actor(MAX), kept, other, NOW + 10 * MINUTE)
    people.decide(team.actor(MAX), kept, other, NOW + 10 * MINUTE, same=True)
    assert team.stored(other).stop_reason is StopReason.MERGED


def test_kept_apart_they_are_not_proposed_again_and_nothing_moves(
    team: Team, two: tuple[LeadId, LeadId]
) -> None:
    kept, other = two
    before = team.stored(kept), team.stored(other)
    people = SamePeople(team.desk)
    for _ in range(2):
        settled = people.decide(team.actor(MAX), kept, other, NOW, same=False)
    assert not settled.same
    assert (team.stored(kept), team.stored(other), proposed(team)) == (*before, [])
    with pytest.raises(Conflict, match="decided or has changed"):
        people.decide(team.actor(MAX), kept, other, NOW, same=True)
    people.undo(team.actor(MAX), kept, other, NOW)
    assert proposed(team) == [two]


def test_twice_is_once_and_only_managers(team: Team, two: tuple[LeadId, LeadId]) -> None:
    people = SamePeople(team.desk)
    for who in (ANA, BO):
        with pytest.raises(NotAllowed, match="Only the managers"):
            people.decide(team.actor(who), *two, NOW, same=True)
    once = [people.decide(team.actor(MAX), *two, NOW, same=True) for _ in range(2)]
    assert once[0] == once[1]
    assert team.stored(two[0]).derived.follow_up_count == 1


def test_a_lead_of_nobodys_becomes_the_others(team: Team) -> None:
    kept = lead(team, "hubspot", "2026-03-02 10:00", owner=None)
    other = lead(team, "salesforce", "2026-03-05 10:00", owner=BO.email)
    SamePeople(team.desk).decide(team.actor(MAX), kept, other, NOW, same=True)
    assert team.stored(kept).owner_id == team.members[BO.email]


def merge(team: Team, kept: str, gone: str) -> int:
    with team.work() as work:
        leads = merged_at_source(work, "hubspot", kept=kept, gone=gone, now=NOW)
        recount(work, leads, book=team.desk.book(work), now=NOW)
        work.commit()
    return len(leads)


def test_what_a_source_itself_made_one_is_one_once_and_for_good(team: Team) -> None:
    gone, kept = lead(team, "hubspot", "2026-03-02 10:00"), lead(team, "hubspot", "2026-03-03 10:00")
    call(team, "hubspot", "2026-03-04 10:00", gone)
    call(team, "hubspot", "2026-03-05 10:00", kept)
    keys = {"kept": "hubspot-2026-03-03 10:00", "gone": "hubspot-2026-03-02 10:00"}
    assert [merge(team, **keys), merge(team, **keys), merge(team, kept=keys["kept"], gone="nobody")] == [
        2,
        0,
        0,
    ]
    assert team.stored(kept).derived.follow_up_count == 1
    assert team.stored(gone).stop_reason is StopReason.MERGED
    with pytest.raises(Conflict, match="undone there"):
        SamePeople(team.desk).undo(team.actor(MAX), kept, gone, NOW)

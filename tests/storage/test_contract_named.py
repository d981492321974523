"""Whom the agreement binds stands with the members, and a change of it raises the mark."""

from datetime import timedelta
from itertools import pairwise

from sla.people import Member, Named, Role, Side
from sla.ports import UnitOfWork
from tests.storage.examples import NOW, lead_row, named

DAY = timedelta(days=1)

BO = Named(
    email="bo@example.com",
    name="Bo Lind",
    side=Side.MARKETING,
    role=Role.MANAGER,
    zone="Asia/Tokyo",
    hours="8:00-16:30",
    days="sun-thu",
    holidays="none",
    streams=("New business", "“Ö, Renewals”"),
)


def member(work: UnitOfWork, email: str) -> Member:
    return next(one for one in work.members.all() if one.email == email)


def test_named_people_come_back_as_they_were_written(work: UnitOfWork):
    work.members.name([BO, named("Ana@Example.com")], NOW)
    assert member(work, "bo@example.com").named == BO
    assert member(work, "ana@example.com").named == named("ana@example.com")


def test_somebody_who_is_only_known_is_not_named(work: UnitOfWork):
    work.members.ensure(["cy@example.com"])
    work.members.name([BO], NOW)
    assert member(work, "cy@example.com").named is None


def test_naming_keeps_the_member_and_what_slack_says(work: UnitOfWork):
    (known,) = work.members.ensure(["bo@example.com"]).values()
    work.members.link({known: "U1"})
    work.members.greeted(known)
    work.members.name([BO], NOW)
    assert work.members.by_slack_id("U1") == Member(
        id=known, email="bo@example.com", slack_id="U1", greeted=True, named=BO, named_at=NOW
    )


def test_a_person_is_written_anew_and_the_last_of_two_words_stands(work: UnitOfWork):
    work.members.name([BO], NOW)
    work.members.name([named("bo@example.com", name="Bo"), named("BO@example.com", name="Bo L.")], NOW)
    assert member(work, "bo@example.com").named == named("bo@example.com", name="Bo L.")
    assert len(work.members.all()) == 1


def test_who_is_bound_no_longer_stays_a_member_with_their_leads(work: UnitOfWork):
    work.members.name([BO, named()], NOW)
    bo = member(work, "bo@example.com").id
    work.leads.upsert([lead_row("1", owner_id=bo)])
    work.members.unname(["BO@example.com", "nobody@example.com"])
    assert member(work, "bo@example.com").named is None
    assert member(work, "ana@example.com").named == named()
    assert [lead.owner_id for lead in work.leads.ahead(NOW)] == [bo]
    work.members.name([BO], NOW)
    assert member(work, "bo@example.com") == Member(
        id=bo, email="bo@example.com", slack_id=None, greeted=False, named=BO, named_at=NOW
    )


def test_the_mark_rises_with_every_change_of_who_is_named_and_only_then(work: UnitOfWork):
    marks = [work.agreements.mark()]

    def mark() -> None:
        marks.append(work.agreements.mark())

    work.members.name([BO, named()], NOW)
    mark()
    work.members.name([BO, named("ANA@example.com")], NOW)  # nothing new
    work.members.name([], NOW)
    work.members.ensure(["cy@example.com"])
    mark()
    work.members.name([named(zone="Asia/Tokyo")], NOW)
    mark()
    work.members.unname(["cy@example.com"])  # was not named
    work.members.unname([])
    mark()
    work.members.unname(["ana@example.com"])
    mark()
    assert [after - before for before, after in pairwise(marks)] == [1, 0, 1, 0, 1]


def test_who_is_bound_keeps_since_when(work: UnitOfWork):
    work.members.name([BO], NOW)
    work.members.name([named("bo@example.com", name="Bo L.")], NOW + DAY)
    assert member(work, "bo@example.com").named_at == NOW
    work.members.unname(["bo@example.com"])
    assert member(work, "bo@example.com").named_at is None
    work.members.name([BO], NOW + DAY)
    assert member(work, "bo@example.com").named_at == NOW + DAY


def test_when_somebody_first_opened_their_home_stays(work: UnitOfWork):
    (ana, bo) = work.members.ensure(["ana@example.com", "bo@example.com"]).values()
    work.members.opened_home(ana, NOW)
    work.members.opened_home(ana, NOW + DAY)
    assert member(work, "ana@example.com").home_opened_at == NOW
    assert member(work, "bo@example.com").home_opened_at is None
    assert bo != ana

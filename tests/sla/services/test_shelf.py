"""What the store holds of the agreement, as the book that everything is judged by."""

from dataclasses import replace
from datetime import date

from sla.book import Book
from tests.fakes.store import FakeStore
from tests.sla.services.agreement import ANA, BO, JANUARY, KIM, MAX, TERMS, at, person
from tests.sla.services.team import Team

MARCH, APRIL = (replace(TERMS, effective_on=day) for day in (date(2026, 3, 10), date(2026, 4, 1)))


def test_nothing_before_anything_is_agreed() -> None:
    store = FakeStore()
    team = Team(store=store, tenant_id=store.tenants.sole(), terms=None)
    assert team.book == Book(versions=(), people=())


def test_versions_with_todays_people(team: Team) -> None:
    team.agree(replace(MARCH, team="Two"), at("2026-03-01 10:00"))
    assert [(one.version, one.team, one.effective_on) for one in team.book.versions] == [
        (0, "Harbour", JANUARY),
        (1, "Two", date(2026, 3, 10)),
    ]
    assert all(one.people == (ANA, BO, KIM, MAX) for one in team.book.versions)
    assert team.book.person("ANA@example.com") == ANA
    assert team.book.person("eve@example.com") is None


def test_only_what_binds(team: Team) -> None:
    team.propose(MARCH, at("2026-03-01 10:00"))
    assert [one.version for one in team.book.versions] == [0]


def test_a_later_one_that_begins_no_later_leaves_the_earlier_no_day(team: Team) -> None:
    team.agree(APRIL, at("2026-03-01 10:00"))
    team.agree(replace(MARCH, team="Sooner"), at("2026-03-02 10:00"))
    assert [one.version for one in team.book.versions] == [0, 2]
    team.agree(replace(MARCH, team="Same day"), at("2026-03-03 10:00"))
    assert [one.version for one in team.book.versions] == [0, 3]
    assert team.book.at(at("2026-04-01 12:00")).team == "Same day"


def test_it_begins_on_the_day_after_a_late_signature(team: Team) -> None:
    team.agree(MARCH, at("2026-03-11 10:00"), begins_on=date(2026, 3, 12))
    assert team.book.versions[-1].effective_on == date(2026, 3, 12)


def test_it_is_read_again_once_something_has_changed(team: Team) -> None:
    before = team.book
    assert team.book is before
    eve = person("Eve New")
    team.terms = replace(TERMS, people=(*TERMS.people, eve))
    assert team.book.person(eve.email) == eve
    team.terms = replace(TERMS, people=(ANA, KIM, MAX))
    assert team.book.person(BO.email) is None


def test_what_was_undone_is_not_remembered(team: Team) -> None:
    with team.work() as work:
        work.agreements.add(team.version_of(replace(TERMS, team="Undone")))
    assert team.book.first.team == "Harbour"

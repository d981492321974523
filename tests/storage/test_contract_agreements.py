"""Versions keep their number and body, a proposal is settled once, and a signature is given once."""

from dataclasses import replace
from datetime import date

import pytest

from sla.agreement import State, Version
from sla.people import MemberId, TenantId
from sla.ports import UnitOfWork
from tests.storage.examples import NOW, change_asked, days, hours, new_version, signature
from tests.stores import AnyStore


@pytest.fixture
def people(work: UnitOfWork) -> tuple[MemberId, ...]:
    return tuple(work.members.ensure(["ana@example.com", "bo@example.com", "cy@example.com"]).values())


def test_a_version_comes_back_as_it_was_proposed(work: UnitOfWork, people: tuple[MemberId, ...]):
    new = new_version(
        "Größe = 1\n", proposed_by=people[0], asked=frozenset(people[1:]), note="More webinars."
    )
    version = work.agreements.add(new)
    assert version == Version(
        number=1,
        body="Größe = 1\n",
        sha256=new.sha256,
        effective_on=date(2026, 4, 1),
        state=State.PROPOSED,
        proposed_by=people[0],
        proposed_at=NOW,
        asked=frozenset(people[1:]),
        note="More webinars.",
        settled_at=None,
        begins_on=None,
    )
    assert work.agreements.get(1) == version
    assert work.agreements.get(2) is None


def test_numbers_rise_from_one_beside_the_unsigned_version(work: UnitOfWork, people: tuple[MemberId, ...]):
    assert work.agreements.all() == ()
    first = work.agreements.add(new_version("one", asked=frozenset(people[:1])))
    unsigned = work.agreements.add(new_version("file", state=State.UNSIGNED))
    second = work.agreements.add(new_version("two", asked=frozenset(people[1:])))
    assert [first.number, unsigned.number, second.number] == [1, 0, 2]
    assert work.agreements.all() == (unsigned, first, second)


def test_an_unsigned_version_replaces_the_one_before(work: UnitOfWork, people: tuple[MemberId, ...]):
    work.agreements.add(new_version("old", state=State.UNSIGNED, asked=frozenset(people), note="old"))
    new = work.agreements.add(
        new_version("new", state=State.UNSIGNED, effective_on=date(2026, 5, 1), asked=frozenset(people[:1]))
    )
    assert (new.number, new.body, new.effective_on, new.note) == (0, "new", date(2026, 5, 1), "")
    assert new.asked == {people[0]}
    assert new.binds
    assert work.agreements.all() == (new,)


def test_a_proposal_is_settled_once(work: UnitOfWork):
    proposed = work.agreements.add(new_version())
    begins_on = date(2026, 4, 2)
    assert work.agreements.settle(1, State.SIGNED, NOW + hours(1), begins_on=begins_on)
    assert not work.agreements.settle(1, State.WITHDRAWN, NOW + hours(2))
    settled = replace(proposed, state=State.SIGNED, settled_at=NOW + hours(1), begins_on=begins_on)
    assert work.agreements.get(1) == settled


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.REPLACED, State.LAPSED])
def test_a_proposal_that_ends_unsigned_begins_on_no_day(work: UnitOfWork, state: State):
    work.agreements.add(new_version("one"))
    other = work.agreements.add(new_version("two"))
    assert work.agreements.settle(1, state, NOW + days(1))
    version = work.agreements.get(1)
    assert version is not None
    assert (version.state, version.settled_at, version.begins_on) == (state, NOW + days(1), None)
    assert work.agreements.get(2) == other


def test_only_a_proposal_is_settled(work: UnitOfWork):
    unsigned = work.agreements.add(new_version(state=State.UNSIGNED))
    assert not work.agreements.settle(0, State.WITHDRAWN, NOW)
    assert not work.agreements.settle(5, State.WITHDRAWN, NOW)
    assert work.agreements.all() == (unsigned,)


def test_signatures_come_back_in_the_order_they_were_given(work: UnitOfWork, people: tuple[MemberId, ...]):
    work.agreements.add(new_version("one"))
    work.agreements.add(new_version("two"))
    late, early, other = (
        signature(people[2], at=NOW + hours(2)),
        signature(people[0], at=NOW),
        signature(people[1], version=2, name="Bo Lind"),
    )
    for one in (late, other, early):
        assert work.agreements.sign(one)
    assert work.agreements.signatures() == (late, other, early)
    assert work.agreements.signatures(1) == (late, early)
    assert work.agreements.signatures(3) == ()


def test_the_first_signature_of_a_member_stays(work: UnitOfWork, people: tuple[MemberId, ...]):
    work.agreements.add(new_version("one"))
    work.agreements.add(new_version("two"))
    first = signature(people[0])
    assert work.agreements.sign(first)
    assert not work.agreements.sign(first)
    assert not work.agreements.sign(replace(first, name="Somebody else", at=NOW + days(1)))
    assert work.agreements.sign(replace(first, version=2)), "another version is another word"
    assert work.agreements.signatures(1) == (first,)


def test_changes_are_asked_for_as_often_as_one_likes(work: UnitOfWork, people: tuple[MemberId, ...]):
    work.agreements.add(new_version("one"))
    work.agreements.add(new_version("two"))
    asked = [
        change_asked(people[1], comment="Fewer calls, please."),
        change_asked(people[0]),
        change_asked(people[1], comment="And later."),
    ]
    for one in (*asked, change_asked(people[0], version=2)):
        work.agreements.ask_change(one)
    assert work.agreements.changes_asked(1) == tuple(asked)
    assert work.agreements.changes_asked(3) == ()


def test_the_mark_rises_with_versions_and_their_states_and_only_then(
    work: UnitOfWork, people: tuple[MemberId, ...]
):
    before = work.agreements.mark()
    work.agreements.add(new_version())
    work.agreements.add(new_version(state=State.UNSIGNED))
    added = work.agreements.mark()
    assert added == before + 2
    work.agreements.sign(signature(people[0]))
    work.agreements.ask_change(change_asked(people[0]))
    work.agreements.save_draft({}, by=None, at=NOW)
    work.agreements.drop_draft()
    assert work.agreements.mark() == added
    assert work.agreements.settle(1, State.SIGNED, NOW, begins_on=date(2026, 4, 1))
    assert work.agreements.mark() == added + 1
    assert not work.agreements.settle(1, State.SIGNED, NOW)
    assert work.agreements.mark() == added + 1


def test_what_is_not_committed_leaves_no_version_number_or_mark(store: AnyStore, tenant_id: TenantId):
    with store.units(tenant_id) as work:
        work.agreements.add(new_version("lost"))
        (member,) = work.members.ensure(["ana@example.com"]).values()
        work.agreements.sign(signature(member))
        work.agreements.ask_change(change_asked(member))
    with store.units(tenant_id) as work:
        assert (work.agreements.mark(), work.agreements.all(), work.agreements.signatures()) == (0, (), ())
        assert work.agreements.add(new_version("kept")).number == 1
        work.commit()
    with store.looks(tenant_id) as work:
        assert [version.body for version in work.agreements.all()] == ["kept"]
        assert (work.agreements.mark(), work.agreements.changes_asked(1)) == (1, ())

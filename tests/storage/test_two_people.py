"""Two people at one agreement: everything is given once, and nobody is kept from other work."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from sla.agreement import State
from sla.people import MemberId, TenantId
from sla.ports import UnitOfWork
from tests.storage.examples import (
    NOW,
    change_asked,
    entry,
    lead_row,
    named,
    new_delivery,
    new_version,
    signature,
)
from tests.storage.test_concurrency import WORKERS, at_once
from tests.stores import SqlStore

EMAILS = [f"rep{number}@example.com" for number in range(WORKERS)]


@pytest.fixture
def tenant_id(database_store: SqlStore) -> TenantId:
    return database_store.tenants.sole()


@pytest.fixture
def people(database_store: SqlStore, tenant_id: TenantId) -> list[MemberId]:
    with database_store.units(tenant_id) as work:
        ids = work.members.ensure(EMAILS)
        work.commit()
    return list(ids.values())


def propose(store: SqlStore, tenant_id: TenantId, people: list[MemberId]) -> int:
    with store.units(tenant_id) as work:
        version = work.agreements.add(new_version(asked=frozenset(people)))
        work.commit()
    return version.number


def test_a_number_is_given_once(database_store: SqlStore, tenant_id: TenantId):
    def add() -> int:
        return propose(database_store, tenant_id, [])

    assert sorted(at_once(add) + at_once(add)) == [*range(1, 2 * WORKERS + 1)]
    with database_store.looks(tenant_id) as work:
        assert work.agreements.mark() == 2 * WORKERS


def test_a_proposal_is_settled_by_one(database_store: SqlStore, tenant_id: TenantId):
    number = propose(database_store, tenant_id, [])

    def settle() -> bool:
        with database_store.units(tenant_id) as work:
            settled = work.agreements.settle(number, State.WITHDRAWN, NOW)
            work.commit()
            return settled

    assert sorted(at_once(settle)) == [False] * (WORKERS - 1) + [True]


def test_a_member_who_presses_twice_signs_once(
    database_store: SqlStore, tenant_id: TenantId, people: list[MemberId]
):
    number = propose(database_store, tenant_id, people)

    def sign() -> bool:
        with database_store.units(tenant_id) as work:
            signed = work.agreements.sign(signature(people[0], version=number))
            work.commit()
            return signed

    assert sorted(at_once(sign)) == [False] * (WORKERS - 1) + [True]


def test_exactly_one_sees_the_last_signature(
    database_store: SqlStore, tenant_id: TenantId, people: list[MemberId]
):
    """Each has inserted a row that refers to the tenant before signing, as a first press does."""
    for _ in range(3):
        number = propose(database_store, tenant_id, people)
        waiting = list(people)

        def sign(number: int = number, waiting: list[MemberId] = waiting) -> bool:
            mine = waiting.pop()
            with database_store.units(tenant_id) as work:
                work.members.ensure([f"witness{mine}of{number}@example.com"])
                assert work.agreements.sign(signature(mine, version=number))
                last = set(people) <= {one.member_id for one in work.agreements.signatures(number)}
                settled = last and work.agreements.settle(
                    number, State.SIGNED, NOW, begins_on=date(2026, 4, 1)
                )
                work.commit()
                return settled

        assert sorted(at_once(sign)) == [False] * (WORKERS - 1) + [True]


def test_no_change_of_a_draft_is_lost(database_store: SqlStore, tenant_id: TenantId):
    def write() -> None:
        for _ in range(5):
            with database_store.units(tenant_id) as work:
                draft = work.agreements.draft()
                changes = draft.tables["changes"] if draft else []
                work.agreements.save_draft({"changes": [*changes, "one more"]}, by=None, at=NOW)
                work.commit()

    at_once(write)
    with database_store.looks(tenant_id) as work:
        draft = work.agreements.draft()
    assert draft is not None
    assert (len(draft.tables["changes"]), draft.revision) == (5 * WORKERS, 5 * WORKERS)


def test_people_are_named_in_any_order_at_once(database_store: SqlStore, tenant_id: TenantId):
    orders = [EMAILS, EMAILS[::-1], EMAILS[1:], EMAILS[:2]]

    def name() -> None:
        emails = orders.pop()
        with database_store.units(tenant_id) as work:
            work.members.name([named(email, name=str(len(emails))) for email in emails], NOW)
            work.commit()

    at_once(name)
    with database_store.looks(tenant_id) as work:
        assert {one.email for one in work.members.all() if one.named} == set(EMAILS)


def test_who_signs_keeps_nobody_from_other_work(postgres_store: SqlStore):
    """Where a writer is not alone: an open signing does not lock out leads, messages and new members."""
    tenant_id = postgres_store.tenants.sole()
    number = propose(postgres_store, tenant_id, [])
    with postgres_store.units(tenant_id) as signing, postgres_store.units(tenant_id) as work:
        (member,) = signing.members.ensure(["ana@example.com"]).values()
        assert signing.agreements.sign(signature(member, version=number))
        work.leads.upsert([lead_row("1")])
        work.members.ensure(["bo@example.com"])
        work.deliveries.plan(new_delivery())
        assert [one.number for one in work.agreements.all()] == [number]
        assert work.agreements.mark() == 1
        work.commit()


REFERENCES: dict[str, Callable[[UnitOfWork, MemberId], object]] = {
    "proposer": lambda work, other: work.agreements.add(new_version(proposed_by=other)),
    "asked": lambda work, other: work.agreements.add(new_version(asked=frozenset({other}))),
    "signature": lambda work, other: work.agreements.sign(signature(other)),
    "change": lambda work, other: work.agreements.ask_change(change_asked(other)),
    "draft": lambda work, other: work.agreements.save_draft({}, by=other, at=NOW),
    "entry": lambda work, other: work.agreements.enter(entry(other)),
}


@pytest.mark.parametrize("reference", REFERENCES)
def test_another_workspaces_member_cannot_be_referred_to(database_store: SqlStore, reference: str):
    mine, other = (
        database_store.tenants.adopt(enterprise_id=None, team_id=team, name=team) for team in ("T1", "T2")
    )
    with database_store.units(other) as work:
        (stranger,) = work.members.ensure(["stranger@example.com"]).values()
        work.commit()
    with database_store.units(mine) as work:
        work.agreements.add(new_version())
        with pytest.raises(IntegrityError):
            REFERENCES[reference](work, stranger)


def test_another_workspaces_version_cannot_be_signed(database_store: SqlStore):
    mine, other = (
        database_store.tenants.adopt(enterprise_id=None, team_id=team, name=team) for team in ("T1", "T2")
    )
    propose(database_store, other, [])
    with database_store.units(mine) as work:
        (member,) = work.members.ensure(["ana@example.com"]).values()
        assert work.agreements.get(1) is None
        with pytest.raises(IntegrityError):
            work.agreements.sign(signature(member))

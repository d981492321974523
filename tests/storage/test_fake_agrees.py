"""The store in memory and the one on SQLite agree on lists and messages that nobody thought of."""

from dataclasses import replace
from datetime import date, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from sla.delivery import Delivery, DeliveryId, Posted, State
from sla.leads import Derived, LeadRow, Urgency, WorklistQuery
from sla.ports import UnitOfWork
from tests.fakes.store import FakeStore
from tests.storage.examples import NOW, derived, hours, lead_row, new_delivery, won
from tests.stores import SqlStore

# Moments that fall together with `now` and the day's end more often than not.
moments = st.sampled_from([-48, -24, -1, 0, 1, 14, 15, 24, 48]).map(lambda number: NOW + hours(number))
maybe = st.none() | moments
dates = moments.map(datetime.date)


@st.composite
def leads(draw: st.DrawFn) -> tuple[LeadRow, Derived, datetime | None, datetime | None]:
    """A lead with its derived columns, when it stops and until when it sleeps."""
    row = lead_row("?", handed_off_at=draw(moments), version=draw(st.sampled_from([None, 0, 1])))
    columns = derived(
        first_attempt_at=draw(maybe),
        next_due_at=draw(maybe),
        suggested_on=draw(st.none() | dates),
        remind_on=draw(st.none() | dates),
    )
    return row, columns, draw(maybe), draw(maybe)


queries = st.fixed_dictionaries({
    "now": st.just(NOW),
    "day_ends_at": st.sampled_from([NOW + hours(14), NOW]),
    "today": st.just(NOW.date()),
    "known_until": st.none() | moments,
    "everything": st.booleans(),
    "with_snoozed": st.booleans(),
    "only": st.none() | st.sampled_from(Urgency),
    "offset": st.integers(0, 4),
    "limit": st.integers(0, 9),
})  # fmt: skip


def answer(
    work: UnitOfWork,
    given_leads: list[tuple[LeadRow, Derived, datetime | None, datetime | None]],
    query: dict[str, datetime | date | int | None],
) -> object:
    """All that the store says about these leads, without ids of its own."""
    owner = work.members.ensure(["ana@example.com"])["ana@example.com"]
    for number, (row, columns, stops_at, sleeps_until) in enumerate(given_leads):
        work.leads.upsert([replace(row, external_id=str(number), owner_id=owner)])
        lead_id = work.leads.ids_by_external("file", [str(number)])[str(number)]
        work.leads.save_derived({lead_id: columns})
        work.leads.snooze(lead_id, sleeps_until)
        if stops_at:
            work.leads.set_stops(won({lead_id: stops_at}))
    found = work.leads.worklist(WorklistQuery(owner_id=owner, **query))
    return (
        [(one.urgency, replace(one.lead, id=0, owner_id=None)) for one in found.items],
        found.counts,
        work.leads.overdue(NOW),
        work.leads.due_between(NOW, NOW + hours(24)),
        work.leads.delivered(NOW - hours(24), NOW + hours(1)),
        [lead.external_id for lead in work.leads.ahead(NOW)],
    )


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(leads(), max_size=8), queries)
def test_both_stores_give_the_same_list(
    sqlite_store: SqlStore,  # nothing is committed to it, so that every example finds it empty
    given_leads: list[tuple[LeadRow, Derived, datetime | None, datetime | None]],
    query: dict[str, datetime | date | int | None],
):
    fake = FakeStore()
    with (
        fake.units(fake.tenants.sole()) as remembered,
        sqlite_store.units(sqlite_store.tenants.sole()) as stored,
    ):
        assert answer(stored, given_leads, query) == answer(remembered, given_leads, query)


class TwoLedgers(RuleBasedStateMachine):
    """Does the same to both ledgers and finds them in the same state after each step."""

    def __init__(self, store: SqlStore) -> None:
        super().__init__()
        fake = FakeStore()
        for each in (fake, store):
            each.leases.now = lambda: self.now
        self.works: list[UnitOfWork] = [
            fake.units(fake.tenants.sole()).__enter__(),
            store.units(store.tenants.sole()).__enter__(),
        ]
        self.now = NOW
        self.attempts: dict[str, int] = {}
        self.sent: set[str] = set()

    def teardown(self) -> None:
        for work in self.works:
            work.__exit__(None, None, None)

    def ledger(self, work: UnitOfWork) -> dict[str, Delivery]:
        """By key, without ids and references, which are each store's own."""
        return {
            new_delivery(one.subject, kind=one.kind, due_at=one.due_at).key: replace(
                one,
                id=DeliveryId(0),
                tenant_id=work.tenant_id,
                reference="",
                told_in=one.told_in and DeliveryId(0),
            )
            for one in work.deliveries.in_state(*State)
        }

    @rule(subject=st.sampled_from(["ana", "bo"]), wait=st.sampled_from([-9, -1, 0, 1, 7, 8, 24]))
    def plan(self, subject: str, wait: int) -> None:
        new = new_delivery(subject, due_at=self.now + hours(wait), open_for=hours(10))
        assert len({work.deliveries.plan(new) for work in self.works}) == 1

    @rule()
    def claim(self) -> None:
        first, second = (work.deliveries.claim(self.now) for work in self.works)
        assert (first is None) == (second is None)
        if first and second:
            assert (first.subject, first.due_at, first.attempt) == (
                second.subject,
                second.due_at,
                second.attempt,
            )
            assert first.state is State.SENDING

    @precondition(lambda self: self.attempts)
    @rule(
        data=st.data(),
        how=st.sampled_from(["failed", "dropped", "unknown", "again", "sent", "posting", "posting"]),
        old=st.sampled_from([0, 0, 0, 1]),
    )
    def settle(self, data: st.DataObject, how: str, old: int) -> None:
        key = data.draw(st.sampled_from(sorted(self.attempts)))
        for work in self.works:
            one = work.deliveries.by_key(key)
            assert one is not None
            attempt = one.attempt - old
            match how:
                case "sent":
                    work.deliveries.sent(one.id, attempt, Posted(channel_id="D1", message_ts="1"))
                case "posting":
                    work.deliveries.posting(
                        replace(one, attempt=attempt), "D1", telling=self.doubtful(work, one)
                    )
                case "unknown":
                    look_at = self.now + hours(0.1)
                    work.deliveries.unknown(one.id, attempt, "because", look_at=look_at)
                case "again":
                    work.deliveries.again(one.id, attempt, self.now + hours(1), "ratelimited")
                case _:
                    getattr(work.deliveries, how)(one.id, attempt, "because")

    @staticmethod
    def doubtful(work: UnitOfWork, one: Delivery) -> list[DeliveryId]:
        return [other.id for other in work.deliveries.untold(one)]

    @rule(how=st.sampled_from(["not found", "given up", "later"]))
    def look_up(self, how: str) -> None:
        found = [work.deliveries.look_up(self.now) for work in self.works]
        assert len({one and (one.subject, one.due_at) for one in found}) == 1
        for work, one in zip(self.works, found, strict=True):
            if one is None:
                continue
            if how == "later":
                work.deliveries.look_later(one, self.now + hours(0.1))
            else:
                look_at = self.now + hours(0.1) if how == "not found" else None
                work.deliveries.not_found(one, look_at=look_at)

    @rule(passed=st.sampled_from([0.01, 0.02, 1, 5, 12]))
    def wait(self, passed: float) -> None:
        self.now += hours(passed)

    @rule()
    def lapse(self) -> None:
        assert len({work.deliveries.lapse(self.now) for work in self.works}) == 1

    @invariant()
    def both_agree(self) -> None:
        remembered, stored = (self.ledger(work) for work in self.works)
        assert [replace(one, tenant_id=0) for one in stored.values()] == [
            replace(one, tenant_id=0) for one in remembered.values()
        ]
        assert stored.keys() == remembered.keys()
        for key, one in stored.items():
            assert one.attempt >= self.attempts.get(key, 0), "the fence never goes back"
            assert key not in self.sent or one.state is State.SENT, "what was sent stays sent"
            self.attempts[key] = one.attempt
            if one.state is State.SENT:
                self.sent.add(key)


def test_both_ledgers_go_through_the_same_states(sqlite_store: SqlStore):
    run_state_machine_as_test(
        lambda: TwoLedgers(sqlite_store),
        settings=settings(deadline=None, max_examples=30, stateful_step_count=25),
    )

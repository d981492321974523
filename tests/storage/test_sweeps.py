"""Each sweep is an index search (unique keys have unnamed indexes), and more leads take no more statements."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import pytest
from sqlalchemy import Connection, event

from sla.delivery import Delivery, DeliveryId, Kind, State
from sla.handoff import HandoffFacts
from sla.leads import WorklistQuery
from sla.people import MemberId, TenantId
from sla.ports import UnitOfWork
from tests.storage.examples import (
    NOW,
    answer_row,
    days,
    deal_row,
    derived,
    hours,
    lead_row,
    named,
    new_delivery,
    touch_row,
    won,
)
from tests.stores import SqlStore

LATER = NOW + days(30)
FAR = NOW + days(60)
DELIVERY = Delivery(
    id=DeliveryId(1),
    tenant_id=TenantId(1),
    kind=Kind.NUDGE,
    subject="7",
    on=NOW.date(),
    due_at=NOW,
    expires_at=LATER,
    state=State.SENDING,
    attempt=1,
    next_at=NOW,
    lease_until=NOW,
    channel_id=None,
    message_ts=None,
    reason=None,
    reference="",
)
LIST = WorklistQuery(owner_id=MemberId(1), now=NOW, day_ends_at=NOW + hours(14), today=NOW.date())
EVERYTHING = WorklistQuery(
    owner_id=MemberId(1), now=NOW, day_ends_at=NOW + hours(14), today=NOW.date(), everything=True
)

FIXED = HandoffFacts(zone="Asia/Tokyo", version=2, first_attempt_due_at=LATER)

SWEEPS: dict[str, tuple[str, Callable[[UnitOfWork], object]]] = {
    "worklist": ("ix_lead_on_a_list", lambda work: work.leads.worklist(LIST)),
    "worklist of everything": ("ix_lead_owner", lambda work: work.leads.worklist(EVERYTHING)),
    "delivered": ("ix_lead_handed_off", lambda work: work.leads.delivered(NOW, LATER)),
    "delivered each": ("ix_lead_handed_off", lambda work: work.leads.delivered_each([NOW, LATER, FAR])),
    "in doubt": ("ix_lead_person", lambda work: work.leads.in_doubt(NOW, LATER)),
    "rejected in doubt": ("ix_lead_rejected", lambda work: work.leads.in_doubt(NOW, LATER)),
    "checked": ("ix_lead_handed_off", lambda work: work.leads.checked(NOW, LATER)),
    "overdue": ("ix_lead_due", lambda work: work.leads.overdue(NOW)),
    "due between": ("ix_lead_due", lambda work: work.leads.due_between(NOW, LATER)),
    "handed off": ("ix_lead_handed_off", lambda work: work.leads.handed_off_between(NOW, LATER)),
    "touches of leads": ("ix_touch_lead", lambda work: work.leads.handed_off_between(NOW, LATER)),
    "behind": ("ix_lead_behind", lambda work: work.leads.behind(NOW, 100)),
    "ahead": ("ix_lead_handed_off", lambda work: work.leads.ahead(LATER)),
    "count": ("ix_lead_handed_off", lambda work: work.leads.count(until=NOW)),
    "leads by key": (
        "(tenant_id=? AND source=? AND external_id=?)",
        lambda work: work.leads.ids_by_external("file", ["1"]),
    ),
    "touch by key": (
        "(tenant_id=? AND source=? AND external_id=?)",
        lambda work: work.touches.by_key("file", "1"),
    ),
    "unrecorded": ("ix_lead_due", lambda work: work.breaches.unrecorded(NOW, 9)),
    "breaches of": ("(tenant_id=? AND lead_id=?)", lambda work: work.breaches.of([1])),
    "answers of": ("ix_answer_lead", lambda work: work.answers.of([1])),
    "first won": ("ix_deal_lead", lambda work: work.deals.first_won([1])),
    "won": ("ix_deal_won", lambda work: work.deals.won(NOW, LATER, currency="USD")),
    "decisions": ("ix_handoff_decision_lead", lambda work: work.decisions.of([1])),
    "last handoffs": ("ix_lead_owner", lambda work: work.decisions.last_handoffs([1])),
    "waiting": ("ix_lead_waiting", lambda work: work.decisions.waiting(NOW)),
    "untried": ("ix_lead_untried", lambda work: work.decisions.untried(NOW)),
    "queued": ("ix_lead_handed_off", lambda work: work.decisions.queued(NOW)),
    "rejected": ("ix_lead_rejected", lambda work: work.decisions.rejected(NOW)),
    "paths": ("ix_lead_handed_off", lambda work: work.paths.handed_off(NOW, LATER, currency="USD")),
    "stages of paths": (
        "ix_stage_change_lead",
        lambda work: work.paths.handed_off(NOW, LATER, currency="USD"),
    ),
    "forecasts": ("(tenant_id=?)", lambda work: work.forecasts.all()),
    "member": ("(tenant_id=? AND slack_id=?)", lambda work: work.members.by_slack_id("U1")),
    "signatures": ("(tenant_id=? AND version=?)", lambda work: work.agreements.signatures(1)),
    "changes asked": ("ix_change_asked_version", lambda work: work.agreements.changes_asked(1)),
    "version": ("(tenant_id=? AND number=?)", lambda work: work.agreements.get(1)),
    "entries": ("(tenant_id=?)", lambda work: work.agreements.entries(NOW.date())),
    "claim": ("ix_delivery_planned", lambda work: work.deliveries.claim(NOW)),
    "look up": ("ix_delivery_state", lambda work: work.deliveries.look_up(NOW)),
    "failed since": ("ix_delivery_state", lambda work: work.deliveries.failed_since(NOW)),
    "untold": ("ix_delivery_state", lambda work: work.deliveries.untold(DELIVERY)),
    "lapse": ("ix_delivery_state", lambda work: work.deliveries.lapse(NOW)),
    "plan": ("ix_delivery_subject", lambda work: work.deliveries.plan(new_delivery())),
    "last": ("ix_delivery_subject", lambda work: work.deliveries.last(Kind.NUDGE, "ana")),
    "in state": ("ix_delivery_state", lambda work: work.deliveries.in_state(State.UNKNOWN)),
    "delivery by key": ("(tenant_id=? AND key=?)", lambda work: work.deliveries.by_key("nudge")),
}


@dataclass
class Watch:
    """The statements that went to the database, and SQLite's plan for each."""

    statements: list[str] = field(default_factory=list)
    plans: list[str] = field(default_factory=list)

    def see(self, connection: Connection, *said: object) -> None:
        _, statement, parameters, *_ = said
        if not str(statement).startswith(("EXPLAIN", "PRAGMA", "BEGIN")):
            self.statements.append(str(statement))
            if connection.dialect.name == "sqlite":
                rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
                self.plans.append("\n".join(str(row.detail) for row in rows))


@contextmanager
def watching(store: SqlStore) -> Iterator[Watch]:
    watch = Watch()
    event.listen(store.engine, "before_cursor_execute", watch.see)
    try:
        yield watch
    finally:
        event.remove(store.engine, "before_cursor_execute", watch.see)


@pytest.mark.parametrize("sweep", SWEEPS)
def test_a_sweep_uses_its_index(sqlite_store: SqlStore, sweep: str):
    search, call = SWEEPS[sweep]
    with sqlite_store.units(sqlite_store.tenants.sole()) as work, watching(sqlite_store) as watch:
        call(work)
    plans = "\n".join(watch.plans)
    assert search in plans, plans
    assert "SCAN lead" not in plans
    assert "SCAN delivery" not in plans


def test_the_number_of_statements_does_not_grow_with_the_leads(database_store: SqlStore):
    few, many = (statements_for(database_store, leads) for leads in (3, 300))
    assert few == many
    assert (few["worklist"], few["handed off"], few["histories"]) == (2, 2, 4), (
        "histories: two of them find the ids"
    )


def statements_for(store: SqlStore, leads: int) -> dict[str, int]:
    """How many statements each bulk call takes with this many leads."""
    with store.units(store.tenants.sole()) as work:
        owner = work.members.ensure(["ana@example.com"])["ana@example.com"]
        rows = [lead_row(str(number), owner_id=owner) for number in range(leads)]
        names = [str(number) for number in range(leads)]
        calls: dict[str, Callable[[], object]] = {
            "insert": lambda: work.leads.upsert(rows),
            "worklist": lambda: work.leads.worklist(replace(LIST, owner_id=owner)),
            "repeat": lambda: work.leads.upsert(rows),
            "touches": lambda: work.touches.add([touch_row(f"t{one}", one) for one in ids()]),
            "deals": lambda: work.deals.upsert([deal_row(f"d{one}", one) for one in ids()]),
            "derived": lambda: work.leads.save_derived({one: derived() for one in ids()}),
            "refix": lambda: work.leads.refix(dict.fromkeys(ids(), FIXED), recount_at=NOW),
            "delivered each": lambda: work.leads.delivered_each([NOW, NOW + days(1), LATER]),
            "in doubt": lambda: work.leads.in_doubt(NOW, LATER),
            "paths": lambda: work.paths.handed_off(NOW, NOW + days(1), currency="USD"),
            "named": lambda: work.members.name([named(f"{name}@example.com") for name in names], NOW),
            "answers": lambda: work.answers.add([answer_row(f"a{one}", one) for one in ids()]),
            "answers of": lambda: work.answers.of(ids()),
            "first won": lambda: work.deals.first_won(ids()),
            "leads of deals": lambda: work.deals.leads_of("file", [f"d{name}" for name in names]),
            "stop": lambda: work.leads.set_stops(won(dict.fromkeys(ids(), NOW))),
            "handed off": lambda: work.leads.handed_off_between(NOW, NOW + days(1)),
            "histories": lambda: work.leads.histories(ids()),
            "members": lambda: work.members.ensure(names),
        }

        def ids() -> list[int]:
            return list(work.leads.ids_by_external("file", names).values())

        counts = {}
        for name, call in calls.items():
            with watching(store) as watch:
                call()
            counts[name] = len(watch.statements)
        return counts

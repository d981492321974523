"""Checkpoint days that ended short, on every store alike: recorded once per lead and day, never changed."""

from dataclasses import replace
from datetime import datetime

from sla.breaches import Breach
from sla.leads import LeadId
from sla.ports import UnitOfWork
from tests.storage.examples import NOW, days, derived, lead_row, touch_row, won


def put(work: UnitOfWork, external_id: str, due_at: datetime | None, *, version: int | None = 1) -> LeadId:
    work.leads.upsert([lead_row(external_id, handed_off_at=NOW - days(60), version=version)])
    lead_id = work.leads.ids_by_external("file", [external_id])[external_id]
    work.leads.save_derived({lead_id: derived(next_due_at=due_at)})
    return lead_id


def breach(lead_id: LeadId, *, day: int = 14, at: datetime = NOW, next_at: datetime | None = None) -> Breach:
    return Breach(
        lead_id=lead_id, day=day, need=3, had=1, version=1, at=at, next_at=next_at, owner_id=None
    )  # fmt: skip


def test_a_day_is_recorded_once_and_stays(work: UnitOfWork):
    lead = put(work, "1", NOW)
    first, second = breach(lead, next_at=NOW + days(14)), breach(lead, day=28)
    assert work.breaches.add([second, first]) == 2
    assert work.breaches.add([replace(first, had=2)]) == 0
    assert work.breaches.add([]) == 0
    assert work.breaches.of([lead, put(work, "2", None)]) == {lead: (first, second)}
    assert work.breaches.of([]) == {}


def test_overdue_leads_wait_until_each_ended_day_is_recorded(work: UnitOfWork):
    second, first = put(work, "1", NOW), put(work, "2", NOW - days(1))
    put(work, "ahead", NOW + days(1))
    put(work, "no clock", None)
    put(work, "listed", NOW, version=None)
    work.leads.set_stops(won({put(work, "stopped", NOW): NOW}))
    assert work.breaches.unrecorded(NOW, 9) == (first, second)
    assert work.breaches.unrecorded(NOW, 1) == (first,)
    work.breaches.add([breach(first, at=NOW - days(1), next_at=NOW + days(13)), breach(second)])
    assert work.breaches.unrecorded(NOW, 9) == ()
    assert work.breaches.unrecorded(NOW + days(13), 1) == (first,)


def test_an_earlier_days_record_does_not_stand_for_a_later_one(work: UnitOfWork):
    lead = put(work, "1", NOW)
    work.breaches.add([breach(lead, at=NOW - days(14), next_at=NOW + days(1))])
    assert work.breaches.unrecorded(NOW, 9) == (lead,)


def test_what_came_in_after_a_day_had_ended_short(work: UnitOfWork):
    lead, other = put(work, "1", NOW), put(work, "2", NOW)
    work.breaches.add([breach(lead), breach(other)])
    before = touch_row("a", lead, source="crm", occurred_at=NOW - days(1))
    work.touches.add(
        [
            replace(before, received_at=NOW + days(2)),
            replace(before, external_id="in time", lead_id=other, received_at=NOW - days(1)),
            replace(before, external_id="after", lead_id=other, occurred_at=NOW, received_at=NOW + days(2)),
        ]
    )
    assert work.breaches.told_later(NOW, NOW + days(2)) == (lead,)
    assert work.breaches.told_later(NOW, NOW + days(1)) == ()
    assert work.breaches.told_later(NOW + days(2), NOW + days(9)) == ()
    work.touches.take_back("crm", ["a"], NOW + days(3))
    assert work.breaches.told_later(NOW, NOW + days(9)) == ()

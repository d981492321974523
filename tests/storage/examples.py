"""Rows for tests, each with everything said that the test does not care about."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from sla.activity import DealRow, Outcome, TouchRow
from sla.agreement import ChangeAsked, NewVersion, PromiseEntry, Signature, State
from sla.delivery import Kind, NewDelivery
from sla.lead_answers import AnswerRow, NextStep
from sla.leads import Derived, Given, LeadId, LeadRow, Stop, StopReason
from sla.money import Money
from sla.people import MemberId, Named, Role, Side
from sla.touches import Direction, Manner, TouchKind

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
MARCH = date(2026, 3, 1)
WORKING_DAY = timedelta(hours=8)


def days(number: float) -> timedelta:
    return timedelta(days=number)


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


def lead_row(
    external_id: str,
    *,
    source: str = "file",
    name: str = "Ada Lovelace",
    lead_type: str = "website",
    stage: str = "MQL",
    owner_id: MemberId | None = None,
    handed_off_at: datetime = NOW,
    zone: str = "Europe/Berlin",
    version: int | None = 1,
    first_attempt_due_at: datetime | None = None,
    given: Given | None = None,
    person: str | None = None,
) -> LeadRow:
    return LeadRow(
        source=source,
        external_id=external_id,
        name=name,
        lead_type=lead_type,
        origin="Website form",
        stage=stage,
        owner_id=owner_id,
        handed_off_at=handed_off_at,
        zone=zone,
        version=version,
        first_attempt_due_at=first_attempt_due_at or handed_off_at + hours(4),
        given=given,
        person=person,
    )


def won(moments: Mapping[LeadId, datetime]) -> dict[LeadId, Stop]:
    """Leads stopped by a win."""
    return {lead_id: Stop(at=at, reason=StopReason.WON) for lead_id, at in moments.items()}


def answer_row(
    external_id: str,
    lead_id: LeadId,
    *,
    source: str = "slack",
    next_step: NextStep = NextStep.MEETING,
    on: date | None = None,
    at: datetime = NOW,
    by_member: MemberId | None = None,
) -> AnswerRow:
    return AnswerRow(
        source=source,
        external_id=external_id,
        lead_id=lead_id,
        next_step=next_step,
        on=on,
        reason="has a supplier",
        at=at,
        received_at=at + hours(1),
        by_member=by_member,
    )


def derived(
    *,
    follow_up_count: int = 0,
    first_attempt_at: datetime | None = None,
    next_due_at: datetime | None = None,
    suggested_on: date | None = None,
    recount_at: datetime | None = None,
    remind_on: date | None = None,
    accepted_at: datetime | None = None,
    rejected_at: datetime | None = None,
) -> Derived:
    return Derived(
        follow_up_count=follow_up_count,
        first_attempt_at=first_attempt_at,
        next_due_at=next_due_at,
        suggested_on=suggested_on,
        recount_at=recount_at,
        remind_on=remind_on,
        accepted_at=accepted_at,
        rejected_at=rejected_at,
    )


def touch_row(
    external_id: str,
    lead_id: LeadId,
    *,
    source: str = "slack",
    kind: TouchKind = TouchKind.CALL,
    outcome: Outcome | None = Outcome.REACHED,
    occurred_at: datetime = NOW,
    by_member: MemberId | None = None,
    manner: Manner = Manner.PERSON,
) -> TouchRow:
    return TouchRow(
        source=source,
        external_id=external_id,
        lead_id=lead_id,
        kind=kind,
        direction=Direction.OUTBOUND,
        outcome=outcome,
        note="asked for prices",
        occurred_at=occurred_at,
        received_at=occurred_at + hours(1),
        by_member=by_member,
        manner=manner,
    )


def deal_row(
    external_id: str, lead_id: LeadId, *, won_at: datetime = NOW, amount: Money | None = None
) -> DealRow:
    return DealRow(source="file", external_id=external_id, lead_id=lead_id, won_at=won_at, amount=amount)


def new_delivery(
    subject: str = "ana",
    *,
    kind: Kind = Kind.NUDGE,
    due_at: datetime = NOW,
    open_for: timedelta = WORKING_DAY,
) -> NewDelivery:
    return NewDelivery(
        kind=kind, subject=subject, on=due_at.date(), due_at=due_at, expires_at=due_at + open_for
    )


def named(
    email: str = "ana@example.com",
    *,
    name: str = "Ana Ruiz",
    side: Side = Side.SALES,
    role: Role = Role.REP,
    zone: str | None = None,
) -> Named:
    return Named(email=email, name=name, side=side, role=role, zone=zone)


def new_version(
    body: str = "version = 1",
    *,
    state: State = State.PROPOSED,
    effective_on: date = date(2026, 4, 1),
    proposed_by: MemberId | None = None,
    asked: frozenset[MemberId] = frozenset(),
    note: str = "",
) -> NewVersion:
    return NewVersion(
        body=body,
        sha256=sha256(body.encode()).hexdigest(),
        effective_on=effective_on,
        state=state,
        proposed_by=proposed_by,
        proposed_at=NOW,
        asked=asked,
        note=note,
    )


def signature(
    member_id: MemberId, *, version: int = 1, name: str = "Ana Ruiz", at: datetime = NOW
) -> Signature:
    return Signature(
        version=version, member_id=member_id, name=name, side=Side.SALES, at=at, sha256="ab" * 32
    )


def change_asked(
    member_id: MemberId, *, version: int = 1, comment: str = "Two calls are enough."
) -> ChangeAsked:
    return ChangeAsked(version=version, member_id=member_id, name="Ana Ruiz", at=NOW, comment=comment)


def entry(by: MemberId, *, key: str = "articles", month: date = MARCH, value: str = "4") -> PromiseEntry:
    return PromiseEntry(key=key, month=month, value=value, by=by, at=NOW)

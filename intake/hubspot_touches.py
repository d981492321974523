"""Calls, emails and meetings as touches: what happened, which way, and what came of it. No word of their texts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from intake.activity_words import Activity
from intake.dates import Moment
from intake.hubspot_api import Kind
from intake.hubspot_leads import address
from intake.hubspot_shapes import Owner, Record
from intake.records import TouchRecord
from intake.row_reader import Taken
from sla.activity import Outcome
from sla.leads import LeadId
from sla.touches import Direction, Manner, TouchKind

DISPOSITIONS: Mapping[str, Outcome] = {
    "f240bbac-87c9-4f6e-bf70-924b57d47db7": Outcome.REACHED,
    "73a0d17f-1163-4015-bdd5-ec830791da20": Outcome.NO_ANSWER,
    "9d9162e7-6cf3-4944-bf63-4dff82258764": Outcome.NO_ANSWER,
    "17b47fee-58de-441e-a44c-c6300d46f273": Outcome.NO_ANSWER,
    "a4c4c377-d246-4b32-a13b-75a56a4cd0ff": Outcome.LEFT_MESSAGE,
    "b2cf5968-551e-4856-9783-52b3da59a7d0": Outcome.LEFT_MESSAGE,
}
"""The call outcomes that every account has, by HubSpot's ids; an account's own say nothing here."""

CALL_STATES: Mapping[str, Outcome | None] = {
    "": None,
    "COMPLETED": None,
    "NO_ANSWER": Outcome.NO_ANSWER,
    "BUSY": Outcome.NO_ANSWER,
}
"""The states of a call that was made; in any other it has not been, or not yet."""

EMAIL_STATES: Mapping[str, Outcome | None] = {
    "": None,
    "SENT": None,
    "BOUNCED": Outcome.BOUNCED,
    "FAILED": Outcome.BOUNCED,
}

HELD = "COMPLETED"


MOST_LEADS = 10
"""An activity with more people than this is one with ten of them."""


def touch_keys(kind: Kind, record: int) -> tuple[str, ...]:
    """A key for each lead that the activity can be about."""
    return tuple(f"{kind}-{record}" + (f".{place}" if place else "") for place in range(MOST_LEADS))


def touch_records(
    kind: Kind,
    records: Iterable[Record],
    leads: Mapping[int, Sequence[LeadId]],
    owners: Mapping[str, Owner],
) -> Iterator[Taken[TouchRecord]]:
    """One for each lead that the activity is about. `leads` are the activities' leads."""
    for one in records:
        at, read = one.moment("hs_meeting_start_time") or one.moment("hs_timestamp"), READERS[kind](one)
        if at is None or read is None:
            continue
        activity, outcome = read
        for key, lead in zip(touch_keys(kind, one.id), leads.get(one.id, ()), strict=False):
            record = TouchRecord(
                lead=lead,
                activity=activity,
                occurred_at=Moment(at=at, whole_day=False),
                external_id=key,
                outcome=outcome,
                owner=address(one, owners),
            )
            yield Taken(row=0, key=key, record=record)


Read = tuple[Activity, Outcome | None]


def _call(one: Record) -> Read | None:
    state = one.said("hs_call_status")
    if state not in CALL_STATES:
        return None
    inbound = one.said("hs_call_direction") == "INBOUND"
    direction = Direction.INBOUND if inbound else Direction.OUTBOUND
    outcome = DISPOSITIONS.get(one.said("hs_call_disposition")) or CALL_STATES[state]
    return Activity(kind=TouchKind.CALL, direction=direction), outcome


def _email(one: Record) -> Read | None:
    state = one.said("hs_email_status")
    if state not in EMAIL_STATES:
        return None
    inbound = one.said("hs_email_direction") == "INCOMING_EMAIL"
    activity = Activity(
        kind=TouchKind.EMAIL,
        direction=Direction.INBOUND if inbound else Direction.OUTBOUND,
        manner=Manner.AUTOMATED if one.said("hs_sequence_id") else Manner.PERSON,
    )
    return activity, EMAIL_STATES[state]


def _meeting(one: Record) -> Read | None:
    """Held only where somebody said so in HubSpot."""
    held = one.said("hs_meeting_outcome") == HELD
    return Activity(kind=TouchKind.MEETING), Outcome.HELD if held else Outcome.SCHEDULED


READERS = {Kind.CALLS: _call, Kind.EMAILS: _email, Kind.MEETINGS: _meeting}

"""One lead's card: where it stands, its buttons, and what happened to it, newest first."""

from datetime import datetime

from handlers.views import days, layout, tellings
from handlers.views.answered import next_step
from handlers.views.escape import people
from handlers.views.handoff_lines import decided_words
from handlers.views.lead_lines import lead_pair
from handlers.views.lead_words import Reading, due
from handlers.views.logged import not_counted
from handlers.views.message import Message
from sla.calendar import local_date
from sla.lead_story import LeadTimeline
from sla.people import MemberId
from sla.touches import JudgedTouch, Role

MOST_EVENTS = 15

_Event = tuple[datetime, str]


def lead_card_message(card: LeadTimeline) -> Message:
    reading = Reading(now=card.now, zone=card.zone)
    lead = card.item.lead
    events = [
        *_hands(card), *_decided(card), *_answers(card, reading), *_touches(card), *_put_off(card, reading)
    ]  # fmt: skip
    events.sort(key=lambda one: one[0], reverse=True)
    shown = [f"• {_when(moment, reading)} {said}" for moment, said in events[:MOST_EVENTS]]
    earlier = len(events) - len(shown)
    whose = f"with {people(card.owner)}" if card.owner else "with nobody"
    return Message.of(
        *lead_pair(card.item, reading),
        layout.section(*shown, *([f"… {earlier} earlier ones not shown"] if earlier else [])),
        layout.context(
            lead.label,
            None if lead.given else f"number {people(lead.external_id, 40)} where it comes from",
            whose,
            due(card.item.standing, reading) or None,
            "only you see this",
        ),
    )


def _hands(card: LeadTimeline) -> list[_Event]:
    first, *later = card.owners
    events = [(card.item.lead.handed_off_at, f"handed over to {_name(card, first.member_id)}")]
    return events + [
        (one.since, f"given to {_name(card, one.member_id)}{_by(card, one.by)}") for one in later
    ]


def _decided(card: LeadTimeline) -> list[_Event]:
    return [(one.at, f"{decided_words(one)}{_by(card, one.by)}") for one in card.decisions]


def _answers(card: LeadTimeline, reading: Reading) -> list[_Event]:
    return [(one.row.at, f"they answered · {next_step(one.row, reading)}") for one in card.answers]


def _touches(card: LeadTimeline) -> list[_Event]:
    return [(one.fact.occurred_at, f"{one.fact.kind} · {_what(one)}") for one in card.touches]


def _what(touch: JudgedTouch) -> str:
    if touch.number is not None:
        return f"follow-up {touch.number}"
    if touch.role is Role.FIRST_ATTEMPT:
        return "first attempt"
    if same := tellings.twin(touch):
        return same
    reason = not_counted(touch.not_counted) if touch.not_counted else "Not counted."
    return reason[:1].lower() + reason[1:].rstrip(".")


def _put_off(card: LeadTimeline, reading: Reading) -> list[_Event]:
    return [
        (
            one.at,
            f"skipped{_by(card, one.by)}: {people(one.reason, 200)}"
            if one.reason
            else f"no reminder until {reading.dated(local_date(one.until, reading.zone))}{_by(card, one.by)}",
        )
        for one in card.snoozes
    ]


def _name(card: LeadTimeline, member_id: MemberId | None) -> str:
    name = card.names.get(member_id) if member_id is not None else None
    return people(name) if name else "nobody"


def _by(card: LeadTimeline, member_id: MemberId | None) -> str:
    return f" by {_name(card, member_id)}" if member_id is not None else ""


def _when(moment: datetime, reading: Reading) -> str:
    return f"{reading.dated(local_date(moment, reading.zone))} {days.clock(moment, reading.zone)}"

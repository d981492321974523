"""The company's leads on that day, and the answers that the services give about them."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from sla.activity import TouchId
from sla.answered import Reminder, reminder
from sla.answers import (
    AnswerLogged,
    AnswerUndone,
    Candidates,
    LeadFilter,
    LeadPage,
    Snoozed,
    TouchLogged,
    TouchUndone,
)
from sla.cadence import ARTICLE, Standing, deadlines, standing
from sla.digest import Hello, Nudge, NudgeItem
from sla.lead_answers import Answer, AnswerId, AnswerRow, NextStep
from sla.lead_story import Explanation
from sla.leads import Derived, Lead, LeadId, StopReason, Urgency
from sla.people import MemberId
from sla.same_page import Settled
from sla.touches import Direction, JudgedTouch, TouchFact, TouchKind, follow_up_times, judge_touches
from tests.handlers.views.examples import ANA, CALENDAR, EFFECTIVE, NOW, TODAY, ZONE, at


def lead(
    number: int, name: str, handed: datetime, *, attempt: datetime | None = None, **fields: object
) -> Lead:
    plain = Lead(
        id=LeadId(number),
        external_id=f"c-{number}",
        name=name,
        lead_type="website",
        origin="website form",
        stage="MQL",
        owner_id=MemberId(1),
        handed_off_at=handed,
        zone=ZONE,
        version=0,
        first_attempt_due_at=handed + timedelta(hours=2),
        stopped_at=None,
        stop_reason=None,
        snoozed_until=None,
        derived=Derived(
            follow_up_count=0, first_attempt_at=attempt, next_due_at=None, suggested_on=None, recount_at=None
        ),
    )
    return replace(plain, **fields)


def touch(number: int, when: datetime, kind: TouchKind = TouchKind.CALL, **fields: object) -> TouchFact:
    plain = TouchFact(id=number, kind=kind, direction=Direction.OUTBOUND, occurred_at=when, logged_at=when)
    return replace(plain, **fields)


def touched(handed: date, *days: int) -> tuple[TouchFact, ...]:
    return tuple(touch(day, at(10, day=handed + timedelta(days=day))) for day in days)


def judged(one: Lead, facts: tuple[TouchFact, ...], now: datetime = NOW) -> tuple[JudgedTouch, ...]:
    return judge_touches(facts, handed_off_at=one.handed_off_at, zone=ZONE, now=now)


def stands(one: Lead, facts: tuple[TouchFact, ...], now: datetime = NOW) -> Standing:
    return standing(
        ARTICLE,
        handed_off_at=one.handed_off_at,
        zone=ZONE,
        follow_up_times=follow_up_times(judged(one, facts, now)),
        stopped_at=one.stopped_at,
        judged=one.judged,
        now=now,
        calendar=CALENDAR,
    )


def item(urgency: Urgency, one: Lead, facts: tuple[TouchFact, ...], kind: str = "Website form") -> NudgeItem:
    return NudgeItem(urgency=urgency, lead=one, type_name=kind, standing=stands(one, facts))


HARBOUR_FACTS = touched(date(2026, 11, 6), 0, 5, 10)
HARBOUR = lead(64, "Harbour GmbH", at(9, day=date(2026, 11, 6)), attempt=HARBOUR_FACTS[0].occurred_at)
LUMIERE_FACTS = touched(date(2026, 10, 27), 0, 5, 10, 14, 21)
LUMIERE = lead(91, "Café Lumière", at(9, day=date(2026, 10, 27)), attempt=LUMIERE_FACTS[0].occurred_at)
NORTHWIND = lead(98, "Northwind Ltd", at(8, 12))
FJORD_FACTS = (
    touch(1, at(9, 30, day=date(2026, 11, 13)), TouchKind.EMAIL),
    touch(2, at(10, day=date(2026, 11, 18))),
    touch(3, at(15, 2, day=date(2026, 11, 18))),
    touch(4, at(11, day=date(2026, 11, 20)), direction=Direction.INBOUND),
)
FJORD = lead(77, "Blue Fjord AS", at(9, day=date(2026, 11, 13)), attempt=FJORD_FACTS[0].occurred_at)
QUIET_FACTS = touched(date(2026, 11, 17), 0)
QUIET = lead(80, "Quiet & Sons", at(9, day=date(2026, 11, 17)), attempt=QUIET_FACTS[0].occurred_at)

ITEMS = (
    item(Urgency.OVERDUE, HARBOUR, HARBOUR_FACTS),
    item(Urgency.DUE_TODAY, LUMIERE, LUMIERE_FACTS, "Outbound"),
    item(Urgency.NEW, NORTHWIND, ()),
    item(Urgency.SUGGESTED, QUIET, QUIET_FACTS),
    item(Urgency.SUGGESTED, FJORD, FJORD_FACTS),
)
COUNTS = {Urgency.OVERDUE: 1, Urgency.DUE_TODAY: 1, Urgency.NEW: 1, Urgency.SUGGESTED: 4}
NUDGE = Nudge(person=ANA, on=TODAY, now=NOW, items=ITEMS, counts=COUNTS, all_leads=14)
HELLO = Hello(person=ANA, added_by="Kim Lund", effective_on=date(2026, 11, 23), nudge_at="09:00", leads=14)

LATER = (
    item(Urgency.LATER, lead(70, "Later AG", at(9, day=date(2026, 11, 20)), attempt=at(9, 5)), ()),
    item(Urgency.LATER, replace(HARBOUR, snoozed_until=at(0, day=date(2026, 11, 25))), HARBOUR_FACTS),
    item(
        Urgency.LATER,
        lead(3, "Sold Ltd", at(9, day=date(2026, 10, 1)), stopped_at=at(8), stop_reason=StopReason.WON),
        touched(date(2026, 10, 1), 0, 5),
    ),
    item(Urgency.LATER, lead(2, "Old Hand", at(9, day=date(2025, 12, 1)), version=None), ()),
    item(
        Urgency.LATER,
        lead(4, "Patience BV", at(9, day=date(2026, 9, 1)), attempt=at(9, day=date(2026, 9, 1))),
        touched(date(2026, 9, 1), 0, 5, 10, 14, 21, 28, 42, 56),
    ),
    item(Urgency.NEW, lead(5, "Silent SA", at(9, day=date(2026, 11, 12))), ()),
)


def page(
    which: LeadFilter = LeadFilter.DUE, items: tuple[NudgeItem, ...] = ITEMS, **fields: object
) -> LeadPage:
    plain = LeadPage(filter=which, items=items, counts=COUNTS, page=1, pages=2, zone=ZONE, now=NOW)
    return replace(plain, **fields)


def logged(one: Lead, before: tuple[TouchFact, ...], new: TouchFact, now: datetime = NOW) -> TouchLogged:
    """As the service answers after `new` was recorded at `now`."""
    after = (*before, new)
    mine = next(touch for touch in judged(one, after, now) if touch.fact is new)
    then, here = stands(one, before, now), stands(one, after, now)
    late = then.overdue_since is not None and then.checkpoint != here.checkpoint
    return TouchLogged(
        touch_id=TouchId(501),
        kind=new.kind,
        lead=one,
        type_name="Website form",
        touch=mine,
        instead=next((touch for touch in judged(one, after, now) if touch.fact.id == mine.instead_of), None),
        standing=here,
        before=then,
        was_overdue_on=then.due_on if late else None,
        zone=ZONE,
        now=now,
    )


CAUGHT_UP = logged(HARBOUR, HARBOUR_FACTS, touch(501, NOW))
TWIN = logged(
    HARBOUR,
    (
        *HARBOUR_FACTS,
        touch(500, NOW - timedelta(minutes=5), by_hand=False, source="hubspot", told=True),
    ),
    touch(501, NOW),
)
BOUNCED_TWIN = logged(
    HARBOUR,
    (
        *HARBOUR_FACTS,
        touch(
            500,
            NOW - timedelta(minutes=5),
            TouchKind.EMAIL,
            by_hand=False,
            source="hubspot",
            told=True,
            bounced=True,
        ),
    ),
    touch(501, NOW, TouchKind.EMAIL),
)
SAME_DAY = logged(HARBOUR, (*HARBOUR_FACTS, touch(500, at(8, 4))), touch(501, NOW, TouchKind.EMAIL))
FIRST = logged(NORTHWIND, (), touch(501, NOW))
LAST = logged(
    lead(9, "Almost Inc", at(9, day=date(2026, 10, 10))),
    touched(date(2026, 10, 10), 0, 5, 10, 14, 21, 28, 42),
    touch(501, NOW),
)
ANSWER_UNDONE = AnswerUndone(item=ITEMS[0], zone=ZONE, now=NOW)
UNDONE = TouchUndone(kind=TouchKind.CALL, item=ITEMS[0], zone=ZONE, now=NOW)
SNOOZED = Snoozed(item=ITEMS[4], until=at(0, day=date(2026, 11, 25)), zone=ZONE, now=NOW)


def answer(step: NextStep, **fields: object) -> Answer:
    plain = AnswerRow(
        source="slack", external_id="p", lead_id=HARBOUR.id, next_step=step, on=None, reason="", at=NOW,
        received_at=NOW, by_member=MemberId(1),
    )  # fmt: skip
    return Answer(id=AnswerId(9), row=replace(plain, **fields), undone_at=None)


def answered(
    step: NextStep, new: TouchFact, stop: StopReason | None = None, **fields: object
) -> AnswerLogged:
    """As the service answers after Harbour has answered with `new`."""
    said = answer(step, **fields)
    one = HARBOUR if stop is None else replace(HARBOUR, stopped_at=NOW, stop_reason=stop)
    facts = (*HARBOUR_FACTS, new)
    return AnswerLogged(
        answer=said,
        touch=next(each for each in judged(one, facts) if each.fact is new),
        lead=one,
        standing=stands(one, facts),
        reminder=reminder((said,), facts, (), zone=ZONE, calendar=CALENDAR, now=NOW),
        zone=ZONE,
        now=NOW,
    )


CALLED = touch(501, NOW)
MAILED = touch(501, NOW, TouchKind.EMAIL, direction=Direction.INBOUND)
THURSDAY = date(2026, 11, 26)
ANSWERS = {
    "meeting": answered(NextStep.MEETING, CALLED, StopReason.ANSWERED, on=THURSDAY),
    "not_now": answered(NextStep.NOT_NOW, MAILED, StopReason.ANSWERED, on=date(2027, 1, 11)),
    "no_interest": answered(NextStep.NO_INTEREST, MAILED, StopReason.LOST, reason="has *a* <supplier>"),
    "wrong_person": answered(NextStep.WRONG_PERSON, CALLED, StopReason.DISQUALIFIED),
    "open": answered(NextStep.OPEN, MAILED),
}
ANSWERED = replace(HARBOUR, stopped_at=at(9, day=date(2026, 11, 20)), stop_reason=StopReason.ANSWERED)


def reminded(step: NextStep, on: date, answered_on: date = date(2026, 11, 20)) -> NudgeItem:
    again = Reminder(step=step, on=on, answered_on=answered_on)
    return replace(item(Urgency.REMIND, ANSWERED, HARBOUR_FACTS), reminder=again)


REMINDED = (
    reminded(NextStep.MEETING, TODAY),
    reminded(NextStep.MEETING, date(2026, 11, 23)),
    reminded(NextStep.CONTACT_AGAIN, TODAY),
    reminded(NextStep.CONTACT_AGAIN, date(2026, 11, 17)),
    reminded(NextStep.NOT_NOW, TODAY),
    reminded(NextStep.OPEN, TODAY, date(2026, 11, 19)),
)
ALSO = replace(ITEMS[1], reminder=Reminder(step=NextStep.OPEN, on=TODAY, answered_on=date(2026, 11, 19)))


def explanation(one: Lead, facts: tuple[TouchFact, ...], *, own: bool = True) -> Explanation:
    return Explanation(
        lead=one,
        type_name="Website form",
        owner_name="Ana Sanz",
        owner_is_reader=own,
        handed_off_on=CALENDAR.local_date(one.handed_off_at),
        deadlines=deadlines(ARTICLE, one.handed_off_at, ZONE),
        touches=judged(one, facts),
        standing=stands(one, facts),
        cadence=ARTICLE,
        version=0,
        effective_on=EFFECTIVE,
        now=NOW,
    )


SETTLED = Settled(kept=HARBOUR, other_id=LeadId(77), same=True, undone=False, zone=ZONE, now=NOW)
CANDIDATES = Candidates(
    text="harb", leads=(HARBOUR, lead(12, "Harbinger *Bold* Ltd", at(9, day=date(2026, 10, 2))))
)

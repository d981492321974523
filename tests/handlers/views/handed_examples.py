"""A handed-over lead's messages and modals in every state they have, by name."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from handlers.views.card import card_message, reject_modal
from handlers.views.handoff import handed_over_message, handoff_modal
from handlers.views.late_leads import late_leads_message
from handlers.views.message import Message
from handlers.views.modal import Modal
from handlers.views.rejection import contest_modal, contested_message, rejection_message
from handlers.views.unaccepted import unaccepted_message, untried_message
from sla.cadence import Pause
from sla.decisions import Decision, DecisionKind
from sla.handed import (
    HandedOver,
    HandoffForm,
    LateLead,
    LateLeads,
    LeadCard,
    Quality,
    RejectForm,
    RejectionNote,
    Unaccepted,
    Untried,
    WaitingLead,
)
from sla.leads import Given, LeadId, StopReason
from sla.people import MemberId
from sla.promises import Criterion, QualifiedLead
from tests.handlers.views.examples import ANA, NOW, TODAY, ZONE, at
from tests.handlers.views.lead_examples import HARBOUR, ITEMS, lead

FIT = (Criterion(name="50 to 500 people", points=10), Criterion(name="Decides <on> *operations*", points=1))
BEHAVIOUR = (Criterion(name="Asked for a demo", points=15), Criterion(name="R" * 90, points=5))
DEFINITION = QualifiedLead(fit=FIT, behaviour=BEHAVIOUR, threshold=20)
QUALITY = Quality(points=25, threshold=20, ticked=(FIT[0], BEHAVIOUR[0]))
GIVEN = Given(by=MemberId(4), campaign="Spring <webinar>", points=25, ticked=QUALITY.ticked)
FORM = HandoffForm(
    types={"website": "Website form", "outbound": "Outbound"},
    reps={MemberId(1): "Ana Sanz", MemberId(2): "Lee Park"},
    in_turn=True,
    definition=DEFINITION,
    seen="ab" * 32,
)
NEW = lead(98, "Delta & Sons", at(9), accept_due_at=at(9) + timedelta(hours=8), given=GIVEN)
CARD = LeadCard(
    lead=NEW,
    type_name="Website form",
    given_by="Jo Marsh",
    quality=QUALITY,
    decisions=(),
    contest_until=None,
    zone=ZONE,
    now=NOW,
)
ACCEPTED = replace(CARD, lead=replace(NEW, derived=replace(NEW.derived, accepted_at=at(9, 20))), decisions=())
REJECTION = Decision(
    key="a",
    lead_id=NEW.id,
    kind=DecisionKind.REJECTED,
    by=MemberId(1),
    at=NOW,
    reason="wrong contact data",
    note="The number is <that> of a school.",
)
REJECTED = replace(
    CARD,
    lead=replace(
        NEW,
        stopped_at=NOW,
        stop_reason=StopReason.REJECTED,
        derived=replace(NEW.derived, rejected_at=NOW),
    ),
    decisions=(REJECTION,),
    contest_until=at(0, day=TODAY + timedelta(days=3)),
)
NOTE = RejectionNote(card=REJECTED, rejection=REJECTION, zone=ZONE, now=NOW)


def followed(*kinds: DecisionKind, out_at: datetime | None = None) -> RejectionNote:
    """The rejection, and what was decided after it."""
    later = [
        Decision(key=kind, lead_id=NEW.id, kind=kind, by=MemberId(4), at=NOW, note="She owns the <firm>.")
        for kind in kinds
    ]
    lead_then = replace(REJECTED.lead, taken_out_at=out_at)
    return replace(NOTE, card=replace(REJECTED, lead=lead_then, decisions=(REJECTION, *later)))


OPEN = followed(out_at=at(0, day=TODAY + timedelta(days=3)))
DISPUTED = followed(DecisionKind.DISPUTED)
UPHELD = followed(DecisionKind.DISPUTED, DecisionKind.UPHELD)
KEPT = followed(DecisionKind.DISPUTED, DecisionKind.DISMISSED, out_at=NOW)
BACK = replace(
    ACCEPTED,
    lead=replace(ACCEPTED.lead, pause=Pause(start=at(9), end=NOW + timedelta(days=1))),
    decisions=UPHELD.card.decisions,
)
WAITING = Unaccepted(
    leads=(
        WaitingLead(lead=NEW, type_name="Website form", owner_name="Ana Sanz"),
        WaitingLead(lead=replace(NEW, id=LeadId(99), name="<b>"), type_name="Outbound", owner_name=None),
    ),
    total=14,
    reps={MemberId(1): "Ana Sanz", MemberId(2): "Lee <Park>"},
    zone=ZONE,
    now=at(18),
)
OVERDUE = replace(
    HARBOUR,
    derived=replace(HARBOUR.derived, follow_up_count=2, next_due_at=at(0, day=TODAY - timedelta(days=3))),
)
LATE = LateLeads(
    leads=(
        LateLead(lead=OVERDUE, type_name="Website form", owner_name="Ana Sanz", need=3, offer=True),
        LateLead(
            lead=replace(OVERDUE, id=LeadId(99), name="<b>"),
            type_name="Outbound",
            owner_name=None,
            need=3,
            offer=False,
        ),
    ),
    total=12,
    reps={MemberId(1): "Ana Sanz", MemberId(2): "Lee <Park>"},
    zone=ZONE,
    now=NOW,
)
HANDED = HandedOver(
    lead=NEW,
    type_name="Website form",
    rep=ANA,
    by_turn=True,
    works_from=None,
    quality=QUALITY,
    zone=ZONE,
    now=NOW,
)
REJECT = RejectForm(
    lead=NEW, reasons=("not our target buyer", "unreachable", "other"), attempts=2, attempts_needed=7
)

MESSAGES: dict[str, Callable[[], Message]] = {
    "late_leads": partial(late_leads_message, LATE),
    "late_lead": partial(late_leads_message, replace(LATE, leads=LATE.leads[1:], total=1)),
    "card_new": partial(card_message, CARD),
    "card_late": partial(card_message, replace(CARD, now=at(9, day=TODAY + timedelta(days=2)))),
    "card_plain": partial(
        card_message,
        replace(
            CARD,
            lead=replace(NEW, given=replace(GIVEN, campaign=None, points=None, ticked=())),
            quality=Quality(),
            given_by=None,
        ),
    ),
    "card_accepted": partial(card_message, ACCEPTED),
    "card_rejected": partial(card_message, REJECTED),
    "card_back": partial(card_message, BACK),
    "rejection": partial(rejection_message, OPEN),
    "rejection_lapsed": partial(rejection_message, followed(out_at=NOW)),
    "rejection_contested": partial(rejection_message, DISPUTED),
    "rejection_upheld": partial(rejection_message, UPHELD),
    "rejection_kept": partial(rejection_message, KEPT),
    "untried_ending": partial(
        untried_message,
        Untried(leads=(), total=0, zone=ZONE, now=NOW, ending=ITEMS[1:3], ending_total=7),
    ),
    "untried": partial(
        untried_message,
        Untried(
            leads=(WAITING.leads[0], replace(WAITING.leads[0], lead=replace(ACCEPTED.lead, id=LeadId(99)))),
            total=12,
            zone=ZONE,
            now=NOW,
        ),
    ),
    "unaccepted": partial(unaccepted_message, WAITING),
    "contested": partial(contested_message, DISPUTED),
    "contested_upheld": partial(contested_message, UPHELD),
    "contested_kept": partial(contested_message, KEPT),
    "handed_over": partial(handed_over_message, HANDED),
    "handed_over_above_the_limit": partial(
        handed_over_message, replace(HANDED, waits_until=at(9, day=date(2026, 11, 30)))
    ),
    "handed_over_to_somebody_off": partial(
        handed_over_message,
        replace(HANDED, by_turn=False, works_from=at(9, day=date(2026, 11, 30)), quality=Quality()),
    ),
}

MODALS: dict[str, Callable[[], Modal]] = {
    "handoff": partial(handoff_modal, FORM),
    "handoff_by_hand": partial(handoff_modal, replace(FORM, in_turn=False, definition=None)),
    "handoff_long_list": partial(
        handoff_modal,
        replace(
            FORM,
            reps={MemberId(number): f"Rep {number}" for number in range(1, 150)},
            definition=QualifiedLead(
                fit=tuple(Criterion(name=f"Trait {number}", points=2) for number in range(12)),
                behaviour=(),
                threshold=10,
            ),
        ),
    ),
    "contest": partial(contest_modal, OPEN, response_url="https://hooks.slack.example/1"),
    "reject": partial(reject_modal, REJECT, response_url="https://hooks.slack.example/1"),
}

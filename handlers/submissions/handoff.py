"""The forms of a handoff: a lead is handed over, rejected with a reason, or that is contested."""

from handlers import replies
from handlers.asked import lead_of
from handlers.services import Services
from handlers.submissions.submitted import Submitted
from handlers.views.card import card_message
from handlers.views.handoff import IN_TURN, handed_over_message
from handlers.views.modal import Modal
from handlers.views.page import as_page
from handlers.views.rejection import rejection_message
from sla.errors import BadInput
from sla.handed import NewHandoff
from sla.people import MemberId


def hand_over(form: Submitted, services: Services) -> Modal:
    new = NewHandoff(
        name=form.text("handoff.name") or "",
        lead_type=form.text("handoff.type") or "",
        campaign=form.text("handoff.campaign"),
        rep=_rep(form),
        fit=_places(form, "handoff.fit"),
        behaviour=_places(form, "handoff.behaviour"),
        seen=form.carries["seen"],
        key=form.view_id,
    )
    return as_page("Handed over", handed_over_message(services.handing.hand_over(form.actor, new, form.now)))


def reject(form: Submitted, services: Services) -> Modal:
    """The card from which the form was opened says so as well."""
    card = services.accepting.reject(
        form.actor,
        lead_of(form.carries["lead"]),
        form.text("reject.reason") or "",
        form.text("reject.note") or "",
        key=form.view_id,
        now=form.now,
    )
    message = card_message(card)
    replies.rewrite_if_there(form.carries["response_url"], message)
    return as_page("Rejected", message)


def contest(form: Submitted, services: Services) -> Modal:
    lead_id, note = lead_of(form.carries["lead"]), form.text("contest.note") or ""
    found = services.disputing.contest(form.actor, lead_id, note, key=form.view_id, now=form.now)
    message = rejection_message(found)
    replies.rewrite_if_there(form.carries["response_url"], message)
    return as_page("Contested", message)


def _rep(form: Submitted) -> MemberId | None:
    chosen = form.text("handoff.rep") or IN_TURN
    if chosen == IN_TURN:
        return None
    if not chosen.isdecimal():
        raise BadInput("Choose a rep.", field="handoff.rep")
    return MemberId(int(chosen))


def _places(form: Submitted, block_id: str) -> frozenset[int]:
    return frozenset(int(place) for place in form.chosen.get(block_id, ()) if place.isdecimal())

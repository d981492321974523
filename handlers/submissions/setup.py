"""The forms of the set-up: a part is saved, and the modal below shows what has come of it."""

from handlers.parsing_setup import patch_of
from handlers.services import Services
from handlers.submissions.submitted import Submitted
from handlers.views.setup import setup_modal
from handlers.views.setup.crm import HANDOFF, NOTHING, OTHER, parse_stage_block
from handlers.views.setup.fields import SEATS
from handlers.views.setup.history import USE_CLOSING, USE_MEASURED
from handlers.views.setup.part import CADENCE, CLOSING, MEASURED, SUGGESTED
from handlers.views.values import parse_part
from sla.agreed import Part, SetUpBoard
from sla.parts import REMOVE


def save_part(form: Submitted, services: Services) -> None:
    board = _saved(form, services)
    if form.below_view_id is not None:
        services.modals.redraw(form.below_view_id, setup_modal(board))


def save_crm(form: Submitted, services: Services) -> None:
    stages = ((parse_stage_block(block_id), text) for block_id, text in form.texts.items())
    choices = {key: text for key, text in stages if key is not None and text != NOTHING}
    services.crm.choose(
        form.actor, form.text(HANDOFF) or "", choices, take_other=form.ticked(OTHER), now=form.now
    )
    if form.below_view_id is not None:
        services.modals.redraw(form.below_view_id, setup_modal(services.set_up.board(form.actor, form.now)))


def _saved(form: Submitted, services: Services) -> SetUpBoard:
    of, seen = parse_part(form.carries["part"]), form.carries["seen"]
    if of.part is Part.PEOPLE:
        chosen = {seat: form.chosen.get(seat, ()) for seat in SEATS}
        return services.set_up.save_people(form.actor, chosen, seen=seen, now=form.now)
    if of.number is not None and form.ticked(REMOVE):
        return services.set_up.remove(form.actor, of, seen=seen, now=form.now)
    measured = form.carries.get(MEASURED) if form.ticked(USE_MEASURED) else None
    closing = form.carries.get(CLOSING) if form.ticked(USE_CLOSING) else None
    patch = patch_of(_spread_anew(form), measured=measured, closing=closing)
    return services.set_up.save(form.actor, of, patch, seen=seen, now=form.now)


def _spread_anew(form: Submitted) -> dict[str, str | None]:
    """Suggested days that were left alone while the follow-ups changed are no longer theirs."""
    if form.text(CADENCE) == form.carries.get(CADENCE) or form.text(SUGGESTED) != form.carries.get(SUGGESTED):
        return dict(form.given)
    return {**form.given, SUGGESTED: None}

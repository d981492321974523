"""The forms of the agreement: propose it, ask for a change, enter a month's figure."""

from datetime import date

from handlers.found import promise_of
from handlers.services import Services
from handlers.submissions.submitted import Submitted
from handlers.views.agreement import agreement_message
from handlers.views.modal import Modal
from handlers.views.page import AGREEMENT, as_page, change_sent
from handlers.views.promises import entered_message
from handlers.views.proposing import EVERYBODY, proposed_modal
from handlers.views.values import parse_version
from sla.errors import BadInput
from sla.people import MemberId


def propose(form: Submitted, services: Services) -> Modal:
    """What happens next stands in its place."""
    proposal = services.proposing.propose(
        form.actor,
        revision=int(form.carries["revision"]),
        effective_on=_day(form, "propose.effective_on"),
        asked=_asked(form, services),
        acknowledged=form.ticked("propose.acknowledged"),
        note=form.text("propose.note") or "",
        now=form.now,
    )
    return proposed_modal(proposal)


def ask_change(form: Submitted, services: Services) -> Modal:
    number, sha256 = parse_version(form.carries["version"])
    comment = form.text("change.comment") or ""
    return change_sent(services.signing.ask_change(form.actor, number, sha256, comment, form.now))


def enter(form: Submitted, services: Services) -> Modal | None:
    """Where the agreement lies below, it shows the figure itself."""
    key, value = form.carries["key"], form.text("promise.value") or ""
    entry = services.reading.enter(form.actor, key, _day(form, "promise.month"), value, form.now)
    page = services.reading.page(form.actor, form.now)
    if form.below_view_id is not None:
        services.modals.redraw(form.below_view_id, as_page(AGREEMENT, agreement_message(page)))
        return None
    return as_page("Saved", entered_message(entry, promise_of(page, key), zone=page.zone))


def _day(form: Submitted, block_id: str) -> date:
    try:
        return date.fromisoformat(form.text(block_id) or "")
    except ValueError:
        raise BadInput("Choose a day.", field=block_id) from None


def _asked(form: Submitted, services: Services) -> frozenset[MemberId]:
    """Whose words are wanted; too many to be listed are asked all together."""
    chosen = form.chosen.get("propose.asked", ())
    if chosen == (EVERYBODY,):
        return frozenset(services.proposing.preview(form.actor, form.now).members)
    return frozenset(MemberId(int(member)) for member in chosen)

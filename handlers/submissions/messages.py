"""The form of one kind of message: saved, and the page below shows what holds now."""

from handlers.parsing_messages import parse_kind, parse_seen, parse_setting
from handlers.services import Services
from handlers.submissions.submitted import Submitted
from handlers.views.messages import messages_modal


def save_message(form: Submitted, services: Services) -> None:
    setting = parse_setting(parse_kind(form.carries["kind"]), form.given)
    seen = parse_seen(form.carries.get("seen", ""))
    board = services.switching.save(form.actor, setting, form.now, seen=seen)
    if form.below_view_id is not None:
        services.modals.redraw(form.below_view_id, messages_modal(board))

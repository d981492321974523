"""Buttons on a lead's line: each acts at once and rewrites that line, leaving the rest of the message."""

from handlers.actions.showing import open_modal, show
from handlers.asked import Pressed
from handlers.origin import Origin
from handlers.services import Services
from handlers.views.answered import answer_modal, answer_undone_lines
from handlers.views.ids import Act, More
from handlers.views.lead_card import lead_card_message
from handlers.views.lead_lines import LeadPair
from handlers.views.logged import given_back_lines, logged_lines, snoozed_lines, undone_lines
from handlers.views.touch_form import touch_modal
from handlers.views.values import parse_answer, parse_undo
from handlers.views.why import why_message
from sla.errors import BadInput
from sla.services.recording import NewTouch
from sla.touches import TouchKind

KINDS = {
    Act.LOG_CALL: TouchKind.CALL,
    Act.LOG_EMAIL: TouchKind.EMAIL,
    Act.LOG_MEETING: TouchKind.MEETING,
    Act.LOG_MESSAGE: TouchKind.MESSAGE,
}


def log_touch(press: Pressed, services: Services) -> None:
    _log(press, services, KINDS[Act(press.action_id)])


def more(press: Pressed, services: Services) -> None:
    """The menu behind a lead's three dots."""
    match press.choice:
        case More.LOG_MEETING:
            _log(press, services, TouchKind.MEETING)
        case More.LOG_OTHER:
            open_touch(press, services)
        case More.ANSWERED:
            open_answer(press, services)
        case More.SNOOZE:
            snooze(press, services)
        case More.GIVE_BACK:
            give_back(press, services)
        case More.WHY:
            explain(press, services)
        case _:
            raise BadInput("This menu is too old; type `/sla leads` for a fresh list.")


def undo_answer(press: Pressed, services: Services) -> None:
    undone = services.answering.undo(press.actor, parse_answer(press.choice), press.now)
    _rewrite(press, services, answer_undone_lines(undone))


def open_touch(press: Pressed, services: Services) -> None:
    form = services.touching.form(press.actor, press.lead_id, press.now)
    open_modal(press, services, touch_modal(form, Origin.of(press).carried()))


def open_answer(press: Pressed, services: Services) -> None:
    form = services.answering.form(press.actor, press.lead_id, press.now)
    open_modal(press, services, answer_modal(form, Origin.of(press).carried()))


def undo(press: Pressed, services: Services) -> None:
    undone = services.touching.undo(press.actor, parse_undo(press.choice), press.now)
    _rewrite(press, services, undone_lines(undone))


def snooze(press: Pressed, services: Services) -> None:
    snoozed = services.touching.snooze(press.actor, press.lead_id, press.now)
    _rewrite(press, services, snoozed_lines(snoozed))


def give_back(press: Pressed, services: Services) -> None:
    given = services.giving_back.give_back(press.actor, press.lead_id, press.press, press.now)
    _rewrite(press, services, given_back_lines(given))


def undo_give_back(press: Pressed, services: Services) -> None:
    given = services.giving_back.undo(press.actor, press.lead_id, press.press, press.now)
    _rewrite(press, services, given_back_lines(given))


def explain(press: Pressed, services: Services) -> None:
    show(press, services, "Why", why_message(services.why(press.actor, press.lead_id, press.now)))


def open_lead(press: Pressed, services: Services) -> None:
    card = services.show_lead(press.actor, press.lead_id, press.now)
    show(press, services, "The lead", lead_card_message(card))


def _log(press: Pressed, services: Services, kind: TouchKind) -> None:
    new = NewTouch(lead_id=press.lead_id, kind=kind, press=press.press)
    logged = services.touching.log(press.actor, new, press.now)
    _rewrite(press, services, logged_lines(logged))


def _rewrite(press: Pressed, services: Services, pair: LeadPair) -> None:
    Origin.of(press).rewrite(services, press.actor, press.now, pair)

"""Buttons on a lead's line: each acts at once and rewrites that line, leaving the rest of the message."""

from dataclasses import replace

from handlers import replies
from handlers.asked import Pressed
from handlers.services import Services
from handlers.views.ids import Act, More, parse_undo
from handlers.views.lead_lines import LeadPair, rewritten
from handlers.views.leads import leads_message
from handlers.views.logged import logged_lines, snoozed_lines, undone_lines
from handlers.views.message import as_dicts
from handlers.views.on_page import on_page
from handlers.views.why import why_message
from sla.errors import BadInput
from sla.services.touching import NewTouch
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
        case More.SNOOZE:
            snooze(press, services)
        case More.WHY:
            explain(press, services)
        case _:
            raise BadInput("This menu is too old; type `/sla leads` for a fresh list.")


def undo(press: Pressed, services: Services) -> None:
    undone = services.touching.undo(press.actor, parse_undo(press.choice), press.now)
    _rewrite(press, services, undone.item.lead.label, undone_lines(undone))


def snooze(press: Pressed, services: Services) -> None:
    snoozed = services.touching.snooze(press.actor, press.lead_id, press.now)
    _rewrite(press, services, snoozed.item.lead.label, snoozed_lines(snoozed))


def explain(press: Pressed, services: Services) -> None:
    replies.answer(press.response_url, why_message(services.why(press.actor, press.lead_id, press.now)))


def _log(press: Pressed, services: Services, kind: TouchKind) -> None:
    new = NewTouch(lead_id=press.lead_id, kind=kind, press=press.press)
    logged = services.touching.log(press.actor, new, press.now)
    _rewrite(press, services, logged.lead.label, logged_lines(logged))


def _rewrite(press: Pressed, services: Services, label: str, pair: LeadPair) -> None:
    """Rewrite the pressed lead's lines; a list that Slack sends no blocks of is drawn afresh around them."""
    message = rewritten(press.blocks or (), label, pair)
    if press.page is not None:
        which, number = press.page
        page = services.my_leads.page(press.actor, press.now, which=which, page=number)
        around = rewritten(as_dicts(leads_message(page).blocks), label, pair)
        message = replace(around, blocks=on_page(as_dicts(around.blocks), which, page.page))
    replies.rewrite(press.response_url, message)

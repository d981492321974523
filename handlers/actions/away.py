"""Buttons of days away: open the form, cancel a period."""

from handlers.actions.showing import open_modal, rewrite
from handlers.asked import Pressed
from handlers.services import Services
from handlers.views.away import away_modal, cancelled_message
from handlers.views.ids import LONGEST_NUMBER
from sla.absence import AbsenceId
from sla.errors import BadInput


def open_away(press: Pressed, services: Services) -> None:
    open_modal(press, services, away_modal(services.absences.board(press.actor, press.now)))


def cancel_away(press: Pressed, services: Services) -> None:
    """In the form the form shows what is left; elsewhere the message says so."""
    if not press.value.isdecimal() or len(press.value) > LONGEST_NUMBER:
        raise BadInput("This button is too old; type `/sla away` for the days that are planned.")
    board = services.absences.cancel(press.actor, AbsenceId(int(press.value)), press.now)
    if press.view_id is not None:
        services.modals.redraw(press.view_id, away_modal(board))
    else:
        rewrite(press, services, "Days away", cancelled_message(board))

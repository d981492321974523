"""Buttons of the managers' page of messages."""

from handlers.actions.showing import open_modal, rewrite
from handlers.asked import Pressed
from handlers.parsing_messages import parse_kind, parse_proposal
from handlers.services import Services
from handlers.views.ids import Act
from handlers.views.messages import message_modal, messages_modal
from handlers.views.unheeded import answered_message


def open_messages(press: Pressed, services: Services) -> None:
    open_modal(press, services, messages_modal(services.switching.board(press.actor, press.now)))


def set_message(press: Pressed, services: Services) -> None:
    board = services.switching.board(press.actor, press.now)
    open_modal(press, services, message_modal(board, board.line(parse_kind(press.value))))


def answer_proposal(press: Pressed, services: Services) -> None:
    """Switched off or kept; the message says which from then on."""
    keep = press.action_id == Act.KEEP_ON
    answer = services.heeding.answer(press.actor, parse_proposal(press.value), press.now, keep=keep)
    rewrite(press, services, "Messages", answered_message(answer))

"""Buttons of the managers' page of messages."""

from handlers.actions.showing import open_modal
from handlers.asked import Pressed
from handlers.parsing_messages import parse_kind
from handlers.services import Services
from handlers.views.messages import message_modal, messages_modal


def open_messages(press: Pressed, services: Services) -> None:
    open_modal(press, services, messages_modal(services.switching.board(press.actor, press.now)))


def set_message(press: Pressed, services: Services) -> None:
    board = services.switching.board(press.actor, press.now)
    open_modal(press, services, message_modal(board, board.line(parse_kind(press.value))))

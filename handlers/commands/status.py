"""`/sla status [me | team | marketing | sales | @rep]`."""

from handlers.asked import Asked
from handlers.parsing import parse_scope
from handlers.services import Services
from handlers.views.message import Message
from handlers.views.own_status import own_status_message
from handlers.views.status import status_message


def show_status(asked: Asked, services: Services) -> Message:
    scope = parse_scope(asked.words)
    if scope.own:
        own = services.status.own(asked.actor, asked.now, of=scope.slack_id)
        inbox = services.show_home.inbox(asked.actor, asked.now) if own.own else None
        return own_status_message(own, inbox)
    board = services.status.board(asked.now, detail=scope.side != "team")
    return status_message(board, scope=scope.side)

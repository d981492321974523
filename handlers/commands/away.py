"""`/sla away [@rep] [24.12..31.12] [@stand-in]`; without days a form."""

from handlers.asked import Asked
from handlers.parsing_away import parse_away, parse_days
from handlers.services import Services
from handlers.views.away import away_message, away_modal
from handlers.views.message import Message
from sla.services.absences import WantedAway


def go_away(asked: Asked, services: Services) -> Message | None:
    words = parse_away(asked.words)
    board = services.absences.board(asked.actor, asked.now, of=words.of)
    if not words.period:
        services.modals.open(asked.press, away_modal(board))
        return None
    first, last = parse_days(words.period, board.today)
    wanted = WantedAway(first=first, last=last, of=words.of, stand_in=words.stand_in)
    return away_message(services.absences.record(asked.actor, wanted, asked.now))

"""`/sla agreement [show | propose | sign | history]`."""

from collections.abc import Callable, Mapping

from handlers.asked import Asked
from handlers.found import may_withdraw
from handlers.parsing import AgreementWord, parse_agreement
from handlers.services import Services
from handlers.views.agreement import agreement_message
from handlers.views.history import history_message
from handlers.views.message import Message
from handlers.views.proposing import propose_modal
from handlers.views.setup import is_whole, setup_modal
from handlers.views.signing import sign_request_message


def on_agreement(asked: Asked, services: Services) -> Message | None:
    return _WORDS[parse_agreement(asked.words)](asked, services)


def _show(asked: Asked, services: Services) -> Message:
    return agreement_message(services.reading.page(asked.actor, asked.now))


def _propose(asked: Asked, services: Services) -> None:
    """What it comes to, to propose it; while something is missing, the set-up."""
    board = services.set_up.board(asked.actor, asked.now)
    if is_whole(board):
        modal = propose_modal(services.proposing.preview(asked.actor, asked.now))
    else:
        modal = setup_modal(board)
    services.modals.open(asked.press, modal)


def _sign(asked: Asked, services: Services) -> Message:
    return sign_request_message(services.signing.request(asked.actor, None, asked.now))


def _history(asked: Asked, services: Services) -> Message:
    history = services.reading.history(asked.actor, asked.now)
    return history_message(history, may_withdraw=may_withdraw(asked.actor, history))


_WORDS: Mapping[AgreementWord, Callable[[Asked, Services], Message | None]] = {
    AgreementWord.SHOW: _show,
    AgreementWord.PROPOSE: _propose,
    AgreementWord.SIGN: _sign,
    AgreementWord.HISTORY: _history,
}

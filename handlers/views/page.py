"""Modals that are only read: a message as a page, a refusal, a word of thanks."""

from handlers.views import layout
from handlers.views.escape import people
from handlers.views.ids import Form
from handlers.views.in_view import in_view
from handlers.views.message import Message
from handlers.views.modal import Modal
from handlers.views.refusal import error_message
from sla.agreed import SignRequest

AGREEMENT, HISTORY, LEADS = "The agreement", "History", "My leads"


def as_page(title: str, message: Message) -> Modal:
    """What would be a message, where something is pressed in a modal or on the Home tab: without charts."""
    return Modal(form=Form.PAGE, title=title, blocks=tuple(in_view(message.without_charts().blocks)))


def not_done(text: str) -> Modal:
    """The sentence of an error where there is no input that it could stand at."""
    return as_page("Not done", error_message(text))


def change_sent(request: SignRequest) -> Modal:
    to = request.proposal.proposer
    return as_page(
        "Sent",
        Message.of(
            layout.section(
                f"*Your words are on their way to {people(to) if to else 'whoever proposed it'}.*",
                f"Version {request.proposal.version.number} stays open meanwhile; nobody counts you as signed.",
            )
        ),
    )

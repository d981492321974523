"""Every message that goes to one person unasked, by what it says."""

from handlers.views.hello import hello_message
from handlers.views.message import Message
from handlers.views.nudge import nudge_message
from handlers.views.proposing import change_asked_message, settled_message
from handlers.views.signing import sign_reminder_message, sign_request_message
from handlers.views.trouble import trouble_message
from sla.agreed import ChangeNote, SettledNote, SignReminder, SignRequest
from sla.digest import Hello, Nudge
from sla.services.bulletins import Private
from sla.troubles import TroubleNote


def private_message(content: Private) -> Message:  # noqa: PLR0911 - one for each kind
    match content:
        case Nudge():
            return nudge_message(content)
        case Hello():
            return hello_message(content)
        case SignRequest():
            return sign_request_message(content)
        case SignReminder():
            return sign_reminder_message(content.request)
        case ChangeNote():
            return change_asked_message(content.proposal, content.change)
        case SettledNote():
            return settled_message(content.proposal)
        case TroubleNote():
            return trouble_message(content)

"""Every message that goes to one person unasked, by what it says."""

from handlers.views.card import card_message
from handlers.views.held import held_message
from handlers.views.hello import hello_message
from handlers.views.late_leads import late_leads_message
from handlers.views.message import Message
from handlers.views.nudge import nudge_message
from handlers.views.pace_notice import pace_notice_message
from handlers.views.proposing import change_asked_message, settled_message
from handlers.views.rejection import contested_message, rejection_message
from handlers.views.signing import sign_reminder_message, sign_request_message
from handlers.views.silent import silent_message
from handlers.views.switched import switched_message
from handlers.views.trial import trial_message
from handlers.views.trouble import trouble_message
from handlers.views.unaccepted import unaccepted_message, untried_message
from handlers.views.unheeded import unheeded_message
from sla.agreed import ChangeNote, SettledNote, SignReminder, SignRequest
from sla.digest import Hello, Nudge, PaceNotice
from sla.feeds import SilentNote
from sla.handed import Contested, LateLeads, LeadCard, RejectionNote, Unaccepted, Untried
from sla.messages import SwitchedNote, UnheededNote
from sla.services.bulletins import HeldBack, OfTheTeam, Private, Single
from sla.services.cards import CardNote
from sla.services.papers import Note
from sla.services.trials import TrialNote
from sla.troubles import TroubleNote


def private_message(content: Private) -> Message:
    if isinstance(content, HeldBack):
        return held_message(content, say=_single)
    return _single(content)


def _single(content: Single) -> Message:
    match content:
        case Nudge():
            return nudge_message(content)
        case Hello():
            return hello_message(content)
        case TrialNote() | TroubleNote() | SwitchedNote() | UnheededNote() | PaceNotice() | SilentNote():
            return _of_the_team(content)
        case LeadCard() | RejectionNote() | Contested() | Unaccepted() | Untried() | LateLeads():
            return _of_a_lead(content)
        case _:
            return _of_the_agreement(content)


def _of_the_team(content: OfTheTeam) -> Message:
    match content:
        case TrialNote():
            return trial_message(content)
        case TroubleNote():
            return trouble_message(content)
        case SwitchedNote():
            return switched_message(content)
        case UnheededNote():
            return unheeded_message(content)
        case PaceNotice():
            return pace_notice_message(content)
        case SilentNote():
            return silent_message(content)


def _of_a_lead(content: CardNote) -> Message:
    match content:
        case LeadCard():
            return card_message(content)
        case RejectionNote():
            return rejection_message(content)
        case Unaccepted():
            return unaccepted_message(content)
        case Untried():
            return untried_message(content)
        case LateLeads():
            return late_leads_message(content)
        case Contested():
            return contested_message(content.note)


def _of_the_agreement(content: Note) -> Message:
    match content:
        case SignRequest():
            return sign_request_message(content)
        case SignReminder():
            return sign_reminder_message(content.request)
        case ChangeNote():
            return change_asked_message(content.proposal, content.change)
        case SettledNote():
            return settled_message(content.proposal)

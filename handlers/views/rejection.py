"""A rejected lead for marketing and, once it is contested, for the manager of sales."""

from handlers.views import entry_fields, layout
from handlers.views.card import decided_sentence
from handlers.views.escape import people
from handlers.views.handoff import criterion_lines
from handlers.views.ids import Act, Form
from handlers.views.lead_lines import lead_button
from handlers.views.lead_words import Reading, lead_name
from handlers.views.message import Message
from handlers.views.modal import Modal
from sla.decisions import DecisionKind
from sla.handed import RejectionNote
from sla.leads import Lead

MOST_NOTE = 1000


def rejection_message(note: RejectionNote) -> Message:
    """For marketing: why it was rejected, and what they can do about it or what has come of it."""
    lead = note.card.lead
    open_ = note.last is DecisionKind.REJECTED and not _over(note)
    return Message.of(
        layout.section(
            f"*Rejected: {lead_name(lead)}* · {people(note.card.type_name, 40)}",
            f"Sales says: {decided_sentence(note.rejection)}",
            _outcome(note),
        ),
        layout.buttons(
            lead_button("Contest…", Act.CONTEST, lead),
            lead_button("Agree", Act.AGREE, lead),
            block_id=lead.label,
        )
        if open_
        else None,
        layout.context(lead.label, "only you and your side see this"),
    )


def contested_message(note: RejectionNote) -> Message:
    """For the manager of sales: both sides' words, and the decision."""
    card = note.card
    lead = card.lead
    ticked = criterion_lines(card.quality.ticked)
    return Message.of(
        layout.section(
            f"*Contested: {lead_name(lead)}* · {people(card.type_name, 40)}",
            f"Sales rejected it: {decided_sentence(note.rejection)}",
            f"Marketing contests that: {people(note.contest, 900)}",
            *([f"Ticked at the handoff, {card.quality.points} points:", *ticked] if ticked else []),
            *([] if note.last is DecisionKind.DISPUTED else [_outcome(note)]),
        ),
        layout.buttons(
            lead_button("Uphold the contest", Act.UPHOLD, lead),
            lead_button("Keep the rejection", Act.KEEP, lead),
            block_id=lead.label,
        )
        if note.last is DecisionKind.DISPUTED
        else None,
        layout.context(
            "upheld, it goes back to its rep and its dates shift by the days in between",
            "kept, it leaves what marketing delivered",
        ),
    )


def contest_modal(note: RejectionNote, *, response_url: str) -> Modal:
    return Modal(
        form=Form.CONTEST,
        title="Contest a rejection",
        submit="Contest",
        close="Cancel",
        carries={"lead": note.card.lead.label, "response_url": response_url},
        blocks=(
            layout.section(
                f"*{lead_name(note.card.lead)}*", f"Sales says: {decided_sentence(note.rejection)}"
            ),
            entry_fields.words(
                "contest.note",
                "Why it is a good lead",
                most=MOST_NOTE,
                several_lines=True,
                hint="The manager of sales reads this and decides.",
            ),
        ),
    )


def _outcome(note: RejectionNote) -> str:
    lead, reading = note.card.lead, Reading(now=note.now, zone=note.zone)
    match note.last:
        case DecisionKind.DISPUTED:
            return "It is contested; the manager of sales decides."
        case DecisionKind.UPHELD:
            return "The contest was upheld: it is back with its rep and counts as delivered."
        case DecisionKind.DISMISSED:
            return "The rejection stands, so it is not among the leads delivered any longer."
    if _over(note):
        return "Nobody contested it in time, so it is not among the leads delivered any longer."
    return f"You can contest it until {_until(lead, reading)}; after that it leaves the leads delivered."


def _over(note: RejectionNote) -> bool:
    out_at = note.card.lead.taken_out_at
    return out_at is not None and out_at <= note.now


def _until(lead: Lead, reading: Reading) -> str:
    return f"*{reading.until(lead.taken_out_at)}*" if lead.taken_out_at else "it is decided"

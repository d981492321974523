"""A handed-over lead's card for its rep, in each state it can be in, and the form that rejects it."""

from handlers.views import entry_fields, layout, words
from handlers.views.escape import people
from handlers.views.handoff import criterion_lines
from handlers.views.ids import Act, Form, text_block_id
from handlers.views.lead_lines import lead_button, log_buttons
from handlers.views.lead_words import Reading, lead_name
from handlers.views.message import Message
from handlers.views.modal import Modal
from sla.decisions import Decision, DecisionKind
from sla.handed import LeadCard, RejectForm
from sla.leads import Lead

MOST_NOTE = 1000
_ENDS = (".", "?", "!", "…")


def card_message(card: LeadCard) -> Message:
    """Its blocks have the lead's own ids, so that logging on it rewrites it like a line of a list."""
    lead, reading = card.lead, Reading(now=card.now, zone=card.zone)
    return Message.of(
        layout.section(
            f"*{_headline(card)}: {lead_name(lead)}* · {people(card.type_name, 40)}",
            *filter(None, _state(card, reading)),
            *_said(card),
            block_id=text_block_id(lead.label),
        ),
        layout.buttons(*_acts(card), block_id=lead.label),
        layout.context(
            "logging an attempt accepts it" if lead.waits else None,
            "weekends and your days off do not count" if lead.waits else None,
            "only you see this",
        ),
    )


def reject_modal(form: RejectForm, *, response_url: str) -> Modal:
    """`response_url` is that of the pressed card, which is rewritten after the submission."""
    reasons = {reason: words.capital(reason) for reason in form.reasons}
    return Modal(
        form=Form.REJECT,
        title="Reject a lead",
        submit="Reject",
        close="Cancel",
        carries={"lead": form.lead.label, "response_url": response_url},
        blocks=(
            layout.section(
                f"*{lead_name(form.lead)}*",
                "It leaves your list, and marketing is told why; they may contest it.",
            ),
            entry_fields.one_of("reject.reason", "Reason", reasons, initial=form.reasons[0]),
            entry_fields.words(
                "reject.note",
                "What marketing should know",
                most=MOST_NOTE,
                several_lines=True,
                optional=True,
                hint="Needed for “other”. Unreachable: "
                f"{form.attempts} of {words.counted(form.attempts_needed, 'attempt')} so far.",
            ),
        ),
    )


def decided_sentence(decision: Decision) -> str:
    """A rejection's reason with its note, which may end its sentence itself."""
    note = f": {people(decision.note, 500)}" if decision.note else ""
    said = f"{people(decision.reason or '')}{note}"
    return said if said.endswith(_ENDS) else f"{said}."


def rejection(decisions: tuple[Decision, ...]) -> Decision | None:
    return next((one for one in decisions if one.kind is DecisionKind.REJECTED), None)


def _headline(card: LeadCard) -> str:
    if card.lead.rejected:
        return "Rejected"
    if card.lead.pause is not None:
        return "Back with you"
    return "New lead" if card.lead.waits else "Accepted"


def _state(card: LeadCard, reading: Reading) -> tuple[str, ...]:
    lead = card.lead
    if lead.rejected:
        return _rejected(card, reading)
    attempt = f"First attempt by *{reading.when(lead.first_attempt_due_at)}*"
    if lead.pause is not None:
        shifted = "Marketing contested the rejection and it was upheld; the dates ahead shift by the days in between."
        return shifted, "" if lead.derived.first_attempt_at else f"{attempt}."
    if lead.accept_due_at is not None and lead.waits:
        late = " That time has passed." if lead.accept_due_at <= card.now else ""
        return (f"{attempt} · accept or reject by *{reading.when(lead.accept_due_at)}*.{late}",)
    if lead.derived.first_attempt_at is not None:
        return (f"First attempt made {reading.when(lead.derived.first_attempt_at)}.",)
    accepted = lead.derived.accepted_at
    return (f"{attempt}.{f' Accepted {reading.when(accepted)}.' if accepted else ''}",)


def _rejected(card: LeadCard, reading: Reading) -> tuple[str, ...]:
    found = rejection(card.decisions)
    why = f"Your reason: {decided_sentence(found)}" if found else ""
    until = (
        f"Marketing may contest it until {reading.until(card.contest_until)}." if card.contest_until else ""
    )
    return tuple(filter(None, (why, until, "Its clock stands still; nothing is due.")))


def _said(card: LeadCard) -> tuple[str, ...]:
    """What marketing knew of it when it was handed over."""
    given, quality = card.lead.given, card.quality
    if given is None:
        return ()
    by = f"Handed over by {people(card.given_by)}" if card.given_by else "Handed over"
    campaign = f", campaign {people(given.campaign)}" if given.campaign else ""
    if quality.points is None:
        return (f"{by}{campaign}; quality not checked.",)
    agreed = f" of the agreed {quality.threshold}" if quality.threshold else ""
    return f"{by}{campaign}; {quality.points} points{agreed}:", *criterion_lines(quality.ticked)


def _acts(card: LeadCard) -> tuple[layout.Element, ...]:
    lead = card.lead
    if lead.rejected:
        return (lead_button("Why", Act.WHY, lead),)
    reject = lead_button("Reject…", Act.REJECT, lead)
    if lead.waits:
        return lead_button("Accept", Act.ACCEPT, lead, primary=True), reject, _call(lead)
    return *log_buttons(lead, primary=True), reject


def _call(lead: Lead) -> layout.Element:
    return lead_button("Log call", Act.LOG_CALL, lead)

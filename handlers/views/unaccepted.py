"""Leads that wait to be accepted: for their rep with the answers a press away, for the manager to give them on."""

from slack_sdk.models.blocks import Option, PlainTextObject, StaticSelectElement

from handlers.views import layout, words
from handlers.views.escape import people, plain
from handlers.views.ids import Act
from handlers.views.lead_lines import LeadPair, lead_button, pair_of
from handlers.views.lead_words import Reading, lead_name
from handlers.views.message import Message
from sla.handed import GivenAway, Unaccepted, WaitingLead

MOST_REPS = 100
MOST_NAME = 75


def unaccepted_message(found: Unaccepted) -> Message:
    reading = Reading(now=found.now, zone=found.zone)
    leads = words.counted(found.total, "lead")
    wait = "waits" if found.total == 1 else "wait"
    to_whom = "to be accepted or rejected" if found.reps else "for your answer"
    pairs = [waiting_pair(one, found, reading) for one in found.leads]
    more = found.total - len(found.leads)
    return Message.of(
        layout.section(f"*{leads} {wait} {to_whom}*"),
        *(block for pair in pairs for block in pair),
        layout.context(
            f"{more} more wait" if more > 0 else None,
            "a lead that is given on keeps its dates" if found.reps else "logging an attempt accepts a lead",
            "only you see this",
        ),
    )


def given_away_lines(given: GivenAway) -> LeadPair:
    lead = given.card.lead
    line = f"*{lead_name(lead)}* goes to {people(given.rep_name)}, who gets its card at work."
    return pair_of(lead, (line,), (lead_button("Why", Act.WHY, lead),))


def waiting_pair(
    one: WaitingLead, found: Unaccepted, reading: Reading, *, also: str | None = None
) -> LeadPair:
    """For its rep and for the manager in the same words; `also` is a further line."""
    lead = one.lead
    owner = f" · {people(one.owner_name)}" if found.reps and one.owner_name else ""
    due_at = lead.accept_due_at
    verb = "was due" if due_at is not None and due_at <= found.now else "is due"
    line = f"an answer {verb} {reading.when(due_at)}" if due_at is not None else ""
    acts = (_menu(found),) if found.reps else _answers(one)
    return pair_of(
        lead, (f"*{lead_name(lead)}* · {people(one.type_name, 40)}{owner}", line, also or ""), acts
    )


def _answers(one: WaitingLead) -> tuple[layout.Element, ...]:
    return (
        lead_button("Accept", Act.ACCEPT, one.lead),
        lead_button("Reject…", Act.REJECT, one.lead),
        lead_button("Log call", Act.LOG_CALL, one.lead),
    )


def _menu(found: Unaccepted) -> layout.Element:
    options = [
        Option(value=str(member_id), text=PlainTextObject(text=plain(name, MOST_NAME), emoji=False))
        for member_id, name in [*found.reps.items()][:MOST_REPS]
    ]
    placeholder = PlainTextObject(text="Give to another rep", emoji=False)
    return StaticSelectElement(action_id=Act.GIVE, placeholder=placeholder, options=options)

"""Leads that nobody has tried or accepted: for their rep with answers a press away, for the manager to give on."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from slack_sdk.models.blocks import Option, PlainTextObject, StaticSelectElement

from handlers.views import layout, words
from handlers.views.escape import people, plain
from handlers.views.ids import Act
from handlers.views.lead_lines import LeadPair, lead_button, lead_pair, pair_of
from handlers.views.lead_words import Reading, lead_name
from handlers.views.message import Message
from sla.handed import GivenAway, Unaccepted, Untried, WaitingLead
from sla.leads import Lead
from sla.people import MemberId

MOST_REPS = 100
MOST_NAME = 75


def untried_message(found: Untried) -> Message:
    reading = Reading(now=found.now, zone=found.zone)
    leads = words.counted(found.total, "lead")
    more = found.total - len(found.leads) + found.ending_total - len(found.ending)
    return Message.of(
        layout.section(f"*{leads} to try for the first time*") if found.leads else None,
        *(block for one in found.leads for block in _untried(one, reading)),
        *_ending(found, reading),
        layout.context(
            f"{more} more; `/sla leads` shows all" if more > 0 else None,
            _why_now(found),
            "logging an attempt accepts a lead" if any(one.lead.waits for one in found.leads) else None,
            "the one urgent message of your day" if found.ending else None,
            "only you see this",
        ),
    )


def _why_now(found: Untried) -> str | None:
    if not found.leads:
        return None
    soon = any(one.lead.waits for one in found.leads)
    return "half of the agreed time has passed" + (", or an answer is due within the hour" if soon else "")


def _ending(found: Untried, reading: Reading) -> Iterator[layout.Text | layout.Row]:
    """Leads whose follow-ups are short on the last day for them."""
    if found.ending:
        leads = words.counted(found.ending_total, "lead")
        yield layout.section(f"*{leads} due today and still short of follow-ups*")
        for item in found.ending:
            yield from lead_pair(item, reading)


def unaccepted_message(found: Unaccepted) -> Message:
    reading = Reading(now=found.now, zone=found.zone)
    leads = words.counted(found.total, "lead")
    more = found.total - len(found.leads)
    return Message.of(
        layout.section(f"*{leads} {'waits' if found.total == 1 else 'wait'} to be accepted or rejected*"),
        *(block for one in found.leads for block in waiting_pair(one, found, reading)),
        layout.context(
            f"{more} more wait" if more > 0 else None,
            "a lead that is given on keeps its dates",
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
    """For the manager and, where `found` has no reps, for its own rep in the same words."""
    lead, due_at = one.lead, one.lead.accept_due_at
    owner = f" · {people(one.owner_name)}" if found.reps and one.owner_name else ""
    line = f"an answer {_due(due_at, reading)}" if due_at is not None else ""
    acts = (
        (rep_menu(found.reps),)
        if found.reps
        else (*_answers(lead), lead_button("Log call", Act.LOG_CALL, lead))
    )
    return pair_of(lead, (f"{_name(one)}{owner}", line, also or ""), acts)


def _untried(one: WaitingLead, reading: Reading) -> LeadPair:
    lead = one.lead
    answer = f", an answer {_due(lead.accept_due_at, reading)}" if lead.waits and lead.accept_due_at else ""
    line = f"first attempt {_due(lead.first_attempt_due_at, reading)}{answer}"
    log = (lead_button("Log call", Act.LOG_CALL, lead), lead_button("Log email", Act.LOG_EMAIL, lead))
    return pair_of(lead, (_name(one), line), (*log, *_answers(lead)) if lead.waits else log)


def _answers(lead: Lead) -> tuple[layout.Element, ...]:
    return (lead_button("Accept", Act.ACCEPT, lead), lead_button("Reject…", Act.REJECT, lead))


def _name(one: WaitingLead) -> str:
    return f"*{lead_name(one.lead)}* · {people(one.type_name, 40)}"


def _due(due_at: datetime, reading: Reading) -> str:
    return f"{'was due' if due_at <= reading.now else 'is due'} {reading.when(due_at)}"


def rep_menu(reps: Mapping[MemberId, str]) -> layout.Element:
    """Gives the lead of its line to whom is chosen."""
    options = [
        Option(value=str(member_id), text=PlainTextObject(text=plain(name, MOST_NAME), emoji=False))
        for member_id, name in [*reps.items()][:MOST_REPS]
    ]
    placeholder = PlainTextObject(text="Give to another rep", emoji=False)
    return StaticSelectElement(action_id=Act.GIVE, placeholder=placeholder, options=options)

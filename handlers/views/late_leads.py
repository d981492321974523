"""The ladder's note to the manager of sales: leads short of their follow-ups, and where it was agreed another rep."""

from datetime import timedelta

from handlers.views import layout, words
from handlers.views.escape import people
from handlers.views.ids import Act
from handlers.views.lead_lines import LeadPair, lead_button, pair_of
from handlers.views.lead_words import Reading, lead_name
from handlers.views.message import Message
from handlers.views.unaccepted import rep_menu
from sla.calendar import local_date
from sla.handed import LateLead, LateLeads

_DAY = timedelta(days=1)


def late_leads_message(found: LateLeads) -> Message:
    reading = Reading(now=found.now, zone=found.zone)
    verb = "is short of its" if found.total == 1 else "are short of their"
    more = found.total - len(found.leads)
    offers = any(one.offer for one in found.leads)
    return Message.of(
        layout.section(
            f"*{words.counted(found.total, 'lead')} {verb} follow-ups*",
            "They come to you at the steps that both sides agreed on, once at each.",
        ),
        *(block for one in found.leads for block in _pair(one, found, reading)),
        layout.context(
            f"{more} more; `/sla status sales` counts them" if more > 0 else None,
            "a lead that is given on keeps its dates" if offers else None,
            "the reps read on Home that you were told",
            "only you see this",
        ),
    )


def _pair(one: LateLead, found: LateLeads, reading: Reading) -> LeadPair:
    lead, due_at = one.lead, one.lead.derived.next_due_at
    owner = people(one.owner_name) if one.owner_name else "nobody"
    by = reading.dated(local_date(due_at, lead.zone) - _DAY) if due_at else ""
    line = f"{lead.derived.follow_up_count} of {one.need} follow-ups; they were due by {by}"
    show = lead_button("Show", Act.OPEN_LEAD, lead)
    return pair_of(
        lead,
        (f"*{lead_name(lead)}* · {people(one.type_name, 40)} · {owner}", line),
        (rep_menu(found.reps), show) if one.offer else (show,),
    )

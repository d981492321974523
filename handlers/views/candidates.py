"""Several leads that somebody's words may mean, each with the button that does what was wanted."""

from handlers.views import days, layout, words
from handlers.views.escape import people
from handlers.views.ids import Act, text_block_id
from handlers.views.lead_lines import lead_button
from handlers.views.lead_words import closed, lead_name
from handlers.views.message import Message
from sla.answers import Candidates
from sla.calendar import local_date
from sla.leads import Lead
from sla.touches import TouchKind

MOST_LEADS = 10

_LOG = {
    TouchKind.CALL: Act.LOG_CALL,
    TouchKind.EMAIL: Act.LOG_EMAIL,
    TouchKind.MEETING: Act.LOG_MEETING,
    TouchKind.MESSAGE: Act.LOG_MESSAGE,
}


def candidates_message(
    candidates: Candidates, wanted: TouchKind | None, *, typed: str | None = None
) -> Message:
    """`wanted` is the kind of touch to log. Otherwise `typed` is what acts on one for certain; None asks why."""
    shown = candidates.leads[:MOST_LEADS]
    hidden = len(candidates.leads) - len(shown)
    text = people(candidates.text, 60)
    by_name = f"/sla log {{}} {wanted}" if wanted else typed or "/sla why {}"
    example = f"`{by_name.format(shown[0].label if shown else 'L64')}`"
    act, press = _button(wanted, asks_why=typed is None)
    return Message.of(
        layout.section(_question(len(candidates.leads), text)),
        *(_line(lead, act, press) for lead in shown),
        layout.context(
            f"{hidden} more; type more of the name" if hidden else None,
            f"or type the short name: {example}",
        ),
    )


def _question(leads: int, text: str) -> str:
    if leads == 1:
        return f"*No lead is called “{text}” exactly.* Did you mean this one?"
    return f"*{words.counted(leads, 'lead')} may be “{text}”.* Which one?"


def _button(wanted: TouchKind | None, *, asks_why: bool) -> tuple[Act | None, str]:
    if wanted:
        return _LOG.get(wanted), f"Log {wanted}"
    return (Act.WHY, "Why") if asks_why else (Act.OPEN_LEAD, "Show")


def _line(lead: Lead, act: Act | None, press: str) -> layout.Text:
    """Enough of the lead to tell it from its namesakes."""
    handed = local_date(lead.handed_off_at, lead.zone)
    state = f" · {closed(lead)}" if lead.stopped_at else ""
    text = (
        f"*{lead_name(lead)}* ({lead.label}) · handed over {days.dated(handed, handed)} {handed.year}{state}"
    )
    if act is None:
        return layout.section(text)
    return layout.section(text, block_id=text_block_id(lead.label), accessory=lead_button(press, act, lead))

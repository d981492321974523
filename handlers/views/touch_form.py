"""“Log a touch”: the form for what the buttons on a lead's line cannot say, and when it was."""

from collections.abc import Mapping

from slack_sdk.models.blocks import InputBlock

from handlers.views import entry_fields, layout, words
from handlers.views.escape import people, plain
from handlers.views.ids import Form
from handlers.views.lead_words import spoken_name
from handlers.views.modal import Modal
from sla.activity import Outcome
from sla.answers import TouchForm
from sla.errors import BadInput
from sla.leads import Lead
from sla.services.recording import NOTE_LENGTH
from sla.touches import Direction, TouchKind

LEAD, WHAT, DIRECTION, AT, NOTE = "touch.lead", "touch.what", "touch.direction", "touch.at", "touch.note"

Done = tuple[TouchKind, Outcome | None]

_WHAT: Mapping[str, tuple[str, Done]] = {
    "call:reached": ("Call, spoke with them", (TouchKind.CALL, Outcome.REACHED)),
    "call:no answer": ("Call, no answer", (TouchKind.CALL, Outcome.NO_ANSWER)),
    "call:left a message": ("Call, left a message", (TouchKind.CALL, Outcome.LEFT_MESSAGE)),
    "email": ("Email", (TouchKind.EMAIL, None)),
    "email:bounced": ("Email, bounced", (TouchKind.EMAIL, Outcome.BOUNCED)),
    "meeting:held": ("Meeting, held", (TouchKind.MEETING, Outcome.HELD)),
    "meeting:scheduled": ("Meeting, only scheduled", (TouchKind.MEETING, Outcome.SCHEDULED)),
    "message": ("Message", (TouchKind.MESSAGE, None)),
}
_DIRECTIONS: Mapping[str, str] = {Direction.OUTBOUND: "I reached out", Direction.INBOUND: "They did"}


def touch_modal(form: TouchForm, carries: Mapping[str, str]) -> Modal:
    """For one lead, or with a menu of those to pick from."""
    return Modal(
        form=Form.TOUCH,
        title="Log a touch",
        submit="Log",
        close="Cancel",
        carries={**carries, "at": str(int(form.now.timestamp())), **_only(form)},
        blocks=(
            _which(form),
            entry_fields.one_of(
                WHAT, "What it was", {value: text for value, (text, _) in _WHAT.items()}, initial=None
            ),
            entry_fields.radio(DIRECTION, "Who reached out", _DIRECTIONS, initial=Direction.OUTBOUND),
            entry_fields.moment(
                AT,
                "When",
                initial=form.now,
                hint="Up to 14 days back. After a day it is marked as logged late.",
            ),
            entry_fields.words(NOTE, "Note", most=NOTE_LENGTH, several_lines=True, optional=True),
        ),
    )


def parse_what(value: str | None) -> Done:
    """What happened, as the form's menu says it."""
    if value is None or value not in _WHAT:
        raise BadInput("Choose what it was.", field=WHAT)
    return _WHAT[value][1]


def _only(form: TouchForm) -> Mapping[str, str]:
    return {"lead": form.leads[0].label} if len(form.leads) == 1 else {}


def _which(form: TouchForm) -> layout.Text | InputBlock:
    if len(form.leads) == 1:
        (lead,) = form.leads
        name = people(lead.name) if lead.name.strip() else lead.label
        return layout.section(f"*{name}* ({lead.label})")
    more = (
        f"{words.counted(form.more, 'more lead')}: `/sla log` with its name finds each."
        if form.more
        else None
    )
    return entry_fields.one_of(
        LEAD, "Lead", {lead.label: _option(lead) for lead in form.leads}, initial=None, hint=more
    )


def _option(lead: Lead) -> str:
    """The name first, and the short name that tells it from its namesakes."""
    return f"{plain(spoken_name(lead), 50)} ({lead.label})"

"""The forms about one lead: log a touch, and what the lead answered."""

from datetime import UTC, date, datetime

from handlers.origin import Origin
from handlers.services import Services
from handlers.submissions.submitted import Submitted
from handlers.views.answered import HOW, NEXT, ON, REASON, answered_lines
from handlers.views.logged import logged_lines
from handlers.views.modal import Modal
from handlers.views.touch_form import AT, DIRECTION, LEAD, NOTE, WHAT, parse_what
from handlers.views.values import parse_label
from sla.errors import BadInput
from sla.lead_answers import How, NextStep
from sla.leads import LeadId
from sla.services.answering import NewAnswer
from sla.services.recording import NewTouch
from sla.touches import Direction


def log_touch(form: Submitted, services: Services) -> Modal | None:
    kind, outcome = parse_what(form.text(WHAT))
    new = NewTouch(
        lead_id=_lead(form),
        kind=kind,
        press=form.view_id,
        outcome=outcome,
        note=form.text(NOTE) or "",
        direction=Direction(form.text(DIRECTION) or Direction.OUTBOUND),
        occurred_at=_moment(form),
    )
    logged = services.touching.log(form.actor, new, form.now)
    origin = Origin.read(form.carries)
    return origin.show(services, form.actor, form.now, logged_lines(logged))


def answer(form: Submitted, services: Services) -> Modal | None:
    step = form.text(NEXT)
    if step not in set(NextStep):
        raise BadInput("Choose what comes next.", field=NEXT)
    new = NewAnswer(
        lead_id=_lead(form),
        how=How(form.text(HOW) or How.REACHED),
        next_step=NextStep(step),
        press=form.view_id,
        on=_day(form),
        reason=form.text(REASON) or "",
    )
    logged = services.answering.answer(form.actor, new, form.now)
    origin = Origin.read(form.carries)
    return origin.show(services, form.actor, form.now, answered_lines(logged))


def _lead(form: Submitted) -> LeadId:
    return parse_label(form.carries.get("lead") or form.text(LEAD) or "", field=LEAD)


def _moment(form: Submitted) -> datetime | None:
    """None where the time was left as it stood: then it is now."""
    said = form.text(AT) or ""
    if said == form.carries.get("at"):
        return None
    if not said.isdecimal():
        raise BadInput("Choose when it was.", field=AT)
    return datetime.fromtimestamp(int(said), UTC)


def _day(form: Submitted) -> date | None:
    said = form.text(ON)
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        raise BadInput("Choose a day.", field=ON) from None

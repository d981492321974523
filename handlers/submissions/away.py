"""The form of days away."""

from datetime import date

from handlers.services import Services
from handlers.submissions.submitted import Submitted
from handlers.views.away import away_message
from handlers.views.modal import Modal
from handlers.views.page import as_page
from sla.errors import BadInput
from sla.people import MemberId
from sla.services.absences import FIRST, LAST, STAND_IN, WantedAway


def save_away(form: Submitted, services: Services) -> Modal:
    stand_in = form.text(STAND_IN)
    wanted = WantedAway(
        first=_day(form, FIRST),
        last=_day(form, LAST),
        of=form.carries.get("of"),
        stand_in_member=MemberId(int(stand_in)) if stand_in else None,
    )
    return as_page("Days away", away_message(services.absences.record(form.actor, wanted, form.now)))


def _day(form: Submitted, block_id: str) -> date:
    try:
        return date.fromisoformat(form.text(block_id) or "")
    except ValueError:
        raise BadInput("Choose a day.", field=block_id) from None

"""“Try other numbers”: what was changed in the form, shown beside the agreement's own."""

from http.client import HTTPException

from handlers import replies
from handlers.parsing_demand import parse_fields
from handlers.services import Services
from handlers.submissions.submitted import Submitted
from handlers.views.demand import agreed_values, demand_message
from handlers.views.demand.form import PERIOD, QUOTA
from handlers.views.message import Message
from handlers.views.modal import Modal
from handlers.views.page import as_page
from sla.demand import DemandNumbers
from sla.errors import BadInput


def try_numbers(form: Submitted, services: Services) -> Modal | None:
    numbers = services.demand.numbers(form.now)
    given = _changed(form, numbers)
    if not given:
        raise BadInput("Change at least one number: these are the agreement’s own.", field=QUOTA)
    answer = services.demand(parse_fields(given, numbers), form.now)
    typed = " ".join(f"{name}={value}" for name, value in given.items())
    message = demand_message(answer, typed=typed, may_propose=form.actor.is_manager)
    return _shown(form.carries.get("url", ""), message)


def _changed(form: Submitted, numbers: DemandNumbers) -> dict[str, str]:
    """By name, what was written otherwise than it is agreed; a quota goes with its period."""
    own = agreed_values(numbers)
    written = {name: text for name, text in form.texts.items() if text != own.get(name)}
    if QUOTA in written or PERIOD in written:
        quota, period = (form.text(name) or own[name] for name in (QUOTA, PERIOD))
        written = {
            QUOTA: f"{quota}/{period}",
            **{n: t for n, t in written.items() if n not in {QUOTA, PERIOD}},
        }
    return written


def _shown(response_url: str, message: Message) -> Modal | None:
    """Where the form was opened; in the form itself where Slack takes no more answers there."""
    try:
        replies.answer(response_url, message)
    except (replies.AnswerRefusedError, OSError, HTTPException, ValueError):
        return as_page("What if", message)
    return None

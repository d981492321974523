"""What people submit in modals: one callback id per form, each handled in a function of a few lines."""

import re
from collections.abc import Callable, Mapping
from functools import partial

from slack_bolt import Ack, App

from handlers.asked import Payload
from handlers.origin import AT_HOME
from handlers.services import Services
from handlers.submissions import agreement, demand, files, handoff, messages, setup, taking, touches
from handlers.submissions.away import save_away
from handlers.submissions.submitted import Submitted, submitted
from handlers.views.ids import Form
from handlers.views.modal import Modal
from sla.errors import BadInput

Handler = Callable[[Submitted, Services], Modal | None]
"""Answers with what the modal shows next; None closes it, and the one below it is seen again."""

FORMS: Mapping[str, Handler] = {
    Form.AWAY: save_away,
    Form.PART: setup.save_part,
    Form.CRM: setup.save_crm,
    Form.PROPOSE: agreement.propose,
    Form.ASK_CHANGE: agreement.ask_change,
    Form.ENTER: agreement.enter,
    Form.TOUCH: touches.log_touch,
    Form.ANSWER: touches.answer,
    Form.HANDOFF: handoff.hand_over,
    Form.REJECT: handoff.reject,
    Form.CONTEST: handoff.contest,
    Form.NUMBERS: demand.try_numbers,
    Form.TAKE: taking.take,
    Form.MESSAGE: messages.save_message,
    Form.FILE: files.change,
}


def register(app: App, *, services: Services) -> None:
    """One listener for every form, so that none can go unanswered."""
    app.view(re.compile(".*"))(partial(on_submit, services=services))


def on_submit(ack: Ack, body: Payload, services: Services) -> None:
    """Act, then acknowledge: what was acknowledged is in the store."""
    form = submitted(body, services)
    handler = FORMS.get(form.form)
    if handler is None:
        raise BadInput("This form belongs to an older version of the bot; close it and begin anew.")
    following = handler(form, services)
    if following is None:
        ack()
    else:
        # The form has done its work: closing what it ends with closes what lies below, too.
        ack(response_action="update", view=following.as_view() | {"clear_on_close": True})
    if AT_HOME not in form.carries:  # such a form has drawn the tab itself, with what was done
        services.homes.changed(form.actor.slack_id)

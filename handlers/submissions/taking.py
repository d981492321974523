"""The form in which somebody takes an exception of the digest on."""

from datetime import time

from handlers import replies
from handlers.services import Services
from handlers.submissions.submitted import Submitted
from handlers.views.late import digest_again
from handlers.views.modal import Modal
from handlers.views.page import as_page
from handlers.views.take_values import parse_take
from handlers.views.taking import taken_message
from sla.errors import BadInput
from sla.services.taking import UNTIL


def take(form: Submitted, services: Services) -> Modal:
    """The digest says so as well."""
    on, about = parse_take(form.carries["take"])
    taken = services.taking.take(form.actor, on, about, _until(form), form.now)
    response_url = form.carries["response_url"]
    digest, doubt = services.stand_up.again(form.now)
    replies.rewrite_if_there(response_url, digest_again(digest, doubt=doubt))
    return as_page("Taken", taken_message(taken, response_url=response_url))


def _until(form: Submitted) -> time:
    try:
        return time.fromisoformat(form.text(UNTIL) or "")
    except ValueError:
        raise BadInput("Choose a time.", field=UNTIL) from None

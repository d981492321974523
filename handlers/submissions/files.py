"""The form in which a person says how a dropped file is to be read."""

from handlers.services import Services
from handlers.submissions.submitted import Submitted
from handlers.views.file_form import AS_FOUND, DATE, SOURCE, ZONE, chosen_columns
from sla.dropped import SOURCE as UNNAMED
from sla.dropped import Choice


def change(form: Submitted, services: Services) -> None:
    file_id = form.carries["file"]
    dates = form.text(DATE)
    drop = services.dropped_files.open_to(form.actor, file_id)
    choice = Choice(
        columns=chosen_columns(drop, dict(form.texts)),
        zone=form.text(ZONE),
        dates=None if dates == AS_FOUND else dates,
        source=form.text(SOURCE) or UNNAMED,
    )
    services.dropped_files.change(form.actor, file_id, choice, form.now)
    services.file_desk.wake(file_id)

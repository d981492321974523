"""The buttons under a dropped file: each step is kept, and the work is done elsewhere."""

from handlers.actions.showing import open_modal
from handlers.asked import Pressed
from handlers.services import Services
from handlers.views.file_form import file_modal
from sla.errors import BadInput
from sla.imports import Kind


def start(press: Pressed, services: Services) -> None:
    services.dropped_files.start(press.actor, press.value, press.now)
    services.file_desk.wake(press.value)


def cancel(press: Pressed, services: Services) -> None:
    services.dropped_files.cancel(press.actor, press.value, press.now)
    services.file_desk.wake(press.value)


def choose_kind(press: Pressed, services: Services) -> None:
    if press.value not in set(Kind):
        raise BadInput("Choose what the file holds.")
    services.dropped_files.choose(press.actor, press.block_id, Kind(press.value), press.now)
    services.file_desk.wake(press.block_id)


def change(press: Pressed, services: Services) -> None:
    drop = services.dropped_files.open_to(press.actor, press.value)
    if drop.kind is None:
        raise BadInput("Choose first what the file holds.")
    open_modal(press, services, file_modal(drop, drop.kind))

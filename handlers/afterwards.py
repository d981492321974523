"""Does what was kept and acknowledged, and answers the person by the input's own response_url."""

from handlers.actions import do_press
from handlers.commands import do_command
from handlers.inbound import heard
from handlers.services import Services
from sla.arrivals import Arrival


def perform(arrival: Arrival, services: Services) -> None:
    """Twice is once, as its key goes into what it records. What it raises, the person reads."""
    said = heard(arrival)
    if said.action is None:
        do_command(said.body, arrival.at, services)
    else:
        do_press(said.body, said.action, arrival.at, services)

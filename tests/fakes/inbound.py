"""For tests in which nobody types or presses what is kept before it is done."""

from sla.arrivals import Arrival


class Unheard:
    def keep(self, arrival: Arrival) -> None:
        raise AssertionError(arrival)

"""What people typed and pressed, in memory."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from sla.arrivals import NOBODY, Arrival, Held
from tests.fakes.rows import Rows


class FakeArrivals:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def keep(self, arrivals: Sequence[Arrival], holder: str) -> None:
        for one in arrivals:
            held = Held(key=one.key, slack_id=one.slack_id, holder=holder, beat=0)
            self._rows.arrivals.setdefault(one.key, (one, held))

    def of(self, people: Collection[str]) -> tuple[Held, ...]:
        return tuple(held for _, held in self._rows.arrivals.values() if held.slack_id in people)

    def of_others(self, holder: str) -> tuple[Held, ...]:
        return tuple(held for _, held in self._rows.arrivals.values() if held.holder != holder)

    def beat(self, holder: str) -> None:
        for one, held in list(self._rows.arrivals.values()):
            if held.holder == holder:
                self._rows.arrivals[one.key] = (one, replace(held, beat=held.beat + 1))

    def take(self, held: Collection[Held], holder: str) -> tuple[Arrival, ...]:
        taken = [one for one, now in self._rows.arrivals.values() if now in held]
        for one in taken:
            _, before = self._rows.arrivals[one.key]
            self._rows.arrivals[one.key] = (one, replace(before, holder=holder))
        return tuple(taken)

    def give_up(self, holder: str) -> None:
        for one, held in list(self._rows.arrivals.values()):
            if held.holder == holder:
                self._rows.arrivals[one.key] = (one, replace(held, holder=NOBODY))

    def done(self, keys: Collection[str], holder: str) -> None:
        for key in keys:
            if key in self._rows.arrivals and self._rows.arrivals[key][1].holder == holder:
                del self._rows.arrivals[key]

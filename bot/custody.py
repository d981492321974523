"""What people said that is in this process's hands: what of it may be begun, what is done, whose holder is dead."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

from sla.arrivals import NOBODY, Arrival, Held
from sla.services.desk import Desk

PATIENCE_SECONDS = 20.0
"""A holder that has not beaten for so long is dead. One that was only stopped does twice what counts once."""

Begin = Callable[[Arrival], None]


class Custody:
    """Nothing of a person is begun while something that they said before is in another process's hands."""

    def __init__(self, desk: Desk, holder: str, begin: Begin) -> None:
        self._desk = desk
        self._holder = holder
        self._begin = begin
        self._mine: dict[str, Arrival] = {}
        self._begun: set[str] = set()
        self._people: set[str] = set()
        self._done: set[str] = set()
        self._seen: dict[Held, float] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        """How much of it is not done."""
        return len(self._mine)

    def kept(self, arrivals: Iterable[Arrival]) -> None:
        with self._lock:
            for one in arrivals:
                self._mine.setdefault(one.key, one)
                self._people.add(one.slack_id)

    def done(self, key: str) -> None:
        with self._lock:
            self._done.add(key)
            self._mine.pop(key, None)

    def begin(self) -> bool:
        """What may be begun; whether somebody waits for another process."""
        with self._lock:
            people, self._people = self._people, set()
            unsure = {key for key, one in self._mine.items() if one.slack_id in people} - self._begun
        if not people:
            return False
        behind = people
        try:
            behind = self._begin_of(people, unsure)
        finally:
            with self._lock:
                self._people |= behind
        return bool(behind)

    def forget(self) -> None:
        """In the store too, what is done."""
        with self._lock:
            done, self._done = self._done, set()
            self._begun -= done
        if not done:
            return
        try:
            with self._desk.open() as work:
                work.arrivals.done(done, self._holder)
                work.commit()
        except BaseException:
            with self._lock:
                self._done |= done
            raise

    def beat(self) -> None:
        if len(self):
            with self._desk.open() as work:
                work.arrivals.beat(self._holder)
                work.commit()

    def take_over(self, patience: float = PATIENCE_SECONDS) -> None:
        """What lies in the hands of the dead, after so many seconds."""
        now = time.monotonic()
        with self._desk.look() as work:
            others = work.arrivals.of_others(self._holder)
        self._seen = {one: self._seen.get(one, now) for one in others}
        left = [one for one, since in self._seen.items() if one.holder == NOBODY or now - since >= patience]
        if left:
            with self._desk.open() as work:
                taken = work.arrivals.take(left, self._holder)
                work.commit()
            self.kept(taken)

    def give_up(self) -> None:
        """Whoever looks next may take it."""
        with self._desk.open() as work:
            work.arrivals.give_up(self._holder)
            work.commit()

    def _begin_of(self, people: Collection[str], unsure: Collection[str]) -> set[str]:
        """Who waits for another process. What is `unsure` and not in the store was a repeat, or never got there."""
        with self._desk.look() as work:
            held = work.arrivals.of(people)
        with self._lock:
            for key in set(unsure) - {one.key for one in held}:
                self._mine.pop(key, None)
        of_each: defaultdict[str, list[Held]] = defaultdict(list)
        for one in held:
            of_each[one.slack_id].append(one)
        return {slack_id for slack_id, theirs in of_each.items() if not self._begin_until(theirs)}

    def _begin_until(self, held: Iterable[Held]) -> bool:
        """One person's, in order; False where one is in another process's hands, or not yet or no more in these."""
        for one in held:
            if one.holder != self._holder:
                return False
            with self._lock:
                if one.key in self._begun:
                    continue
                arrival = self._mine.get(one.key)
                if arrival is None:
                    return False
                self._begun.add(one.key)
            self._begin(arrival)
        return True

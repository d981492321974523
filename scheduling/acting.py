"""By when a message has to be acted on: until the end of its reader's next working day."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sla.acted import ASKING
from sla.book import Book
from sla.delivery import NewDelivery
from sla.people import MemberId
from sla.ports import UnitOfWork
from sla.services.recount import owners


def with_time_to_act(wanted: Iterable[NewDelivery], work: UnitOfWork, book: Book) -> Iterator[NewDelivery]:
    """What asks for nothing, and who is bound no longer, has none."""
    people = owners(work, book)
    for new in wanted:
        if new.act_by is not None or new.kind not in ASKING:
            yield new
            continue
        reader = people.get(MemberId(int(new.subject.partition(":")[0])))
        if reader is None:
            yield new
            continue
        yield replace(new, act_by=reader.calendar.day_end(reader.calendar.next_working_day(new.on)))

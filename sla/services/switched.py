"""What managers are told of a message that another manager switched off, on, or to other people."""

from collections.abc import Iterable
from datetime import datetime

from sla.book import Book
from sla.delivery import Delivery
from sla.messages import SwitchedNote
from sla.people import Person
from sla.ports import UnitOfWork
from sla.services.switching import changed_by, is_signed
from sla.switches import Change, Setting


def told_of(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The newest change of each kind, where it changes who gets it; another hour stands on the page alone."""
    newest: dict[str, tuple[Change, Setting]] = {}
    for one in changes:
        kind = one.setting.kind
        before = newest[kind][0].setting if kind in newest else Setting(kind=kind)
        newest[kind] = (one, before)
    return tuple(one for one, before in newest.values() if _reaches_others(one.setting, before))


def switched_note(
    work: UnitOfWork, book: Book, delivery: Delivery, reader: Person, now: datetime
) -> SwitchedNote | None:
    """None where it was changed again since: the newer change has a note of its own."""
    (number,) = delivery.about
    change = next((one for one in told_of(work.message_settings.all()) if one.id == number), None)
    if change is None:
        return None
    (changed,) = changed_by(work, book, [change])
    signed = is_signed(change.setting.kind, book.at(now))
    return SwitchedNote(changed=changed, signed=signed, zone=reader.calendar.zone, now=now)


def _reaches_others(setting: Setting, before: Setting) -> bool:
    return (setting.on, setting.audience, setting.most) != (before.on, before.audience, before.most)

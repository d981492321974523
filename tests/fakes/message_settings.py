"""What managers chose about the kinds of message, in memory."""

from sla.switches import Change, ChangeId, NewChange
from tests.fakes.rows import Rows


class FakeMessageSettings:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def take_turn(self) -> None:
        """Nobody else is there."""

    def add(self, new: NewChange) -> Change:
        made = Change(
            id=ChangeId(self._rows.next_id()), setting=new.setting, by=new.by, changed_at=new.changed_at
        )
        self._rows.message_settings.append(made)
        return made

    def all(self) -> tuple[Change, ...]:
        return tuple(self._rows.message_settings)

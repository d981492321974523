"""What managers see of the kinds of message: what was chosen about each, by whom, and whether anybody acts on it."""

from dataclasses import dataclass
from datetime import datetime, time

from sla.acted import ActedOn, Counted
from sla.delivery import Kind
from sla.people import Side
from sla.switches import RULES, Change, ChangeId, Rule, Setting
from sla.unheeded import Proposal


@dataclass(frozen=True, kw_only=True, slots=True)
class Changed:
    """A change and who made it; `name` and `side` are None of somebody who is bound no longer."""

    change: Change
    name: str | None
    side: Side | None


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageLine:
    """One kind. `usual_at` is its hour where nobody chose another, None where it comes as things happen.

    `signed`: it carries out a step of the ladder that both sides signed. `own`: the reader may change it.
    `acted` is None where it asks for nothing, or none was sent of late. `counted` is of the same four weeks.
    """

    setting: Setting
    usual_at: time | None
    signed: bool
    own: bool
    changed: Changed | None
    acted: ActedOn | None
    counted: Counted

    @property
    def kind(self) -> Kind:
        return self.setting.kind

    @property
    def rule(self) -> Rule:
        return RULES[self.kind]

    @property
    def on(self) -> bool:
        return self.rule.stays is not None or self.setting.on

    @property
    def seen(self) -> ChangeId:
        """Which change a form was opened on."""
        return self.changed.change.id if self.changed else ChangeId(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class MessagesBoard:
    """Every kind in the order of the rules, and the newest changes, the last one first; times are in `zone`.

    `fewest` messages a day to one person is the least that can be chosen.
    """

    lines: tuple[MessageLine, ...]
    changes: tuple[Changed, ...]
    fewest: int
    channel: str
    zone: str
    now: datetime

    def line(self, kind: Kind) -> MessageLine:
        return next(one for one in self.lines if one.kind is kind)


@dataclass(frozen=True, kw_only=True, slots=True)
class SwitchedNote:
    """For the managers of both sides, except the one who did it."""

    changed: Changed
    signed: bool
    zone: str
    now: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class SwitchedOff:
    """For the digest: what carries out a signed step of the ladder and is off, by a manager of which side."""

    kind: Kind
    side: Side | None
    since: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class UnheededNote:
    """For the managers whose it is to choose: hardly anybody acts on a kind of message."""

    proposal: Proposal
    signed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class UnheededAnswer:
    """What one of them answered, `by` name; `again` where that was before this press."""

    kind: Kind
    keep: bool
    by: str | None
    again: bool
    asked_again_at: datetime
    zone: str
    now: datetime

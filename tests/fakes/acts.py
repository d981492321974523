"""Which messages were acted on, in memory."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from sla.acted import ABOUT_OWN_LEADS, ActedOn, Counted
from sla.delivery import Delivery, Kind, State
from sla.people import MemberId
from tests.fakes.rows import Rows


class FakeActs:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def pressed(self, channel_id: str, message_ts: str, at: datetime) -> None:
        self._mark(lambda one: (one.channel_id, one.message_ts) == (channel_id, message_ts), at)

    def touched(self, moments: Iterable[tuple[MemberId, datetime]]) -> None:
        for member_id, at in sorted(set(moments)):
            self._mark(lambda one, who=member_id, when=at: _asks(one, who, when), at)

    def rates(self, kinds: Iterable[Kind], *, since: datetime, until: datetime) -> Mapping[Kind, ActedOn]:
        wanted = set(kinds)
        over = [
            one
            for one in self._rows.deliveries.values()
            if one.kind in wanted and one.state is State.SENT and one.due_at >= since
            if one.act_by is not None and one.act_by <= until
        ]
        return {
            kind: ActedOn(sent=len(of), acted=sum(_in_time(one) for one in of))
            for kind in wanted
            if (of := [one for one in over if one.kind is kind])
        }

    def counts(self, since: datetime) -> Mapping[Kind, Counted]:
        lately = [one for one in self._rows.deliveries.values() if one.due_at >= since]
        sent = Counter(one.kind for one in lately if one.state is State.SENT)
        held = Counter(one.kind for one in lately if one.state in {State.HELD, State.BUNDLED})
        return {kind: Counted(sent=sent[kind], held=held[kind]) for kind in sent | held}

    def _mark(self, which: Callable[[Delivery], bool], at: datetime) -> None:
        for one in list(self._rows.deliveries.values()):
            if which(one) and one.acted_at is None:
                self._rows.deliveries[one.id] = replace(one, acted_at=at)


def _asks(one: Delivery, member_id: MemberId, at: datetime) -> bool:
    if one.kind not in ABOUT_OWN_LEADS or one.state is not State.SENT or one.subject != str(member_id):
        return False
    return one.claimed_at is not None and one.act_by is not None and one.claimed_at <= at < one.act_by


def _in_time(one: Delivery) -> bool:
    return one.acted_at is not None and one.act_by is not None and one.acted_at < one.act_by

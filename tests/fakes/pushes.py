"""Sources that push, in memory."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from sla.pushed import Answered, Count, Pusher
from tests.fakes.rows import Rows


class FakePushes:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def all(self) -> tuple[Pusher, ...]:
        return tuple(self._rows.pushers[name] for name in sorted(self._rows.pushers))

    def get(self, name: str) -> Pusher | None:
        return self._rows.pushers.get(name)

    hold = get

    def save(self, pusher: Pusher) -> None:
        self._rows.pushers[pusher.name] = pusher

    def seen(self, name: str, at: datetime) -> None:
        self.save(replace(self._rows.pushers[name], last_seen_at=at))

    def answer(self, name: str, message_id: str, *, since: datetime) -> Answered | None:
        at, answered = self._rows.push_answers.get((name, message_id), (None, None))
        return answered if at is not None and at >= since else None

    def remember(self, name: str, answered: Answered, at: datetime) -> None:
        self._rows.push_answers[name, answered.message.id] = at, answered

    def forget(self, before: datetime) -> int:
        kept = {key: one for key, one in self._rows.push_answers.items() if one[0] >= before}
        gone = len(self._rows.push_answers) - len(kept)
        self._rows.push_answers = kept
        return gone

    def count(self, name: str, day: date, counts: Iterable[Count]) -> None:
        for one in counts:
            key = (name, day, one.kind)
            self._rows.push_counts[key] = _sum(self._rows.push_counts.get(key), one)

    def counted(self, since: date) -> Mapping[str, tuple[Count, ...]]:
        found: dict[str, dict[str, Count]] = {}
        for (name, day, kind), one in sorted(self._rows.push_counts.items(), key=lambda item: item[0]):
            if day >= since:
                kinds = found.setdefault(name, {})
                kinds[kind] = _sum(kinds.get(kind), one)
        return {name: tuple(kinds[kind] for kind in sorted(kinds)) for name, kinds in found.items()}

    def rows(self) -> Mapping[str, Mapping[str, int]]:
        found: dict[str, dict[str, int]] = {}
        kinds = {
            "lead": [source for source, _ in self._rows.lead_keys],
            "touch": [one.row.source for one in self._rows.touches.values()],
            "stage": [source for source, _ in self._rows.stage_changes],
            "deal": [source for source, _ in self._rows.deals],
        }
        for kind, sources in kinds.items():
            for source in sources:
                numbers = found.setdefault(source, {})
                numbers[kind] = numbers.get(kind, 0) + 1
        return found


def _sum(before: Count | None, more: Count) -> Count:
    one = before or Count(kind=more.kind)
    return Count(
        kind=one.kind,
        created=one.created + more.created,
        updated=one.updated + more.updated,
        unchanged=one.unchanged + more.unchanged,
        rejected=one.rejected + more.rejected,
        reason=more.reason or one.reason,
    )

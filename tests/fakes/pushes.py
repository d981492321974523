"""Sources that push, in memory."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sla.pushed import Answered, Count, Pusher
from tests.fakes.rows import Key, Rows


class FakePushes:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def get(self, name: str) -> Pusher | None:
        return self._rows.pushers.get(name)

    def hold(self, name: str) -> None: ...

    def save(self, pusher: Pusher) -> None:
        self._rows.pushers[pusher.name] = pusher

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
        for kind in ("lead", "touch", "stage", "deal"):
            for source, _ in self._keys(kind):
                numbers = found.setdefault(source, {})
                numbers[kind] = numbers.get(kind, 0) + 1
        return found

    def standing(self, kind: str, name: str, external_ids: Iterable[str]) -> frozenset[str]:
        known = set(self._keys(kind))
        return frozenset(one for one in external_ids if (name, one) in known)

    def _keys(self, kind: str) -> list[Key]:
        standing = (one.row for one in self._rows.touches.values() if one.undone_at is None)
        return {
            "lead": list(self._rows.lead_keys),
            "touch": [(row.source, row.external_id) for row in standing],
            "stage": list(self._rows.stage_changes),
            "deal": list(self._rows.deals),
        }[kind]


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

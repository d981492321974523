"""What is remembered of how files were read, and files dropped in Slack, in memory."""

from collections.abc import Sequence

from sla.dropped import Dropped, Step
from sla.imports import Kind, Profile, key_of
from tests.fakes.rows import Rows


class FakeProfiles:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def find(self, source: str, kind: Kind, titles: Sequence[str]) -> Profile | None:
        return self._rows.profiles.get((source, kind, key_of(titles)))

    def save(self, profile: Profile) -> None:
        self._rows.profiles[profile.source, profile.kind, key_of(profile.titles)] = profile

    def forget(self, source: str, kind: Kind, titles: Sequence[str]) -> None:
        self._rows.profiles.pop((source, kind, key_of(titles)), None)


class FakeDrops:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, drop: Dropped) -> bool:
        known = drop.file_id in self._rows.drops
        self._rows.drops.setdefault(drop.file_id, drop)
        return not known

    def get(self, file_id: str) -> Dropped | None:
        return self._rows.drops.get(file_id)

    def save(self, drop: Dropped) -> None:
        self._rows.drops[drop.file_id] = drop

    def at_step(self, step: Step) -> tuple[Dropped, ...]:
        there = (drop for drop in self._rows.drops.values() if drop.step is step)
        return tuple(sorted(there, key=lambda drop: (drop.at, drop.file_id)))

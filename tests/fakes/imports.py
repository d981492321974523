"""What is remembered of how files were read, in memory."""

from collections.abc import Sequence

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

"""What is remembered of how one tenant's files were read."""

import json
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, and_, delete, select

from sla.imports import Kind, Profile, key_of
from sla.people import TenantId
from storage.bulk import insert_or_replace
from storage.import_tables import IMPORT_PROFILE

_KEY = ("tenant_id", "source", "kind", "titles_key")


class SqlProfiles:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id

    def find(self, source: str, kind: Kind, titles: Sequence[str]) -> Profile | None:
        statement = select(IMPORT_PROFILE).where(self._that(source, kind, titles))
        row = self._connection.execute(statement).one_or_none()
        if row is None:
            return None
        return Profile(
            source=row.source,
            kind=Kind(row.kind),
            titles=tuple(json.loads(row.titles)),
            columns=json.loads(row.columns),
            words=json.loads(row.words),
            zone=row.zone,
            dates=row.dates,
            leads_from=row.leads_from,
            saved_at=row.saved_at,
        )

    def save(self, profile: Profile) -> None:
        values = {
            "tenant_id": self._tenant_id,
            "source": profile.source,
            "kind": profile.kind.value,
            "titles_key": key_of(profile.titles),
            "titles": json.dumps(profile.titles),
            "columns": json.dumps(dict(profile.columns)),
            "words": json.dumps(dict(profile.words)),
            "zone": profile.zone,
            "dates": profile.dates,
            "leads_from": profile.leads_from,
            "saved_at": profile.saved_at,
        }
        self._connection.execute(insert_or_replace(self._connection, IMPORT_PROFILE, _KEY, values))

    def forget(self, source: str, kind: Kind, titles: Sequence[str]) -> None:
        self._connection.execute(delete(IMPORT_PROFILE).where(self._that(source, kind, titles)))

    def _that(self, source: str, kind: Kind, titles: Sequence[str]) -> ColumnElement[bool]:
        return and_(
            IMPORT_PROFILE.c.tenant_id == self._tenant_id,
            IMPORT_PROFILE.c.source == source,
            IMPORT_PROFILE.c.kind == kind.value,
            IMPORT_PROFILE.c.titles_key == key_of(titles),
        )

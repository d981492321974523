"""The installed workspaces: found, made and bound to Slack, each call in its own transaction."""

from collections.abc import Mapping

from sqlalchemy import Connection, Engine, insert, select, text, update

from sla.errors import Conflict
from sla.people import TenantId
from storage.engine import for_reading
from storage.tables import TENANT

UNBOUND = ""
"""The ids of a tenant that no Slack workspace has claimed. Never NULL, so that there is one at most."""


class SqlTenants:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def sole(self) -> TenantId:
        with self._engine.connect() as connection:
            found = _first_two(for_reading(connection))
        if not found:
            with self._engine.begin() as connection:
                _alone(connection)
                unbound = {"enterprise_id": UNBOUND, "team_id": UNBOUND, "name": ""}
                found = _first_two(connection) or [_make(connection, unbound)]
        if len(found) > 1:
            raise Conflict("This database serves several Slack workspaces; say which one is meant.")
        return found[0]

    def adopt(self, *, enterprise_id: str | None, team_id: str, name: str) -> TenantId:
        workspace = {"enterprise_id": enterprise_id or UNBOUND, "team_id": team_id, "name": name}
        with self._engine.connect() as connection:
            known = _find(for_reading(connection), workspace)
        if known is not None:
            return known
        with self._engine.begin() as connection:
            _alone(connection)
            found = _find(connection, workspace) or _bind(connection, workspace)
            return found or _make(connection, workspace)


def _first_two(connection: Connection) -> list[TenantId]:
    return [TenantId(found) for found in connection.scalars(select(TENANT.c.id).limit(2))]


def _find(connection: Connection, workspace: Mapping[str, str]) -> TenantId | None:
    mine = [TENANT.c[name] == workspace[name] for name in ("enterprise_id", "team_id")]
    found = connection.execute(select(TENANT.c.id).where(*mine)).scalar_one_or_none()
    return None if found is None else TenantId(found)


def _bind(connection: Connection, workspace: Mapping[str, str]) -> TenantId | None:
    """Give the unbound tenant to this workspace, if there is one."""
    unbound = (TENANT.c.enterprise_id == UNBOUND) & (TENANT.c.team_id == UNBOUND)
    binding = update(TENANT).where(unbound).values(workspace).returning(TENANT.c.id)
    bound = connection.execute(binding).scalar_one_or_none()
    return None if bound is None else TenantId(bound)


def _make(connection: Connection, workspace: Mapping[str, str]) -> TenantId:
    making = insert(TENANT).values(workspace).returning(TENANT.c.id)
    return TenantId(connection.execute(making).scalar_one())


def _alone(connection: Connection) -> None:
    """One replica at a time makes or binds a tenant, so that two that start together find one; SQLite always is."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE tenant IN SHARE ROW EXCLUSIVE MODE"))

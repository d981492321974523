"""Leads that were there before owners were written down have been their owner's since the handoff."""

import pytest
from alembic import command
from sqlalchemy import text

from sla.ownership import Ownership
from sla.people import TenantId
from storage.engine import open_engine
from storage.migrate import _config, upgrade
from storage.units import SqlUnits
from tests.storage.examples import NOW

LEAD = """
    INSERT INTO lead (id, tenant_id, source, external_id, name, name_folded, lead_type, origin, stage, owner_id,
        handed_off_at, zone, agreement_version, first_attempt_due_at, follow_up_count)
    VALUES (:id, 7, 'file', :name, :name, :name, 'website', 'form', 'MQL', :owner,
        '2026-03-02 09:00:00', 'Europe/Berlin', 0, '2026-03-02 13:00:00', 2)
"""


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_each_lead_gets_its_first_owner(request: pytest.FixtureRequest, database: str):
    engine = open_engine(request.getfixturevalue(f"{database}_url"), threads=1)
    with engine.begin() as connection:
        command.upgrade(_config(connection), "0002")
        connection.execute(
            text("INSERT INTO tenant (id, enterprise_id, team_id, name) VALUES (7, '', 'T1', 'Acme')")
        )
        connection.execute(
            text("INSERT INTO member (id, tenant_id, email, greeted) VALUES (3, 7, 'a@example.com', true)")
        )
        for number, owner in ((1, 3), (2, None)):
            connection.execute(text(LEAD), {"id": number, "name": str(number), "owner": owner})
    upgrade(engine)
    with SqlUnits(engine)(TenantId(7)) as work:
        assert work.ownerships.of(1) == (Ownership(lead_id=1, member_id=3, since=NOW, by=None),)
        assert work.ownerships.of(2) == (Ownership(lead_id=2, member_id=None, since=NOW, by=None),)
        assert work.ownerships.moved() == {}
        work.ownerships.follow([1, 2], at=NOW, by=None)
        assert len(work.ownerships.of(1)) == 1
    engine.dispose()

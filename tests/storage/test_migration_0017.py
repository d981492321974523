"""Messages that were there before their recipients were written down can be claimed, each by its own."""

import pytest
from alembic import command
from sqlalchemy import text

from sla.people import TenantId
from storage.engine import open_engine
from storage.migrate import _config, upgrade
from storage.units import SqlUnits
from tests.storage.examples import NOW

DELIVERY = """
    INSERT INTO delivery (id, tenant_id, key, kind, subject, local_date, due_at, expires_at, state, attempt,
        next_at, reference)
    VALUES (:id, 7, :id, 'card', :subject, '2026-03-02', '2026-03-02 09:00:00', '2036-03-02 09:00:00', 'planned', 0,
        '2026-03-02 09:00:00', :id)
"""


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_each_message_gets_its_recipient(request: pytest.FixtureRequest, database: str):
    engine = open_engine(request.getfixturevalue(f"{database}_url"), threads=1)
    with engine.begin() as connection:
        command.upgrade(_config(connection), "0016")
        connection.execute(
            text("INSERT INTO tenant (id, enterprise_id, team_id, name) VALUES (7, '', 'T1', 'Acme')")
        )
        for number, subject in enumerate(("sla", "3", "3:12", "4:1:2"), start=1):
            statement = text(DELIVERY.replace("7, :id", f"7, '{number}'").replace(":id)", f"'{number}')"))
            connection.execute(statement, {"id": number, "subject": subject})
    upgrade(engine)
    with SqlUnits(engine)(TenantId(7)) as work:
        claimed = [work.deliveries.claim(NOW) for _ in range(4)]
        assert [one and one.subject for one in claimed] == ["sla", "3", "4:1:2", None], "3 waits its second"
    engine.dispose()

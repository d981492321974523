"""How a touch was made is read from whether a person made it."""

from collections.abc import Iterator

import pytest
from alembic import command
from sqlalchemy import Engine, text

from sla.people import TenantId
from sla.touches import Manner
from storage.engine import open_engine
from storage.migrate import _config, upgrade
from storage.units import SqlUnits

LEAD = """
    INSERT INTO lead (id, tenant_id, source, external_id, name, name_folded, lead_type, origin, stage,
        handed_off_at, zone, first_attempt_due_at, follow_up_count)
    VALUES (1, 7, 'file', '1', 'Lima', 'lima', 'website', 'form', 'MQL',
        '2026-03-02 09:00:00', 'Europe/Berlin', '2026-03-02 13:00:00', 0)
"""
TOUCH = """
    INSERT INTO touch (tenant_id, source, external_id, lead_id, kind, direction, note, occurred_at, received_at,
        by_person)
    VALUES (7, 'file', :key, 1, 'email', 'outbound', '', :at, :at, :by_person)
"""


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    engine = open_engine(request.getfixturevalue(f"{request.param}_url"), threads=1)
    with engine.begin() as connection:
        command.upgrade(_config(connection), "0017")
        connection.execute(
            text("INSERT INTO tenant (id, enterprise_id, team_id, name) VALUES (7, '', 'T1', '')")
        )
        connection.execute(text(LEAD))
        for day, by_person in ((3, True), (4, False)):
            at = f"2026-03-0{day} 09:00:00"
            connection.execute(text(TOUCH), {"key": str(day), "at": at, "by_person": by_person})
    yield engine
    engine.dispose()


def test_what_no_person_made_was_automated(engine: Engine):
    upgrade(engine)
    with SqlUnits(engine)(TenantId(7)) as work:
        (history,) = work.leads.histories([1])
        assert [fact.manner for fact in history.touches] == [Manner.PERSON, Manner.AUTOMATED]

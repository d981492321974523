"""Leads that were judged before versions were stored belong to the unsigned one; nothing else changes."""

from collections.abc import Iterator

import pytest
from alembic import command
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from sla.people import TenantId
from storage.engine import open_engine
from storage.migrate import _config, head, revision, upgrade
from storage.units import SqlUnits
from tests.storage.examples import NOW, derived, new_version, signature

LEAD = """
    INSERT INTO lead (id, tenant_id, source, external_id, name, name_folded, lead_type, origin, stage, owner_id,
        handed_off_at, zone, judged, first_attempt_due_at, follow_up_count, next_due_at)
    VALUES (:id, 7, 'file', :name, :name, :name, 'website', 'form', 'MQL', 3,
        '2026-03-02 09:00:00', 'Europe/Berlin', :judged, '2026-03-02 13:00:00', 2, '2026-03-16 23:00:00')
"""
TOUCH = """
    INSERT INTO touch (tenant_id, source, external_id, lead_id, kind, direction, note, occurred_at, received_at,
        by_person)
    VALUES (7, 'slack', :key, :lead, 'call', 'outbound', '', '2026-03-03 09:00:00', '2026-03-03 09:00:00', true)
"""


TOUCH_NOW = TOUCH.replace("by_person", "manner").replace("true)", "'person')")


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A database of the first schema, with a judged lead, a listed one, and a touch of each."""
    engine = open_engine(request.getfixturevalue(f"{request.param}_url"), threads=1)
    with engine.begin() as connection:
        command.upgrade(_config(connection), "0001")
        connection.execute(text("INSERT INTO tenant VALUES (7, '', 'T1', 'Acme', 'abc')"))
        connection.execute(text("INSERT INTO member VALUES (3, 7, 'ana@example.com', 'U1', true)"))
        for number, name, judged in ((1, "judged", True), (2, "listed", False)):
            connection.execute(text(LEAD), {"id": number, "name": name, "judged": judged})
            connection.execute(text(TOUCH), {"key": name, "lead": number})
    assert revision(engine) == "0001"
    yield engine
    engine.dispose()


def test_judged_leads_come_under_version_0_and_listed_ones_under_none(engine: Engine):
    upgrade(engine)
    assert revision(engine) == head()
    with SqlUnits(engine)(TenantId(7)) as work:
        judged, listed = work.leads.histories([1, 2])
        assert (judged.lead.version, listed.lead.version) == (0, None)
        assert (judged.lead.name, judged.lead.owner_id, judged.lead.handed_off_at) == ("judged", 3, NOW)
        due = judged.lead.derived.next_due_at
        assert judged.lead.derived == derived(follow_up_count=2, next_due_at=due)
        assert [len(history.touches) for history in (judged, listed)] == [1, 1]
        assert due is not None
        assert work.leads.overdue(due) == {("website", "MQL"): 1}


def test_the_people_are_kept_and_named_by_nobody_yet(engine: Engine):
    upgrade(engine)
    with SqlUnits(engine)(TenantId(7)) as work:
        (ana,) = work.members.all()
        assert (ana.id, ana.email, ana.slack_id, ana.greeted, ana.named) == (
            3,
            "ana@example.com",
            "U1",
            True,
            None,
        )
        assert (work.agreements.mark(), work.agreements.all(), work.agreements.draft()) == (0, (), None)
        assert work.agreements.add(new_version()).number == 1
        assert work.agreements.sign(signature(ana.id))


def test_references_to_the_altered_tables_hold(engine: Engine):
    upgrade(engine)
    with engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(text(TOUCH_NOW), {"key": "nobody's", "lead": 99})
    with engine.begin() as connection, pytest.raises(IntegrityError):
        connection.execute(text("DELETE FROM lead"))

"""Of a connected CRM people keep their choices while its reader notes what it finds."""

from sla.crm import Connection, Found, Ladder, Loading, Portal, StageDefinition, StageMap, StageUse
from sla.people import TenantId
from tests.stores import AnyStore

PORTAL = Portal(id=4711, name="acme.example")
STAGES = StageMap(
    handoff="marketingqualifiedlead",
    handoff_label="MQL",
    uses=(StageUse(ladder=Ladder.DEALS, id="contractsent", label="Contract Sent", stage="Opportunity"),),
)
FOUND = Found(
    definitions=(StageDefinition(ladder=Ladder.DEALS, id="contractsent", label="Sent", pipeline="Sales"),),
    loading=(Loading(what="contacts", read=200, total=13_000),),
    unmatched=("nobody@example.com",),
    foreign=("EUR",),
    trouble="The key lacks a scope.",
    other=Portal(id=99, name="other.example"),
)


def test_choices_and_findings_stand_side_by_side(store: AnyStore, tenant_id: TenantId) -> None:
    with store.units(tenant_id) as work:
        assert work.connections.get("hubspot") == Connection()
        work.connections.note("hubspot", FOUND)
        work.connections.choose("hubspot", STAGES)
        work.connections.connect("hubspot", PORTAL)
        work.commit()
    with store.looks(tenant_id) as work:
        assert work.connections.get("hubspot") == Connection(portal=PORTAL, stages=STAGES, found=FOUND)
        assert work.connections.get("another") == Connection()
    with store.units(tenant_id) as work:
        work.connections.note("hubspot", Found())
        assert work.connections.get("hubspot") == Connection(portal=PORTAL, stages=STAGES)
    with store.units(tenant_id) as work:
        assert work.connections.get("hubspot").found == FOUND

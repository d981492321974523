"""Managers see how a CRM is read and say what its stages stand for; nobody else does."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from sla.crm import Connection, Found, Ladder, Portal, StageDefinition, StageMap, StageUse, renamed
from sla.crm_stages import usual_stages
from sla.errors import BadInput, NotAllowed, NotFound
from sla.feeds import FeedKind, NewFeed
from sla.services.crm import SOURCE, Crm
from tests.sla.services.agreement import ANA, KIM, TERMS, at, lead_type, rates
from tests.sla.services.team import Team

NOW = at("2025-11-20 10:00")

MQL = StageDefinition(ladder=Ladder.LIFECYCLE, id="marketingqualifiedlead", label="MQL")
SQL = StageDefinition(ladder=Ladder.LIFECYCLE, id="salesqualifiedlead", label="Qualified by sales")
OWN = StageDefinition(ladder=Ladder.LIFECYCLE, id="12345", label="opportunity")
CUSTOMER = StageDefinition(ladder=Ladder.LIFECYCLE, id="customer", label="Customer")
SENT = StageDefinition(ladder=Ladder.DEALS, id="contractsent", label="Contract Sent", pipeline="Sales")
WON = StageDefinition(ladder=Ladder.DEALS, id="closedwon", label="Won", pipeline="Sales", closed=True)
ALL = (MQL, SQL, OWN, CUSTOMER, SENT, WON)
OTHER = Portal(id=99, name="other.example")


@pytest.fixture
def crm(team: Team) -> Crm:
    new = NewFeed(name=SOURCE, kind=FeedKind.HUBSPOT, zone=None, every=timedelta(minutes=1), added_at=NOW)
    with team.desk.open() as work:
        work.feeds.add(new)
        work.connections.note(SOURCE, Found(definitions=ALL, other=OTHER))
        work.connections.connect(SOURCE, Portal(id=1, name="ours.example"))
        work.commit()
    return Crm(team.desk)


def connection(team: Team) -> Connection:
    with team.desk.look() as work:
        return work.connections.get(SOURCE)


def test_usual_stages_are_those_with_the_agreements_own_names() -> None:
    kind = lead_type("website", rates("34%", "82%", "23%"), Fraction(1))
    stages = usual_stages(ALL, replace(TERMS, lead_types=(kind,)))
    assert (stages.handoff, stages.handoff_label) == (MQL.id, MQL.label)
    assert {use.id: use.stage for use in stages.uses} == {
        SQL.id: "SQL",
        OWN.id: "opportunity",
        CUSTOMER.id: "won",
    }


def test_a_manager_chooses_and_it_is_kept_with_todays_names(team: Team, crm: Crm) -> None:
    choices = {(Ladder.DEALS, SENT.id): "opportunity", (Ladder.LIFECYCLE, SQL.id): "SQL"}
    crm.choose(team.actor(KIM), SQL.id, choices, take_other=False, now=NOW)
    assert connection(team) == Connection(
        portal=Portal(id=1, name="ours.example"),
        stages=StageMap(
            handoff=SQL.id,
            handoff_label=SQL.label,
            uses=(StageUse(ladder=Ladder.DEALS, id=SENT.id, label="Contract Sent", stage="opportunity"),),
        ),
        found=Found(definitions=ALL, other=OTHER),
    ), "the handoff itself stands for no other stage"
    crm.choose(team.actor(KIM), MQL.id, {}, take_other=True, now=NOW)
    assert connection(team).portal == OTHER


def test_a_stage_that_is_gone_is_no_handoff(team: Team, crm: Crm) -> None:
    with pytest.raises(BadInput, match="no longer") as refused:
        crm.choose(team.actor(KIM), "gone", {}, take_other=False, now=NOW)
    assert refused.value.field == "crm.handoff"
    assert connection(team).stages is None


def test_others_neither_see_nor_choose(team: Team, crm: Crm) -> None:
    with pytest.raises(NotAllowed):
        crm.board(team.actor(ANA), NOW)
    with pytest.raises(NotAllowed):
        crm.choose(team.actor(ANA), MQL.id, {}, take_other=True, now=NOW)
    assert connection(team).portal == Portal(id=1, name="ours.example")


def test_without_a_key_there_is_nothing_to_see(team: Team) -> None:
    with pytest.raises(NotFound, match="SLA_HUBSPOT_KEY"):
        Crm(team.desk).board(team.actor(KIM), NOW)


def test_a_name_that_changed_is_told_and_one_that_did_not_is_not() -> None:
    chosen = StageMap(
        handoff=MQL.id,
        handoff_label="Marketing lead",
        uses=(
            StageUse(ladder=Ladder.LIFECYCLE, id=SQL.id, label=SQL.label, stage="SQL"),
            StageUse(ladder=Ladder.DEALS, id="gone", label="Trial", stage="opportunity"),
        ),
    )
    assert renamed(chosen, ALL) == (("Marketing lead", "MQL"), ("Trial", None))
    assert renamed(chosen, ()) == (), "nothing is said before the account was read"

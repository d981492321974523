"""How the reading of HubSpot is told to managers, in each of its states."""

from dataclasses import replace
from datetime import timedelta

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from handlers.views.crm_lines import how_it_goes, to_look_at
from handlers.views.home import home_view
from handlers.views.message import spoken
from handlers.views.setup.crm import crm_modal, parse_stage_block, stage_block
from sandbox.blockkit.view import check_view
from sla.crm import Connection, CrmBoard, Found, Ladder, Loading, Portal, StageDefinition, StageMap, StageUse
from sla.home import Home
from tests import block_kit
from tests.handlers.views.examples import KIM, NOW
from tests.handlers.views.limits import MACHINE_WORDS

DEFINITIONS = (
    StageDefinition(ladder=Ladder.LIFECYCLE, id="marketingqualifiedlead", label="Marketing Qualified Lead"),
    StageDefinition(ladder=Ladder.LIFECYCLE, id="salesqualifiedlead", label="Sales Qualified Lead"),
    StageDefinition(
        ladder=Ladder.DEALS, id="contractsent", label="Contract <!channel> *Sent*", pipeline="Sales"
    ),
    StageDefinition(ladder=Ladder.DEALS, id="closedwon", label="Closed Won", pipeline="Sales", closed=True),
)
STAGES = StageMap(
    handoff="marketingqualifiedlead",
    handoff_label="Marketing Qualified Lead",
    uses=(
        StageUse(ladder=Ladder.LIFECYCLE, id="salesqualifiedlead", label="Sales Qualified Lead", stage="SQL"),
    ),
)
FINE = CrmBoard(
    connection=Connection(
        portal=Portal(id=4711, name="acme.example"), stages=STAGES, found=Found(definitions=DEFINITIONS)
    ),
    stages=STAGES,
    choices=("SQL", "opportunity", "won", "lost"),
    read_at=NOW - timedelta(minutes=1),
    currency="USD",
    zone="Europe/Berlin",
    now=NOW,
)


def with_found(**found: object) -> CrmBoard:
    connection = replace(FINE.connection, found=replace(FINE.connection.found, **found))
    return replace(FINE, connection=connection)


BOARDS = {
    "fine": FINE,
    "loading": replace(
        with_found(
            loading=(
                Loading(what="contacts", read=4200, total=13_000),
                Loading(what="calls", read=0, total=0),
            )
        ),
        read_at=None,
    ),
    "not_yet": replace(with_found(definitions=()), read_at=None),
    "trouble": with_found(trouble="HubSpot's key lacks the scope sales-email-read; add it to the key."),
    "another": with_found(other=Portal(id=99, name="other.example"), trouble="Another account."),
    "to_look_at": replace(
        with_found(
            definitions=(replace(DEFINITIONS[0], label="Ready for sales"), *DEFINITIONS[2:]),
            unmatched=tuple(f"rep{number}@example.com" for number in range(7)),
            foreign=("EUR", "GBP"),
        ),
    ),
}


@pytest.mark.parametrize("name", BOARDS)
def test_the_part_is_opened_as_recorded(name: str, snapshot: SnapshotAssertion) -> None:
    assert crm_modal(BOARDS[name]).as_view() == snapshot(extension_class=JSONSnapshotExtension)


@pytest.mark.parametrize("name", BOARDS)
def test_slack_takes_it_and_it_says_no_machine_word(name: str) -> None:
    view = crm_modal(BOARDS[name]).as_view()
    assert block_kit.faults_of(view["blocks"]) == []
    assert not check_view(view)
    said = spoken(view["blocks"]).replace("<!date", "").casefold()
    assert not [word for word in MACHINE_WORDS if word in said]


@pytest.mark.parametrize("name", BOARDS)
def test_a_managers_home_tells_it_unasked_only_where_there_is_something_to_tell(name: str) -> None:
    board = BOARDS[name]
    home = Home(person=KIM, begun=True, managers=(), zone="Europe/Berlin", now=NOW, crm=board)
    shown = [block for block in home_view(home).as_view()["blocks"] if block.get("block_id") == "home.crm"]
    assert bool(shown) is board.needs_a_look is (name != "fine")
    for block in shown:
        assert how_it_goes(board) in block["text"]["text"]


def test_a_stage_that_is_gone_and_one_that_is_renamed_are_told_apart() -> None:
    lines = "\n".join(to_look_at(BOARDS["to_look_at"]))
    assert "calls the stage “Marketing Qualified Lead” now “Ready for sales”" in lines
    assert "has the stage “Sales Qualified Lead” no longer" in lines
    assert "7 owners in HubSpot are not named in the agreement" in lines
    assert "rep4@example.com and 2 more" in lines
    assert "Won deals in EUR and GBP count without an amount, as the agreement is in USD." in lines


def test_what_a_select_is_for_is_read_back_from_it() -> None:
    for one in DEFINITIONS:
        assert parse_stage_block(stage_block(one.ladder, one.id)) == (one.ladder, one.id)
    assert parse_stage_block("crm.stage.tickets.new") is None
    assert parse_stage_block("crm.handoff") is None

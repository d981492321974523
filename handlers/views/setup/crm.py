"""The HubSpot part of the set-up: how the reading goes, and which of the account's stages stands for what here."""

from collections.abc import Iterator

from handlers.views import layout
from handlers.views.crm_lines import how_it_goes, to_look_at
from handlers.views.escape import people
from handlers.views.ids import Form
from handlers.views.message import AnyBlock
from handlers.views.modal import Modal
from handlers.views.setup import inputs
from handlers.views.setup.field import Field, Kind
from sla.crm import CrmBoard, Ladder, StageDefinition

HANDOFF = "crm.handoff"
OTHER = "crm.other"
STAGE = "crm.stage"
NOTHING = "-"
MOST_STAGES = 60


def stage_block(ladder: Ladder, stage: str) -> str:
    return f"{STAGE}.{ladder}.{stage}"


def parse_stage_block(block_id: str) -> tuple[Ladder, str] | None:
    ladder, _, stage = block_id.removeprefix(f"{STAGE}.").partition(".")
    return (Ladder(ladder), stage) if block_id.startswith(STAGE) and ladder in set(Ladder) else None


def crm_modal(board: CrmBoard) -> Modal:
    known = board.connection.found.definitions
    return Modal(
        form=Form.CRM,
        title="HubSpot",
        blocks=tuple(_blocks(board)),
        submit="Save" if known else None,
    )


def _blocks(board: CrmBoard) -> Iterator[AnyBlock]:
    yield layout.section(how_it_goes(board))
    portal = board.connection.portal
    if portal is not None:
        yield layout.context(
            f"Account {portal.id}, {people(portal.name)}", "read only, nothing is written to it"
        )
    for line in to_look_at(board):
        yield layout.section(line)
    definitions = board.connection.found.definitions[:MOST_STAGES]
    if not definitions:
        yield layout.context("Its stages can be chosen from once it has been read")
        return
    if board.connection.found.other is not None:
        other = board.connection.found.other
        yield inputs.checkbox(OTHER, "Another account", f"Read account {other.id}, {other.name}, from now on")
    yield layout.divider()
    yield _handoff(board, definitions)
    for one in definitions:
        handoff = one.ladder is Ladder.LIFECYCLE and one.id == board.stages.handoff
        if not handoff and not one.closed:
            yield _stage(board, one)
    if any(one.closed for one in definitions):
        yield layout.context("Whether a closed deal is won or lost, and when, HubSpot says itself")


def _handoff(board: CrmBoard, definitions: tuple[StageDefinition, ...]) -> AnyBlock:
    choices = tuple((one.id, one.label) for one in definitions if one.ladder is Ladder.LIFECYCLE)
    asked = Field(
        path=HANDOFF,
        label="Marketing hands a person to sales in the lifecycle stage",
        hint="A lead begins here at the moment at which HubSpot says that the person entered this stage.",
        kind=Kind.CHOICE,
        needed=True,
        choices=choices,
    )
    return inputs.input_of(asked, HANDOFF, board.stages.handoff)


def _stage(board: CrmBoard, one: StageDefinition) -> AnyBlock:
    where = f"deals, {one.pipeline}" if one.ladder is Ladder.DEALS else "lifecycle"
    uses = board.stages.of(one.ladder)
    chosen = next((use.stage for use in uses if use.id == one.id), NOTHING)
    asked = Field(
        path=STAGE,
        label=f"{one.label} ({where}) stands for",
        kind=Kind.CHOICE,
        needed=True,
        choices=((NOTHING, "nothing here"), *((name, name) for name in board.choices)),
    )
    return inputs.input_of(asked, stage_block(one.ladder, one.id), chosen)

"""Every modal of the set-up in each of its states, by name, and what Slack would have against one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from jsonschema import Draft202012Validator

from handlers.views.modal import Modal
from handlers.views.setup import part_modal, setup_modal
from sandbox.blockkit.view import check_view
from sla.agreed import Measured, Part, PartOf
from sla.measured import Closing
from sla.parts import NUMBERED
from tests import block_kit
from tests.handlers.setup import boards
from tests.handlers.setup.boards import board, form, lead_type, stream

HISTORY = Measured(leads=1200, won=158, months=12)
CLOSED = Closing(counts=(8, 30, 0, 1200), first=date(2025, 3, 3), last=date(2026, 4, 30))
STAGED = {
    **boards.SMALL,
    "lead_types": [{**boards.WEBSITE, "stages": ["lead", "Demo no. 1", "won"], "rates": ["9%", "8%"]}],
}
NAMED_FOR_ONE = replace(boards.ANA, streams=("New business",))
UNSAID = {**STAGED, "stages": {"demo NO. 1": "They saw it."}}


def numbered(part: Part, number: int) -> PartOf:
    return PartOf(part=part, number=number if part in NUMBERED else None)


MODALS: dict[str, Callable[[], Modal]] = {
    "root_nothing": partial(setup_modal, board(people=(), at=None)),
    "root_half": partial(setup_modal, board(boards.HALF)),
    "root_whole": partial(setup_modal, board(boards.SMALL)),
    "root_full": partial(setup_modal, board(boards.FULL)),
    "root_wrong": partial(setup_modal, board(boards.WRONG, by=None)),
    "root_in_force": partial(setup_modal, boards.signed()),
    "root_proposed": partial(setup_modal, replace(board(boards.FULL), proposal=boards.PROPOSAL)),
    "root_twelve": partial(setup_modal, board(boards.TWELVE, boards.CROWD, by=boards.LONG)),
    "root_custom_stage": partial(setup_modal, board(STAGED)),
    **{
        f"{part}_empty": partial(part_modal, form(numbered(part, 1), people=()))
        for part in Part
    },
    **{
        f"{part}_filled": partial(part_modal, form(numbered(part, 2), boards.FULL))
        for part in Part
    },
    "root_divided": partial(setup_modal, board(boards.DIVIDED)),
    "root_uneven": partial(setup_modal, board(boards.UNEVEN)),
    "stream_first_of_two": partial(part_modal, form(stream(1), boards.DIVIDED, people=(NAMED_FOR_ONE,))),
    "stream_without_leads": partial(part_modal, form(stream(2), boards.DIVIDED)),
    "lead_type_of_a_stream": partial(part_modal, form(lead_type(1), boards.DIVIDED)),
    "people_unknown_to_slack": partial(part_modal, form(Part.PEOPLE, people=boards.CROWD, slack_ids={})),
    "lead_type_third": partial(part_modal, form(lead_type(3), boards.FULL)),
    "lead_type_measured": partial(part_modal, form(lead_type(1), boards.SMALL, measured=HISTORY)),
    "lead_type_closing": partial(part_modal, form(lead_type(1), boards.SMALL, measured=HISTORY, closing=CLOSED)),
    "lead_type_none_won": partial(part_modal, form(lead_type(1), boards.SMALL, measured=replace(HISTORY, won=0))),
    "lead_type_long_name": partial(part_modal, form(lead_type(12), boards.TWELVE)),
    "purpose_custom_stage": partial(part_modal, form(Part.PURPOSE, UNSAID)),
}  # fmt: skip


def view(name: str) -> dict[str, object]:
    return MODALS[name]().as_view()


def faults_of(shown: dict[str, object]) -> list[str]:
    """By the sandbox's own checks, and by the independent schema where this machine has it."""
    found = [f"{one.pointer}: {one.message}" for one in check_view(shown, kind="modal", root="")]
    if not block_kit.HERE:
        return found
    schema = Draft202012Validator({**_modal_schema(), "$ref": "#/$defs/modal_view"})
    return [*found, *(f"{error.json_path}: {error.message[:200]}" for error in schema.iter_errors(shown))]


def _modal_schema() -> dict[str, object]:
    whole = block_kit.schema().schema
    return {"$schema": whole["$schema"], "$defs": whole["$defs"]}

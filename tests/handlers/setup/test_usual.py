"""What the forms call usual is what the rules of the file put where nothing is written, and back again."""

import pytest

from handlers.parsing_setup import patch_of
from handlers.views.setup.field import Field
from handlers.views.setup.fields import BY_PATH
from handlers.views.setup.spelled import spelled, value_at
from sla.agreement import Tables
from tests.handlers.setup import boards

SETTLED: Tables = boards.DOCUMENTS.tables(
    boards.DOCUMENTS.read(boards.taking_effect(boards.SMALL, boards.FROM)).body
)
FULLY: Tables = boards.DOCUMENTS.tables(
    boards.DOCUMENTS.read(boards.taking_effect(boards.FULL, boards.FROM)).body
)
WRITTEN = [field for field in BY_PATH.values() if field.usual]


@pytest.mark.parametrize("field", WRITTEN, ids=[field.path for field in WRITTEN])
def test_the_usual_is_that_of_the_rules(field: Field) -> None:
    assert spelled(SETTLED, field, 1) == field.usual


@pytest.mark.parametrize(
    "tables", [boards.FULL, SETTLED, FULLY, boards.DIVIDED], ids=["typed", "usual", "stored", "divided"]
)
@pytest.mark.parametrize("field", BY_PATH.values(), ids=list(BY_PATH))
def test_what_is_shown_is_read_back_as_it_was(field: Field, tables: Tables) -> None:
    """A form that is opened and saved changes nothing."""
    block_id = field.block_id(1)
    shown = spelled(tables, field, 1)
    saved = value_at(patch_of({block_id: shown or None}), field.path.replace("[]", ""))
    assert (saved or None) == (value_at(tables, block_id) or None)

"""Tables and charts.

https://docs.slack.dev/reference/block-kit/blocks/table-block, …/data-visualization-block
"""

from collections.abc import Iterator

from sandbox.blockkit.problems import (
    Check,
    Problem,
    array,
    both,
    flag,
    integer,
    number,
    one_of,
    record,
    string,
    typed,
)
from sandbox.blockkit.rich_text import RICH_TEXT_FIELDS
from sandbox.blockkit.texts import BLOCK_ID
from sandbox.jsonvalue import Json, as_list, as_object, as_objects

MOST_ROWS, MOST_CELLS = 100, 20
_LABEL = string(most=20)
_COLUMN = record(optional={"align": one_of("left", "center", "right"), "is_wrapped": flag})


def _column_or_null(value: Json, at: str) -> Iterator[Problem]:
    if value is not None:
        yield from _COLUMN(value, at)


def _positive(value: Json, at: str) -> Iterator[Problem]:
    yield from number(value, at)
    if isinstance(value, (int, float)) and value <= 0:
        yield Problem(message="must be greater than 0", pointer=at)


def _whole_series(value: Json, at: str) -> Iterator[Problem]:
    """Unique names, and in every series one value for each category."""
    chart = as_object(value)
    categories = as_list(as_object(chart.get("axis_config")).get("categories"))
    names: set[str] = set()
    for index, series in enumerate(as_objects(chart.get("series"))):
        name = str(series.get("name"))
        if name in names:
            yield Problem(message=f"series name is not unique: {name}", pointer=f"{at}/series/{index}/name")
        names.add(name)
        labels = [point.get("label") for point in as_objects(series.get("data"))]
        if sorted(map(str, labels)) != sorted(map(str, categories)):
            message = "must have exactly one value for every category"
            yield Problem(message=message, pointer=f"{at}/series/{index}/data")


_SERIES = record(
    needed={
        "name": _LABEL,
        "data": array(record(needed={"label": _LABEL, "value": number}), most=MOST_CELLS),
    }
)
_AXES = record(
    needed={"categories": array(_LABEL, most=MOST_CELLS)},
    optional={"x_label": string(least=0, most=50), "y_label": string(least=0, most=50)},
)
_PLOT = both(record(needed={"series": array(_SERIES, most=6), "axis_config": _AXES}), _whole_series)
_PIE = record(needed={"segments": array(record(needed={"label": _LABEL, "value": _positive}), most=6)})

CHART = record(
    needed={
        "title": string(most=50),
        "chart": typed({"line": _PLOT, "bar": _PLOT, "area": _PLOT, "pie": _PIE}),
    },
    optional={"block_id": BLOCK_ID},
)


def _rows(cell: Check, *, most: int, least: int = 1) -> Check:
    return array(array(cell, most=MOST_CELLS), most=most, least=least)


_CELL = typed({"raw_text": record(needed={"text": string(least=0)}), "rich_text": RICH_TEXT_FIELDS})
TABLE = record(
    needed={"rows": _rows(_CELL, most=MOST_ROWS)},
    optional={"block_id": BLOCK_ID, "column_settings": array(_column_or_null, most=MOST_CELLS, least=0)},
)
DATA_TABLE = record(
    needed={
        "caption": string(),
        "rows": _rows(
            typed(
                {
                    "raw_text": record(needed={"text": string()}),
                    "raw_number": record(needed={"value": number}, optional={"text": string()}),
                    "rich_text": RICH_TEXT_FIELDS,
                }
            ),
            most=MOST_ROWS + 1,
            least=2,
        ),
    },
    optional={
        "block_id": BLOCK_ID,
        "page_size": integer(least=1, most=100),
        "row_header_column_index": integer(least=0, most=MOST_CELLS - 1),
    },
)

"""The inputs for what a stage means, where a lead type has stages that no sentence stands ready for."""

from collections.abc import Iterator, Mapping

from handlers.views.setup.field import Field, Kind
from handlers.views.setup.fields import BY_PATH, STAGES
from handlers.views.setup.spelled import entries, texts_at
from sla.agreement import Tables
from sla.funnel import DEFAULT_STAGES

MOST_STAGES = 40
_KNOWN = frozenset({"lead", "mql", "sql", "opportunity", "won"})


def stage_fields(tables: Tables) -> tuple[Field, ...]:
    fields = (
        Field(
            path=f"{STAGES}{stage}",
            label=f"What is a lead at “{stage}”?",
            hint="In a sentence that both sides read the same way.",
            kind=Kind.PARAGRAPH,
            needed=True,
            longest=300,
        )
        for stage in _own_stages(tables)
    )
    return tuple(fields)[:MOST_STAGES]


def stage_meaning(tables: Tables, stage: str) -> str:
    written = tables.get("stages")
    found = written.items() if isinstance(written, Mapping) else ()
    return next((str(text) for name, text in found if name.casefold() == stage.casefold()), "")


def _own_stages(tables: Tables) -> Iterator[str]:
    """Each once, as it is first written."""
    seen = set(_KNOWN)
    for stage in _stages(tables):
        if stage.casefold() not in seen:
            yield stage
        seen.add(stage.casefold())


def _stages(tables: Tables) -> Iterator[str]:
    for number, _ in enumerate(entries(tables, "lead_types"), start=1):
        yield from texts_at(tables, BY_PATH["lead_types[].stages"], number) or DEFAULT_STAGES

"""The canonical text of an agreement: every default written out, one spelling of each value, one order.

Two agreements that say the same have the same text, and so the same hash.
"""

import json
from collections.abc import Mapping
from hashlib import sha256

from intake.agreement_defaults import ALL_BUSINESS, STAGE_MEANINGS
from intake.agreement_mix_checks import stream_key
from intake.agreement_shape import (
    AgreementShape,
    ImprovementTable,
    LeadTypeTable,
    OpenBusinessTable,
    QuotaTable,
    SalesTable,
    StreamTable,
    TeamTable,
)
from intake.agreement_spelling import amount, slug, smallest
from intake.agreement_terms import EVERYTHING_ELSE, cadence_of, stages_of, week_of
from intake.public_holidays import NONE
from sla.agreement import Json
from sla.errors import BadInput
from sla.money import parse_amount
from sla.rates import Rate

FORMAT = 1
_ALL = Rate(converted=100, entered=100)


def settled(shape: AgreementShape) -> AgreementShape:
    """The same agreement with nothing left to a default or to chance. The tables have no faults."""
    streams = _streams(shape.streams)
    kinds = _lead_types(shape, streams)
    return shape.model_copy(
        update={
            "team": _team(shape.team),
            "quota": _quota(shape.quota, shape.team.currency),
            "streams": streams,
            "lead_types": kinds,
            "stages": _stages(shape.stages, kinds),
            "sales": _sales(shape.sales),
            "improvements": _improvements(shape.improvements, kinds),
            "open_business": _open_business(shape, streams),
        }
    )


def body_of(shape: AgreementShape) -> str:
    """Of settled tables. What has no default and is not agreed is left out."""
    tables = shape.model_dump(mode="json", exclude_none=True)
    return json.dumps({"format": FORMAT, **tables}, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def hash_of(body: str) -> str:
    return sha256(body.encode()).hexdigest()


def tables_of(body: str) -> dict[str, Json]:
    """BadInput for a text that this version of the bot cannot read."""
    try:
        read: Json = json.loads(body)
    except ValueError:
        raise BadInput(
            "This agreement is stored as a text that cannot be read; restore it from a backup."
        ) from None
    tables = dict(read) if isinstance(read, Mapping) else {}
    written = tables.pop("format", None)
    if not isinstance(written, int):
        raise BadInput("This agreement is stored as a text that cannot be read; restore it from a backup.")
    if written > FORMAT:
        raise BadInput(
            f"This agreement was written by a newer sla-bot (format {written}; known here is {FORMAT}); "
            "update this one."
        )
    return tables


def _team(team: TeamTable) -> TeamTable:
    """Hours by weekday that are the same every day are plain hours."""
    week = week_of(team.days, team.hours)
    hours = next(windows for windows in week.days if windows) if week.even else week
    update = {"holidays": team.holidays or NONE, "days": week.working, "hours": hours}
    return team.model_copy(update=update)


def _quota(quota: QuotaTable, currency: str) -> QuotaTable:
    """A season of equal months says nothing, and is left out."""
    season = smallest(quota.season) if quota.season else None
    update = {
        "amount": amount(parse_amount(quota.amount, currency)),
        "season": season if season and len(set(season)) > 1 else None,
    }
    return quota.model_copy(update=update)


def _streams(streams: tuple[StreamTable, ...]) -> tuple[StreamTable, ...]:
    found = streams or (StreamTable(name=ALL_BUSINESS),)
    shared = (stream.model_copy(update={"share": stream.share or _ALL}) for stream in found)
    return tuple(sorted(shared, key=_by_share))


def _by_share(table: StreamTable | LeadTypeTable) -> tuple[object, ...]:
    return (-(table.share or _ALL).fraction, slug(table.name))


def _lead_types(shape: AgreementShape, streams: tuple[StreamTable, ...]) -> tuple[LeadTypeTable, ...]:
    names = {slug(stream.name): stream.name for stream in streams}
    starred = any(EVERYTHING_ELSE in (kind.origins or ()) for kind in shape.lead_types)
    kinds = []
    for number, kind in enumerate(shape.lead_types):
        words = {word.casefold() for word in (kind.name, *(kind.origins or ()))}
        if number == 0 and not starred:
            words.add(EVERYTHING_ELSE)
        update = {
            "aov": amount(parse_amount(kind.aov, shape.team.currency)),
            "origins": tuple(sorted(words)),
            "share": kind.share or _ALL,
            "stream": names[stream_key(kind, streams) or ""],
            **_time_to_close(kind),
        }
        kinds.append(kind.model_copy(update=update))
    return tuple(sorted(kinds, key=_by_share))


def _time_to_close(kind: LeadTypeTable) -> dict[str, object]:
    """Where all close after the same time, that is its months; what none closes after at the end says nothing."""
    if kind.closes_after is None:
        return {}
    counts = list(smallest(kind.closes_after))
    while not counts[-1]:
        counts.pop()
    if sum(map(bool, counts)) == 1:
        return {"closes_after": None, "months_to_close": len(counts) - 1}
    return {"closes_after": tuple(counts)}


def _open_business(
    shape: AgreementShape, streams: tuple[StreamTable, ...]
) -> tuple[OpenBusinessTable, ...] | None:
    names = {slug(stream.name): stream.name for stream in streams}
    found = [
        table.model_copy(
            update={
                "value": amount(parse_amount(table.value, shape.team.currency)),
                "stream": names[stream_key(table, streams) or ""],
            }
        )
        for table in shape.open_business or ()
    ]
    return tuple(sorted(found, key=lambda one: (one.closes, slug(one.stream or ""), one.value))) or None


def _stages(written: Mapping[str, str], kinds: tuple[LeadTypeTable, ...]) -> dict[str, str]:
    own = {stage.casefold(): meaning for stage, meaning in written.items()}
    meanings = {**STAGE_MEANINGS, **own}
    return {stage: meanings[stage.casefold()] for stage in stages_of(kinds)}


def _sales(sales: SalesTable) -> SalesTable:
    return sales.model_copy(update={"suggested_days": cadence_of(sales).suggested_days})


def _improvements(
    tables: tuple[ImprovementTable, ...], kinds: tuple[LeadTypeTable, ...]
) -> tuple[ImprovementTable, ...]:
    known = {slug(kind.name): kind for kind in kinds}
    found = []
    for table in tables:
        kind = known[slug(table.lead_type)]
        stage = next(name for name in kind.stages if name.casefold() == table.stage.casefold())
        found.append(table.model_copy(update={"lead_type": kind.name, "stage": stage}))
    return tuple(sorted(found, key=lambda one: (one.by, slug(one.lead_type), one.stage.casefold())))

"""How an earlier file of the same source was read, taken up again where the person does not say otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from intake.columns import normal
from intake.csv_source import CsvSource, open_source
from intake.dates import DateFormat
from intake.options import Options
from sla.imports import Kind, Profile
from sla.people import TenantId
from sla.ports import UnitOfWork, Units


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """An opened file and how to read it. `recalled` is what of `options` was remembered, not said."""

    kind: Kind
    source: CsvSource
    options: Options
    recalled: Profile | None


def give(kind: Kind, path: Path, options: Options, *, units: Units, tenant_id: TenantId) -> Given:
    """BadInput for a file that is no CSV."""
    source = open_source(path)
    known = None
    if not options.forget:
        with units(tenant_id) as work:
            known = work.profiles.find(options.source, kind, source.titles)
    recalled = None if known is None else _unsaid(known, options)
    said_or_known = options if recalled is None else _together(options, recalled)
    zone = said_or_known.zone or options.zone_else
    return Given(kind=kind, source=source, options=replace(said_or_known, zone=zone), recalled=recalled)


def remember(work: UnitOfWork, given: Given, now: datetime) -> None:
    """In the transaction of the import, so that only what worked is remembered."""
    options, titles = given.options, given.source.titles
    profile = Profile(
        source=options.source,
        kind=given.kind,
        titles=titles,
        columns=options.columns,
        words=options.words,
        zone=None if options.zone == options.zone_else else options.zone,
        dates=options.dates,
        leads_from=options.leads_from,
        saved_at=now,
    )
    known = work.profiles.find(options.source, given.kind, titles)
    if known is not None and known.says_the_same(profile):
        return
    if profile.says_something:
        work.profiles.save(profile)
    elif known is not None:
        work.profiles.forget(options.source, given.kind, titles)


def said(recalled: Profile) -> str:
    """What was remembered, one phrase each."""
    return "; ".join(_phrases(recalled))


def _phrases(recalled: Profile) -> Iterator[str]:
    for field, title in recalled.columns.items():
        yield f"{field} ← {title}" if title else f"no column for {field}"
    for word, meant in recalled.words.items():
        yield f"“{word}” means {meant}"
    if recalled.zone:
        yield f"times in {recalled.zone}"
    if recalled.dates:
        yield f"dates written {recalled.dates}"
    if recalled.leads_from:
        yield f"leads handed off by the stage {recalled.leads_from}"


def _unsaid(known: Profile, options: Options) -> Profile | None:
    """What of it the person does not say otherwise just now; a column that they use goes to nothing else."""
    used = {title.casefold() for title in options.columns.values() if title}
    own = {normal(word) for word in options.words}
    left = replace(
        known,
        columns={
            field: title
            for field, title in known.columns.items()
            if field not in options.columns and title.casefold() not in used
        },
        words={word: meant for word, meant in known.words.items() if normal(word) not in own},
        zone=None if options.zone else known.zone,
        dates=None if options.dates else known.dates,
        leads_from=None if options.leads_from else known.leads_from,
    )
    return left if left.says_something else None


def _together(options: Options, recalled: Profile) -> Options:
    return replace(
        options,
        columns={**recalled.columns, **options.columns},
        words={**recalled.words, **options.words},
        zone=options.zone or recalled.zone,
        dates=options.dates or (DateFormat(recalled.dates) if recalled.dates else None),
        leads_from=options.leads_from or recalled.leads_from,
    )

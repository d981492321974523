"""An invented team around a real file of leads: its rates are the file's own, its quota is stated as assumed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from bot.demo.agreement import people_tables, quoted
from bot.demo.case_team import TEAM_NAME, TEAM_ZONE, with_reps
from bot.demo.team import CHANNEL, TeamMember, write_workspace
from intake.columns import normal
from intake.funnel_from_files import OriginCount, origin_counts
from sla.calendar import local_date
from sla.errors import BadInput
from sla.people import Role

AOV = 1200
FEWEST_WINS = 10
"""An origin with fewer wins has no rate of its own (MATHS §2, small segments)."""

MOST_TYPES = 12
_LONGEST_NAME = 80
_ANY_ORIGIN, _EVERYTHING_ELSE = "*", "everything else"
_TOUCHES_A_LEAD, TOUCHES_A_REP_WEEK, _WEEKS = 8, 140, 52
_FEWEST_REPS = 3

_AGREEMENT = """\
# An invented team around {leads_name}: {leads:,} leads, {won:,} of them won in {deals_name}.
# The rates and shares below are counted from these two files. The average order value of {aov:,} is assumed,
# and the quota is what so many wins would bring at that value in a year, to two figures.

[team]
name = {name}
zone = {zone}
locale = "en_US"
currency = "BRL"
holidays = "BR"
hours = "09:00-12:00, 13:00-18:00"
channel = {channel}
effective = {effective}          # leads handed off before this day are listed, never judged
digest_at = "09:00"
nudge_at = "09:00"

[quota]
amount = "{quota}"
period = "year"
share_of = "leads"

{lead_types}
[sales]
first_attempt_within = "4h"
touches_per_rep_week = {touches}

{people}"""


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseFiles:
    """What was written, the zone of the file's times without an offset, and the reps its leads are shared among."""

    terms_file: Path
    workspace_file: Path
    zone: str
    owners: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Type:
    """A lead type of the agreement: the file's words for it, and its counts."""

    name: str
    origins: tuple[str, ...]
    leads: int
    won: int


def write_case(
    folder: Path, *, leads_file: Path, deals_file: Path, now: datetime, judge_from: date | None = None
) -> CaseFiles:
    """Write the agreement and the workspace; in force from `judge_from`, the first day of the month by default.

    BadInput where the files name no won deal, or cannot be read.
    """
    types = tuple(_types(origin_counts(leads_file, deals_file)))
    if not any(one.won for one in types):
        raise BadInput(
            f"{deals_file.name} names no won deal of a lead in {leads_file.name}, so there is no rate to go by; "
            "check that both files use the same lead ids."
        )
    team = with_reps(reps_needed(sum(one.leads for one in types)))
    files = CaseFiles(
        terms_file=folder / "sla.toml",
        workspace_file=folder / "workspace.json",
        zone=TEAM_ZONE,
        owners=tuple(person.email for person in team if person.role is Role.REP),
    )
    folder.mkdir(parents=True, exist_ok=True)
    effective = judge_from or local_date(now, TEAM_ZONE).replace(day=1)
    text = _agreement(types, team, effective, leads_name=leads_file.name, deals_name=deals_file.name)
    files.terms_file.write_text(text, encoding="utf-8")
    write_workspace(files.workspace_file, team, name=TEAM_NAME, zone=TEAM_ZONE)
    return files


def _types(counts: Sequence[OriginCount]) -> Iterator[_Type]:
    """The largest origins, one type each; what is left goes together. Spellings of one word are one origin."""
    spellings: dict[str, list[OriginCount]] = defaultdict(list)
    for count in counts:
        spellings[normal(count.origin) or count.origin].append(count)
    named = [_joined(word.capitalize(), same) for word, same in spellings.items() if _nameable(word, same)]
    largest = sorted(named, key=lambda one: -one.leads)[: MOST_TYPES - 1]
    own = {origin for one in largest for origin in one.origins}
    rest = [count for count in counts if count.origin.casefold() not in own]
    yield from largest
    if rest:
        yield replace(_joined(_EVERYTHING_ELSE.capitalize(), rest), origins=(_ANY_ORIGIN,))


def _nameable(word: str, same: Sequence[OriginCount]) -> bool:
    """Whether the agreement can hold this word; it reads some as more than a name, and none that is so long."""
    longest = max(len(word), *(len(count.origin) for count in same))
    spoken = any(letter.isalnum() for letter in word)
    return spoken and longest <= _LONGEST_NAME and word not in {_ANY_ORIGIN, _EVERYTHING_ELSE}


def _joined(name: str, counts: Sequence[OriginCount]) -> _Type:
    return _Type(
        name=name,
        origins=tuple(dict.fromkeys(count.origin.casefold() for count in counts)),
        leads=sum(count.leads for count in counts),
        won=sum(count.won for count in counts),
    )


def reps_needed(leads: int) -> int:
    """As many as can follow up so many leads in a year, at least a few."""
    touches = leads * _TOUCHES_A_LEAD
    return max(_FEWEST_REPS, -(-touches // (_WEEKS * TOUCHES_A_REP_WEEK)))


def _agreement(
    types: Sequence[_Type], team: Sequence[TeamMember], effective: date, *, leads_name: str, deals_name: str
) -> str:
    leads, won = sum(one.leads for one in types), sum(one.won for one in types)
    return _AGREEMENT.format(
        leads_name=quoted(leads_name),
        deals_name=quoted(deals_name),
        leads=leads,
        won=won,
        aov=AOV,
        name=quoted(TEAM_NAME),
        zone=quoted(TEAM_ZONE),
        channel=quoted(f"#{CHANNEL}"),
        effective=effective.isoformat(),
        quota=rounded(won * AOV),
        lead_types="\n".join(_lead_type(one, leads, won) for one in types),
        touches=TOUCHES_A_REP_WEEK,
        people=people_tables(team),
    )


def _lead_type(one: _Type, leads: int, won: int) -> str:
    """Its own rate where enough was won, otherwise the whole file's."""
    enough = one.won >= FEWEST_WINS
    why = "" if enough else f"  # {one.won} of {one.leads} won is too few to go by: the whole file's rate"
    rate = f"{one.won} of {one.leads}" if enough else f"{won} of {leads}"
    origins = ", ".join(quoted(origin) for origin in one.origins)
    lines = (
        "[[lead_types]]",
        f"name = {quoted(one.name)}",
        f"origins = [{origins}]",
        'stages = ["lead", "won"]',
        f'rates = ["{rate}"]{why}',
        f'aov = "{AOV}"',
        f'share = "{one.leads} of {leads}"',
        "",
    )
    return "\n".join(lines)


def rounded(amount: int) -> int:
    """To two figures, as people set a quota."""
    unit = int(10 ** max(0, len(str(amount)) - 2))
    return (amount + unit // 2) // unit * unit

"""An invented team around a real history of stages: its rate is the file's own, its quota is stated as assumed."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.demo.agreement import people_tables, quoted
from bot.demo.case import TOUCHES_A_REP_WEEK, reps_needed, rounded
from bot.demo.history_team import TEAM_NAME, TEAM_ZONE, with_reps
from bot.demo.team import CHANNEL, write_workspace
from intake.history_of_stages import history_of
from intake.options import Options
from sla.calendar import local_date
from sla.errors import BadInput
from sla.people import Role

AOV = 1200

_AGREEMENT = """\
# An invented team around {stages_name}: {leads:,} leads, {won:,} of them won.
# The rate below is counted from this file. The average order value of {aov:,} is assumed, and the quota is what so
# many wins would bring at that value in a year, to two figures.

[team]
name = {name}
zone = {zone}
locale = "en_US"
currency = "EUR"
holidays = "NL"
hours = {{ "Mon-Fri" = "08:00-20:00", "Sat" = "09:00-17:00" }}
channel = {channel}
effective = {effective}          # leads handed off before this day are listed, never judged
digest_at = "09:00"
nudge_at = "09:00"

[quota]
amount = "{quota}"
period = "year"

[[lead_types]]
name = "Application"
origins = ["*"]
stages = ["lead", "won"]
rates = ["{won} of {leads}"]
aov = "{aov}"

[stages]
lead = "It has been handed off: {leads_from}."
won = "It was won."

[sales]
first_attempt_within = "1h"
touches_per_rep_week = {touches}

{people}"""


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryFiles:
    """What was written, and how both files are imported."""

    terms_file: Path
    workspace_file: Path
    options: Options


def write_history(
    folder: Path, *, stages_file: Path, options: Options, judge_from: date | None
) -> HistoryFiles:
    """Write the agreement and the workspace; in force from `judge_from`, the first handoff's day by default.

    BadInput where the file cannot be read or has no won lead.
    """
    found = history_of(stages_file, options)
    if not found.won:
        raise BadInput(
            f"{stages_file.name} has no won lead, so there is no rate to go by; say which stage is a win with "
            '--map-value "WORD=won".'
        )
    team = with_reps(reps_needed(found.leads))
    owners = tuple(person.email for person in team if person.role is Role.REP)
    text = _AGREEMENT.format(
        stages_name=quoted(stages_file.name),
        leads=found.leads,
        won=found.won,
        aov=AOV,
        name=quoted(TEAM_NAME),
        zone=quoted(TEAM_ZONE),
        channel=quoted(f"#{CHANNEL}"),
        effective=(judge_from or local_date(found.begins_at, TEAM_ZONE)).isoformat(),
        quota=rounded(found.won * AOV),
        leads_from=quoted(found.leads_from)[1:-1],
        touches=TOUCHES_A_REP_WEEK,
        people=people_tables(team),
    )
    folder.mkdir(parents=True, exist_ok=True)
    files = HistoryFiles(
        terms_file=folder / "sla.toml",
        workspace_file=folder / "workspace.json",
        options=Options(
            source="file",
            zone=TEAM_ZONE,
            words=options.words,
            owners=owners,
            leads_from=found.leads_from,
        ),
    )
    files.terms_file.write_text(text, encoding="utf-8")
    write_workspace(files.workspace_file, team, name=TEAM_NAME, zone=TEAM_ZONE)
    return files

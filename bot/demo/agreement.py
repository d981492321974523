"""The invented team's agreement as the text of an sla.toml, and the parts that any demo's agreement shares."""

import json
from collections.abc import Iterable
from datetime import date

from bot.demo.team import CHANNEL, TEAM, TEAM_ZONE, WORKSPACE_NAME, TeamMember

_STORY = """\
# What marketing and sales of {name}, an invented company, promised each other.

[team]
name = {name}
zone = {zone}
locale = "en_US"
currency = "USD"
holidays = "DE-BE"
hours = "09:00-12:30, 13:15-17:45"
channel = {channel}
effective = {effective}          # leads handed off before this day are listed, never judged
digest_at = "09:00"
nudge_at = "09:00"              # in each rep's own zone

[quota]
amount = "500k"
period = "year"
share_of = "revenue"

# 500,000 ÷ 2,000 = 250 deals; 250 ÷ 23% = 1,087; ÷ 82% = 1,326; ÷ 34% = 3,900 leads, of which 60% are 2,340.
[[lead_types]]
name = "Website form"
origins = ["website form", "demo request", "pricing page", "webinar"]
rates = ["680 of 2000", "410 of 500", "92 of 400"]
aov = "2,000"
share = "60%"
months_to_close = 3

# 250 ÷ 26% = 962; ÷ 80% = 1,203; ÷ 45% = 2,674 leads, of which 40% are 1,070.
[[lead_types]]
name = "Outbound"
origins = ["outbound", "trade fair", "*"]
rates = ["540 of 1200", "400 of 500", "78 of 300"]
aov = "2,000"
share = "40%"
closes_after = [10, 25, 35, 20, 10]

[[improvements]]
lead_type = "Website form"
stage = "opportunity"
rate = "26%"
by = {better_by}

[qualified_lead]                # what marketing may hand over: 20 points from both lists
threshold = 20
fit = [
  {{ name = "50 to 500 people", points = 10 }},
  {{ name = "Industry we sell to", points = 5 }},
]
behaviour = [
  {{ name = "Asked for a demo", points = 15 }},
  {{ name = "Asked for prices", points = 10 }},
  {{ name = "Came to a webinar", points = 5 }},
]

[sales]
first_attempt_within = "4h"     # working time in the rep's own hours
first_attempt_target = "90%"
cadence = [
  {{ day = 14, follow_ups = 3 }},
  {{ day = 28, follow_ups = 5 }},
  {{ day = 56, follow_ups = 7 }},
]
suggested_days = [5, 10, 14, 21, 28, 42, 56]
cadence_target = "90%"
touches_per_rep_week = 140
utilisation = "80%"
"""


def story_agreement(effective_on: date) -> str:
    """The invented team's sla.toml, in force from this local day."""
    terms = _STORY.format(
        name=quoted(WORKSPACE_NAME),
        zone=quoted(TEAM_ZONE),
        channel=quoted(f"#{CHANNEL}"),
        effective=effective_on.isoformat(),
        better_by=_half_a_year_on(effective_on).isoformat(),
    )
    return f"{terms}\n{people_tables(TEAM)}"


def _half_a_year_on(day: date) -> date:
    year, month = divmod(day.month - 1 + 6, 12)
    return date(day.year + year, month + 1, 1)


def people_tables(team: Iterable[TeamMember]) -> str:
    """Everybody who is on a side, as [[people]] tables."""
    return "\n".join(_person(person) for person in team if person.side is not None)


def _person(person: TeamMember) -> str:
    values = {
        "name": person.name,
        "email": person.email,
        "side": person.side,
        "role": person.role,
        "zone": person.zone if person.hours else None,
        "hours": person.hours,
        "holidays": person.holidays,
    }
    lines = [f"{key} = {quoted(value)}" for key, value in values.items() if value is not None]
    return "\n".join(["[[people]]", *lines, ""])


def quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are TOML's too."""
    return json.dumps(text, ensure_ascii=False)

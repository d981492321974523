"""A whole agreement in its tables, with every key written out, and ways to write the same one differently."""

import copy
import random
from collections.abc import Mapping, Sequence

from sla.agreement import Json

Path = tuple[str | int, ...]

MEANINGLESS = ("streams", "lead_types", "improvements", "open_business")
"""Lists of tables whose order says nothing."""

WHOLE: dict[str, Json] = {
    "team": {
        "name": "Acme",
        "zone": "Europe/Berlin",
        "currency": "EUR",
        "channel": "#sla",
        "effective": "2026-02-01",
        "until": "2026-12-31",
        "locale": "de_DE",
        "holidays": "DE-BE",
        "hours": "09:00-12:30, 13:30-18:00",
        "days": "Mon-Thu",
        "digest_at": "08:30",
        "nudge_at": "09:30",
        "goals": ["Grow the north by a third.", "Answer within the hour."],
        "target_buyer": "Heads of operations.",
    },
    "quota": {
        "amount": "500000",
        "period": "quarter",
        "share_of": "leads",
        "season": [2, 1, 1, 3, 1, 1, 0, 1, 1, 1, 1, 5],
    },
    "streams": [
        {"name": "New business", "share": "60%", "needs_leads": True, "margin": "35%"},
        {"name": "Partners", "share": "30%", "needs_leads": True},
        {"name": "Renewals", "share": "10%", "needs_leads": False, "margin": "70%"},
    ],
    "lead_types": [
        {
            "name": "Website form",
            "rates": ["1326 of 3900", "82%", "23%"],
            "aov": "2000",
            "stages": ["MQL", "SQL", "opportunity", "won"],
            "origins": ["web", "demo request"],
            "share": "75%",
            "stream": "New business",
            "first_attempt_within": "30m",
            "months_to_close": 3,
        },
        {
            "name": "Outbound",
            "rates": ["5%"],
            "aov": "2500.50",
            "stages": ["contact", "won"],
            "origins": ["*", "cold call"],
            "share": "25%",
            "stream": "New business",
            "closes_after": [10, 30, 0, 45],
        },
        {
            "name": "Referral",
            "rates": ["20%"],
            "aov": "4000",
            "stages": ["lead", "won"],
            "stream": "Partners",
        },
    ],
    "open_business": [
        {"closes": "2026-03-31", "value": "40000", "stream": "New business"},
        {"closes": "2026-03-31", "value": "12500", "stream": "Partners"},
    ],
    "stages": {"contact": "Somebody we have called.", "SQL": "A rep has spoken with them."},
    "qualified_lead": {
        "threshold": 20,
        "fit": [{"name": "50 to 500 people", "points": 10}, {"name": "Decides", "points": 5}],
        "behaviour": [{"name": "Asked for a demo", "points": 15}],
    },
    "handoff": {
        "process": ["Marketing checks.", "Sales takes."],
        "routing": "by hand",
        "unreachable_after": 5,
        "dispute_within_days": 2,
    },
    "marketing": {"accepted_target": "85%", "sql_target": "40%"},
    "sales": {
        "accept_within": "4h",
        "first_attempt_within": "90m",
        "first_attempt_target": "95%",
        "cadence": [{"day": 10, "follow_ups": 2}, {"day": 30, "follow_ups": 4}],
        "suggested_days": [3, 9, 20, 30],
        "cadence_target": "88%",
        "longest_gap_days": 12,
        "reject_reasons": ["duplicate", "other"],
        "intake_factor": "2",
        "touches_per_rep_week": 120,
        "utilisation": "75%",
    },
    "escalation": [{"after_days": 0, "tells": "rep"}, {"after_days": 2, "tells": "manager"}],
    "improvements": [
        {"lead_type": "Website form", "stage": "opportunity", "rate": "26%", "by": "2026-06-30"},
        {"lead_type": "Website form", "stage": "opportunity", "rate": "28%", "by": "2026-09-30"},
    ],
    "other_promises": [
        {"name": "Case studies", "target": "Two a quarter.", "owner": "Maya Chen", "side": "marketing"}
    ],
    "metrics": [
        {"name": "Leads", "source": "The CRM's export."},
        {"name": "Calls", "source": "`/sla log`."},
    ],
    "meetings": [{"name": "Stand-up", "when": "Daily."}, {"name": "Review", "when": "Fridays."}],
}

SMALLEST: dict[str, Json] = {
    "team": {
        "name": "Acme",
        "zone": "Europe/Berlin",
        "currency": "EUR",
        "channel": "#sla",
        "effective": "2026-02-01",
    },
    "quota": {"amount": "500k"},
    "lead_types": [{"name": "Website form", "rates": ["34%", "82%", "23%"], "aov": 2000}],
}


def changed(tables: Mapping[str, Json], path: Path, value: Json) -> dict[str, Json]:
    """A copy with the value at this place; None takes the key away."""
    whole = copy.deepcopy(dict(tables))
    found: object = whole
    for part in path[:-1]:
        assert isinstance(found, dict | list)
        found = found[part]  # type: ignore[index]
    last = path[-1]
    if isinstance(found, list):
        assert isinstance(last, int)
        found[last : last + 1] = [] if value is None else [value]
    else:
        assert isinstance(found, dict)
        if value is None:
            found.pop(last, None)
        else:
            found[last] = value
    return whole


def shuffled(value: Json, dice: random.Random, *, key: str = "") -> Json:
    """The same with its keys, and the lists whose order says nothing, in another order."""
    if isinstance(value, Mapping):
        keys = list(value)
        dice.shuffle(keys)
        return {name: shuffled(value[name], dice, key=name) for name in keys}
    if isinstance(value, list):
        found = [shuffled(one, dice) for one in value]
        if key in {*MEANINGLESS, "origins"}:
            dice.shuffle(found)
        return found
    return value


def leaves(value: Json, path: Path = ()) -> Sequence[Path]:
    """The place of every value that is no table or list of its own."""
    if isinstance(value, Mapping):
        return [leaf for key, one in value.items() for leaf in leaves(one, (*path, key))]
    if isinstance(value, list):
        return [leaf for n, one in enumerate(value) for leaf in leaves(one, (*path, n))]
    return [path]

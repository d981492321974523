"""Every input of the set-up by its part, and what people call the key that a fault names."""

from collections.abc import Mapping

from handlers.views.setup import number_fields, promise_fields
from handlers.views.setup.field import Field, unnumbered
from sla.agreed import Part

FIELDS: Mapping[Part, tuple[Field, ...]] = {
    Part.PEOPLE: (),
    Part.CHANNEL: number_fields.CHANNEL,
    Part.QUOTA: number_fields.QUOTA,
    Part.STREAM: number_fields.STREAM,
    Part.LEAD_TYPE: number_fields.LEAD_TYPE,
    Part.SALES: promise_fields.SALES,
    Part.HOURS: number_fields.HOURS,
    Part.PURPOSE: promise_fields.PURPOSE,
    Part.HANDOFF: promise_fields.HANDOFF,
}

STAGES = "stages."
"""What a stage's own input is called by, before its name."""

SEATS: Mapping[str, str] = {
    "people.marketing_manager": "Marketing managers",
    "people.marketer": "Marketers",
    "people.sales_manager": "Sales managers",
    "people.rep": "Sales reps",
}

BY_PATH: Mapping[str, Field] = {field.path: field for fields in FIELDS.values() for field in fields}

_ELSEWHERE = {
    "team": "Team",
    "quota": "Quota",
    "lead_types": "Lead types",
    "streams": "Streams",
    "open_business": "Open business",
    "stages": "Meanings of the stages",
    "metrics": "Metrics",
    "improvements": "Improvements",
    "people": "People",
}
"""What has no input of its own, by the first word of its key."""


def label_of(path: str) -> str:
    """What people call the key of a fault, be it an input's own or inside one."""
    if path.startswith(STAGES):
        return f"Meaning of “{path.removeprefix(STAGES)}”"
    plain = unnumbered(path)
    own = next((field.label for field in BY_PATH.values() if within(plain, field.path)), None)
    table = plain.partition(".")[0].removesuffix("[]")
    return own or SEATS.get(path) or _ELSEWHERE.get(table, path)


def within(path: str, of: str) -> bool:
    """Whether a key is another one or lies inside it."""
    return path == of or path.startswith((f"{of}.", f"{of}["))

"""The form of one part of the set-up, filled with what is there and what is usual."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from handlers.views import layout, words
from handlers.views.escape import people, plain
from handlers.views.ids import Form
from handlers.views.message import AnyBlock
from handlers.views.modal import Modal
from handlers.views.setup import history, inputs
from handlers.views.setup.field import Field
from handlers.views.setup.fields import BY_PATH, FIELDS, SEATS, STAGES
from handlers.views.setup.headings import NEW, TITLES
from handlers.views.setup.spelled import entries, spelled_or_usual
from handlers.views.setup.stages import stage_fields, stage_meaning
from handlers.views.values import part_value
from sla.agreed import Measured, Part, PartForm
from sla.agreement import Json
from sla.parts import NUMBERED, REMOVE
from sla.people import Role, Side

MEASURED, CLOSING = "measured", "closing"
CADENCE, SUGGESTED = "sales.cadence", "sales.suggested_days"
MOST_UNKNOWN = 5
_SEATED = {
    "people.marketing_manager": (Side.MARKETING, Role.MANAGER),
    "people.marketer": (Side.MARKETING, Role.MARKETER),
    "people.sales_manager": (Side.SALES, Role.MANAGER),
    "people.rep": (Side.SALES, Role.REP),
}
_SEAT_HINTS = {
    "people.marketing_manager": "Managers of either side write and propose the agreement.",
    "people.rep": "They get the leads and the reminders.",
}
_FOR = {
    Part.STREAM: "A part of the quota with leads of its own, or without any.",
    Part.QUOTA: "The leads that are needed are worked out from this.",
    Part.SALES: "Everything here has a usual value that is filled in already.",
    Part.PURPOSE: "What the agreement is for, and what both sides call a qualified lead.",
    Part.HANDOFF: "How leads change hands, and what happens with late ones.",
}


def part_modal(form: PartForm) -> Modal:
    blocks = _people(form) if form.of.part is Part.PEOPLE else _inputs(form)
    return Modal(
        form=Form.PART,
        title=_title(form),
        blocks=tuple(blocks),
        submit="Save",
        close="Cancel",
        carries={"part": part_value(form.of), "seen": form.seen} | _carried(form),
    )


def _carried(form: PartForm) -> dict[str, str]:
    """What the form was opened with, where saving has to know it."""
    carried: dict[str, str] = {}
    if form.measured is not None and _usable(form.measured):
        carried[MEASURED] = f"{form.measured.won} of {form.measured.leads}"
    if form.closing is not None:
        carried[CLOSING] = ", ".join(map(str, form.closing.counts))
    if form.of.part is Part.SALES:
        carried |= {path: _initial(form, BY_PATH[path]) for path in (CADENCE, SUGGESTED)}
    return carried


def fields_of(form: PartForm) -> tuple[Field, ...]:
    """Those that are asked for: what divides streams or lead types only where there are several."""
    streams = entries(form.tables, "streams")
    needing = [str(one.get("name", "")) for one in streams if one.get("needs_leads") is not False]
    whole = not _several(form) and _share(form) in {"", "100%"}
    left_out = {
        "quota.share_of": len(entries(form.tables, "lead_types")) <= 1,
        "streams[].share": whole,
        "lead_types[].share": whole,
        "lead_types[].stream": len(streams) <= 1 or not needing,
    }
    choices = tuple((name, plain(name)) for name in needing)
    usual = [field for field in FIELDS[form.of.part] if not left_out.get(field.path, False)]
    stages = stage_fields(form.tables) if form.of.part is Part.PURPOSE else ()
    return (*(_adapted(field, form, choices) for field in usual), *stages)


def _adapted(field: Field, form: PartForm, streams: tuple[tuple[str, str], ...]) -> Field:
    if field.path == "lead_types[].stream":
        return replace(field, choices=streams)
    if field.path == "lead_types[].share" and len(entries(form.tables, "streams")) > 1:
        return replace(
            field, label="Share of its stream", hint="The shares of a stream’s lead types add up to 100%."
        )
    if field.path == "lead_types[].rates" and _usable(form.measured):
        return replace(field, needed=False)  # the tick below takes their place
    return field


def _title(form: PartForm) -> str:
    if form.of.part not in NUMBERED:
        return TITLES[form.of.part]
    name = _held(form)[_number(form) - 1].get("name") if not _is_new(form) else None
    return plain(str(name)) if name else NEW[form.of.part]


def _inputs(form: PartForm) -> Iterator[AnyBlock]:
    said = _FOR.get(form.of.part)
    if said:
        yield layout.context(said)
    for field in fields_of(form):
        block_id = field.block_id(form.of.number)
        initial = _initial(form, field)
        if inputs.fits(field, initial):
            yield inputs.input_of(field, block_id, initial)
        else:
            yield layout.context(f"{field.label}: too long to be changed here; set it in the file.")
        if field.path == "lead_types[].rates" and form.measured is not None:
            yield from history.rate(form.measured, usable=_usable(form.measured))
        if field.path == "lead_types[].closes_after" and form.closing is not None:
            yield from history.closing(form.closing)
    if form.of.part is Part.STREAM:
        yield from _taken_by(form)
    if form.of.part in NUMBERED and _several(form) and not _is_new(form):
        what = TITLES[form.of.part].lower()
        yield inputs.checkbox(REMOVE, "Not needed any longer?", f"Remove this {what} when I save")


def _initial(form: PartForm, field: Field) -> str:
    if field.path.startswith(STAGES):
        return stage_meaning(form.tables, field.path.removeprefix(STAGES))
    written = spelled_or_usual(form.tables, field, form.of.number)
    return written or (form.zone if field.path == "team.zone" else "")


def _people(form: PartForm) -> Iterator[AnyBlock]:
    yield layout.context(
        "This applies at once, when you save",
        "people found in Slack get their own time zone",
        "somebody who joins later is asked to countersign",
    )
    for seat, (side, role) in _SEATED.items():
        emails = [one.email for one in form.people if one.side is side and one.role is role]
        known = [form.slack_ids[email] for email in emails if email in form.slack_ids]
        yield inputs.users(seat, SEATS[seat], _SEAT_HINTS.get(seat), known, needed=seat == "people.rep")
    unknown = [one.email for one in form.people if one.email not in form.slack_ids]
    if unknown:
        named = [people(email) for email in unknown[:MOST_UNKNOWN]]
        more = len(unknown) - len(named)
        listed = words.joined([*named, *([f"{more} more"] if more else [])])
        yield layout.context(
            f"Slack knows nobody as {listed}. Whoever is not chosen above is no longer named once you save."
        )


def _usable(measured: Measured | None) -> bool:
    return measured is not None and 0 < measured.won <= measured.leads


def _taken_by(form: PartForm) -> Iterator[AnyBlock]:
    """Reps are named for a stream in the file alone, and by its name."""
    name = None if _is_new(form) else _held(form)[_number(form) - 1].get("name")
    reps = [one.name for one in form.people if name in one.streams]
    if not reps:
        return
    more = len(reps) - MOST_UNKNOWN
    named = [people(one) for one in reps[:MOST_UNKNOWN]] + ([f"{more} more"] if more > 0 else [])
    takes = words.counted(len(reps), "rep takes", "reps take")
    yield layout.context(
        f"{takes} leads of some streams only, this one among them: {words.joined(named)}",
        "if its name changes, their streams are changed in the file",
    )


def _held(form: PartForm) -> list[Mapping[str, Json]]:
    """The streams or lead types that are written, of which this is one."""
    table = NUMBERED.get(form.of.part)
    return entries(form.tables, table) if table else []


def _share(form: PartForm) -> str:
    return "" if _is_new(form) else str(_held(form)[_number(form) - 1].get("share") or "")


def _number(form: PartForm) -> int:
    return form.of.number or len(_held(form)) + 1


def _is_new(form: PartForm) -> bool:
    return _number(form) > len(_held(form))


def _several(form: PartForm) -> bool:
    """With this one there are several streams or lead types."""
    return max(len(_held(form)), _number(form)) > 1

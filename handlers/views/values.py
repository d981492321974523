"""What the buttons' values hold, written and read in one place."""

from handlers.views.ids import LONGEST_NUMBER
from sla.activity import TouchId
from sla.agreed import Part, PartOf
from sla.answers import LeadFilter
from sla.errors import BadInput
from sla.lead_answers import AnswerId
from sla.leads import LeadId


def page_value(which: LeadFilter, page: int) -> str:
    return f"{which}:{page}"


def parse_page(value: str) -> tuple[LeadFilter, int]:
    """The filter and page (from 1) of a paging button."""
    which, _, page = value.partition(":")
    if which not in set(LeadFilter) or not page.isdecimal():
        raise BadInput("This list is too old to turn its pages; type `/sla leads` for a fresh one.")
    return LeadFilter(which), max(1, int(page))


def own_value(slack_id: str | None) -> str:
    """Whose own numbers a button is about; of somebody whom Slack does not know, nobody's but the presser's."""
    return f"own:{slack_id or ''}"


def parse_own(value: str) -> str | None:
    """The Slack id in it; None where the button is about both sides."""
    kind, _, slack_id = value.partition(":")
    return slack_id if kind == "own" else None


def undo_value(touch_id: TouchId) -> str:
    return str(touch_id)


def parse_undo(value: str) -> TouchId:
    if not value.isdecimal():
        raise BadInput("This button is too old to undo anything; type `/sla leads` for a fresh list.")
    return TouchId(int(value))


def parse_label(label: str, *, field: str | None = None) -> LeadId:
    """The lead of a short name like L64."""
    digits = label.removeprefix("L")
    if not digits.isdecimal() or len(digits) > LONGEST_NUMBER:
        raise BadInput("Choose a lead.", field=field)
    return LeadId(int(digits))


def parse_answer(value: str) -> AnswerId:
    if not value.isdecimal():
        raise BadInput("This button is too old to undo anything; type `/sla leads` for a fresh list.")
    return AnswerId(int(value))


def pair_value(kept: LeadId, other: LeadId) -> str:
    return f"{kept}:{other}"


def parse_pair(value: str) -> tuple[LeadId, LeadId]:
    """Two leads, the one that would be kept first."""
    kept, _, other = value.partition(":")
    if not all(one.isdecimal() and len(one) <= LONGEST_NUMBER for one in (kept, other)):
        raise BadInput("This button is too old; your Home tab has what there is to decide now.")
    return LeadId(int(kept)), LeadId(int(other))


def version_value(number: int, sha256: str) -> str:
    """Which text a button is about: a changed one has another hash, and the button is then too old."""
    return f"{number}:{sha256}"


def parse_version(value: str) -> tuple[int, str]:
    number, _, sha256 = value.partition(":")
    if not number.isdecimal() or not sha256:
        raise BadInput("This button is too old; type `/sla agreement` for the agreement as it stands.")
    return int(number), sha256


def numbers_value(typed: str) -> str:
    """A what-if in words; none for the agreement's own numbers."""
    return f"numbers:{typed}"


def parse_numbers(value: str) -> str:
    return value.removeprefix("numbers:")


def part_value(of: PartOf) -> str:
    return of.part if of.number is None else f"{of.part}:{of.number}"


def parse_part(value: str) -> PartOf:
    part, _, number = value.partition(":")
    if part not in set(Part) or (number and not number.isdecimal()):
        raise BadInput("This button is too old; type `/sla setup` to begin anew.")
    return PartOf(part=Part(part), number=int(number) if number else None)

"""What is chosen about a kind of message, read from its form."""

from collections.abc import Mapping
from datetime import time

from handlers.views.messages import IS_OFF
from sla.delivery import Kind
from sla.errors import BadInput
from sla.services.switching import AT, AUDIENCE, MOST, ON
from sla.switches import Audience, ChangeId, Setting
from sla.unheeded import ProposalId

LONGEST_NUMBER = 6


def parse_kind(value: str) -> Kind:
    if value not in set(Kind):
        raise BadInput("This button is too old; type `/sla setup messages` to begin anew.")
    return Kind(value)


def parse_setting(kind: Kind, given: Mapping[str, str | None]) -> Setting:
    """What the form did not ask for is as usual."""
    audience = given.get(AUDIENCE)
    if audience is not None and audience not in set(Audience):
        raise BadInput("Choose who reads it.", field=AUDIENCE)
    return Setting(
        kind=kind,
        on=given.get(ON) != IS_OFF,
        at=_time(given.get(AT)) if AT in given else None,
        audience=Audience(audience) if audience else None,
        most=_number(given.get(MOST)) if MOST in given else None,
    )


def parse_seen(value: str) -> ChangeId:
    return ChangeId(int(value) if value.isdecimal() else 0)


def parse_proposal(value: str) -> ProposalId:
    if not value.isdecimal():
        raise BadInput("This button is too old; type `/sla setup messages` to see what is sent.")
    return ProposalId(int(value))


def _number(text: str | None) -> int:
    if text is None or not (text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER):
        raise BadInput("Type a whole number, like 5.", field=MOST)
    return int(text)


def _time(text: str | None) -> time:
    try:
        return time.fromisoformat(text or "")
    except ValueError:
        raise BadInput("Choose a time, like 09:00.", field=AT) from None

"""What `doctor` says: one finding for each thing it looked at, and one for each message that needs a look."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sla.delivery import Delivery, Kind, State
from sla.people import MemberId
from sla.ports import UnitOfWork
from sla.reasons import NOT_WRITTEN
from sla.waits import Waiting

MOST_DELIVERIES = 5
EXPIRED = "expired"
_CALLED = {Kind.WEEKLY: "weekly summary"}


class Grade(StrEnum):
    FINE = "fine"
    LOOK = "look"
    WRONG = "wrong"


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    what: str
    grade: Grade
    found: str
    to_do: str | None = None


def waiting_findings(work: UnitOfWork) -> tuple[Finding, ...]:
    """Pushed events whose lead has not come yet."""
    return tuple(
        Finding(
            what="Push",
            grade=Grade.LOOK,
            found=f"{source}: {waiting_said(waiting)}",
            to_do="have it send these leads too; an event waits for seven days",
        )
        for source, waiting in sorted(work.waits.by_source().items())
    )


def waiting_said(waiting: Waiting) -> str:
    one = waiting.number == 1
    events = "1 event waits for a lead" if one else f"{waiting.number:,} events wait for leads"
    return f"{events} that {'has' if one else 'have'} not come, since {waiting.since:%a %d %b %Y %H:%M} UTC"


def delivery_findings(work: UnitOfWork) -> tuple[Finding, ...]:
    """The newest messages that may not have arrived, did not, or whose time was over before they went out."""
    troubled = work.deliveries.in_state(
        State.UNKNOWN, State.UNCONFIRMED, State.TOLD, State.FAILED, State.DROPPED
    )
    emails = {member.id: member.email for member in work.members.all()}
    worth_a_look = [one for one in troubled if one.state is not State.DROPPED or _expired(one)]
    newest = sorted(worth_a_look, key=lambda one: (one.on, one.id))[-MOST_DELIVERIES:]
    rest = len(worth_a_look) - len(newest)
    return (*_more(rest), *(_finding(one, _named(one, emails)) for one in newest))


def _expired(delivery: Delivery) -> bool:
    return (delivery.reason or "").startswith(EXPIRED)


def _named(delivery: Delivery, emails: Mapping[MemberId, str]) -> str:
    """Without its text: what it was, of which day, and for whom."""
    if delivery.to_channel:
        return f"the {_CALLED.get(delivery.kind, delivery.kind)} of {delivery.on}"
    return f"the {delivery.kind} of {delivery.on} to {emails.get(delivery.member_id, 'somebody unknown')}"


def _finding(delivery: Delivery, message: str) -> Finding:
    found, to_do = _said(delivery, message)
    return Finding(what="Deliveries", grade=Grade.LOOK, found=found, to_do=to_do)


def _said(delivery: Delivery, message: str) -> tuple[str, str]:
    match delivery.state:
        case State.UNKNOWN:
            found = f"{message} may not have arrived ({delivery.reason})"
            return found, "nothing: the bot looks for it after 1, 5 and 15 minutes; it is never sent twice"
        case State.UNCONFIRMED:
            found = f"{message} was not found after its answer failed to come ({delivery.reason})"
            return found, "look whether it is there; their next message says that it may be missing"
        case State.TOLD:
            found = f"{message} was not found ({delivery.reason}); a later message has said so"
            return found, "look whether it is there"
        case State.DROPPED:
            return f"{message} did not go out in time ({delivery.reason})", "look whether the bot ran all day"
        case State.FAILED if (delivery.reason or "").startswith(NOT_WRITTEN):
            found = f"{message} could not be put together ({delivery.reason}), so nothing was sent"
            return found, f"report it with what the log says beside {delivery.reference}"
        case _:
            found = f"Slack refused {message} ({delivery.reason})"
            return found, "put the cause right; the next day's is sent as usual"


def _more(rest: int) -> Iterator[Finding]:
    if rest > 0:
        yield Finding(what="Deliveries", grade=Grade.LOOK, found=f"{rest} older ones needed a look too")

"""Why a message could not be delivered at all, and who can put that right."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sla.delivery import Delivery, Kind
from sla.people import Person, Role


class Trouble(StrEnum):
    """What Slack refuses a message for, where a manager can do something about it."""

    ARCHIVED = "archived"
    GONE = "gone"
    NOT_A_MEMBER = "not a member"
    SHARED = "shared"
    MAY_NOT_POST = "may not post"
    ACCOUNT = "account"


OF_A_CHANNEL = {
    "is_archived": Trouble.ARCHIVED,
    "channel_not_found": Trouble.GONE,
    "not_in_channel": Trouble.NOT_A_MEMBER,
    "shared_with_another_company": Trouble.SHARED,
    "restricted_action": Trouble.MAY_NOT_POST,
    "restricted_action_read_only_channel": Trouble.MAY_NOT_POST,
}
OF_A_PERSON = dict.fromkeys(
    ("account_inactive", "user_disabled", "user_not_found", "users_not_found", "is_inactive"), Trouble.ACCOUNT
)
"""By Slack's own names for them; what is not here only the operator can put right, who sees it in `doctor`."""

SAME_WITHIN = timedelta(days=4)
"""A refusal so soon after one for the same reason is the same trouble, over a long weekend too."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TroubleNote:
    """What a manager reads, once. `name` is the channel's, or the person's to whom nothing can be sent.

    `weekly`: it began with a weekly summary, otherwise with a digest.
    """

    trouble: Trouble
    name: str
    on: date
    weekly: bool = False


def trouble_of(delivery: Delivery) -> Trouble | None:
    """None where it was not refused for good, or where no manager can help; a note of trouble makes no other."""
    if delivery.kind is Kind.TROUBLE:
        return None
    known = OF_A_CHANNEL if delivery.to_channel else OF_A_PERSON
    return known.get(delivery.reason or "")


def first_of_each(failed: Iterable[Delivery]) -> tuple[Delivery, ...]:
    """Of each trouble that goes on, the delivery that it began with; `failed` is oldest first."""
    begun: dict[tuple[str, Trouble], tuple[Delivery, Delivery]] = {}
    for one in failed:
        trouble = trouble_of(one)
        if trouble is not None:
            whose = (one.recipient, trouble)
            first, latest = begun.get(whose, (one, one))
            same = one.due_at - latest.due_at < SAME_WITHIN
            begun[whose] = (first if same else one, one)
    return tuple(first for first, _ in begun.values())


def can_help(who: Person, delivery: Delivery, recipient: Person | None) -> bool:
    """With a channel the managers of both sides; with a person the managers of that person's own side."""
    if who.role is not Role.MANAGER:
        return False
    if delivery.to_channel:
        return True
    return recipient is not None and who.side is recipient.side and who.email != recipient.email

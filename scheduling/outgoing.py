"""A message as it is true now: what it says, which earlier ones it speaks of, and where it goes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from scheduling.messenger import Messenger, Refused, Written
from sla.delivery import Delivery, Kind
from sla.leads import LeadId
from sla.reasons import DO_NOT_DISTURB
from sla.services.bulletins import Bulletins
from sla.services.desk import Desk
from sla.services.fed_lines import leads_in
from sla.switches import Switches


@dataclass(frozen=True, kw_only=True, slots=True)
class Outgoing:
    """Neither posts: `place` gives the conversation's id, or why there is none; `write` puts the message together.

    `lists` are the leads that have a line in it.
    """

    telling: tuple[Delivery, ...]
    place: Callable[[], str | Refused]
    write: Callable[[], Written]
    lists: tuple[LeadId, ...] = ()


class Prepare:
    def __init__(self, *, desk: Desk, bulletins: Bulletins, messenger: Messenger) -> None:
        self._desk = desk
        self._bulletins = bulletins
        self._messenger = messenger

    def __call__(self, delivery: Delivery, now: datetime) -> Outgoing | None:
        """None when, looked at again, the message is no longer wanted."""
        with self._desk.look() as work:
            members = {member.id: member.slack_id for member in work.members.all()}
            untold = work.deliveries.untold(delivery)
            held = work.inboxes.held_before(delivery) if delivery.kind is Kind.HELD else ()
        if delivery.kind is Kind.DIGEST:
            return self._digest(delivery, untold, now)
        if delivery.kind is Kind.WEEKLY:
            return self._weekly(delivery, untold, now)
        slack_id = members.get(delivery.member_id)
        return self._private(delivery, slack_id, untold, held, now) if slack_id else None

    def _digest(self, delivery: Delivery, untold: tuple[Delivery, ...], now: datetime) -> Outgoing:
        messenger, digest = self._messenger, self._bulletins.digest(now)
        return Outgoing(
            telling=untold,
            place=lambda: messenger.channel(delivery.subject),
            write=lambda: messenger.digest(digest, reference=delivery.reference, doubt=bool(untold)),
        )

    def _weekly(self, delivery: Delivery, untold: tuple[Delivery, ...], now: datetime) -> Outgoing | None:
        messenger, summary = self._messenger, self._bulletins.weekly(now)
        if summary is None:
            return None
        return Outgoing(
            telling=untold,
            place=lambda: messenger.channel(delivery.subject),
            write=lambda: messenger.weekly(summary, reference=delivery.reference, doubt=bool(untold)),
        )

    def _private(
        self,
        delivery: Delivery,
        slack_id: str,
        untold: tuple[Delivery, ...],
        held: tuple[Delivery, ...],
        now: datetime,
    ) -> Outgoing | None:
        messenger, content = self._messenger, self._bulletins.private(delivery, now)
        if content is None:
            return None
        quiet_until = messenger.quiet_until(slack_id, now)
        late = self._bulletins.late(delivery, untold, now)
        return Outgoing(
            telling=untold + held,
            place=lambda: _later(quiet_until, now) or messenger.direct(slack_id),
            write=lambda: messenger.privately(content, reference=delivery.reference, late=late),
            lists=leads_in(content),
        )


def switched_off(desk: Desk, delivery: Delivery) -> bool:
    """Whether managers have switched its kind off since it was planned."""
    with desk.look() as work:
        return not Switches.of(work.message_settings.all()).wants(delivery.kind)


def _later(quiet_until: datetime | None, now: datetime) -> Refused | None:
    """Somebody who does not want to be disturbed gets it afterwards, where it is still in time then."""
    if quiet_until is None or quiet_until <= now:
        return None
    return Refused(reason=DO_NOT_DISTURB, retry_after=quiet_until - now)

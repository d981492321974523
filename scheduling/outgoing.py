"""A message as it is true now: what it says, which earlier ones it speaks of, and where it goes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from scheduling.messenger import Messenger, Refused, Result
from sla.delivery import Delivery, Kind
from sla.services.bulletins import Bulletins
from sla.services.desk import Desk


@dataclass(frozen=True, kw_only=True, slots=True)
class Outgoing:
    """`place` posts nothing: the conversation's id, or why there is none. `post` takes that id."""

    telling: tuple[Delivery, ...]
    place: Callable[[], str | Refused]
    post: Callable[[str], Result]


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
        if delivery.kind is Kind.DIGEST:
            return self._digest(delivery, untold, now)
        slack_id = members.get(delivery.member_id)
        return self._private(delivery, slack_id, untold, now) if slack_id else None

    def _digest(self, delivery: Delivery, untold: tuple[Delivery, ...], now: datetime) -> Outgoing:
        messenger, digest = self._messenger, self._bulletins.digest(now)
        return Outgoing(
            telling=untold,
            place=lambda: messenger.channel(delivery.subject),
            post=lambda where: messenger.digest(
                where, digest, reference=delivery.reference, doubt=bool(untold)
            ),
        )

    def _private(
        self, delivery: Delivery, slack_id: str, untold: tuple[Delivery, ...], now: datetime
    ) -> Outgoing | None:
        messenger, content = self._messenger, self._bulletins.private(delivery, now)
        if content is None:
            return None
        late = self._bulletins.late(delivery, untold, now)
        return Outgoing(
            telling=untold,
            place=lambda: messenger.direct(slack_id),
            post=lambda where: messenger.privately(where, content, reference=delivery.reference, late=late),
        )

"""The one sender: claims a due delivery, posts it once, and writes down what became of it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from scheduling.clock import Clock
from scheduling.messenger import Ambiguous, Messenger, Refused, Result
from sla.delivery import LEASE, Delivery, Kind, Posted
from sla.services.bulletins import Bulletins
from sla.services.desk import Desk

log = structlog.get_logger()

AGAIN_AFTER = timedelta(minutes=1)
"""After a failure before anything was posted."""

SOONEST = timedelta(seconds=1)
"""Never again at once: a sender that is refused without pause would not come to an end."""


class Sender:
    """A claim is committed before anything is posted, and only its own attempt may settle it."""

    def __init__(self, *, desk: Desk, bulletins: Bulletins, messenger: Messenger, clock: Clock) -> None:
        self._desk = desk
        self._bulletins = bulletins
        self._messenger = messenger
        self._clock = clock

    def send_due(self, now: datetime) -> int:
        """Send everything that is due; how many were taken in hand. One failure never stops the others."""
        with self._desk.open() as work:
            lapsed = work.deliveries.lapse(now, self._clock.real_now())
            work.commit()
        if lapsed:
            log.warning("deliveries lapsed", count=lapsed)
        taken, began = 0, self._clock.real_now()
        while (delivery := self._claim(now, began)) is not None:
            taken += 1
            self._settle(delivery, self._result(delivery, now), self._moment(now, began))
        return taken

    def _moment(self, now: datetime, began: datetime) -> datetime:
        """The product's time by now: sending to many takes a while, and what expires meanwhile is not sent."""
        return now + (self._clock.real_now() - began)

    def _claim(self, now: datetime, began: datetime) -> Delivery | None:
        with self._desk.open() as work:
            delivery = work.deliveries.claim(self._moment(now, began), self._clock.real_now())
            work.commit()
        return delivery

    def _result(self, delivery: Delivery, now: datetime) -> Result | None:
        """None when, looked at again, the message is no longer wanted."""
        try:
            post = self._prepare(delivery, now)
        except Exception as error:  # one recipient's failure never stops the others; nothing was posted
            log.exception("content broke", reference=delivery.reference)
            return Refused(reason=type(error).__name__, retry_after=AGAIN_AFTER)
        if post is None:
            return None
        if self._half_run(delivery):
            return Refused(reason="lease half run", retry_after=AGAIN_AFTER)
        try:
            return post()
        except Exception as error:  # whether it was posted cannot be known
            log.exception("post broke", reference=delivery.reference)
            return Ambiguous(reason=type(error).__name__)

    def _prepare(self, delivery: Delivery, now: datetime) -> Callable[[], Result] | None:
        """The message as it is true now, ready to be posted."""
        reference, messenger = delivery.reference, self._messenger
        if delivery.kind is Kind.DIGEST:
            digest = self._bulletins.digest(now)
            return lambda: messenger.digest(delivery.subject, digest, reference=reference)
        slack_id = self._slack_id(delivery)
        content = self._bulletins.private(delivery, now) if slack_id else None
        if slack_id is None or content is None:
            return None
        return lambda: messenger.privately(slack_id, content, reference=reference)

    def _half_run(self, delivery: Delivery) -> bool:
        """A sender gives up unposted when half of its lease has run: another may soon hold the row."""
        left = delivery.lease_until - self._clock.real_now() if delivery.lease_until else timedelta(0)
        return left < LEASE / 2

    def _slack_id(self, delivery: Delivery) -> str | None:
        with self._desk.look() as work:
            members = {member.id: member.slack_id for member in work.members.all()}
        return members.get(delivery.member_id)

    def _settle(self, delivery: Delivery, result: Result | None, now: datetime) -> None:
        """Write the outcome in a transaction of its own; only the newest attempt's counts."""
        with self._desk.open() as work:
            ledger = work.deliveries
            match result:
                case None:
                    ledger.dropped(delivery.id, delivery.attempt, "nothing to say")
                case Posted():
                    ledger.sent(delivery.id, delivery.attempt, result)
                    if delivery.kind is Kind.HELLO:
                        work.members.greeted(delivery.member_id)
                case Refused(reason=reason, retry_after=wait) if wait is not None:
                    ledger.again(delivery.id, delivery.attempt, now + max(wait, SOONEST), reason)
                case Refused(reason=reason):
                    ledger.failed(delivery.id, delivery.attempt, reason)
                case Ambiguous(reason=reason):
                    ledger.unknown(delivery.id, delivery.attempt, reason)
            work.commit()
        log.info(
            "delivery settled",
            kind=delivery.kind,
            reference=delivery.reference,
            attempt=delivery.attempt,
            result=type(result).__name__ if result else "Dropped",
            reason=getattr(result, "reason", None),
        )

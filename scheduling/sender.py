"""The one sender of a workspace: claims a due delivery, posts it once, and writes down what became of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from scheduling.clock import Clock
from scheduling.holding import said_already
from scheduling.messenger import Ambiguous, Messenger, Refused, Result, Written
from scheduling.outgoing import Outgoing, Prepare, switched_off
from scheduling.points import Point, Reached, unheard
from scheduling.rationing import held_back
from scheduling.records import record
from sla.delivery import LEASE, Delivery, Posted
from sla.hold import Hold
from sla.leads import LeadId
from sla.reasons import AWAY, NOT_WRITTEN, NOTHING_TO_SAY, SWITCHED_OFF
from sla.services.bulletins import Bulletins
from sla.services.desk import Desk

log = structlog.get_logger()

AGAIN_AFTER = timedelta(minutes=1)
"""After a failure before anything was posted."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Unwanted:
    """Looked at again, it is not to be sent any more."""

    reason: str


Outcome = Result | Unwanted


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """The moment that sending began at, in the product's time and in real time, and what is held since a restore."""

    now: datetime
    real: datetime
    hold: Hold | None = None


@dataclass(kw_only=True, slots=True)
class Claim:
    """A delivery in hand; `since`, in real time, is before its lease began."""

    delivery: Delivery
    since: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Addressed:
    """Written out, with the conversation that it goes to."""

    telling: tuple[Delivery, ...]
    where: str
    written: Written
    lists: tuple[LeadId, ...] = ()


Arrived = Callable[[Delivery, timedelta], None]
"""A message has arrived, so long after it was due."""


def unobserved(_delivery: Delivery, _late: timedelta) -> None:
    """Where nobody counts."""


@dataclass(kw_only=True)
class Sender:
    """A claim is committed before anything is posted, and only its own attempt may settle it."""

    desk: Desk
    bulletins: Bulletins
    messenger: Messenger
    clock: Clock
    reached: Reached = unheard
    arrived: Arrived = unobserved
    _prepare: Prepare = field(init=False)

    def __post_init__(self) -> None:
        self._prepare = Prepare(desk=self.desk, bulletins=self.bulletins, messenger=self.messenger)

    def send_due(self, now: datetime) -> int:
        """Send everything that is due; how many were taken in hand."""
        turn, taken = self.begin(now), 0
        while self.send_one(turn):
            taken += 1
        return taken

    def begin(self, now: datetime) -> Turn:
        with self.desk.look() as work:
            hold = work.heartbeat.read().hold
        return Turn(now=now, real=self.clock.real_now(), hold=hold)

    def send_one(self, turn: Turn) -> bool:
        """Take the next one in hand; False where none is due. Its failure never stops the others."""
        if self.messenger.held():
            return False
        claim = self._claim(turn) or self._claim_paced(turn)
        if claim is None:
            return False
        try:
            self._settle(claim.delivery, self._outcome(claim, turn), self._moment(turn))
        except (
            Exception
        ):  # the store failed: the lease runs out, and the reconciler finds out what became of it
            log.exception("outcome not recorded", reference=claim.delivery.reference)
        return True

    def _moment(self, turn: Turn) -> datetime:
        """The product's time by now: sending to many takes a while, and what expires meanwhile is not sent."""
        return turn.now + (self.clock.real_now() - turn.real)

    def _claim_paced(self, turn: Turn) -> Claim | None:
        """What only waits for its conversation's second is waited for, once; the next tick goes on with the rest."""
        with self.desk.look() as work:
            wait = work.deliveries.paced(self._moment(turn))
        if wait is None:
            return None
        self.clock.wait(wait)
        return self._claim(turn)

    def _claim(self, turn: Turn) -> Claim | None:
        since = self.clock.real_now()
        with self.desk.open() as work:
            now = self._moment(turn)
            delivery = work.deliveries.claim(now)
            while delivery is not None and held_back(self.desk, work, delivery, now):
                log.info("delivery held back", kind=delivery.kind, reference=delivery.reference)
                delivery = work.deliveries.claim(now)
            self.reached(Point.CLAIMED_BEFORE_COMMIT)
            work.commit()
        if delivery is None:
            return None
        self.reached(Point.CLAIMED)
        return Claim(delivery=delivery, since=since)

    def _outcome(self, claim: Claim, turn: Turn) -> Outcome:
        try:
            if switched_off(self.desk, claim.delivery):
                return Unwanted(reason=SWITCHED_OFF)
            outgoing = self._prepare(claim.delivery, self._moment(turn))
            where = outgoing.place() if outgoing else None
        except Exception as error:  # one recipient's failure never stops the others; nothing was posted
            log.exception("content broke", reference=claim.delivery.reference)
            return Refused(reason=type(error).__name__, retry_after=AGAIN_AFTER)
        if outgoing is None or where is None:
            away = self.bulletins.is_away(claim.delivery, self._moment(turn))
            return Unwanted(reason=AWAY if away else NOTHING_TO_SAY)
        if isinstance(where, Refused):
            return where
        written = self._written(claim.delivery, outgoing)
        if isinstance(written, Refused):
            return written
        ready = Addressed(telling=outgoing.telling, where=where, written=written, lists=outgoing.lists)
        return self._in_time(claim, ready, turn)

    @staticmethod
    def _written(delivery: Delivery, outgoing: Outgoing) -> Written | Refused:
        """Before it is said to be about to be posted; tried again it would break again."""
        try:
            return outgoing.write()
        except Exception as error:  # one recipient's failure never stops the others; nothing was posted
            log.exception("not written", kind=delivery.kind, reference=delivery.reference)
            return Refused(reason=f"{NOT_WRITTEN}: {type(error).__name__}")

    def _in_time(self, claim: Claim, ready: Addressed, turn: Turn) -> Outcome:
        """Post, unless it has taken too long: another may hold the row by now."""
        if self._moment(turn) >= claim.delivery.expires_at:
            return Unwanted(reason="expired")
        said = said_already(self.messenger, turn.hold, claim.delivery, ready.where, self._moment(turn))
        if said is not None:
            return said
        with self.desk.open() as work:
            telling = [one.id for one in ready.telling]
            held = work.deliveries.posting(claim.delivery, ready.where, telling=telling)
            if held and ready.lists:
                work.listed.put(claim.delivery.id, ready.lists, turn.now)
            work.commit()
        self.reached(Point.BEFORE_POST)
        if not held:
            return Refused(reason="lease half run", retry_after=AGAIN_AFTER)
        if self.clock.real_now() - claim.since > LEASE / 2:
            return Refused(reason="lease half run", retry_after=AGAIN_AFTER)
        return self._post(claim.delivery, ready)

    def _post(self, delivery: Delivery, ready: Addressed) -> Result:
        try:
            result = ready.written(ready.where)
        except Exception as error:  # whether it was posted cannot be known
            log.exception("post broke", reference=delivery.reference)
            result = Ambiguous(reason=type(error).__name__)
        self.reached(Point.AFTER_POST)
        return result

    def _settle(self, delivery: Delivery, outcome: Outcome, now: datetime) -> None:
        """Write the outcome in a transaction of its own."""
        with self.desk.open() as work:
            if isinstance(outcome, Unwanted):
                work.deliveries.dropped(delivery.id, delivery.attempt, outcome.reason)
            else:
                record(work, delivery, outcome, now)
            self.reached(Point.RECORDED_BEFORE_COMMIT)
            work.commit()
        self.reached(Point.RECORDED)
        if isinstance(outcome, Posted):
            self.arrived(delivery, now - delivery.due_at)
        log.info(
            "delivery settled",
            kind=delivery.kind,
            reference=delivery.reference,
            attempt=delivery.attempt,
            result=type(outcome).__name__,
            reason=getattr(outcome, "reason", None),
        )

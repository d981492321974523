"""An office whose messages about the agreement are planned and sent."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from scheduling.planner import Planner
from scheduling.sender import Sender
from sla.delivery import Kind
from sla.services.bulletins import Bulletins
from tests.scheduling.stage import MovedByHand, Post, Remembering
from tests.sla.services.office import Office

PAPERS = {Kind.SIGN, Kind.SIGN_AGAIN, Kind.CHANGE_ASKED, Kind.SETTLED}
HOUR = timedelta(hours=1)


class PostRoom:
    """An office with its planner and sender; real time goes with the product's."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.messenger = Remembering()
        self.bulletins = Bulletins(office.desk)

    def plan(self, now: datetime) -> int:
        return len([new for new in Planner(self.office.desk).plan(now) if new.kind in PAPERS])

    def tick(self, now: datetime) -> list[tuple[Kind, str]]:
        """What was posted about agreements, and to whom."""
        self.plan(now)
        return [(post.kind, post.to) for post in self.send(now)]

    def send(self, now: datetime) -> list[Post]:
        before = len(self.messenger.posted)
        clock = MovedByHand(moment=now, real=now)
        self.office.store.leases.now = clock.real_now
        sender = Sender(
            desk=self.office.desk, bulletins=self.bulletins, messenger=self.messenger, clock=clock
        )
        sender.send_due(now)
        return [post for post in self.messenger.posted[before:] if post.kind in PAPERS]

    def over(self, begin: datetime, days: float) -> Iterator[tuple[Kind, str, datetime]]:
        """Hour by hour."""
        for n in range(int(days * 24)):
            now = begin + n * HOUR
            self.office.signing.settle(now)
            for kind, to in self.tick(now):
                yield kind, to, now

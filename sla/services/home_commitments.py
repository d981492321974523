"""What a person took on at the stand-ups of the last days, for their own Home, and what of it is done by now."""

from datetime import datetime

from sla.board import Board
from sla.book import Book
from sla.home import OwnCommitment
from sla.people import MemberId
from sla.ports import UnitOfWork
from sla.services.stand_up import checked_by_now

LOOKED_BACK = 5
"""Working days of the team before today."""


def commitments_of(
    work: UnitOfWork, book: Book, member_id: MemberId, board: Board | None, now: datetime
) -> tuple[OwnCommitment, ...]:
    """The newest first; what was given back is not among them. `board` is there for those who can take a pace."""
    calendar = book.at(now).calendar
    today = calendar.local_date(now)
    since = today
    for _ in range(LOOKED_BACK):
        since = calendar.previous_working_day(since)
    found = work.commitments.of_member(member_id, since)
    return tuple(
        OwnCommitment(
            on=one.on,
            about=one.about,
            leads=len(one.leads),
            until=one.until,
            left=checked_by_now(work, board, one.about, [one], now).left,
            today=one.on == today,
        )
        for one in reversed(found)
    )

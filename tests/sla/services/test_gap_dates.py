"""A silence changes no figure: it only tells apart what fell due in it, while it lasts and afterwards (MATHS D16)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from sla.board import Board, ShareLine
from sla.cadence import Checkpoint
from sla.feeds import FeedKind, NewFeed
from sla.services.gaps import WatchFeeds, heard
from sla.services.known import sales_as_of
from sla.services.marketing_side import as_of
from sla.services.sales_side import SalesBoard
from sla.services.status import Status
from tests.sla.services.agreement import at
from tests.sla.services.team import Team

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
HANDED_OVER = at("2026-03-02 10:00")
DAY_14 = Checkpoint(day=14, need=3)
FELL_SILENT, NOW = at("2026-03-14 10:00"), at("2026-03-20 12:00")


@pytest.fixture
def silent(team: Team) -> Team:
    """Three leads whose day 14 falls in a silence, one stopped before it, and two whose day is ahead."""
    leads = team.leads(4, HANDED_OVER)
    team.touch(leads[0], HANDED_OVER + HOUR)
    team.stop(at("2026-03-10 10:00"), leads[3])
    team.leads(2, at("2026-03-12 10:00"))
    with team.work() as work:
        feed = work.feeds.add(
            NewFeed(name="hubspot", kind=FeedKind.HUBSPOT, zone=None, every=MINUTE, added_at=HANDED_OVER)
        )
        assert feed is not None
        work.feeds.seen(feed.id, FELL_SILENT)
        work.commit()
    WatchFeeds(team.desk)(FELL_SILENT + HOUR)
    return team


def hear(team: Team, moment: datetime) -> None:
    with team.work() as work:
        feed = work.feeds.get("hubspot")
        assert feed is not None
        heard(work, feed, moment)
        work.commit()


def board(team: Team, now: datetime) -> Board:
    return Status(team.desk).board(team.come(now))


def line_of(board: Board, checkpoint: Checkpoint | None) -> ShareLine:
    return next(one for one in board.sales.lines if one.checkpoint == checkpoint)


def plain(team: Team, shown: Board) -> tuple[ShareLine, ...]:
    """The side's lines before anything is told apart on them."""
    with team.work() as work:
        book = team.desk.book(work)
        terms = book.at(shown.now)
        moved = sales_as_of(as_of(terms, shown.now), terms, shown.sales.silent)
        return SalesBoard(book, terms, work, moved, shown.now).side().lines


def test_while_it_lasts_what_fell_due_is_apart_and_what_is_ahead_is_not_due(silent: Team) -> None:
    line = line_of(board(silent, NOW), DAY_14)
    assert (line.judged, line.in_gap, line.not_due, line.after_gap) == (0, 3, 2, 0)


def test_when_it_is_over_the_same_are_judged_and_told_apart(silent: Team) -> None:
    hear(silent, NOW)
    shown = board(silent, NOW + MINUTE)
    line = line_of(shown, DAY_14)
    assert (line.judged, line.kept, line.stopped_before) == (3, 0, 1)
    assert (line.in_gap, line.not_due, line.after_gap) == (0, 2, 3)
    # Day 14 of each of the three, and nothing else of theirs.
    assert [(one.gap.began_at, one.gap.ended_at, one.dates) for one in shown.sales.gaps] == [
        (FELL_SILENT, NOW, 3)
    ]


@pytest.mark.parametrize("over", [False, True])
def test_no_figure_is_changed(silent: Team, *, over: bool) -> None:
    if over:
        hear(silent, NOW)
    shown = board(silent, NOW + MINUTE)
    told = [
        replace(one, not_due=one.not_due + one.in_gap, in_gap=0, after_gap=0) for one in shown.sales.lines
    ]
    assert tuple(told) == plain(silent, shown)


def test_a_first_attempt_that_fell_due_in_it_is_apart_too(team: Team) -> None:
    lead = team.stored(team.lead(at("2026-03-02 10:00")))
    team.touch(team.lead(at("2026-02-24 10:00")), at("2026-02-24 11:00"))
    due_at = lead.first_attempt_due_at
    with team.work() as work:
        feed = work.feeds.add(
            NewFeed(name="hubspot", kind=FeedKind.HUBSPOT, zone=None, every=MINUTE, added_at=HANDED_OVER)
        )
        assert feed is not None
        work.feeds.seen(feed.id, due_at - MINUTE)
        work.commit()
    line = line_of(board(team, due_at + DAY), None)
    assert (line.in_gap, line.not_due) == (1, 0)
    hear(team, due_at + DAY)
    line = line_of(board(team, due_at + DAY), None)
    assert (line.in_gap, line.after_gap) == (0, 1)


def test_a_silence_in_which_nothing_fell_due_is_no_line_of_the_board(silent: Team) -> None:
    hear(silent, FELL_SILENT + 2 * HOUR)
    assert board(silent, FELL_SILENT + 2 * HOUR).sales.gaps == ()

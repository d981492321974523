"""A ledger that was restored: what it does not know of is looked up before anything is sent."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from scheduling.holding import Beating, Why, hold_where_restored
from scheduling.messenger import Absent, Refused
from sla.delivery import Kind, NewDelivery, Posted, State
from sla.hold import LINGERS, SETTLES, Hold
from sla.people import TenantId
from tests.scheduling.conftest import MORNING
from tests.scheduling.stage import Stage
from tests.sla.services.agreement import ANA

NUDGE = Kind.NUDGE
MINUTE = timedelta(minutes=1)
SAVED = MORNING - 5 * MINUTE


@dataclass
class Kept:
    """What is outside the database."""

    moments: list[datetime] = field(default_factory=list)


def restored(stage: Stage, *, asked: bool = False, last: datetime | None = MORNING) -> Why | None:
    """Saved before the morning, restored a minute after it."""
    Beating(stage.team.desk, Kept().moments.append).beat(SAVED)
    return hold_where_restored(stage.team.desk, last, MORNING + MINUTE, asked=asked)


class TestWhenItIsHeld:
    def test_a_ledger_that_is_older_than_its_heartbeat(self, stage: Stage) -> None:
        assert restored(stage) is Why.OLDER
        with stage.team.work() as work:
            hold = work.heartbeat.read().hold
        assert hold == Hold(since=SAVED - 5 * MINUTE, until=MORNING + MINUTE)

    def test_one_that_went_on_is_not(self, stage: Stage) -> None:
        assert restored(stage, last=SAVED) is None
        assert restored(stage, last=SAVED - MINUTE) is None
        assert restored(stage, last=None) is None

    def test_one_that_is_asked_to_be(self, stage: Stage) -> None:
        assert restored(stage, asked=True, last=SAVED) is Why.ASKED

    def test_one_that_never_beat_looks_back_a_week(self, stage: Stage) -> None:
        assert hold_where_restored(stage.team.desk, MORNING, MORNING, asked=False) is Why.OLDER
        with stage.team.work() as work:
            hold = work.heartbeat.read().hold
        assert hold is not None
        assert hold.since <= MORNING - timedelta(days=7)

    def test_a_second_restore_soon_after_forgets_nothing_of_the_first(self, stage: Stage) -> None:
        restored(stage)
        hold_where_restored(stage.team.desk, None, MORNING + 3 * MINUTE, asked=True)
        with stage.team.work() as work:
            assert work.heartbeat.read().hold == Hold(since=SAVED - 5 * MINUTE, until=MORNING + 3 * MINUTE)


class TestWhatIsHeld:
    def test_nothing_is_looked_up_before_the_history_has_settled(self, greeted: Stage) -> None:
        restored(greeted)
        greeted.tick(MORNING + MINUTE)
        assert greeted.messenger.tried == []
        assert greeted.messenger.looked == []
        assert greeted.row(NUDGE, ANA).state is State.PLANNED

    def test_what_was_sent_is_found_and_not_sent_again(self, greeted: Stage) -> None:
        restored(greeted)
        greeted.messenger.looks = [Posted(channel_id="D", message_ts="1.0")] * 9
        greeted.tick(MORNING + MINUTE)
        greeted.tick(MORNING + MINUTE + SETTLES)
        assert greeted.messenger.tried == []
        assert {row.state for row in greeted.rows()} == {State.SENT}
        marks = {row.mark for row in greeted.rows()}
        assert {(mark, since) for mark, since in greeted.messenger.looked} == {
            (mark, SAVED - 5 * MINUTE) for mark in marks
        }

    def test_what_was_not_is_sent(self, greeted: Stage) -> None:
        restored(greeted)
        greeted.tick(MORNING + MINUTE)
        greeted.tick(MORNING + MINUTE + SETTLES)
        assert {row.state for row in greeted.rows()} == {State.SENT}
        assert len(greeted.messenger.posted) == len(greeted.rows()) >= 2

    def test_a_history_that_cannot_be_read_leaves_it_in_doubt(self, greeted: Stage) -> None:
        restored(greeted)
        greeted.messenger.looks = [Refused(reason="missing_scope")] * 9
        greeted.tick(MORNING + MINUTE)
        greeted.tick(MORNING + MINUTE + SETTLES)
        greeted.tick(MORNING + 5 * MINUTE)
        assert greeted.messenger.tried == []
        assert {row.state for row in greeted.rows()} == {State.UNCONFIRMED}

    def test_a_history_that_cannot_be_read_now_is_read_later(self, greeted: Stage) -> None:
        restored(greeted)
        greeted.tick(MORNING + MINUTE)
        greeted.messenger.looks = [Refused(reason="ratelimited", retry_after=MINUTE)] * 2 + [Absent()] * 9
        greeted.tick(MORNING + MINUTE + SETTLES)
        assert greeted.messenger.tried == []
        greeted.tick(MORNING + 10 * MINUTE)
        assert {row.state for row in greeted.rows()} == {State.SENT}

    def test_the_next_day_is_as_any_other(self, greeted: Stage) -> None:
        restored(greeted)
        greeted.tick(MORNING + timedelta(days=1))
        assert greeted.messenger.looked == []
        assert greeted.messenger.posted != []


def new(kind: Kind, subject: str, due_at: datetime = MORNING) -> NewDelivery:
    return NewDelivery(
        kind=kind, subject=subject, on=due_at.date(), due_at=due_at, expires_at=due_at + timedelta(hours=3)
    )


class TestMarks:
    @pytest.mark.parametrize("kind", Kind)
    def test_the_same_message_has_the_same_mark_in_a_restored_ledger(self, kind: Kind) -> None:
        tenant = TenantId(1)
        again = new(kind, "7:2", MORNING + MINUTE)
        assert new(kind, "7:2").mark(tenant) == again.mark(tenant)
        assert new(kind, "7:2").mark(tenant) != new(kind, "7:3").mark(tenant)
        assert new(kind, "7:2").mark(tenant) != new(kind, "7:2").mark(TenantId(2))

    @pytest.mark.parametrize(
        ("kind", "same"), [(Kind.DIGEST, False), (NUDGE, False), (Kind.CARD, True), (Kind.HELLO, True)]
    )
    def test_on_another_day_only_what_is_said_once_does(self, kind: Kind, *, same: bool) -> None:
        later = new(kind, "7:2", MORNING + timedelta(days=1))
        assert (new(kind, "7:2").mark(TenantId(1)) == later.mark(TenantId(1))) is same

    def test_what_is_said_once_is_looked_up_for_a_week(self, greeted: Stage) -> None:
        greeted.tick(MORNING)
        nudge = greeted.row(NUDGE, ANA)
        assert Hold(since=SAVED, until=MORNING).covers(nudge)
        assert not Hold(since=SAVED, until=MORNING - LINGERS).covers(nudge)
        assert not Hold(since=SAVED, until=MORNING - MINUTE).covers(nudge)

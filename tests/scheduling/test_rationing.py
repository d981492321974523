"""A busy day brings nobody more than agreed; what was held back comes in one message the next morning."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import count

import pytest

from scheduling.rationing import held_back
from sla.budget import USUAL_A_DAY
from sla.delivery import Delivery, Kind, NewDelivery, Posted, State
from sla.people import Member, Person
from sla.services.bulletins import HeldBack, Single
from sla.switches import NewChange, Setting
from sla.troubles import Trouble, TroubleNote
from tests.scheduling.conftest import MORNING
from tests.scheduling.stage import Fragile, Stage
from tests.sla.services.agreement import ANA, MAX, at
from tests.sla.services.team import Team
from tests.stores import SqlStore

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
ROOM = USUAL_A_DAY - 1
"""For single matters of somebody in marketing; one place is the bundle's."""


class Wordy(Fragile):
    """Has something to say about each matter, unless it is over."""

    over: frozenset[str] = frozenset()

    def _single(self, delivery: Delivery, member: Member, now: datetime) -> Single | None:
        if delivery.kind in {Kind.NUDGE, Kind.HELLO}:
            return super()._single(delivery, member, now)
        if delivery.subject in self.over:
            return None
        return TroubleNote(trouble=Trouble.ACCOUNT, name=f"no. {delivery.about[0]}", on=delivery.on)


def matters(stage: Stage, number: int, *, to: Person = MAX, kind: Kind = Kind.REJECTED, day: int = 0) -> None:
    """That many single matters, due from ten o'clock on."""
    due_at = at("2026-03-18 10:00") + day * DAY
    with stage.team.work() as work:
        for n in range(number):
            new = NewDelivery(
                kind=kind,
                subject=f"{stage.team.members[to.email]}:{100 * day + n}",
                on=due_at.date(),
                due_at=due_at,
                expires_at=due_at + timedelta(hours=7),
            )
            assert work.deliveries.plan(new)
        work.commit()


@pytest.fixture
def busy(greeted: Stage, with_marketing: Team) -> Stage:
    """Max is known too, and hears nothing of the month's pace."""
    with greeted.team.work() as work:
        quiet, long_ago = Setting(kind=Kind.PACE, on=False), at("2026-01-05 10:00")
        work.message_settings.add(
            NewChange(setting=quiet, by=greeted.team.members[MAX.email], changed_at=long_ago)
        )
        work.commit()
    greeted.bulletins = Wordy(greeted.team)
    greeted.greet(MAX)
    return greeted


def to(stage: Stage, person: Person) -> list[Kind]:
    """What they were sent, by the ledger."""
    recipient = str(stage.team.members[person.email])
    return [one.kind for one in stage.rows(State.SENT) if one.recipient == recipient]


def noon(stage: Stage, *, day: int = 0) -> None:
    for minutes in range(3):
        stage.tick(at("2026-03-18 12:00") + day * DAY + timedelta(minutes=minutes))


class TestHeldBack:
    def test_what_there_is_no_room_for(self, busy: Stage) -> None:
        matters(busy, 12)
        noon(busy)
        assert to(busy, MAX) == [Kind.REJECTED] * ROOM
        assert len(busy.rows(State.HELD)) == 12 - ROOM
        assert to(busy, ANA) == [Kind.NUDGE], "nobody else waits for it"

    def test_as_much_as_there_is_room_for_is_not(self, busy: Stage) -> None:
        matters(busy, ROOM)
        noon(busy)
        assert busy.rows(State.HELD) == []

    def test_as_many_as_the_managers_chose(self, busy: Stage) -> None:
        with busy.team.work() as work:
            eight = Setting(kind=Kind.HELD, most=8)
            work.message_settings.add(
                NewChange(setting=eight, by=busy.team.members[MAX.email], changed_at=at("2026-03-17 18:00"))
            )
            work.commit()
        matters(busy, 12)
        noon(busy)
        assert to(busy, MAX).count(Kind.REJECTED) == 7
        assert len(busy.rows(State.HELD)) == 5

    def test_the_days_own_places_are_kept_for_a_rep(self, busy: Stage) -> None:
        matters(busy, 4, to=ANA)
        noon(busy)
        assert Counter(to(busy, ANA)) == {Kind.NUDGE: 1, Kind.REJECTED: USUAL_A_DAY - 3}
        with busy.team.work() as work:
            new = NewDelivery(
                kind=Kind.UNTRIED, subject=str(busy.team.members[ANA.email]), on=MORNING.date(),
                due_at=at("2026-03-18 14:00"), expires_at=at("2026-03-18 17:00"),
            )  # fmt: skip
            work.deliveries.plan(new)
            work.commit()
        busy.bulletins = Fragile(busy.team)
        assert Kind.UNTRIED not in {one.kind for one in busy.rows(State.HELD)}

    def test_a_card_is_not_counted_and_never_waits(self, busy: Stage) -> None:
        matters(busy, 9, to=ANA, kind=Kind.CARD)
        matters(busy, 3, to=ANA)
        noon(busy)
        assert Counter(to(busy, ANA)) == {Kind.NUDGE: 1, Kind.CARD: 9, Kind.REJECTED: USUAL_A_DAY - 3}

    def test_what_was_not_sent_after_all_leaves_its_place(self, busy: Stage) -> None:
        busy.bulletins = Wordy(busy.team)
        member = busy.team.members[MAX.email]
        busy.bulletins.over = frozenset({f"{member}:0", f"{member}:1"})
        matters(busy, ROOM + 2)
        noon(busy)
        assert len(to(busy, MAX)) == ROOM
        assert busy.rows(State.HELD) == []


class TestNextMorning:
    def test_one_message_brings_all_of_it_and_only_once(self, busy: Stage) -> None:
        matters(busy, 12)
        noon(busy)
        for minutes in range(3):
            busy.tick(MORNING + DAY + timedelta(minutes=minutes))
        (bundle,) = [post.content for post in busy.messenger.posted if isinstance(post.content, HeldBack)]
        assert len(bundle.items) == 12 - ROOM
        assert {one.on for one in bundle.items} == {MORNING.date()}
        assert len(busy.rows(State.BUNDLED)) == 12 - ROOM
        assert to(busy, MAX)[ROOM:] == [Kind.HELD]
        busy.tick(MORNING + 2 * DAY)
        assert to(busy, MAX)[ROOM:] == [Kind.HELD]

    def test_what_is_over_by_then_is_not_said(self, busy: Stage) -> None:
        matters(busy, 6)
        noon(busy)
        held = busy.rows(State.HELD)
        busy.bulletins = Wordy(busy.team)
        busy.bulletins.over = frozenset({held[0].subject})
        busy.tick(MORNING + DAY)
        (bundle,) = [post.content for post in busy.messenger.posted if isinstance(post.content, HeldBack)]
        assert len(bundle.items) == len(held) - 1
        assert busy.rows(State.HELD) == []

    def test_where_all_is_over_there_is_no_message(self, busy: Stage) -> None:
        matters(busy, 6)
        noon(busy)
        busy.bulletins = Wordy(busy.team)
        busy.bulletins.over = frozenset(one.subject for one in busy.rows(State.HELD))
        busy.tick(MORNING + DAY)
        assert Kind.HELD not in to(busy, MAX)

    def test_the_next_day_has_its_own_room(self, busy: Stage) -> None:
        matters(busy, 6)
        noon(busy)
        busy.tick(MORNING + DAY)
        matters(busy, 6, day=1)
        noon(busy, day=1)
        assert to(busy, MAX) == [Kind.REJECTED] * ROOM + [Kind.HELD] + [Kind.REJECTED] * ROOM


def test_several_senders_never_overrun_it(database_store: SqlStore) -> None:
    """Each claims on connections of its own; the pace of a conversation is no hindrance on this clock."""
    team = Team(store=database_store, tenant_id=database_store.tenants.sole())
    seconds = count()
    database_store.leases.now = lambda: MORNING + next(seconds) * SECOND
    stage = Stage.__new__(Stage)
    stage.team = team
    matters(stage, 30)
    matters(stage, 30, to=ANA)
    noon_ = at("2026-03-18 12:00")

    def claim_all() -> None:
        empty = 0
        while empty < 5:
            with team.desk.open() as work:
                one = work.deliveries.claim(noon_)
                empty += one is None
                if one is not None and held_back(team.desk, work, one, noon_):
                    one = None
                work.commit()
            if one is not None:
                with team.desk.open() as work:
                    work.deliveries.sent(one.id, one.attempt, Posted(channel_id="D1", message_ts="1"))
                    work.commit()

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(claim_all) for _ in range(4)]:
            done.result()
    with team.work() as work:
        rows = work.deliveries.in_state(*State)
    sent = Counter(one.recipient for one in rows if one.state is State.SENT)
    assert sent == {str(team.members[MAX.email]): ROOM, str(team.members[ANA.email]): USUAL_A_DAY - 3}
    assert {one.state for one in rows} == {State.SENT, State.HELD}

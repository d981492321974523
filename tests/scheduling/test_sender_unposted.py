"""What is not posted after all: nothing to say, expired, too slow, or content that breaks (DESIGN §6)."""

from collections.abc import MutableMapping
from datetime import timedelta

from scheduling.messenger import Refused
from scheduling.sender import AGAIN_AFTER
from sla.delivery import LEASE, Kind, NewDelivery, State
from sla.digest import Nudge
from sla.services.recording import NewTouch
from sla.services.touching import Touching
from sla.touches import TouchKind
from tests.scheduling.conftest import MORNING
from tests.scheduling.stage import Stage
from tests.sla.services.agreement import ANA, at

MINUTE = timedelta(minutes=1)
DIGEST, HELLO, NUDGE = Kind.DIGEST, Kind.HELLO, Kind.NUDGE


class TestNotPosted:
    def test_what_has_nothing_to_say_any_more(self, greeted: Stage) -> None:
        greeted.messenger.script["U1"] = [Refused(reason="ratelimited", retry_after=MINUTE)]
        greeted.tick()
        refused = greeted.messenger.tried[1].content
        assert isinstance(refused, Nudge)
        lead = refused.items[0].lead.id
        done = NewTouch(lead_id=lead, kind=TouchKind.CALL, press="p")
        Touching(greeted.team.desk).log(greeted.team.actor(ANA), done, MORNING)
        greeted.tick(MORNING + MINUTE)
        assert (NUDGE, "U1") not in greeted.messenger.shown()
        row = greeted.row(NUDGE, ANA)
        assert (row.state, row.reason) == (State.DROPPED, "nothing to say")

    def test_what_has_expired(self, greeted: Stage) -> None:
        greeted.messenger.script["sla"] = [Refused(reason="ratelimited", retry_after=timedelta(hours=2))]
        greeted.tick(MORNING + timedelta(minutes=90))
        greeted.tick(at("2026-03-18 12:30"))
        (digest,) = [row for row in greeted.rows() if row.kind is DIGEST]
        assert (digest.state, digest.reason) == (State.DROPPED, "expired, ratelimited")
        assert (DIGEST, "sla") not in greeted.messenger.shown()

    def test_what_expires_while_others_are_sent(self, greeted: Stage) -> None:
        with greeted.team.work() as work:
            for subject, hours in (("first", 8), ("second", 1)):
                new = NewDelivery(
                    kind=DIGEST, subject=subject, on=MORNING.date(), due_at=MORNING,
                    expires_at=MORNING + timedelta(hours=hours),
                )  # fmt: skip
                work.deliveries.plan(new)
            work.commit()

        def slow() -> None:
            greeted.clock.real += timedelta(seconds=20)

        greeted.messenger.meanwhile = slow
        greeted.sender().send_due(MORNING + timedelta(minutes=59, seconds=50))
        assert greeted.messenger.shown() == [(DIGEST, "first")]

    def test_for_who_is_no_longer_linked(self, greeted: Stage) -> None:
        greeted.messenger.script["U1"] = [Refused(reason="ratelimited", retry_after=MINUTE)]
        greeted.tick()
        with greeted.team.work() as work:
            work.members.link({greeted.team.members["kim@example.com"]: "U1"})
            work.commit()
        greeted.tick(MORNING + MINUTE)
        assert greeted.row(NUDGE, ANA).state is State.DROPPED

    def test_when_half_the_lease_ran_while_it_was_written(self, greeted: Stage) -> None:
        def slow() -> None:
            greeted.clock.real += LEASE / 2 + timedelta(seconds=1)

        greeted.bulletins.meanwhile = slow
        assert greeted.tick() == 2
        assert greeted.messenger.shown() == [(DIGEST, "sla")]
        row = greeted.row(NUDGE, ANA)
        assert (row.state, row.reason) == (State.PLANNED, "lease half run")
        greeted.bulletins.meanwhile = lambda: None
        greeted.tick(row.next_at)
        assert greeted.messenger.shown() == [(DIGEST, "sla"), (NUDGE, "U1")]

    def test_half_a_lease_to_the_second_is_enough(self, greeted: Stage) -> None:
        def slow() -> None:
            greeted.clock.real += LEASE / 2

        greeted.bulletins.meanwhile = slow
        greeted.tick()
        assert (NUDGE, "U1") in greeted.messenger.shown()


class TestContentThatBreaks:
    def test_is_tried_again_and_nothing_was_posted(self, greeted: Stage) -> None:
        greeted.bulletins.broken = {ANA.email}
        greeted.tick()
        assert greeted.messenger.shown() == [(DIGEST, "sla")]
        row = greeted.row(NUDGE, ANA)
        assert (row.state, row.reason, row.next_at) == (State.PLANNED, "Broken", MORNING + AGAIN_AFTER)
        greeted.bulletins.broken = set()
        greeted.tick(MORNING + AGAIN_AFTER)
        assert greeted.messenger.shown() == [(DIGEST, "sla"), (NUDGE, "U1")]

    def test_all_day_it_is_dropped_in_the_end(self, greeted: Stage) -> None:
        greeted.bulletins.broken = {ANA.email}
        for hours in range(9):
            greeted.tick(MORNING + timedelta(hours=hours))
        assert greeted.row(NUDGE, ANA).state is State.DROPPED
        assert (NUDGE, "U1") not in [(post.kind, post.to) for post in greeted.messenger.tried]


class TestContentThatCannotBeWritten:
    """Nothing of it was posted, so nobody is told that it may be missing; tried again it would break again."""

    def test_is_refused_for_good_and_the_rest_goes_on(
        self, greeted: Stage, logs: list[MutableMapping[str, object]]
    ) -> None:
        greeted.messenger.unwritable = {DIGEST}
        for minutes in range(20):
            greeted.tick(MORNING + minutes * MINUTE)
        (row,) = [row for row in greeted.rows() if row.kind is DIGEST]
        assert (row.state, row.reason, row.attempt, row.channel_id) == (
            State.FAILED, "not written: Broken", 1, None,
        )  # fmt: skip
        assert greeted.messenger.shown() == [(NUDGE, "U1")]
        assert greeted.messenger.looked == [], "there is nothing to look for"
        (said,) = [one for one in logs if one["event"] == "not written"]
        assert said["reference"] == row.reference

    def test_the_next_day_is_another_matter(self, greeted: Stage) -> None:
        greeted.messenger.unwritable = {NUDGE}
        greeted.tick()
        greeted.messenger.unwritable = set()
        greeted.tick(MORNING + timedelta(days=1))
        assert greeted.messenger.shown() == [(DIGEST, "sla"), (DIGEST, "sla"), (NUDGE, "U1")]
        assert greeted.messenger.posted[-1].late == ()


class TestDoNotDisturb:
    def test_it_waits_for_the_end_of_it(self, greeted: Stage) -> None:
        greeted.messenger.quiet["U1"] = MORNING + timedelta(hours=2)
        greeted.tick()
        row = greeted.row(NUDGE, ANA)
        assert (row.state, row.next_at, row.reason) == (
            State.PLANNED,
            MORNING + timedelta(hours=2),
            "do not disturb",
        )
        assert (DIGEST, "sla") in greeted.messenger.shown(), "nobody else waits"
        greeted.tick(MORNING + timedelta(hours=1, minutes=59))
        assert (NUDGE, "U1") not in greeted.messenger.shown()
        greeted.messenger.quiet.clear()
        greeted.tick(MORNING + timedelta(hours=2))
        assert greeted.messenger.shown().count((NUDGE, "U1")) == 1

    def test_for_the_whole_day_it_is_dropped(self, greeted: Stage) -> None:
        greeted.messenger.quiet["U1"] = MORNING + timedelta(hours=20)
        for hours in range(0, 20, 3):
            greeted.tick(MORNING + timedelta(hours=hours))
        row = greeted.row(NUDGE, ANA)
        assert (row.state, row.reason) == (State.DROPPED, "expired, do not disturb")
        assert (NUDGE, "U1") not in greeted.messenger.shown()

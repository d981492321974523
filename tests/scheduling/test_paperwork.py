"""Messages about an agreement on its way: asked once, reminded now and then, and never outside working hours."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduling.planner import Planner
from sla.agreed import ChangeNote, SettledNote, SignReminder, SignRequest
from sla.agreement import LAPSES_AFTER, State, Version
from sla.delivery import Kind
from sla.delivery import State as Sent
from sla.services.bulletins import HeldBack
from tests.fakes.store import FakeStore
from tests.scheduling.post_room import PAPERS, PostRoom
from tests.sla.services.agreement import BERLIN, NEW_YORK, at
from tests.sla.services.office import ANA, BO, EVE, KIM, MAX, NOW, PEOPLE, Office, seats, table
from tests.stores import AnyStore, SqlStore

ALL = (ANA, BO, KIM, MAX)


@pytest.fixture
def store(request: pytest.FixtureRequest) -> AnyStore:
    """In memory, unless a test asks for a file too: most of these let weeks go by, hour by hour."""
    if getattr(request, "param", "fake") == "fake":
        return FakeStore()
    made: SqlStore = request.getfixturevalue("sqlite_store")
    return made


@pytest.fixture
def office(store: AnyStore) -> Office:
    return Office(store).start()


@pytest.fixture
def room(office: Office) -> PostRoom:
    return PostRoom(office)


def proposed(office: Office, now: datetime = NOW) -> Version:
    return office.proposed(asked=ALL, now=now, effective_on=date(2026, 5, 1)).version


@pytest.mark.parametrize("store", ["fake", "sqlite"], indirect=True)
class TestAsking:
    def test_each_once_in_their_own_hours(self, room: PostRoom) -> None:
        proposed(room.office)
        assert sorted(room.tick(NOW)) == [(Kind.SIGN, ANA), (Kind.SIGN, KIM), (Kind.SIGN, MAX)]
        assert room.tick(at("2026-03-02 14:59")) == []
        # Nine o'clock in New York.
        assert room.tick(at("2026-03-02 15:00")) == [(Kind.SIGN, BO)]
        assert room.tick(at("2026-03-02 15:01")) == []

    def test_what_is_asked(self, room: PostRoom) -> None:
        version = proposed(room.office)
        room.tick(NOW)
        (content,) = [post.content for post in room.messenger.posted if post.to == MAX]
        assert isinstance(content, SignRequest)
        assert (content.proposal.version, content.person.name, content.countersign) == (
            version,
            "Max Orr",
            False,
        )

    def test_in_the_evening_and_over_holidays_it_waits(self, store: AnyStore) -> None:
        # Good Friday, the weekend and Easter Monday lie between.
        office = Office(store).start(table("team", holidays="DE"))
        thursday = at("2026-04-02 18:00")
        proposed(office, thursday)
        found = list(PostRoom(office).over(thursday, 6))
        assert {now for kind, to, now in found if kind is Kind.SIGN and to != BO} == {at("2026-04-07 09:00")}
        # It is still Thursday noon where Bo is.
        assert next(now for _, to, now in found if to == BO) == thursday

    def test_twice_is_planned_once(self, room: PostRoom) -> None:
        proposed(room.office)
        assert [room.plan(NOW) for _ in range(5)] == [3, 0, 0, 0, 0]

    def test_who_signs_meanwhile_is_not_written_to(self, room: PostRoom) -> None:
        version = proposed(room.office)
        room.plan(NOW)
        room.office.sign(version, ANA)
        assert {post.to for post in room.send(NOW)} == {KIM, MAX}
        with room.office.work() as work:
            (dropped,) = [one for one in work.deliveries.in_state(Sent.DROPPED) if one.kind is Kind.SIGN]
        assert dropped.member_id == room.office.member(ANA)

    @pytest.mark.parametrize("end", ["withdrawn", "replaced"])
    def test_nor_about_what_is_no_longer_open(self, room: PostRoom, end: str) -> None:
        proposed(room.office)
        room.plan(NOW)
        if end == "withdrawn":
            room.office.proposing.withdraw(room.office.actor(KIM), 1, NOW)
        else:
            room.office.proposed("30m", asked=(MAX, KIM), now=NOW)
        assert room.send(NOW) == []
        expected = [] if end == "withdrawn" else [(Kind.SIGN, KIM), (Kind.SIGN, MAX)]
        assert sorted(room.tick(NOW)) == expected

    def test_who_has_left_is_not_written_to(self, room: PostRoom) -> None:
        proposed(room.office)
        room.plan(NOW)
        room.office.enrol(seats(rep=(BO,)))
        assert {post.to for post in room.send(NOW)} == {KIM, MAX}


class TestReminding:
    def test_on_the_second_fifth_and_ninth_working_day(self, room: PostRoom) -> None:
        proposed(room.office)
        found = [(kind, now) for kind, to, now in room.over(NOW, 20) if to == ANA]
        assert found == [
            (Kind.SIGN, NOW),
            (Kind.SIGN_AGAIN, at("2026-03-04 09:00")),
            (Kind.SIGN_AGAIN, at("2026-03-09 09:00")),
            (Kind.SIGN_AGAIN, at("2026-03-13 09:00")),
        ]
        contents = [post.content for post in room.messenger.posted if post.kind is Kind.SIGN_AGAIN]
        assert all(isinstance(one, SignReminder) for one in contents)

    def test_by_ones_own_clock(self, room: PostRoom) -> None:
        proposed(room.office)
        found = [now for kind, to, now in room.over(NOW, 14) if (kind, to) == (Kind.SIGN_AGAIN, BO)]
        # New York is on summer time from 8 March on.
        days = ("2026-03-04", "2026-03-09", "2026-03-13")
        assert found == [at(f"{day} 09:00", NEW_YORK) for day in days]

    def test_not_once_signed(self, room: PostRoom) -> None:
        version = proposed(room.office)
        room.tick(NOW)
        room.office.sign(version, ANA, now=at("2026-03-03 10:00"))
        again = {to for kind, to, _ in room.over(at("2026-03-03 10:00"), 14) if kind is Kind.SIGN_AGAIN}
        assert again == {BO, KIM, MAX}

    def test_at_the_nudges_time(self, store: AnyStore) -> None:
        room = PostRoom(Office(store).start(table("team", nudge_at="11:00")))
        proposed(room.office)
        found = [now for kind, to, now in room.over(NOW, 3) if (kind, to) == (Kind.SIGN_AGAIN, ANA)]
        assert found == [at("2026-03-04 11:00")]


class TestChanges:
    def test_the_proposer_reads_each_once_and_what_a_day_has_no_room_for_on_the_next(
        self, room: PostRoom
    ) -> None:
        version = proposed(room.office)
        room.tick(NOW)
        for slack_id, comment in ((ANA, "Later."), (MAX, "Sooner."), (ANA, "Or never.")):
            actor = room.office.actor(slack_id)
            room.office.signing.ask_change(actor, 1, version.sha256, comment, NOW)
        found = list(room.over(NOW, 3))
        assert [to for kind, to, _ in found if kind is Kind.CHANGE_ASKED] == [KIM] * 2
        posted = [
            post.content for post in room.messenger.posted if post.kind in {Kind.CHANGE_ASKED, Kind.HELD}
        ]
        (bundle,) = [one for one in posted if isinstance(one, HeldBack)]
        contents = [*posted, *(one.content for one in bundle.items)]
        said = [(one.change.name, one.change.comment) for one in contents if isinstance(one, ChangeNote)]
        assert said == [("Ana Lima", "Later."), ("Max Orr", "Sooner."), ("Ana Lima", "Or never.")]

    def test_not_at_night(self, room: PostRoom) -> None:
        version = proposed(room.office)
        room.tick(NOW)
        night = at("2026-03-02 22:00")
        room.office.signing.ask_change(room.office.actor(ANA), 1, version.sha256, "Later.", night)
        found = [now for kind, _, now in room.over(night, 1) if kind is Kind.CHANGE_ASKED]
        assert found == [at("2026-03-03 09:00")]


class TestSettled:
    def test_everybody_who_was_asked_hears_that_it_binds(self, room: PostRoom) -> None:
        version = proposed(room.office)
        room.tick(NOW)
        room.office.sign(version, *ALL)
        found = list(room.over(NOW, 8))
        assert sorted(to for kind, to, _ in found if kind is Kind.SETTLED) == sorted(ALL)
        assert not [one for one in found if one[0] in {Kind.SIGN, Kind.SIGN_AGAIN}]
        contents = [post.content for post in room.messenger.posted if post.kind is Kind.SETTLED]
        assert {one.zone for one in contents if isinstance(one, SettledNote)} == {BERLIN, NEW_YORK}

    def test_the_proposer_alone_that_it_lapsed(self, room: PostRoom) -> None:
        proposed(room.office)
        found = list(room.over(NOW, 20))
        assert room.office.stored(1).state is State.LAPSED
        assert [(to, now) for kind, to, now in found if kind is Kind.SETTLED] == [(KIM, NOW + LAPSES_AFTER)]

    def test_nobody_that_it_was_withdrawn(self, room: PostRoom) -> None:
        proposed(room.office)
        room.tick(NOW)
        room.office.proposing.withdraw(room.office.actor(KIM), 1, NOW)
        assert list(room.over(NOW, 20)) == []

    def test_it_is_news_after_a_weekend_and_not_a_week_later(self, room: PostRoom) -> None:
        version = proposed(room.office)
        room.tick(NOW)
        friday = at("2026-03-06 18:00")
        room.office.sign(version, *ALL, now=friday)
        assert (Kind.SETTLED, ANA) in room.tick(at("2026-03-09 09:00"))
        assert room.tick(at("2026-03-13 09:00")) == []


class TestJoining:
    def test_who_joins_is_asked_to_countersign(self, room: PostRoom) -> None:
        room.office.sign(proposed(room.office), *ALL)
        list(room.over(NOW, 1))
        later = at("2026-03-10 10:00")
        room.office.enrol(seats(rep=(ANA, BO, EVE)), now=later)
        found = list(room.over(later, 30))
        assert {to for _, to, _ in found} == {EVE}
        assert [kind for kind, _, _ in found] == [Kind.SIGN] + [Kind.SIGN_AGAIN] * 3
        content = next(post.content for post in room.messenger.posted if post.to == EVE)
        assert isinstance(content, SignRequest)
        assert content.countersign


class TestBeforeAnything:
    @pytest.fixture
    def empty(self, store: AnyStore) -> PostRoom:
        """People are named, nothing is agreed."""
        office = Office(store)
        office.enrol(seats(), by=EVE)
        return PostRoom(office)

    def test_no_digest_no_nudge_and_no_error(self, empty: PostRoom) -> None:
        for hour in range(24):
            assert Planner(empty.office.desk).plan(at(f"2026-03-02 {hour:02}:00")) == ()

    def test_the_first_proposal_is_sent_and_nothing_else(self, empty: PostRoom) -> None:
        office = empty.office
        with office.work() as work:
            work.agreements.save_draft(table("team"), by=None, at=NOW)
            work.commit()
        office.propose(asked=(ANA, KIM, MAX))
        found = list(empty.over(NOW, 4))
        assert [to for kind, to, _ in found if kind is Kind.SIGN] == [ANA, KIM, MAX]
        assert {kind for kind, _, _ in found} == {Kind.SIGN, Kind.SIGN_AGAIN}
        assert {post.kind for post in empty.messenger.posted} <= PAPERS


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, 16 * 24 * 60), max_size=40).map(sorted), st.integers(0, 4 * 24 * 60))
def test_whenever_it_ticks(minutes: list[int], signed_after: int) -> None:
    """Nobody is written to twice about the same, at night, on a free day, or after they have signed."""
    office = Office(FakeStore())
    kathmandu = replace(PEOPLE[0], zone="Asia/Kathmandu", days="Sun-Thu")
    office.starting(office.file(people=(kathmandu, *PEOPLE[1:])), NOW)
    office.link()
    version = proposed(office)
    seen, signed = set(), False
    for minute in minutes:
        now = NOW + timedelta(minutes=minute)
        if minute >= signed_after and not signed and now < version.lapses_at:
            office.sign(version, ANA, now=now)
            signed = True
        for new in Planner(office.desk).plan(now):
            if new.kind not in PAPERS:
                continue
            member = next(who for who in ALL if new.subject.startswith(f"{office.member(who)}:"))
            person = office.actor(member).person
            assert person is not None
            assert any(start <= now < end for start, end in person.calendar.windows(new.on))
            assert new.key not in seen
            assert not (signed and member == ANA)
            assert now < version.lapses_at
            seen.add(new.key)
    asked = [key for key in seen if key.startswith("sign:")]
    assert len(asked) == len({key.rsplit(":", 1)[0] for key in asked})

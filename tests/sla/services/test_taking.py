"""Taking an exception of the morning on, and what the next digest says of it, by facts alone."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from sla.activity import Outcome
from sla.commitments import About, TopicKind
from sla.delivery import Posted
from sla.digest import Checked, Digest, Taken, Topic
from sla.errors import BadInput, Conflict, NotAllowed
from sla.leads import LeadId
from sla.people import Actor, Person
from sla.services.accepting import Accepting
from sla.services.disputing import Disputing
from sla.services.handing import Handing
from sla.services.mornings import digest_on
from sla.services.stand_up import StandUp
from sla.services.taking import Taking
from sla.touches import Direction, TouchKind
from tests.sla.services.agreement import ANA, BO, KIM, MAX, TERMS, at
from tests.sla.services.team import Team
from tests.sla.services.test_handing import new as handoff

LONG_AGO = at("2026-03-02 10:00")  # 14 days later these are short of 3 follow-ups
WEDNESDAY, THURSDAY = date(2026, 3, 18), date(2026, 3, 19)
NOW, NEXT = at("2026-03-18 09:00"), at("2026-03-19 09:00")
OVERDUE, CONTESTED = About(kind=TopicKind.OVERDUE), About(kind=TopicKind.CONTESTED)
UNDER = About(kind=TopicKind.UNDER_PACE, lead_type="Website leads")
FIVE = time(17)


def digest(team: Team, now: datetime = NOW) -> Digest:
    return StandUp(team.desk).digest(now)


def topic(team: Team, about: About, now: datetime = NOW) -> Topic:
    (found,) = [one for one in digest(team, now).topics if one.about == about]
    return found


def take(team: Team, who: Person, about: About = OVERDUE, *, until: time = FIVE, now: datetime = NOW) -> None:
    Taking(team.desk).take(team.actor(who), WEDNESDAY, about, until, now)


def checked(team: Team, now: datetime = NEXT) -> tuple[Checked, ...]:
    return digest(team, team.come(now)).checked


def short(team: Team, number: int, owner: Person = ANA) -> list[LeadId]:
    found = team.hand_over([LONG_AGO] * number, owner=owner)
    team.come(NOW)
    return found


class TestTaking:
    def test_a_rep_takes_their_own_and_a_manager_all(self, team: Team) -> None:
        short(team, 2)
        short(team, 3, BO)
        forms = {who: Taking(team.desk).form(team.actor(who), WEDNESDAY, OVERDUE, NOW) for who in (ANA, KIM)}
        assert {who.name: form.leads for who, form in forms.items()} == {"Ana Lima": 2, "Kim Wolf": 5}
        assert forms[ANA].until == at("2026-03-18 17:00")
        assert not forms[ANA].own

    def test_those_of_whom_one_stands_in_for_are_ones_own(self, team: Team) -> None:
        short(team, 3, BO)
        actor = replace(team.actor(ANA), covers=frozenset({team.members[BO.email]}))
        assert Taking(team.desk).form(actor, WEDNESDAY, OVERDUE, NOW).leads == 3

    def test_the_digest_says_which_side_took_how_many_until_when(self, team: Team) -> None:
        short(team, 2)
        short(team, 3, BO)
        assert topic(team, OVERDUE).taken is None
        take(team, ANA)
        assert topic(team, OVERDUE).taken == Taken(leads=2, until=at("2026-03-18 17:00"))
        take(team, KIM, until=time(16))
        assert topic(team, OVERDUE).taken == Taken(leads=5, until=at("2026-03-18 17:00"))

    def test_once_a_person_and_again_moves_the_hour(self, team: Team) -> None:
        short(team, 2)
        take(team, ANA)
        take(team, ANA, until=time(12))
        form = Taking(team.desk).form(team.actor(ANA), WEDNESDAY, OVERDUE, NOW)
        assert (form.own, form.until, form.leads) == (True, at("2026-03-18 12:00"), 2)
        with team.work() as work:
            assert len(work.commitments.on([WEDNESDAY])) == 1

    def test_given_back_it_was_never_taken(self, team: Team) -> None:
        short(team, 2)
        take(team, ANA)
        for _ in range(2):
            form = Taking(team.desk).give_back(team.actor(ANA), WEDNESDAY, OVERDUE, NOW)
            assert not form.own
        assert topic(team, OVERDUE).taken is None
        assert checked(team) == ()

    def test_the_hour_is_the_persons_own(self, team: Team) -> None:
        short(team, 1, BO)
        afternoon = at("2026-03-18 15:00")
        take(team, BO, until=time(11), now=afternoon)  # New York
        assert topic(team, OVERDUE, afternoon).taken == Taken(leads=1, until=at("2026-03-18 16:00"))

    def test_an_hour_that_has_passed_is_refused_at_its_field(self, team: Team) -> None:
        short(team, 1)
        with pytest.raises(BadInput, match="this one has passed") as refused:
            take(team, ANA, until=time(8, 59))
        assert refused.value.field == "take.until"
        assert topic(team, OVERDUE).taken is None

    def test_late_in_the_day_an_hour_from_now_is_proposed(self, team: Team) -> None:
        short(team, 1)
        late = at("2026-03-18 16:40")
        form = Taking(team.desk).form(team.actor(ANA), WEDNESDAY, OVERDUE, late)
        assert form.until == at("2026-03-18 17:40")


class TestWhoMay:
    @pytest.mark.parametrize(
        ("who", "about", "why"),
        [
            (MAX, OVERDUE, "for sales to take on"),
            (ANA, UNDER, "for marketing to take on"),
            (KIM, UNDER, "for marketing to take on"),
            (ANA, CONTESTED, "Only the manager of sales"),
        ],
    )
    def test_each_side_takes_what_it_promised(self, team: Team, who: Person, about: About, why: str) -> None:
        short(team, 1)
        with pytest.raises(NotAllowed, match=why):
            take(team, who, about)

    def test_nobody_whom_the_agreement_does_not_name(self, team: Team) -> None:
        short(team, 1)
        viewer = Actor(slack_id="U77", person=None, member_id=None)
        taking = Taking(team.desk)
        for act in (
            lambda: taking.form(viewer, WEDNESDAY, OVERDUE, NOW),
            lambda: taking.take(viewer, WEDNESDAY, OVERDUE, FIVE, NOW),
            lambda: taking.give_back(viewer, WEDNESDAY, OVERDUE, NOW),
        ):
            with pytest.raises(NotAllowed, match="whom the agreement names"):
                act()

    def test_nothing_of_ones_own_is_nothing_to_take(self, team: Team) -> None:
        short(team, 1, BO)
        with pytest.raises(Conflict, match="None of these leads is yours"):
            take(team, ANA)

    def test_a_digest_of_another_day_is_over(self, team: Team) -> None:
        short(team, 1)
        for act in (
            take,
            lambda team, who, now: Taking(team.desk).give_back(team.actor(who), WEDNESDAY, OVERDUE, now),
        ):
            with pytest.raises(Conflict, match="of another day"):
                act(team, ANA, now=NEXT)

    def test_what_is_settled_by_now(self, team: Team) -> None:
        (lead,) = short(team, 1)
        team.touch(lead, *(at(f"2026-03-{day} 10:00") for day in ("02", "04", "05", "06")))
        with pytest.raises(Conflict, match="settled by now"):
            take(team, ANA)
        team.leads(45, at("2026-03-10 10:00"))
        with pytest.raises(Conflict, match="inside the agreed band"):
            take(team, MAX, UNDER)


class TestChecked:
    def test_a_lead_that_was_tried_or_answered_is_done(self, team: Team) -> None:
        called, answered, won, left = short(team, 4)
        take(team, ANA)
        team.touch(called, at("2026-03-18 11:00"), outcome=Outcome.NO_ANSWER)
        team.touch(answered, at("2026-03-18 11:00"), kind=TouchKind.EMAIL, direction=Direction.INBOUND)
        team.stop(at("2026-03-18 15:00"), won)
        assert checked(team) == (Checked(about=OVERDUE, leads=4, left=1),)
        team.touch(left, at("2026-03-18 23:00"))
        assert checked(team) == (Checked(about=OVERDUE, leads=4, left=0),)

    def test_what_was_done_before_it_was_taken_and_a_note_do_not_count(self, team: Team) -> None:
        before, noted = short(team, 2)
        team.touch(before, at("2026-03-18 08:30"))
        take(team, ANA)
        team.touch(noted, at("2026-03-18 11:00"), kind=TouchKind.NOTE)
        assert checked(team) == (Checked(about=OVERDUE, leads=2, left=2),)

    def test_a_lead_that_two_people_took_counts_once(self, team: Team) -> None:
        short(team, 2)
        take(team, ANA)
        take(team, KIM)
        assert checked(team) == (Checked(about=OVERDUE, leads=2, left=2),)

    def test_a_pace_is_checked_by_the_board(self, team: Team) -> None:
        team.leads(10, at("2026-03-10 10:00"))
        take(team, MAX, UNDER)
        assert checked(team) == (Checked(about=UNDER, leads=0, left=1),)
        team.leads(35, at("2026-03-18 14:00"))
        assert checked(team) == (Checked(about=UNDER, leads=0, left=0),)

    def test_it_is_of_the_last_digest_that_arrived(self, team: Team) -> None:
        short(team, 1)
        take(team, ANA)
        with team.work() as work:
            work.deliveries.plan(digest_on(TERMS, WEDNESDAY))
            row = work.deliveries.claim(NOW)
            assert row is not None
            work.deliveries.sent(row.id, row.attempt, Posted(channel_id="C1", message_ts="1.0"))
            work.commit()
        friday = digest(team, at("2026-03-20 09:00"))  # Thursday's never came
        assert (friday.checked_on, len(friday.checked)) == (WEDNESDAY, 1)

    def test_and_not_again_on_the_day_after(self, team: Team) -> None:
        short(team, 1)
        take(team, ANA)
        assert len(checked(team)) == 1
        assert checked(team, at("2026-03-20 09:00")) == ()


class TestContested:
    def test_is_ranked_taken_by_the_manager_and_done_when_decided(self, team: Team) -> None:
        lead = (
            Handing(team.desk)
            .hand_over(
                team.actor(MAX), handoff(team, fit=frozenset(), behaviour=frozenset()), at("2026-03-16 10:00")
            )
            .lead.id
        )
        Accepting(team.desk).reject(
            team.actor(ANA), lead, "duplicate", "see L3", key="V2", now=at("2026-03-16 11:00")
        )
        disputing = Disputing(team.desk)
        disputing.contest(team.actor(MAX), lead, "a new one", key="V3", now=at("2026-03-16 12:00"))
        assert topic(team, CONTESTED) == Topic(
            kind=TopicKind.CONTESTED, leads=1, value=topic(team, CONTESTED).value
        )
        assert topic(team, CONTESTED).value == 100
        take(team, KIM, CONTESTED)
        assert checked(team) == (Checked(about=CONTESTED, leads=1, left=1),)
        disputing.decide(team.actor(KIM), lead, uphold=True, press="p", now=at("2026-03-18 12:00"))
        assert checked(team) == (Checked(about=CONTESTED, leads=1, left=0),)

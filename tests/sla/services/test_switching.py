"""Managers choose what is sent: each side about its own, in the open, and no agreed step in silence."""

from dataclasses import replace
from datetime import time, timedelta
from itertools import count

import pytest

from sla.acted import ActedOn
from sla.delivery import Kind, Posted
from sla.errors import BadInput, Conflict, NotAllowed
from sla.messages import MessagesBoard
from sla.people import Person, Role, Side
from sla.promises import Rung, Tells
from sla.services.mornings import digest_on
from sla.services.stand_up import StandUp
from sla.services.switching import MOST, ON, Switching
from sla.switches import RULES, Audience, ChangeId, Clock, Setting, Stays
from tests.sla.services.agreement import ANA, BO, KIM, MAX, TERMS, at, person
from tests.sla.services.team import Team

NOW = at("2026-03-18 10:00")
MIA = person("Mia Falk", Role.MARKETER, Side.MARKETING)
LADDER = (Rung(after_days=0, tells=Tells.REP), Rung(after_days=3, tells=Tells.MANAGER))
OFF, QUIET = Setting(kind=Kind.NUDGE, on=False), Setting(kind=Kind.DIGEST, on=False)


@pytest.fixture(autouse=True)
def agreed(team: Team) -> None:
    team.terms = replace(TERMS, ladder=LADDER, people=(*TERMS.people, MIA))
    team.link({MIA.email: "U5"})


def board(team: Team, who: Person = KIM) -> MessagesBoard:
    return Switching(team.desk).board(team.actor(who), NOW)


def save(team: Team, setting: Setting, who: Person = KIM, *, later: int = 0) -> MessagesBoard:
    seen = board(team, KIM).line(setting.kind).seen
    now = NOW + timedelta(minutes=later)
    return Switching(team.desk).save(team.actor(who), setting, now, seen=seen)


class TestWho:
    @pytest.mark.parametrize("who", [ANA, BO, MIA])
    def test_only_managers_see_it_and_change_it(self, team: Team, who: Person) -> None:
        with pytest.raises(NotAllowed, match="Only the managers"):
            board(team, who)
        with pytest.raises(NotAllowed, match="Only the managers"):
            save(team, OFF, who)
        assert board(team).changes == ()

    def test_both_sides_see_the_same_but_for_what_is_theirs(self, team: Team) -> None:
        mine = {who: {one.kind for one in board(team, who).lines if one.own} for who in (KIM, MAX)}
        assert mine[KIM] & mine[MAX] == {Kind.DIGEST, Kind.WEEKLY, Kind.SIGN_AGAIN, Kind.HELD}
        assert Kind.NUDGE in mine[KIM] - mine[MAX]
        assert Kind.REJECTED in mine[MAX] - mine[KIM]
        assert [replace(one, own=False) for one in board(team, KIM).lines] == [
            replace(one, own=False) for one in board(team, MAX).lines
        ]

    @pytest.mark.parametrize("kind", RULES)
    def test_nobody_chooses_about_the_other_sides(self, team: Team, kind: Kind) -> None:
        rule = RULES[kind]
        for who in (KIM, MAX):
            if who.side in rule.sides and not rule.fixed:
                continue
            with pytest.raises(NotAllowed):
                save(team, Setting(kind=kind, on=False), who)
        assert board(team).changes == ()


class TestWhatHolds:
    def test_it_is_kept_with_who_and_when_and_undone_by_setting_it_back(self, team: Team) -> None:
        off = save(team, OFF)
        assert not off.line(Kind.NUDGE).on
        back = save(team, Setting(kind=Kind.NUDGE), later=5)
        assert back.line(Kind.NUDGE).on
        assert [(one.change.setting.on, one.name, one.side) for one in back.changes] == [
            (True, KIM.name, Side.SALES),
            (False, KIM.name, Side.SALES),
        ]
        assert [one.change.changed_at for one in back.changes] == [NOW + timedelta(minutes=5), NOW]

    def test_as_it_was_is_no_change(self, team: Team) -> None:
        assert save(team, Setting(kind=Kind.NUDGE)).changes == ()
        assert save(team, Setting(kind=Kind.LATE, at=TERMS.nudge_at)).changes == ()
        assert save(team, Setting(kind=Kind.REJECTED, audience=Audience.EVERYBODY), MAX).changes == ()

    @pytest.mark.parametrize("kind", RULES)
    def test_only_what_can_be_chosen_is(self, team: Team, kind: Kind) -> None:
        rule = RULES[kind]
        who = KIM if Side.SALES in rule.sides else MAX
        if rule.fixed:
            return
        line = save(team, Setting(kind=kind, on=False, at=time(15), audience=Audience.MANAGERS), who).line(
            kind
        )
        assert line.on is (rule.stays is not None)
        assert line.setting.at == (time(15) if rule.clock is Clock.CHOSEN else None)
        assert line.setting.audience is (Audience.MANAGERS if rule.audiences else None)

    def test_two_managers_at_once(self, team: Team) -> None:
        save(team, OFF)
        with pytest.raises(Conflict, match="Somebody changed this"):
            Switching(team.desk).save(team.actor(KIM), Setting(kind=Kind.NUDGE), NOW, seen=ChangeId(0))
        assert not board(team).line(Kind.NUDGE).on


class TestHowManyADay:
    @pytest.mark.parametrize("who", [KIM, MAX])
    def test_managers_of_either_side_choose_it(self, team: Team, who: Person) -> None:
        chosen = save(team, Setting(kind=Kind.HELD, most=8), who)
        assert chosen.line(Kind.HELD).setting.most == 8
        assert [(one.change.setting.most, one.name) for one in chosen.changes] == [(8, who.name)]

    @pytest.mark.parametrize("most", [0, 2, 21])
    def test_no_fewer_than_the_days_own_need_and_no_more_than_twenty(self, team: Team, most: int) -> None:
        least = board(team).fewest
        assert least > 2
        with pytest.raises(BadInput, match=f"from {least} to 20") as refused:
            save(team, Setting(kind=Kind.HELD, most=most))
        assert refused.value.field == MOST
        assert board(team).changes == ()

    def test_as_many_as_usual_is_no_choice_and_of_no_other_kind(self, team: Team) -> None:
        assert save(team, Setting(kind=Kind.HELD, most=5)).changes == ()
        assert save(team, Setting(kind=Kind.DIGEST, most=8)).changes == ()
        save(team, Setting(kind=Kind.HELD, most=20))
        assert save(team, Setting(kind=Kind.HELD, most=5), later=1).line(Kind.HELD).setting.most is None


class TestInTheOpen:
    def test_the_digest_says_which_agreed_step_is_off_by_side(self, team: Team) -> None:
        save(team, OFF)
        save(team, Setting(kind=Kind.UNTRIED, on=False), later=1)
        (off,) = StandUp(team.desk).digest(NOW + timedelta(days=1)).off
        assert (off.kind, off.side, off.since) == (Kind.NUDGE, Side.SALES, NOW)
        save(team, Setting(kind=Kind.NUDGE), later=2)
        assert StandUp(team.desk).digest(NOW + timedelta(days=1)).off == ()

    @pytest.mark.parametrize(("first", "second"), [(OFF, QUIET), (QUIET, OFF)])
    def test_no_agreed_step_is_off_while_no_digest_says_so(
        self, team: Team, first: Setting, second: Setting
    ) -> None:
        save(team, first)
        with pytest.raises(BadInput, match="digest") as refused:
            save(team, second)
        assert refused.value.field == ON
        assert board(team).line(second.kind).on

    def test_what_no_ladder_speaks_of_may_be_off_with_the_digest(self, team: Team) -> None:
        team.terms = replace(TERMS, ladder=())
        save(team, OFF)
        assert not save(team, QUIET).line(Kind.DIGEST).on


def test_it_says_how_many_were_acted_on(team: Team) -> None:
    seconds = count()
    team.store.leases.now = lambda: NOW + timedelta(seconds=next(seconds))
    with team.work() as work:
        for day in (2, 3, 4):
            new = digest_on(TERMS, at(f"2026-03-0{day} 09:00").date())
            assert work.deliveries.plan(new)
            claimed = work.deliveries.claim(new.due_at)
            assert claimed
            where = Posted(channel_id="C1", message_ts=f"{day}.0")
            work.deliveries.sent(claimed.id, claimed.attempt, where)
        work.acts.pressed("C1", "3.0", at("2026-03-04 12:00"))
        work.acts.pressed("C1", "4.0", at("2026-03-06 12:00"))
        work.commit()
    assert board(team).line(Kind.DIGEST).acted == ActedOn(sent=3, acted=1)
    assert board(team).line(Kind.NUDGE).acted is None


def test_what_always_comes_says_why() -> None:
    assert {rule.stays for rule in RULES.values() if rule.fixed} == set(Stays)

"""What hardly anybody acts on is proposed once for switching off, to whom it is to choose, and the answer is kept."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.acted import FEWEST_TO_PROPOSE, ActedOn
from sla.delivery import PACE, Kind, NewDelivery, Posted
from sla.errors import NotAllowed
from sla.messages import UnheededAnswer, UnheededNote
from sla.people import MemberId, Person
from sla.services.heeding import Heeding, ProposeOff
from sla.services.switching import Switching
from sla.switches import RULES, Setting, Switches
from sla.unheeded import ASKED_AGAIN_AFTER, Proposal, ProposalId, to_propose
from tests.scheduling.conftest import MORNING
from tests.scheduling.stage import Stage
from tests.sla.services.agreement import ANA, KIM, MAX
from tests.sla.services.team import Team

DAY = timedelta(days=1)
LATER = MORNING.astimezone(UTC) + timedelta(hours=1)


@pytest.fixture(autouse=True)
def marketing(with_marketing: Team) -> Team:
    """Its managers are asked too."""
    return with_marketing


def sent(stage: Stage, number: int, *, acted: int, kind: Kind = Kind.NUDGE) -> None:
    """As many as there were in the four weeks before, to as many people."""
    at = MORNING - 20 * DAY
    stage.clock.wait(PACE)
    with stage.team.work() as work:
        for n in range(number):
            subject = f"{1000 * (1 + [*Kind].index(kind)) + n}"
            new = NewDelivery(
                kind=kind, subject=subject, on=at.date(), due_at=at, expires_at=at + DAY, act_by=at + 2 * DAY
            )
            assert work.deliveries.plan(new)
            one = work.deliveries.claim(at)
            assert one is not None
            work.deliveries.sent(one.id, one.attempt, Posted(channel_id="D1", message_ts=f"{n}.1"))
            if n < acted:
                work.acts.pressed("D1", f"{n}.1", at + DAY)
        work.commit()


def proposals(stage: Stage) -> tuple[Proposal, ...]:
    with stage.team.work() as work:
        return work.switch_proposals.since(MORNING - 400 * DAY)


def told(stage: Stage) -> list[tuple[str, UnheededNote]]:
    return [(one.to, one.content) for one in stage.messenger.posted if isinstance(one.content, UnheededNote)]


@pytest.mark.parametrize(
    ("number", "acted", "proposed"),
    [(40, 1, True), (40, 2, False), (39, 0, False), (41, 2, True), (60, 3, False), (60, 2, True)],
)
def test_under_one_in_twenty_of_forty(stage: Stage, number: int, acted: int, *, proposed: bool) -> None:
    sent(stage, number, acted=acted)
    assert ProposeOff(stage.team.desk)(MORNING) == int(proposed)
    if proposed:
        (one,) = proposals(stage)
        assert (one.kind, one.acted) == (Kind.NUDGE, ActedOn(sent=number, acted=acted))


def test_what_cannot_be_switched_off_or_is_off_is_not_proposed(stage: Stage) -> None:
    sent(stage, 40, acted=0, kind=Kind.CARD)
    assert ProposeOff(stage.team.desk)(MORNING) == 0
    sent(stage, 40, acted=0, kind=Kind.UNTRIED)
    kim = stage.team.actor(KIM)
    seen = Switching(stage.team.desk).board(kim, MORNING).line(Kind.UNTRIED).seen
    Switching(stage.team.desk).save(kim, Setting(kind=Kind.UNTRIED, on=False), MORNING, seen=seen)
    assert ProposeOff(stage.team.desk)(MORNING) == 0


def test_only_the_managers_whose_it_is_hear_of_it_and_once(stage: Stage) -> None:
    sent(stage, 40, acted=0)
    job = ProposeOff(stage.team.desk)
    for hours in range(0, 30, 3):
        now = MORNING + timedelta(hours=hours)
        job(now)
        stage.tick(now)
    assert [to for to, _ in told(stage)] == ["U3"], "Kim manages sales; marketing gets no reminders"
    assert len(proposals(stage)) == 1


def answer(stage: Stage, who: Person, *, keep: bool, now: datetime = LATER) -> UnheededAnswer:
    (one,) = proposals(stage)
    return Heeding(stage.team.desk).answer(stage.team.actor(who), one.id, now, keep=keep)


@pytest.mark.usefixtures("with_marketing")
class TestTheAnswer:
    @pytest.fixture(autouse=True)
    def proposed(self, stage: Stage) -> None:
        sent(stage, 40, acted=0)
        ProposeOff(stage.team.desk)(MORNING)

    def test_switched_off(self, stage: Stage) -> None:
        given_ = answer(stage, KIM, keep=False)
        assert (given_.keep, given_.again, given_.by) == (False, False, KIM.name)
        board = Switching(stage.team.desk).board(stage.team.actor(MAX), LATER)
        assert not board.line(Kind.NUDGE).on
        assert board.changes[0].name == KIM.name

    def test_kept(self, stage: Stage) -> None:
        given_ = answer(stage, KIM, keep=True)
        assert (given_.keep, given_.asked_again_at) == (True, LATER + ASKED_AGAIN_AFTER)
        assert Switching(stage.team.desk).board(stage.team.actor(KIM), LATER).line(Kind.NUDGE).on

    def test_the_second_press_changes_nothing(self, stage: Stage) -> None:
        answer(stage, KIM, keep=True)
        again = answer(stage, KIM, keep=False, now=LATER + DAY)
        assert (again.keep, again.again, again.asked_again_at) == (True, True, LATER + ASKED_AGAIN_AFTER)
        assert Switching(stage.team.desk).board(stage.team.actor(KIM), LATER).line(Kind.NUDGE).on

    @pytest.mark.parametrize("who", [MAX, ANA])
    def test_is_not_for_others(self, stage: Stage, who: Person) -> None:
        with pytest.raises(NotAllowed):
            answer(stage, who, keep=False)
        assert proposals(stage)[0].keep is None

    def test_once_it_is_given_nobody_else_is_asked(self, stage: Stage) -> None:
        answer(stage, KIM, keep=True)
        stage.tick(LATER)
        assert told(stage) == []


@given(
    st.dictionaries(st.sampled_from(Kind), st.tuples(st.integers(0, 99), st.integers(0, 99))),
    st.lists(st.tuples(st.sampled_from(Kind), st.integers(0, 200), st.none() | st.integers(0, 100))),
)
def test_never_within_ninety_days_of_the_last_word(
    counts: dict[Kind, tuple[int, int]], earlier: list[tuple[Kind, int, int | None]]
) -> None:
    rates = {
        kind: ActedOn(sent=sent, acted=min(sent, acted)) for kind, (sent, acted) in counts.items() if sent
    }
    before = tuple(
        Proposal(
            id=ProposalId(n),
            kind=kind,
            acted=ActedOn(sent=50, acted=0),
            proposed_at=MORNING - days * DAY,
            keep=None if after is None else True,
            by=None if after is None else MemberId(1),
            answered_at=None if after is None else MORNING - days * DAY + after * DAY,
        )
        for n, (kind, days, after) in enumerate(earlier)
    )
    for new in to_propose(rates, Switches.of([]), before, MORNING):
        assert new.acted.sent >= FEWEST_TO_PROPOSE
        assert new.acted.acted * 20 < new.acted.sent
        assert RULES[new.kind].stays is None
        last = [one.answered_at or one.proposed_at for one in before if one.kind is new.kind]
        assert all(MORNING - one >= ASKED_AGAIN_AFTER for one in last)
        made = Proposal(id=ProposalId(999), kind=new.kind, acted=new.acted, proposed_at=MORNING)
        after = to_propose(rates, Switches.of([]), (*before, made), MORNING + 89 * DAY)
        assert new.kind not in {one.kind for one in after}

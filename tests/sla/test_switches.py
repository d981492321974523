"""What may be chosen about each kind of message, and what then holds."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.delivery import Kind
from sla.people import MemberId
from sla.promises import Rung, Tells
from sla.switches import GOES_WITH, RULES, Audience, Change, ChangeId, Clock, Setting, Switches, on_at

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LADDER = tuple(Rung(after_days=n, tells=tells) for n, tells in enumerate(Tells))

settings = st.builds(
    Setting,
    kind=st.sampled_from(Kind),
    on=st.booleans(),
    at=st.none() | st.times(),
    audience=st.none() | st.sampled_from(Audience),
)


def changes(*chosen: Setting) -> list[Change]:
    return [
        Change(id=ChangeId(n), setting=one, by=MemberId(1), changed_at=NOW + timedelta(hours=n))
        for n, one in enumerate(chosen)
    ]


def test_every_kind_has_its_rule() -> None:
    assert set(RULES) == set(Kind)


@given(st.lists(settings))
def test_what_holds_is_the_newest_of_each_kind_and_within_its_rule(chosen: list[Setting]) -> None:
    switches = Switches.of(changes(*chosen))
    for kind, rule in RULES.items():
        of = [one for one in chosen if one.kind is kind]
        last = of[-1] if of else Setting(kind=kind)
        if kind not in GOES_WITH:
            assert switches.wants(kind) is (last.on or rule.stays is not None)
        own = last.at if rule.clock is Clock.CHOSEN else None
        assert switches.at(kind, time(9)) == (own if own is not None else time(9))
        allowed = rule.audiences or (Audience.EVERYBODY,)
        assert switches.audience(kind) == (last.audience if last.audience in allowed else allowed[0])


@given(st.lists(settings), st.sets(st.sampled_from(LADDER)))
def test_a_signed_step_that_is_off_is_always_told_of(chosen: list[Setting], ladder: set[Rung]) -> None:
    switches = Switches.of(changes(*chosen))
    told = {one.setting.kind for one in switches.off_ladder(ladder)}
    signed = {rung.tells for rung in ladder}
    assert told == {
        kind
        for kind in Kind
        if kind not in GOES_WITH and not switches.wants(kind) and RULES[kind].rungs & signed
    }


@pytest.mark.parametrize("on", [True, False])
def test_a_hello_waits_while_the_reminders_that_it_announces_are_off(*, on: bool) -> None:
    assert Switches.of(changes(Setting(kind=Kind.NUDGE, on=on))).wants(Kind.HELLO) is on


def test_the_ladder_speaks_of_the_longest_off_first() -> None:
    off = changes(Setting(kind=Kind.LATE, on=False), Setting(kind=Kind.NUDGE, on=False))
    assert [one.setting.kind for one in Switches.of(off).off_ladder(LADDER)] == [Kind.LATE, Kind.NUDGE]


def test_what_was_sent_then() -> None:
    off_for_an_hour = changes(Setting(kind=Kind.LATE, on=False), Setting(kind=Kind.LATE))
    moments = [NOW + timedelta(minutes=n) for n in (-1, 0, 59, 60)]
    assert [on_at(off_for_an_hour, Kind.LATE, one) for one in moments] == [True, False, False, True]

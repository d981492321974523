"""However many matters a day has, and in whatever order they come, it brings nobody more messages than agreed."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from sla.budget import FREE, MOST_A_DAY, SINGLE, STEADY, may_go, places
from sla.delivery import Kind
from sla.people import Role, Side
from tests.sla.services.agreement import person

PEOPLE = st.sampled_from([(Side.SALES, Role.REP), (Side.SALES, Role.MANAGER), (Side.MARKETING, Role.MANAGER)])
KINDS = st.lists(st.sampled_from(sorted(Kind)), max_size=40)


def test_every_kind_is_counted_one_way():
    assert set(Kind) == FREE | STEADY | SINGLE
    assert not FREE & STEADY


@given(kinds=KINDS, who=PEOPLE, covers=st.booleans())
def test_never_more_than_agreed_and_the_days_own_always_go(
    kinds: list[Kind], who: tuple[Side, Role], *, covers: bool
):
    side, role = who
    kept = places(person("Ada Poe", side=side, role=role), covers=covers)
    taken: Counter[Kind] = Counter()
    for kind in kinds:
        steady = kind in STEADY
        if (steady and (kind not in kept or taken[kind])) or kind in FREE:
            continue  # the planner makes no other, and nobody counts those
        if may_go(kind, taken, kept):
            taken[kind] += 1
        else:
            assert not steady
        assert taken.total() <= MOST_A_DAY
        assert taken.total() + sum(1 for each in kept if not taken[each]) <= MOST_A_DAY


@given(who=PEOPLE, covers=st.booleans())
def test_room_is_used_up(who: tuple[Side, Role], *, covers: bool):
    """Without any of its own the day has room for singles, and no place is left empty for nobody."""
    side, role = who
    kept = places(person("Ada Poe", side=side, role=role), covers=covers)
    taken: Counter[Kind] = Counter()
    while may_go(Kind.REJECTED, taken, kept):
        taken[Kind.REJECTED] += 1
    assert taken.total() == MOST_A_DAY - len(kept)
    assert taken.total() >= 1


def test_a_card_is_the_lead_itself_and_never_waits():
    full = Counter({Kind.REJECTED: MOST_A_DAY})
    kept = places(person("Ada Poe"), covers=False)
    assert all(may_go(kind, full, kept) for kind in FREE)
    assert not may_go(Kind.REJECTED, Counter({Kind.CARD: 9, Kind.REJECTED: 2}), kept)
    assert may_go(Kind.REJECTED, Counter({Kind.CARD: 9, Kind.REJECTED: 1}), kept)

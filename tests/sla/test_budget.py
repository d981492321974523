"""However many matters a day has, and in whatever order they come, it brings nobody more messages than agreed."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from sla.budget import FREE, LEAST_A_DAY, MOST_A_DAY, SINGLE, STEADY, USUAL_A_DAY, fewest, may_go, places
from sla.delivery import Kind
from sla.people import Role, Side
from tests.sla.services.agreement import person

PEOPLE = st.sampled_from([(Side.SALES, Role.REP), (Side.SALES, Role.MANAGER), (Side.MARKETING, Role.MANAGER)])
LIMITS = st.integers(LEAST_A_DAY, MOST_A_DAY)
KINDS = st.lists(st.sampled_from(sorted(Kind)), max_size=40)


def test_every_kind_is_counted_one_way():
    assert set(Kind) == FREE | STEADY | SINGLE
    assert not FREE & STEADY


@given(kinds=KINDS, who=PEOPLE, limit=LIMITS, covers=st.booleans())
def test_never_more_than_chosen_and_the_days_own_always_go(
    kinds: list[Kind], who: tuple[Side, Role], limit: int, *, covers: bool
):
    side, role = who
    ada = person("Ada Poe", side=side, role=role)
    kept, most = places(ada, covers=covers), max(limit, fewest([ada]))
    taken: Counter[Kind] = Counter()
    for kind in kinds:
        steady = kind in STEADY
        if (steady and (kind not in kept or taken[kind])) or kind in FREE:
            continue  # the planner makes no other, and nobody counts those
        if may_go(kind, taken, kept, most=most):
            taken[kind] += 1
        else:
            assert not steady
        assert taken.total() <= most
        assert taken.total() + sum(1 for each in kept if not taken[each]) <= most


@given(who=PEOPLE, most=st.integers(USUAL_A_DAY, MOST_A_DAY), covers=st.booleans())
def test_room_is_used_up(who: tuple[Side, Role], most: int, *, covers: bool):
    """Without any of its own the day has room for singles, and no place is left empty for nobody."""
    side, role = who
    kept = places(person("Ada Poe", side=side, role=role), covers=covers)
    taken: Counter[Kind] = Counter()
    while may_go(Kind.REJECTED, taken, kept, most=most):
        taken[Kind.REJECTED] += 1
    assert taken.total() == most - len(kept)
    assert taken.total() >= 1


def test_a_card_is_the_lead_itself_and_never_waits():
    full = Counter({Kind.REJECTED: USUAL_A_DAY})
    kept = places(person("Ada Poe"), covers=False)
    assert all(may_go(kind, full, kept, most=USUAL_A_DAY) for kind in FREE)
    assert not may_go(Kind.REJECTED, Counter({Kind.CARD: 9, Kind.REJECTED: 2}), kept, most=USUAL_A_DAY)
    assert may_go(Kind.REJECTED, Counter({Kind.CARD: 9, Kind.REJECTED: 1}), kept, most=USUAL_A_DAY)


@given(st.lists(PEOPLE, max_size=6))
def test_the_least_that_may_be_chosen_has_a_place_for_everybodys_own(team: list[tuple[Side, Role]]):
    people = [person(f"Ada Poe {n}", side=side, role=role) for n, (side, role) in enumerate(team)]
    least = fewest(people)
    assert LEAST_A_DAY <= least <= USUAL_A_DAY
    assert all(len(places(one, covers=covers)) <= least for one in people for covers in (True, False))

"""Rates measured from leads that have had their time, beside the agreed ones."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.lag import Lag
from sla.measured import BORROWED, Finding, StepMeasured
from sla.measuring import Measuring, complete
from sla.paths import Path
from sla.terms import Terms
from tests.sla.services.agreement import TERMS, at, lead_type, rates

NOW = at("2026-06-01 12:00")
DAY = timedelta(days=1)
HALF = Fraction(1, 2)


def path(age: float, *, took: float | None = None, kind: str = "website", stage: str = "lead") -> Path:
    """Handed over so many days ago and won so many days later."""
    began_at = NOW - age * DAY
    won_at = None if took is None else began_at + took * DAY
    return Path(lead_type=kind, began_at=began_at, stage=stage, won_at=won_at)


def leads(age: float, of: int, won: int, *, took: float = 10, kind: str = "website") -> list[Path]:
    """A day's leads, some of them won."""
    return [path(age, took=took if number < won else None, kind=kind) for number in range(of)]


def by_age(*groups: Sequence[Path]) -> list[Path]:
    return sorted((one for group in groups for one in group), key=lambda one: one.began_at)


def terms_of(*types: tuple[str, tuple[str, ...]]) -> Terms:
    share = Fraction(1, len(types))
    kinds = tuple(lead_type(key, rates(*typed), share) for key, typed in types)
    return replace(TERMS, lead_types=kinds, other_type=types[0][0])


ONE = terms_of(("website", ("20%",)))
TWO = terms_of(("website", ("20%",)), ("event", ("20%",)))


def measured(terms: Terms, paths: Sequence[Path], place: int = 0) -> StepMeasured:
    return Measuring(terms, paths, NOW).measured()[place].steps[0]


class TestClosing:
    """MATHS §2, Plan: created in one month, closed so many months later; NOW is 1 June at noon."""

    def test_is_counted_by_months_of_the_calendar(self):
        """Handed over on 22 February; won on the same day, in March or in April."""
        came = 99
        quick, later, slow = (
            leads(came, number, number, took=took) for number, took in ((4, 1), (5, 10), (3, 40))
        )
        found = Measuring(ONE, by_age(quick, later, slow, leads(came, 20, 0)), NOW).closing(ONE.lead_types[0])
        assert found is not None
        assert found.counts == (4, 5, 3)
        assert (found.won, found.first, found.last) == (12, *([(NOW - came * DAY).date()] * 2))
        assert found.lag == Lag.of_counts((4, 5, 3))
        assert found.mostly_within == 2

    def test_only_of_leads_that_had_their_time(self):
        """The quick ones of young leads would make it look faster than it is."""
        old, young = leads(99, 30, 12, took=40), leads(20, 10, 10, took=1)
        first = leads(150, 3, 1, took=1)  # from then on quick wins are kept too
        found = Measuring(ONE, by_age(first, old, young), NOW).closing(ONE.lead_types[0])
        assert found is not None
        assert found.counts == (1, 0, 12)

    def test_the_same_leads_as_the_rate_to_won(self):
        paths = by_age(*(leads(day, 12, 3, took=30 + day % 50) for day in range(20, 400)))
        measuring = Measuring(ONE, paths, NOW)
        found = measuring.closing(ONE.lead_types[0])
        assert found is not None
        assert found.won == measuring.measured()[0].whole.converted

    def test_none_from_fewer_than_ten_won(self):
        paths = by_age(leads(99, 30, 9))
        assert Measuring(ONE, paths, NOW).closing(ONE.lead_types[0]) is None
        paths = by_age(leads(99, 30, 10))
        assert Measuring(ONE, paths, NOW).closing(ONE.lead_types[0]) is not None

    def test_each_type_by_its_own_wins(self):
        paths = by_age(leads(99, 30, 12, took=40), leads(99, 30, 9, took=1, kind="event"))
        measuring = Measuring(TWO, paths, NOW)
        assert [measuring.closing(kind) is None for kind in TWO.lead_types] == [False, True]

    def test_a_month_is_the_teams(self):
        """Berlin's February begins an hour before that of London."""
        turn = at("2026-02-01 00:30")
        paths = [
            Path(lead_type="website", began_at=turn - DAY, stage="lead", won_at=won_at)
            for won_at in [turn] * 6 + [turn - timedelta(hours=1)] * 6 + [None] * 20
        ]
        found = Measuring(
            ONE, [replace(one, began_at=one.began_at.astimezone(UTC)) for one in paths], NOW
        ).closing(ONE.lead_types[0])
        assert found is not None
        assert found.counts == (6, 6)

    @given(
        st.lists(
            st.tuples(st.integers(1, 700), st.none() | st.integers(0, 400)).filter(
                lambda one: one[1] is None or one[1] < one[0]
            ),
            max_size=60,
        )
    )
    def test_every_one_counts_once_or_nothing_is_offered(self, drawn: list[tuple[int, int | None]]):
        paths = by_age([path(age, took=took) for age, took in drawn])
        measuring = Measuring(ONE, paths, NOW)
        found = measuring.closing(ONE.lead_types[0])
        whole = measuring.measured()[0].whole
        if found is None:
            assert whole.converted < 10
        else:
            assert found.won == whole.converted >= 10
            assert found.counts[-1] > 0
            assert sum(found.lag.shares) == 1
            assert whole.since is not None
            assert whole.since.date() <= found.first <= found.last


class TestOldEnough:
    def test_leads_that_have_not_had_their_time_are_left_out(self):
        """Wins take 10 days, so that a lead counts from its 14th on: 30 of 150, not 34 of 250."""
        old = [leads(day, 15, 3) for day in range(15, 25)]
        young = [leads(day, 10, 0) for day in range(10)]
        found = measured(ONE, by_age(*old, *young, leads(13, 4, 4)))
        assert (found.converted, found.entered) == (30, 150)
        assert (found.since, found.until) == (NOW - 24 * DAY, NOW - 15 * DAY)
        assert found.finding is Finding.AS_AGREED

    def test_of_the_last_year_of_those(self):
        found = measured(ONE, by_age(leads(500, 50, 25), leads(300, 80, 20)))
        assert (found.converted, found.entered) == (20, 80)

    def test_customers_from_before_leads_were_kept_are_left_out(self):
        customers, kept = [leads(day, 5, 5) for day in range(300, 320)], leads(100, 50, 12)
        assert (measured(ONE, by_age(*customers, kept)).entered) == 50

    def test_leads_from_before_wins_were_kept_are_left_out(self):
        """The first win known is 90 days old and the quickest took 10: what came before may have been won unseen."""
        unseen, kept = [leads(day, 40, 0) for day in range(101, 300)], leads(100, 50, 12)
        assert complete(by_age(*unseen, kept), NOW) == tuple(kept)
        assert measured(ONE, by_age(*unseen, kept)).entered == 50

    def test_what_happens_later_is_not_known_yet(self):
        then = NOW - 60 * DAY
        early = [leads(day, 10, 2) for day in range(80, 100)]
        later = [path(99, took=80), path(50, took=1), path(99)]
        found = Measuring(ONE, by_age(*early, later), then).measured()[0].whole
        assert (found.converted, found.entered) == (40, 202)

    @pytest.mark.parametrize("paths", [[], leads(100, 90, 9), leads(3, 90, 60)])
    def test_too_few_wins_measure_nothing(self, paths: list[Path]):
        found = measured(ONE, paths)
        assert (found.entered, found.share, found.finding, found.proposed) == (0, None, Finding.TOO_FEW, None)

    def test_a_type_with_few_wins_has_the_time_of_all(self):
        found = measured(TWO, by_age(leads(100, 90, 30), leads(60, 40, 2, kind="event")), place=1)
        assert (found.converted, found.entered, found.finding) == (2, 40, Finding.TOO_FEW)

    def test_a_type_nobody_knows_is_the_other_one(self):
        assert measured(TWO, by_age(leads(90, 30, 10, kind="fax"), leads(90, 20, 10))).entered == 50


class TestSteps:
    def test_each_by_its_own_time_and_a_leap_counts_for_all_steps_between(self):
        """SQL after 3 days, won after 40; of the young leads only the first step can be judged."""
        terms = terms_of(("website", ("50%", "50%", "50%")))

        def sql(one: Path) -> Path:
            return replace(one, entered=(("MQL", one.began_at), ("sql", one.began_at + 3 * DAY)))

        young = [*[sql(path(20, stage="SQL"))] * 30, *[path(20, stage="MQL")] * 30]
        old = [*[sql(path(100, took=40))] * 12, *[path(100, stage="opportunity")] * 3, *[path(100)] * 25]
        first, second, third = Measuring(terms, by_age(old, young), NOW).measured()[0].steps
        assert (first.converted, first.entered) == (45, 100)
        assert (second.converted, second.entered) == (15, 15)
        assert (third.converted, third.entered) == (12, 15)

    def test_the_whole_is_the_way_from_lead_to_won(self):
        terms = terms_of(("website", ("50%", "50%", "40%")))
        whole = Measuring(terms, leads(100, 100, 12), NOW).measured()[0].whole
        assert (whole.before, whole.after, whole.agreed) == ("MQL", "won", Fraction(1, 10))
        assert (whole.converted, whole.entered) == (12, 100)

    def test_a_stage_whose_moment_nobody_knows_is_judged_by_the_time_to_the_win(self):
        terms = terms_of(("website", ("50%", "50%", "50%")))
        young = [path(20, stage="SQL")] * 50
        old = [*[path(100, took=40)] * 12, *[path(100)] * 12]
        first = Measuring(terms, by_age(old, young), NOW).measured()[0].steps[0]
        assert (first.converted, first.entered) == (12, 24)


def step(
    converted: int, entered: int, agreed: Fraction = HALF, *, of: tuple[int, int] | None = None
) -> StepMeasured:
    found = StepMeasured(
        before="MQL", after="SQL", agreed=agreed, entered=entered, converted=converted, since=None, until=None
    )
    return found.beside(of or (converted, entered))


class TestFindings:
    @pytest.mark.parametrize(
        ("converted", "entered", "finding"),
        [
            (50, 100, Finding.AS_AGREED),
            (42, 100, Finding.AS_AGREED),
            (41, 100, Finding.LOWER),
            (58, 100, Finding.AS_AGREED),
            (59, 100, Finding.HIGHER),
            (9, 100, Finding.TOO_FEW),
            (10, 19, Finding.TOO_FEW),
        ],
    )
    def test_beside_the_agreed_by_the_whole_range(self, converted: int, entered: int, finding: Finding):
        assert step(converted, entered).finding is finding


class TestProposals:
    def test_alone_it_is_what_was_measured(self):
        assert step(30, 120).proposed == Fraction(1, 4)

    def test_a_small_segment_leans_on_all_of_them_exactly(self):
        """(12 + 100 × 1/5) ÷ (40 + 100)."""
        assert step(12, 40, of=(200, 1000)).proposed == Fraction(32, 140)

    def test_with_fewer_than_ten_it_is_that_of_all(self):
        found = step(9, 300, of=(200, 1000))
        assert (found.borrows, found.proposed) == (True, Fraction(1, 5))

    @pytest.mark.parametrize("of", [(9, 300), (300, 300)])
    def test_nothing_is_proposed_from_too_few_or_from_wins_alone(self, of: tuple[int, int]):
        assert step(9, 9, of=of).proposed is None

    @given(st.integers(10, 400), st.integers(0, 4000), st.integers(0, 900), st.integers(1, 4000))
    def test_it_lies_between_the_two_and_nearer_to_its_own_the_more_there_is(
        self, converted: int, lost: int, others: int, others_lost: int
    ):
        entered = converted + lost
        of = converted + others, entered + others + others_lost
        own, whole = Fraction(converted, entered), Fraction(*of)
        found = step(converted, entered, of=of).proposed
        assert found is not None
        assert min(own, whole) <= found <= max(own, whole)
        assert found - whole == (own - whole) * Fraction(entered, entered + BORROWED)

"""What may still be won: leads that are open, by stage and age, and leads to come."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from sla.measuring import Measuring
from sla.outlook import Chance
from sla.paths import Path
from sla.prospects import Prospects
from sla.terms import Terms
from tests.sla.test_measuring import NOW, ONE, TWO, by_age, leads, path, terms_of

DAY = timedelta(days=1)


def chances(terms: Terms, paths: Sequence[Path], days: float) -> tuple[Chance, ...]:
    found = Prospects(Measuring(terms, paths, NOW), terms, NOW, NOW + days * DAY)
    return found.ahead().chances


def coming(terms: Terms, paths: Sequence[Path], key: str) -> Chance:
    (found,) = [one for one in chances(terms, paths, 30) if one.to_come and one.key == key]
    return found


class TestLeadsToCome:
    """All wins take 10 days, so that half of the second week's come by its middle: 19.5 of 30 days' are in time."""

    def test_as_many_a_day_as_in_three_months_and_what_closes_in_time(self):
        found = coming(ONE, by_age(leads(100, 1000, 100), leads(5, 91, 0)), "website")
        assert found.leads == pytest.approx(30)
        assert found.chance == pytest.approx(100.5 / 1001 * 19.5 / 30)

    def test_a_small_segment_leans_on_all_of_them(self):
        """30 of 100 beside 120 of 1,000 in all: as 42 of 200."""
        paths = by_age(leads(100, 900, 90), leads(100, 100, 30, kind="event"), leads(5, 91, 0, kind="event"))
        assert coming(TWO, paths, "event").chance == pytest.approx(42.5 / 201 * 19.5 / 30)

    def test_with_few_wins_it_is_the_rate_of_all(self):
        paths = by_age(leads(100, 900, 91), leads(100, 100, 9, kind="event"), leads(5, 91, 0, kind="event"))
        assert coming(TWO, paths, "event").chance == pytest.approx(100.5 / 1001 * 19.5 / 30)


class TestOpenLeads:
    def test_who_is_open_long_has_little_ahead(self):
        """Young ones as the rate says; beyond the time that any win took there is nothing to hope for."""
        old = by_age(leads(100, 1000, 100))
        young, late = chances(ONE, by_age(old, [path(3)] * 20), 30)[:2]
        assert (young.leads, late.leads) == (20, 900)
        assert young.chance == pytest.approx(100.5 / 1001)
        assert late.chance == 0

    def test_by_their_stage(self):
        """Half of the leads that become an SQL are won, a tenth of all."""
        terms = terms_of(("website", ("50%", "50%", "50%")))
        old = [*[path(100, took=10)] * 100, *[path(100, stage="SQL")] * 100, *[path(100)] * 800]
        young = [*[path(3, stage="SQL")] * 5, *[path(3)] * 7]
        found = {one.leads: one.chance for one in chances(terms, by_age(old, young), 30)}
        assert found[7] == pytest.approx(100.5 / 1001)
        assert found[5] == pytest.approx(100.5 / 201)

    def test_lost_ones_are_none(self):
        lost = [replace(path(3), ended_at=NOW - DAY)] * 20
        assert [
            one.leads for one in chances(ONE, by_age(leads(100, 1000, 100), lost), 30) if not one.to_come
        ] == [900]

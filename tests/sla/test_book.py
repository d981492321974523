"""Which version of the agreement judges what, and on which days each was in force (MATHS D16)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.book import Book, Reign
from sla.errors import NotFound
from sla.terms import Terms
from tests.sla.services.agreement import CALENDAR, JANUARY, NEW_YORK, TERMS, at, book_of

MARCH, APRIL = (replace(TERMS, effective_on=day) for day in (date(2026, 3, 10), date(2026, 4, 1)))
BOOK = book_of(TERMS, MARCH, APRIL)
NOTHING = Book(versions=(), people=())


def number(terms: Terms | None) -> int | None:
    return terms.version if terms else None


class TestWhichOne:
    @pytest.mark.parametrize(
        ("moment", "in_force", "judges"),
        [
            ("2025-12-31 23:59", 0, None),
            ("2026-01-01 00:00", 0, 0),
            ("2026-03-09 23:59", 0, 0),
            ("2026-03-10 00:00", 1, 1),
            ("2026-03-31 23:59", 1, 1),
            ("2026-04-01 00:00", 2, 2),
            ("2030-01-01 00:00", 2, 2),
        ],
    )
    def test_at_a_moment(self, moment: str, in_force: int, judges: int | None) -> None:
        assert BOOK.at(at(moment)).version == in_force
        assert number(BOOK.handed_off(at(moment))) == judges

    def test_each_begins_at_midnight_of_its_own_zone(self) -> None:
        moved = replace(MARCH, calendar=replace(CALENDAR, zone=NEW_YORK))
        book = book_of(TERMS, moved)
        assert book.at(at("2026-03-10 04:59")).version == 0
        assert book.at(at("2026-03-10 05:00")).version == 1

    def test_by_its_number_or_the_first(self) -> None:
        assert [BOOK.version(one).version for one in (0, 1, 2, None, 7)] == [0, 1, 2, 0, 0]


class TestReigns:
    def test_a_month_in_which_one_followed_another(self) -> None:
        assert BOOK.reigns(date(2026, 3, 1), date(2026, 3, 31)) == (
            Reign(terms=BOOK.versions[0], first=date(2026, 3, 1), last=date(2026, 3, 9)),
            Reign(terms=BOOK.versions[1], first=date(2026, 3, 10), last=date(2026, 3, 31)),
        )

    def test_days_before_the_first_are_nobodys(self) -> None:
        assert BOOK.reigns(date(2025, 12, 1), date(2025, 12, 31)) == ()
        (found,) = BOOK.reigns(date(2025, 12, 1), date(2026, 1, 5))
        assert (found.first, found.last) == (JANUARY, date(2026, 1, 5))

    @given(
        st.sets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), min_size=1, max_size=5).map(sorted),
        st.dates(date(2025, 12, 1), date(2027, 1, 31)),
        st.integers(0, 90),
    )
    def test_every_day_is_of_the_version_in_force_on_it(
        self, begins: list[date], first: date, days: int
    ) -> None:
        book = book_of(*(replace(TERMS, effective_on=day) for day in begins))
        reigns = book.reigns(first, first + timedelta(days=days))
        for n in range(days + 1):
            day = first + timedelta(days=n)
            noon = datetime.combine(day, datetime.min.time(), tzinfo=at("2026-01-01 12:00").tzinfo)
            on_it = [reign.terms.version for reign in reigns if reign.first <= day <= reign.last]
            judge = book.handed_off(noon + timedelta(hours=12))
            assert on_it == ([judge.version] if judge else [])


class TestNothingAgreed:
    def test_it_says_so_in_one_sentence(self) -> None:
        assert not NOTHING.begun
        with pytest.raises(NotFound, match=r"no agreement yet.*/sla setup"):
            NOTHING.at(at("2026-03-18 10:00"))
        with pytest.raises(NotFound):
            NOTHING.begins_at.isoformat()
        with pytest.raises(NotFound):
            NOTHING.version(None)

    def test_and_judges_nothing(self) -> None:
        assert NOTHING.handed_off(at("2026-03-18 10:00")) is None
        assert NOTHING.reigns(date(2026, 1, 1), date(2026, 12, 31)) == ()

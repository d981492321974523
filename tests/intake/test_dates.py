"""A column of dates is read in one format or not at all, and local times by the calendar's rule."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.dates import DateFormat, DateReader, DateSurvey, shown_back
from sla.calendar import at_local
from sla.errors import BadInput

BERLIN = "Europe/Berlin"


def surveyed(*texts: str) -> DateSurvey:
    survey = DateSurvey()
    for row, text in enumerate(texts, start=2):
        survey.add(row, text)
    return survey


def read(text: str, written: DateFormat = DateFormat.ISO, zone: str | None = BERLIN) -> datetime:
    return DateReader(format=written, zone=zone).read(text).at


@pytest.mark.parametrize(
    ("texts", "written"),
    [
        (("2026-03-04", "2026-03-04 10:15", "2026-03-04T10:15:00Z"), DateFormat.ISO),
        (("2026/03/04",), DateFormat.YEAR_SLASH),
        (("04/03/2026", "13/03/2026"), DateFormat.DAY_SLASH),
        (("03/04/2026", "03/13/2026 2:15 PM"), DateFormat.MONTH_SLASH),
        (("4.3.2026", "04.03.2026, 10:15"), DateFormat.DAY_DOT),
        (("04-03-2026", "31-03-2026"), DateFormat.DAY_DASH),
        (("04-03-2026", "03-31-2026"), DateFormat.MONTH_DASH),
        (("05/05/2026", "06/06/2026"), DateFormat.DAY_SLASH),
        (("n/a", "2026-03-04", ""), DateFormat.ISO),
    ],
)
def test_the_whole_column_decides_the_format(texts: tuple[str, ...], written: DateFormat) -> None:
    assert surveyed(*texts).settle("Created") is written


def test_what_can_be_read_in_two_ways_is_asked() -> None:
    with pytest.raises(BadInput) as asked:
        surveyed("05/05/2026", "03/04/2026").settle("Created")
    assert asked.value.message == (
        'Created has "03/04/2026" in row 3, which is 3 April 2026 or 4 March 2026; '
        "say which with --dates d/m/Y or --dates m/d/Y."
    )


@pytest.mark.parametrize(
    ("texts", "first", "other"),
    [
        (("2026-03-04", "2026-03-05", "04.03.2026"), 'row 2 has "2026-03-04"', 'row 4 "04.03.2026"'),
        (("01/02/2026", "13/02/2026", "02/13/2026"), 'row 3 has "13/02/2026"', 'row 4 "02/13/2026"'),
        (("01/02/2026", "13-02-2026"), 'row 2 has "01/02/2026"', 'row 3 "13-02-2026"'),
    ],
)
def test_mixed_formats_name_the_first_row_of_each(texts: tuple[str, ...], first: str, other: str) -> None:
    with pytest.raises(BadInput) as refused:
        surveyed(*texts).settle("Created")
    assert first in refused.value.message
    assert other in refused.value.message


def test_a_column_that_holds_no_dates_says_what_it_holds() -> None:
    with pytest.raises(BadInput, match='Created holds no dates: row 2 has "soon"'):
        surveyed("soon").settle("Created")
    with pytest.raises(BadInput, match="Created is blank in every row"):
        surveyed().settle("Created")


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-03-04", datetime(2026, 3, 3, 23, tzinfo=UTC)),
        ("2026-03-04 10:15", datetime(2026, 3, 4, 9, 15, tzinfo=UTC)),
        ("2026-03-04T10:15:30.123456", datetime(2026, 3, 4, 9, 15, 30, tzinfo=UTC)),
        ("2026-03-04T10:15:00Z", datetime(2026, 3, 4, 10, 15, tzinfo=UTC)),
        ("2026-03-04 10:15:00 UTC", datetime(2026, 3, 4, 10, 15, tzinfo=UTC)),
        ("2026-03-04 10:15:00 +0530", datetime(2026, 3, 4, 4, 45, tzinfo=UTC)),
        ("2026-03-04T10:15-05:00", datetime(2026, 3, 4, 15, 15, tzinfo=UTC)),
        ("2026-3-4 12:05 AM", datetime(2026, 3, 3, 23, 5, tzinfo=UTC)),
        ("2026-3-4 12:05 p.m.", datetime(2026, 3, 4, 11, 5, tzinfo=UTC)),
        ("2026-03-29 02:30", datetime(2026, 3, 29, 1, tzinfo=UTC)),
        ("2026-10-25 02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
def test_moments_in_utc(text: str, utc: datetime) -> None:
    """The last two: a time in the gap of spring is the gap's end, one that comes twice in autumn the first."""
    assert read(text) == utc


def test_only_a_date_without_a_time_is_a_whole_day() -> None:
    reader = DateReader(format=DateFormat.ISO, zone=BERLIN)
    assert reader.read("2026-03-04").whole_day
    assert not reader.read("2026-03-04 00:00").whole_day


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("n/a", "is not a date written as Y-m-d"),
        ("04.03.2026", "is not a date written as Y-m-d"),
        ("2026-02-30", "is no day or time that exists"),
        ("2026-03-04 24:00", "is no day or time that exists"),
        ("2026-03-04 13:00 PM", "is no day or time that exists"),
        ("2026-03-04 10:00 +99:00", "is no day or time that exists"),
        ("1970-01-01", "is not between 1990 and 2199"),
        ("9999-12-31", "is not between 1990 and 2199"),
        ("２026-03-04 10:00 +25", "is no"),
    ],
)
def test_what_is_no_date_says_why(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        read(text)


def test_a_time_without_an_offset_needs_a_zone() -> None:
    assert read("2026-03-04T10:00Z", zone=None) == datetime(2026, 3, 4, 10, tzinfo=UTC)
    with pytest.raises(ValueError, match="--zone"):
        read("2026-03-04 10:00", zone=None)


def test_a_date_is_shown_back_in_words() -> None:
    survey = surveyed("03/04/2026", "25/04/2026")
    reader = DateReader(format=survey.settle("Created"), zone=BERLIN)
    assert survey.first is not None
    assert shown_back(survey.first, reader) == "03/04/2026 read as 3 April 2026"


PATTERNS = {
    DateFormat.ISO: "%Y-%m-%d",
    DateFormat.YEAR_SLASH: "%Y/%m/%d",
    DateFormat.DAY_SLASH: "%d/%m/%Y",
    DateFormat.MONTH_SLASH: "%m/%d/%Y",
    DateFormat.DAY_DOT: "%d.%m.%Y",
    DateFormat.DAY_DASH: "%d-%m-%Y",
    DateFormat.MONTH_DASH: "%m-%d-%Y",
}
ORDERED = (DateFormat.ISO, DateFormat.YEAR_SLASH, DateFormat.DAY_DOT)
SPAN = {"min_value": date(1990, 1, 2), "max_value": date(2199, 12, 30)}


@given(st.sampled_from(DateFormat), st.datetimes(datetime(1990, 1, 2), datetime(2199, 12, 30)))
def test_every_format_reads_back_what_it_wrote(written: DateFormat, moment: datetime) -> None:
    local = moment.replace(microsecond=0)
    text = local.strftime(PATTERNS[written] + " %H:%M:%S")
    assert read(text, written) == at_local(local.date(), local.time(), BERLIN)
    assert read(text + " -0330", written) == local.replace(tzinfo=UTC) + timedelta(hours=3, minutes=30)


@given(st.sampled_from(DateFormat), st.lists(st.dates(**SPAN), min_size=1, max_size=30))
def test_a_column_written_one_way_is_read_that_way_or_asked_about(
    written: DateFormat, days: list[date]
) -> None:
    texts = [day.strftime(PATTERNS[written]) for day in days]
    survey = surveyed(*texts)
    try:
        settled = survey.settle("Created")
    except BadInput:
        assert written not in ORDERED
        assert all(day.day <= 12 for day in days)
        return
    reader = DateReader(format=settled, zone="UTC")
    assert [reader.read(text).at.date() for text in texts] == days


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    survey = surveyed(text)
    try:
        reader = DateReader(format=survey.settle("Created"), zone=BERLIN)
        assert reader.read(text).at.tzinfo is UTC
    except (BadInput, ValueError):
        pass

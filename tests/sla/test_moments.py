"""Moments are aware and in UTC, or refused."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.errors import SlaError
from sla.moments import aware


def test_a_naive_moment_is_a_programming_error_that_names_it() -> None:
    with pytest.raises(ValueError, match="logged_at has no time zone") as refusal:
        aware(datetime(2025, 6, 7, 15), "logged_at")
    assert not isinstance(refusal.value, SlaError)


def test_an_offset_becomes_utc() -> None:
    local = datetime(2025, 6, 7, 11, tzinfo=timezone(timedelta(hours=-4)))
    assert aware(local).isoformat() == "2025-06-07T15:00:00+00:00"
    assert aware(local).tzinfo is UTC


@given(st.datetimes(timezones=st.timezones(), min_value=datetime(1980, 1, 1), max_value=datetime(2060, 1, 1)))
def test_the_moment_stays_the_same(moment: datetime) -> None:
    # Compared as seconds: `==` is false by definition for a local time inside a gap.
    assert aware(moment).timestamp() == moment.timestamp()
    assert aware(aware(moment)) == aware(moment)

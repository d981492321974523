"""What a button says of an exception is read back as it was, whatever a lead type is called."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.views.take_values import back_value, parse_back, parse_take, take_value
from sla.commitments import About, TopicKind
from sla.errors import BadInput

TODAY = date(2026, 11, 24)
names = st.none() | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=100)
abouts = st.builds(About, kind=st.sampled_from(TopicKind), lead_type=names)


@given(st.dates(), abouts)
def test_is_read_back(on: date, about: About) -> None:
    assert parse_take(take_value(on, about)) == (on, about)
    assert len(take_value(on, about)) < 2000


@given(abouts, st.sampled_from(["", "https://hooks.slack.com/actions/T0/1/2"]))
def test_with_the_message_that_it_was_taken_from(about: About, response_url: str) -> None:
    assert parse_back(back_value(TODAY, about, response_url)) == (TODAY, about, response_url)


@pytest.mark.parametrize("value", ["", "overdue", "2026-13-01:overdue:", "2026-11-24:tired:", "::"])
def test_another_value_is_too_old(value: str) -> None:
    with pytest.raises(BadInput, match="too old"):
        parse_take(value)

"""Who is judged at a checkpoint, and who is listed beside it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.cadence import ARTICLE, Checkpoint, deadline
from sla.scorecard import CheckpointCase, CheckpointShare, checkpoint_share, follow_up_shares

ZONE = "America/New_York"
TWO_WEEKS = Checkpoint(day=14, need=3)
SECOND = timedelta(seconds=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def case(
    start: str, *follow_ups: str, stopped: str | None = None, by_rep: bool = False, zone: str = ZONE
) -> CheckpointCase:
    return CheckpointCase(
        handed_off_at=at(start),
        zone=zone,
        follow_up_times=tuple(at(moment) for moment in follow_ups),
        stopped_at=at(stopped) if stopped else None,
        stopped_by_rep=by_rep,
    )


KEPT = case("2025-01-06T15:00", "2025-01-08T15:00", "2025-01-13T15:00", "2025-01-17T15:00")
WON = case("2025-01-06T15:00", "2025-01-08T15:00", stopped="2025-01-10T15:00")
LATE = case("2025-01-06T15:00", "2025-01-08T15:00", "2025-01-22T15:00", "2025-01-23T15:00")
NOT_DUE = case("2025-01-20T15:00", "2025-01-21T15:00", "2025-01-22T15:00", "2025-01-23T15:00")
AS_OF = at("2025-01-25T15:00")


def share(*cases: CheckpointCase, as_of: datetime = AS_OF) -> CheckpointShare:
    return checkpoint_share(TWO_WEEKS, cases, as_of)


def test_s8_only_leads_still_open_at_a_deadline_that_has_passed_are_judged() -> None:
    assert share(KEPT, WON, LATE, NOT_DUE) == CheckpointShare(
        checkpoint=TWO_WEEKS, kept=1, judged=2, stopped_by_lead=1, stopped_by_rep=0, not_due=1
    )


@pytest.mark.parametrize(
    ("one", "kept", "judged", "by_lead", "not_due"),
    [(KEPT, 1, 1, 0, 0), (WON, 0, 0, 1, 0), (LATE, 0, 1, 0, 0), (NOT_DUE, 0, 0, 0, 1)],
)
def test_s8_one_by_one(one: CheckpointCase, kept: int, judged: int, by_lead: int, not_due: int) -> None:
    answer = share(one)
    assert (answer.kept, answer.judged, answer.stopped_by_lead, answer.not_due) == (
        kept,
        judged,
        by_lead,
        not_due,
    )


def test_leads_that_the_rep_disqualified_are_apart() -> None:
    answer = share(case("2025-01-06T15:00", stopped="2025-01-10T15:00", by_rep=True), WON)
    assert (answer.stopped_by_rep, answer.stopped_by_lead, answer.judged) == (1, 1, 0)


def test_a_stop_at_the_deadline_or_after_it_comes_too_late() -> None:
    # Day 14 of 6 January ends at 2025-01-21T05:00 UTC.
    assert share(case("2025-01-06T15:00", stopped="2025-01-21T04:59:59")).judged == 0
    assert share(case("2025-01-06T15:00", stopped="2025-01-21T05:00:00")).judged == 1
    assert share(case("2025-01-06T15:00", stopped="2025-01-22T05:00:00", by_rep=True)).judged == 1


def test_the_whole_local_day_counts() -> None:
    two = ("2025-01-08T15:00", "2025-01-13T15:00")
    assert share(case("2025-01-06T15:00", *two, "2025-01-21T04:59:59")).kept == 1
    assert share(case("2025-01-06T15:00", *two, "2025-01-21T05:00:00")).kept == 0
    # In Tokyo, where the lead arrived on the 7th, day 14 ends at 15:00 UTC.
    assert share(case("2025-01-06T15:00", *two, "2025-01-21T14:59:59", zone="Asia/Tokyo")).kept == 1


def test_a_deadline_counts_as_passed_at_its_very_end() -> None:
    ends = at("2025-01-21T05:00")
    assert share(KEPT, as_of=ends - SECOND).not_due == 1
    assert share(KEPT, as_of=ends).judged == 1


def test_a_later_stop_is_not_known_yet() -> None:
    early = at("2025-01-09T15:00")
    assert share(WON, as_of=early).not_due == 1
    assert share(WON, as_of=at("2025-01-10T15:00")).stopped_by_lead == 1


def test_no_cases_is_an_empty_share() -> None:
    assert share() == CheckpointShare(
        checkpoint=TWO_WEEKS, kept=0, judged=0, stopped_by_lead=0, stopped_by_rep=0, not_due=0
    )


def test_naive_moments_are_refused() -> None:
    with pytest.raises(ValueError, match="handed_off_at has no time zone"):
        CheckpointCase(handed_off_at=datetime(2025, 1, 6), zone=ZONE, follow_up_times=())
    with pytest.raises(ValueError, match="follow-up has no time zone"):
        CheckpointCase(handed_off_at=AS_OF, zone=ZONE, follow_up_times=(datetime(2025, 1, 6),))
    with pytest.raises(ValueError, match="stopped_at has no time zone"):
        CheckpointCase(handed_off_at=AS_OF, zone=ZONE, follow_up_times=(), stopped_at=datetime(2025, 1, 6))
    with pytest.raises(ValueError, match="as_of has no time zone"):
        checkpoint_share(TWO_WEEKS, [], datetime(2025, 1, 6))


_STARTS = st.datetimes(datetime(2024, 1, 1), datetime(2024, 4, 1), timezones=st.just(UTC))


@st.composite
def cases(draw: st.DrawFn) -> CheckpointCase:
    start = draw(_STARTS)
    hours = draw(st.lists(st.integers(0, 70 * 24), max_size=9))
    stop = draw(st.none() | st.integers(0, 70 * 24))
    return CheckpointCase(
        handed_off_at=start,
        zone=draw(st.sampled_from([ZONE, "Europe/Berlin", "Asia/Kathmandu", "Pacific/Apia"])),
        follow_up_times=tuple(start + timedelta(hours=hour) for hour in hours),
        stopped_at=None if stop is None else start + timedelta(hours=stop),
        stopped_by_rep=draw(st.booleans()),
    )


_AS_OF = st.datetimes(datetime(2024, 1, 1), datetime(2024, 7, 1), timezones=st.just(UTC))
_CHECKPOINTS = st.sampled_from(ARTICLE.checkpoints)


@given(st.lists(cases(), max_size=12), _AS_OF, _CHECKPOINTS)
def test_every_case_is_in_one_place(
    some: list[CheckpointCase], as_of: datetime, checkpoint: Checkpoint
) -> None:
    answer = checkpoint_share(checkpoint, some, as_of)
    assert answer.judged + answer.stopped_by_lead + answer.stopped_by_rep + answer.not_due == len(some)
    assert 0 <= answer.kept <= answer.judged
    assert answer == checkpoint_share(checkpoint, list(reversed(some)), as_of)


@given(cases(), _AS_OF, _CHECKPOINTS, st.integers(0, 100))
def test_a_judged_lead_keeps_its_verdict(
    one: CheckpointCase, as_of: datetime, checkpoint: Checkpoint, days: int
) -> None:
    answer = checkpoint_share(checkpoint, [one], as_of)
    if answer.judged:
        assert answer == checkpoint_share(checkpoint, [one], as_of + timedelta(days=days))


@given(cases(), _CHECKPOINTS)
def test_kept_means_enough_follow_ups_before_the_day_ended(
    one: CheckpointCase, checkpoint: Checkpoint
) -> None:
    ends_at = deadline(checkpoint, one.handed_off_at, one.zone).ends_at
    answer = checkpoint_share(checkpoint, [one], ends_at)
    in_time = len([moment for moment in one.follow_up_times if moment < ends_at])
    open_then = one.stopped_at is None or one.stopped_at >= ends_at
    assert answer.judged == open_then
    assert answer.kept == (open_then and in_time >= checkpoint.need)


@given(st.lists(cases(), max_size=12), _AS_OF, _CHECKPOINTS)
def test_each_follow_up_in_time_is_rarer_than_the_one_before(
    some: list[CheckpointCase], as_of: datetime, checkpoint: Checkpoint
) -> None:
    whole = checkpoint_share(checkpoint, some, as_of)
    steps = follow_up_shares(checkpoint, some, as_of)
    assert [one.number for one in steps] == list(range(1, checkpoint.need + 1))
    assert {one.judged for one in steps} == {whole.judged}
    counts = [one.on_time for one in steps]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] == whole.kept


def test_follow_ups_by_hand() -> None:
    # Kept has three in time, late has one; the other two came after day 14.
    found = follow_up_shares(TWO_WEEKS, [KEPT, LATE, WON, NOT_DUE], AS_OF)
    assert [(one.number, one.on_time, one.judged) for one in found] == [(1, 2, 2), (2, 1, 2), (3, 1, 2)]
    later = follow_up_shares(TWO_WEEKS, [KEPT], AS_OF, asked_before=2)
    assert [(one.number, one.on_time) for one in later] == [(3, 1)]

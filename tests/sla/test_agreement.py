"""When a version may be signed, when it is complete, and from which day it binds."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.agreement import (
    LAPSES_AFTER,
    Signature,
    State,
    Version,
    begins_on,
    check_signable,
)
from sla.calendar import WorkingCalendar, at_local
from sla.errors import Conflict, NotAllowed, SlaError
from sla.people import MemberId, Side
from tests.sla.services.agreement import BERLIN, CALENDAR, NEW_YORK, WEEK, at

ME, YOU, SOMEBODY = MemberId(1), MemberId(2), MemberId(3)
PROPOSED_AT = at("2026-03-02 10:00")
NOW = at("2026-03-03 10:00")
HASH = "a" * 64


def version(number: int = 1, state: State = State.PROPOSED) -> Version:
    return Version(
        number=number, body="body", sha256=HASH, effective_on=date(2026, 4, 1), state=state,
        proposed_by=ME, proposed_at=PROPOSED_AT, asked=frozenset({ME, YOU}), note="",
        settled_at=None, begins_on=None,
    )  # fmt: skip


def signed_by(member_id: MemberId, side: Side = Side.SALES) -> Signature:
    return Signature(version=1, member_id=member_id, name="N", side=side, at=NOW, sha256=HASH)


def check(
    mine: Version,
    *others: Version,
    sha256: str = HASH,
    member_id: MemberId = ME,
    now: datetime = NOW,
) -> None:
    check_signable(mine, sorted((mine, *others), key=_number), sha256=sha256, member_id=member_id, now=now)


def _number(one: Version) -> int:
    return one.number


class TestSignable:
    def test_an_open_proposal_by_who_is_asked(self) -> None:
        check(version())
        check(version(2), version(1, State.REPLACED), version(0, State.UNSIGNED))

    def test_what_is_in_force_by_anybody_who_is_bound(self) -> None:
        check(version(1, State.SIGNED), member_id=SOMEBODY)
        check(version(1, State.SIGNED), version(2), member_id=ME)

    @pytest.mark.parametrize(
        ("mine", "others", "sha256", "said"),
        [
            (version(), [], "b" * 64, "not the text that was shown"),
            (version(0, State.UNSIGNED), [], HASH, "loaded from a file"),
            (version(1, State.LAPSED), [], HASH, "Version 1 lapsed unsigned"),
            (version(1, State.WITHDRAWN), [], HASH, "Version 1 was withdrawn"),
            (version(1, State.REPLACED), [version(2)], HASH, "replaced by version 2;"),
            (version(1, State.REPLACED), [version(2, State.LAPSED), version(3)], HASH, "replaced by version 3;"),
            (version(1, State.SIGNED), [version(2, State.SIGNED), version(3)], HASH, "replaced by version 2;"),
        ],
    )  # fmt: skip
    def test_refused_with_what_became_of_it(
        self, mine: Version, others: list[Version], sha256: str, said: str
    ) -> None:
        with pytest.raises(Conflict, match=said):
            check(mine, *others, sha256=sha256)

    def test_lapsed_as_soon_as_its_time_is_over_whether_noted_or_not(self) -> None:
        check(version(), now=PROPOSED_AT + LAPSES_AFTER - timedelta(seconds=1))
        with pytest.raises(Conflict, match="lapsed"):
            check(version(), now=PROPOSED_AT + LAPSES_AFTER)

    def test_not_by_who_is_not_asked(self) -> None:
        with pytest.raises(NotAllowed, match="not among the people"):
            check(version(), member_id=SOMEBODY)

    @given(
        st.sampled_from(State), st.sampled_from([ME, SOMEBODY]), st.sampled_from([HASH, "b" * 64]),
        st.integers(0, 40), st.lists(st.sampled_from(State), max_size=3),
    )  # fmt: skip
    def test_only_the_newest_text_that_was_shown(
        self, state: State, member_id: MemberId, sha256: str, days: int, later: list[State]
    ) -> None:
        """Whatever is taken is the shown text of an open or signed version that no signed one has followed."""
        others = [version(number, one) for number, one in enumerate(later, start=2)]
        try:
            check(
                version(1, state), *others, sha256=sha256, member_id=member_id,
                now=PROPOSED_AT + timedelta(days=days),
            )  # fmt: skip
        except SlaError:
            return
        assert sha256 == HASH
        assert State.SIGNED not in later
        assert state is State.SIGNED or (state is State.PROPOSED and member_id == ME and days < 14)


class TestBeginsOn:
    @pytest.mark.parametrize(
        ("signed_at", "day"),
        [
            ("2026-03-02 10:00", "2026-04-01"),  # long before
            ("2026-03-31 23:59", "2026-04-01"),
            ("2026-04-01 00:00", "2026-04-02"),  # never the same day
            ("2026-04-01 23:59", "2026-04-02"),
            ("2026-04-20 10:00", "2026-04-21"),
        ],
    )
    def test_the_agreed_day_or_the_day_after_the_last_signature(self, signed_at: str, day: str) -> None:
        assert begins_on(CALENDAR, date(2026, 4, 1), at(signed_at)) == date.fromisoformat(day)

    def test_the_day_is_the_teams(self) -> None:
        # Eleven in the evening of the 31st in New York is five in the morning of the 1st in Berlin.
        moment = at("2026-03-31 23:00", NEW_YORK)
        assert begins_on(CALENDAR, date(2026, 4, 1), moment) == date(2026, 4, 2)
        there = replace(CALENDAR, zone=NEW_YORK)
        assert begins_on(there, date(2026, 4, 1), moment) == date(2026, 4, 1)

    @given(
        st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)),
        st.integers(-40, 40),
        st.sampled_from([BERLIN, NEW_YORK, "Pacific/Apia", "America/Sao_Paulo", "Asia/Kathmandu"]),
    )
    def test_its_midnight_lies_ahead_of_the_last_signature(
        self, wall: datetime, days: int, zone: str
    ) -> None:
        calendar, signed_at = WorkingCalendar(zone=zone, week=WEEK), at(wall.isoformat(), zone)
        agreed = wall.date() + timedelta(days=days)
        day = begins_on(calendar, agreed, signed_at)
        assert at_local(day, datetime.min.time(), zone) > signed_at
        assert day == agreed if days > 0 else day == wall.date() + timedelta(days=1)

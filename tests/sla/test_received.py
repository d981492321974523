"""What a person reads of each message in the ledger: when it came, or why it did not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sla.delivery import Delivery, DeliveryId, Kind, State
from sla.people import TenantId
from sla.received import Became, Received, inbox_of, received
from tests.sla.services.agreement import BERLIN, NEW_YORK, at

NINE = at("2026-03-18 09:00")
HOUR = timedelta(hours=1)
ROW = Delivery(
    id=DeliveryId(1), tenant_id=TenantId(1), kind=Kind.REJECTED, subject="7:1", on=NINE.date(), due_at=NINE,
    expires_at=NINE + 8 * HOUR, state=State.SENT, attempt=1, next_at=NINE, lease_until=None, channel_id=None,
    message_ts=None, reason=None, reference="r", claimed_at=NINE + HOUR,
)  # fmt: skip


@pytest.mark.parametrize(
    ("state", "reason", "became"),
    [
        (State.SENT, None, Became.SENT),
        (State.UNKNOWN, "timed out", Became.IN_DOUBT),
        (State.UNCONFIRMED, "timed out", Became.IN_DOUBT),
        (State.TOLD, "timed out", Became.IN_DOUBT),
        (State.HELD, None, Became.HELD),
        (State.BUNDLED, None, Became.BUNDLED),
        (State.FAILED, "not written: KeyError", Became.REFUSED),
        (State.DROPPED, "nothing to say", Became.DONE),
        (State.DROPPED, "away", Became.AWAY),
        (State.DROPPED, "expired", Became.LATE),
        (State.DROPPED, "expired, ratelimited", Became.LATE),
        (State.DROPPED, "expired, do not disturb", Became.QUIET),
        (State.PLANNED, "do not disturb", Became.WAITS),
    ],
)
def test_each_state_in_plain_words(state: State, reason: str | None, became: Became) -> None:
    found = received(replace(ROW, state=state, reason=reason))
    came = became in {Became.SENT, Became.IN_DOUBT}
    assert found == Received(kind=Kind.REJECTED, at=NINE + HOUR if came else NINE, became=became)


@pytest.mark.parametrize(
    "row",
    [
        replace(ROW, state=State.PLANNED),
        replace(ROW, state=State.PLANNED, reason="ratelimited"),
        replace(ROW, state=State.SENDING),
        replace(ROW, kind=Kind.HELD, state=State.DROPPED, reason="nothing to say"),
    ],
)
def test_what_is_only_on_its_way_is_no_news(row: Delivery) -> None:
    assert received(row) is None


@pytest.mark.parametrize(("after", "counts"), [(2, True), (30, False), (None, False)])
def test_an_act_is_said_where_it_came_in_time(after: int | None, *, counts: bool) -> None:
    acted_at = NINE + after * HOUR if after else None
    found = received(replace(ROW, act_by=NINE + 30 * HOUR, acted_at=acted_at))
    assert found
    assert found.acted_at == (acted_at if counts else None)


def test_newest_first_by_the_readers_own_day() -> None:
    late = replace(ROW, claimed_at=at("2026-03-19 00:30"))
    inbox = inbox_of([ROW, late], zone=BERLIN, now=at("2026-03-19 10:00"), most=5)
    assert [one.at for one in inbox.items] == [late.claimed_at, ROW.claimed_at]
    assert len(inbox.on(inbox.today)) == 1
    elsewhere = inbox_of([ROW, late], zone=NEW_YORK, now=at("2026-03-19 10:00"), most=5)
    assert elsewhere.on(elsewhere.today) == ()

"""What people log is taken once and never changed; what a source says follows it; all of it adds up."""

from dataclasses import replace

import pytest

from sla.activity import LeadHistory, Outcome
from sla.leads import LeadId, Stored
from sla.money import Money
from sla.ports import UnitOfWork
from sla.touches import Direction, Manner, TouchFact, TouchKind
from tests.storage.examples import NOW, days, deal_row, hours, lead_row, touch_row


@pytest.fixture
def lead_id(work: UnitOfWork) -> LeadId:
    work.leads.upsert([lead_row("1")])
    return work.leads.ids_by_external("file", ["1"])["1"]


def history_of(work: UnitOfWork, lead_id: LeadId) -> LeadHistory:
    (history,) = work.leads.histories([lead_id])
    return history


def test_a_touch_comes_back_as_it_was_given(work: UnitOfWork, lead_id: LeadId):
    (member,) = work.members.ensure(["ana@example.com"]).values()
    row = touch_row("press-1", lead_id, by_member=member)
    assert work.touches.add([row]) == Stored(created=1)
    touch = work.touches.by_key("slack", "press-1")
    assert touch is not None
    assert (touch.row, touch.undone_at) == (row, None)
    assert work.touches.get(touch.id) == touch
    assert work.touches.by_key("file", "press-1") is None


def test_a_known_key_changes_nothing(work: UnitOfWork, lead_id: LeadId):
    work.touches.add([touch_row("1", lead_id)])
    again = [touch_row("1", lead_id, kind=TouchKind.EMAIL), touch_row("2", lead_id), touch_row("2", lead_id)]
    assert work.touches.add(again) == Stored(created=1, unchanged=2)
    touch = work.touches.by_key("slack", "1")
    assert touch is not None
    assert touch.row.kind is TouchKind.CALL
    assert work.touches.add([]) == Stored()


def test_a_feeds_touch_is_as_it_says_now(work: UnitOfWork, lead_id: LeadId):
    work.leads.upsert([lead_row("2")])
    other = work.leads.ids_by_external("file", ["2"])["2"]
    rows = [touch_row("1", lead_id, source="crm"), touch_row("2", lead_id, source="crm")]
    assert work.touches.upsert(rows) == Stored(created=2)
    moved = replace(rows[0], lead_id=other, occurred_at=NOW - hours(2), received_at=NOW + days(9), note="")
    stored = work.touches.upsert([moved, rows[1]])
    assert stored == Stored(updated=1, unchanged=1)
    assert (stored.new, stored.changed) == (frozenset(), {"1"})
    touch = work.touches.by_key("crm", "1")
    assert touch is not None
    assert touch.row == replace(moved, received_at=rows[0].received_at, note=rows[0].note)
    assert work.touches.leads_of("crm", ["1", "2", "3"]) == {lead_id, other}


def test_a_touch_that_its_source_takes_back_counts_no_more(work: UnitOfWork, lead_id: LeadId):
    row = touch_row("1", lead_id, source="crm")
    work.touches.upsert([row])
    assert work.touches.take_back("crm", ["1", "9"], NOW) == {lead_id}
    assert work.touches.take_back("crm", ["1"], NOW) == frozenset()
    assert history_of(work, lead_id).touches == ()
    assert work.touches.upsert([row]) == Stored(updated=1)
    assert len(history_of(work, lead_id).touches) == 1


def test_the_first_undoing_stays(work: UnitOfWork, lead_id: LeadId):
    work.touches.add([touch_row("1", lead_id)])
    touch = work.touches.by_key("slack", "1")
    assert touch is not None
    work.touches.undo(touch.id, NOW + hours(1))
    work.touches.undo(touch.id, NOW + hours(2))
    undone = work.touches.get(touch.id)
    assert undone is not None
    assert undone.undone_at == NOW + hours(1)
    assert work.touches.add([touch_row("1", lead_id)]) == Stored(unchanged=1), "it stays undone"


def test_activity_is_known_from_the_moment_it_happened(work: UnitOfWork, lead_id: LeadId):
    assert not work.touches.any_until(NOW)
    work.touches.add([touch_row("1", lead_id)])
    assert not work.touches.any_until(NOW - hours(1))
    assert work.touches.any_until(NOW)
    touch = work.touches.by_key("slack", "1")
    assert touch is not None
    work.touches.undo(touch.id, NOW)
    assert not work.touches.any_until(NOW)


def test_a_touch_is_read_as_the_counting_rule_wants_it(work: UnitOfWork, lead_id: LeadId):
    work.touches.add(
        [
            touch_row(
                "1",
                lead_id,
                kind=TouchKind.EMAIL,
                outcome=Outcome.BOUNCED,
                source="crm",
                manner=Manner.AUTOMATED,
            )
        ]
    )
    (fact,) = history_of(work, lead_id).touches
    assert fact == TouchFact(
        id=fact.id,
        kind=TouchKind.EMAIL,
        direction=Direction.OUTBOUND,
        occurred_at=NOW,
        logged_at=NOW + hours(1),
        manner=Manner.AUTOMATED,
        by_hand=False,
        held=True,
        bounced=True,
        source="crm",
        told=True,
    )


@pytest.mark.parametrize(
    ("outcome", "held"),
    [
        (None, True),
        (Outcome.HELD, True),
        (Outcome.REACHED, True),
        (Outcome.SCHEDULED, False),
        (Outcome.NO_ANSWER, False),
    ],
)
def test_a_meeting_took_place_unless_its_outcome_says_otherwise(
    work: UnitOfWork, lead_id: LeadId, outcome: Outcome | None, *, held: bool
):
    work.touches.add([touch_row("1", lead_id, kind=TouchKind.MEETING, outcome=outcome)])
    (fact,) = history_of(work, lead_id).touches
    assert (fact.held, fact.by_hand) == (held, True)


def test_a_deal_follows_its_source(work: UnitOfWork, lead_id: LeadId):
    euros = Money(minor=199_900, currency="EUR")
    assert work.deals.upsert([deal_row("1", lead_id), deal_row("2", lead_id)]) == Stored(created=2)
    assert work.deals.upsert([deal_row("1", lead_id), deal_row("2", lead_id)]) == Stored(unchanged=2)
    changed = [deal_row("1", lead_id, amount=euros), deal_row("2", lead_id, won_at=NOW + days(9))]
    assert work.deals.upsert(changed) == Stored(updated=2)
    won = work.deals.won(NOW, NOW + days(1), currency="EUR")
    assert (won.deals, won.amount, won.without_amount) == (1, euros, 0)


def test_a_deal_that_its_source_takes_back_adds_nothing(work: UnitOfWork, lead_id: LeadId):
    work.deals.upsert([deal_row("1", lead_id), deal_row("2", lead_id, won_at=NOW + hours(1))])
    assert work.deals.take_back("file", ["1"], NOW) == {lead_id}
    assert work.deals.first_won([lead_id]) == {lead_id: NOW + hours(1)}
    assert work.deals.won(NOW, NOW + days(1), currency="EUR").deals == 1
    assert work.paths.handed_off(NOW, NOW + days(1), currency="EUR")[0].won_at == NOW + hours(1)
    assert work.deals.upsert([deal_row("1", lead_id)]) == Stored(updated=1)
    assert work.deals.first_won([lead_id]) == {lead_id: NOW}


def test_the_last_of_two_deals_with_one_key_stands(work: UnitOfWork, lead_id: LeadId):
    rows = [deal_row("1", lead_id), deal_row("1", lead_id, won_at=NOW + days(1))]
    assert work.deals.upsert(rows) == Stored(created=1, unchanged=1)
    assert work.deals.won(NOW + days(1), NOW + days(2), currency="EUR").deals == 1


def test_won_adds_up_one_currency_and_counts_the_rest(work: UnitOfWork, lead_id: LeadId):
    most = Money(minor=2**62, currency="EUR")
    amounts = [most, Money(minor=5, currency="EUR"), Money(minor=7, currency="USD"), None]
    work.deals.upsert([deal_row(str(n), lead_id, amount=amount) for n, amount in enumerate(amounts)])
    won = work.deals.won(NOW, NOW + days(1), currency="EUR")
    assert (won.deals, won.amount.minor, won.without_amount) == (4, 2**62 + 5, 2)
    nothing = work.deals.won(NOW + days(1), NOW + days(2), currency="JPY")
    assert (nothing.deals, nothing.amount, nothing.without_amount) == (0, Money(minor=0, currency="JPY"), 0)


def test_what_these_leads_brought_in_by_then(work: UnitOfWork, lead_id: LeadId):
    work.leads.upsert([lead_row("2")])
    other = work.leads.ids_by_external("file", ["2"])["2"]
    rows = [
        deal_row("1", lead_id, won_at=NOW, amount=Money.of(100, "EUR")),
        deal_row("2", lead_id, won_at=NOW, amount=Money.of(7, "USD")),
        deal_row("3", lead_id, won_at=NOW + hours(1), amount=Money.of(1000, "EUR")),
        deal_row("4", other, won_at=NOW, amount=Money.of(30, "EUR")),
    ]
    work.deals.upsert(rows)
    won = work.deals.of([lead_id], until=NOW, currency="EUR")
    assert (won.deals, won.amount, won.without_amount) == (2, Money.of(100, "EUR"), 1)
    both = work.deals.of([lead_id, other, lead_id], until=NOW + hours(1), currency="EUR")
    assert (both.deals, both.amount) == (4, Money.of(1130, "EUR"))
    assert work.deals.of([], until=NOW, currency="EUR").deals == 0

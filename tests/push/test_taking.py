"""What becomes of pushed events: stored once, corrected, taken back, or rejected with one sentence each."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.event import listen, remove

from intake.push_forgetting import ForgetAnswers
from sla.leads import StopReason
from sla.pushed import Message
from sla.services.recount import recount
from sla.services.same_people import merged_at_source
from tests.push.desk import PushDesk, deal, deleted, lead, results, stage, touch
from tests.stores import SqlStore

OK = {"created": ("created", None), "updated": ("updated", None), "unchanged": ("unchanged", None)}


def test_each_kind_is_stored_once_and_counts_at_once(each: PushDesk) -> None:
    each.add()
    events = [touch(), deal(), stage(), lead()]
    assert each.push(*events) == [OK["created"]] * 4
    assert each.push(*events) == [OK["unchanged"]] * 4
    found = each.history("1").lead
    assert found.derived.first_attempt_at == datetime(2025, 11, 6, 9, tzinfo=UTC)
    assert found.stop_reason is StopReason.WON
    assert each.owner("1") == "ana@example.com"
    assert each.rows() == {"lead": 1, "touch": 1, "stage": 1, "deal": 1}


def test_a_correction_moves_the_verdict(each: PushDesk) -> None:
    each.add()
    each.push(lead(), lead("2"), touch())
    assert each.push(touch(about="2", occurred_at="2025-11-07T09:00:00Z")) == [OK["updated"]]
    assert each.history("1").lead.derived.first_attempt_at is None
    assert each.history("2").lead.derived.first_attempt_at == datetime(2025, 11, 7, 9, tzinfo=UTC)


def test_what_is_deleted_counts_no_longer_and_may_come_again(each: PushDesk) -> None:
    each.add()
    each.push(lead(), touch(), deal())
    gone = [deleted("touch", "t1"), deleted("deal", "d1"), deleted("stage", "nothing")]
    assert each.push(*gone) == [OK["updated"], OK["updated"], ("unchanged", "unknown_id")]
    found = each.history("1").lead
    assert (found.derived.first_attempt_at, found.stopped_at) == (None, None)
    assert each.push(*gone) == [("unchanged", "unknown_id")] * 3
    assert each.push(touch()) == [OK["updated"]]
    assert each.history("1").lead.derived.first_attempt_at is not None


def test_a_deleted_lead_stays_on_the_record_and_its_clock_stops(each: PushDesk) -> None:
    each.add()
    each.push(lead(), touch())
    assert each.push(deleted("lead", "1")) == [OK["updated"]]
    found = each.history("1").lead
    assert (found.stop_reason, found.stopped_at) == (StopReason.GONE, each.now)
    assert each.push(deleted("lead", "1")) == [("unchanged", "unknown_id")]
    each.push(lead())
    assert each.history("1").lead.stopped_at is None


def test_a_deleted_record_that_was_made_one_with_another_stops_only_itself(each: PushDesk) -> None:
    each.add()
    each.push(lead(), lead("2"), touch(about="2"))
    with each.desk.open() as work:
        recount(
            work,
            merged_at_source(work, "crm", kept="1", gone="2", now=each.now),
            book=each.desk.book(work),
            now=each.now,
        )
        work.commit()
    assert each.push(deleted("lead", "2")) == [OK["updated"]]
    found = each.history("1")
    assert (found.lead.stopped_at, len(found.touches)) == (None, 1)


def test_an_owner_is_given_the_lead_on_the_record(each: PushDesk) -> None:
    each.add()
    each.push(lead(), lead("2"))
    owner = {"type": "owner", "lead": "1", "owner": "lee@example.com"}
    assert each.push(owner) == [OK["updated"]]
    assert each.push(owner) == [OK["unchanged"]]
    assert each.owner("1") == "lee@example.com"
    with each.desk.look() as work:
        assert len(work.ownerships.of(each.history("1").lead.id)) == 2
        assert len(work.ownerships.of(each.history("2").lead.id)) == 1


def test_an_owner_whom_the_agreement_does_not_name(desk: PushDesk) -> None:
    desk.add()
    assert desk.push(lead(owner="nobody@example.com")) == [("created", "unknown_owner")]
    assert desk.owner("1") is None
    for nobody in ("nobody@example.com", "kim@example.com"):
        owner = {"type": "owner", "lead": "1", "owner": nobody}
        assert desk.push(owner) == [("rejected", "unknown_owner")]


def test_a_deal_that_is_not_won_and_a_call_not_made_are_no_facts(desk: PushDesk) -> None:
    desk.add()
    desk.push(lead())
    open_deal, planned = deal(status="negotiation", won_at=""), touch(outcome="not started")
    assert desk.push(open_deal, planned) == [("unchanged", "not_won"), ("unchanged", "not_done")]
    assert desk.push(deal(status="closed won"), touch()) == [OK["created"]] * 2
    assert desk.push(open_deal, planned) == [("updated", "not_won"), ("updated", "not_done")]
    assert desk.history("1").lead.stopped_at is None
    assert desk.rows() == {"lead": 1}


def test_the_last_event_of_a_request_holds(desk: PushDesk) -> None:
    desk.add()
    assert desk.push(lead(), touch(), touch(outcome="connected"), deleted("touch", "t1")) == [
        OK["created"],
        ("unchanged", "superseded"),
        ("unchanged", "superseded"),
        ("unchanged", "unknown_id"),
    ]
    assert desk.push(deleted("touch", "t1"), touch()) == [("unchanged", "superseded"), OK["created"]]
    assert desk.push(touch(), touch(activity="levitation")) == [OK["unchanged"], ("rejected", "invalid")]


@pytest.mark.parametrize(
    ("event", "field", "code", "message"),
    [
        (touch(about="9" * 201), "lead", "unknown_lead", "is not the id of a lead from crm"),
        (touch(about="99", activity="levitation"), "activity", "invalid", "send one of these words: call"),
        (
            {"type": "owner", "lead": "99", "owner": "ana@example.com"},
            "lead",
            "unknown_lead",
            'lead "99" is not',
        ),
        (touch(lead=None), "lead", "missing", "lead is missing or blank; a touch event needs external_id"),
        (touch(occured_at="x"), "occured_at", "unknown_field", "did you mean occurred_at?"),
        (touch(occurred_at="2025-11-06 10:00"), "occurred_at", "no_zone", "has no UTC offset; send one"),
        (touch(occurred_at="6.11.2025"), "occurred_at", "invalid", "is not a date written as Y-m-d"),
        (touch(occurred_at="2026-01-01T00:00:00Z"), "occurred_at", "invalid", "lies in the future"),
        (touch(activity="levitation"), "activity", "invalid", "send one of these words: call"),
        (touch(owner={"email": "a"}), "owner", "nested", "owner holds an object or a list"),
        (deal(amount="12,5k"), "amount", "invalid", "amount "),
        (deal(currency="EUR"), "currency", "invalid", "EUR is not USD, the agreement's currency"),
        (touch("\x00"), "external_id", "missing", "external_id is missing or blank"),
        (touch("x" * 201), "external_id", "invalid", "is longer than 200 characters"),
        (
            deleted("planet", "1"),
            "what",
            "invalid",
            '"planet" cannot be deleted; say lead, stage, deal, touch.',
        ),
        ({"type": "moon", "external_id": "1"}, "type", "unknown_type", "type is not known; say lead, owner"),
        ({"external_id": "1"}, "type", "unknown_type", "type is not known"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else "",
)
def test_each_bad_event_gets_one_sentence_at_its_field(
    desk: PushDesk, event: dict[str, object], field: str, code: str, message: str
) -> None:
    desk.add()
    desk.push(lead())
    good = touch("good")
    reply = desk.reply(good, event)
    taken, bad = results(reply)
    assert reply.status == 207
    assert taken["result"] == "created"
    assert (bad["result"], bad["field"], bad["code"]) == ("rejected", field, code)
    assert message in bad["message"]
    assert desk.rows() == {"lead": 1, "touch": 1}


def test_naive_times_are_in_the_zone_of_the_source(desk: PushDesk) -> None:
    desk.add(zone="Europe/Berlin")
    desk.push(lead(), touch(occurred_at="2025-11-06 10:00"))
    assert desk.history("1").lead.derived.first_attempt_at == datetime(2025, 11, 6, 9, tzinfo=UTC)


def test_three_bad_ones_of_five_hundred(each: PushDesk) -> None:
    each.add()
    events = [lead(), *(touch(f"t{n}") for n in range(496)), *(touch(f"b{n}", lead=None) for n in range(3))]
    assert each.push(*events) == [*[OK["created"]] * 497, *[("rejected", "missing")] * 3]
    with each.desk.look() as work:
        lately = work.pushes.counted((each.now - timedelta(days=1)).date())["crm"]
    assert [(one.kind, one.created, one.rejected) for one in lately] == [("lead", 1, 0), ("touch", 496, 3)]


def test_nothing_taken_is_said_by_the_status(desk: PushDesk) -> None:
    desk.add()
    assert desk.reply(touch(lead=None)).status == 422
    assert desk.reply(lead()).status == 200


def test_a_message_that_comes_again_gets_its_first_answer(each: PushDesk) -> None:
    each.add()
    message = Message(id="m1", body_hash="aa")
    first = each.reply(lead(), message=message)
    again = each.reply(lead(name="Another"), message=message)
    assert (again.status, again.body, again.results) == (first.status, first.body, {})
    assert each.history("1").lead.name == "Lead 1"
    other = each.reply(lead(), message=Message(id="m1", body_hash="bb"))
    assert (other.status, "id_used_again" in other.body) == (422, True)
    each.now += timedelta(hours=24, seconds=1)
    assert results(each.reply(lead(), message=message))[0]["result"] == "unchanged"


def test_sources_do_not_see_each_others_leads(desk: PushDesk) -> None:
    desk.add()
    desk.add("phone")
    desk.push(lead())
    assert desk.push(touch(), source="phone") == [("unchanged", "waiting")]
    desk.push(lead())
    assert desk.rows("phone") == {}
    assert desk.push(deleted("lead", "1"), source="phone") == [("unchanged", "unknown_id")]
    assert desk.history("1").lead.stopped_at is None


def test_answers_are_forgotten_after_a_day_and_not_before(each: PushDesk) -> None:
    each.add()
    each.reply(lead(), message=Message(id="m1", body_hash="aa"))
    forget = ForgetAnswers(each.desk, lambda: each.now)
    assert forget(each.now) == 0
    each.now += timedelta(hours=24)
    assert forget(each.now) == 0
    each.now += timedelta(minutes=59)
    assert forget(each.now) == 0, "it looks once an hour"
    each.now += timedelta(minutes=1)
    assert forget(each.now) == 1


def test_a_request_costs_as_many_statements_with_many_events_as_with_few(
    desk: PushDesk, sqlite_store: SqlStore
) -> None:
    desk.add()
    desk.push(*(lead(str(n)) for n in range(100)), *(touch(f"old{n}", about=str(n)) for n in range(100)))

    def statements(numbers: range) -> int:
        made: list[object] = []

        def note(*args: object) -> None:
            made.append(args[2])

        events = [touch(f"new{n}", about=str(n)) for n in numbers]
        owners = [{"type": "owner", "lead": str(n), "owner": "lee@example.com"} for n in numbers]
        gone = [deleted("touch", f"old{n}") for n in numbers]
        listen(sqlite_store.engine, "before_cursor_execute", note)
        try:
            told = desk.push(*events, *owners, *gone)
        finally:
            remove(sqlite_store.engine, "before_cursor_execute", note)
        assert {result for result, _ in told} == {"created", "updated"}
        return len(made)

    assert statements(range(2)) == statements(range(2, 100))

"""Activities from files: which words are known, whose they are, and that they move their lead's clock."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from intake import Options
from intake.activity_words import ACTIVITIES, PLAIN_ACTIVITIES
from sla.errors import BadInput
from sla.leads import Stored
from sla.touches import Direction, Manner, TouchKind
from tests.intake.desk import NOW, Desk, Store

UTC_FILE = Options(zone="UTC")
LEADS = "id,created,owner\n1,2026-05-04 09:00,tom@example.com\n2,2026-05-04 09:00,\n"
HEADER = "activity id,lead id,type,date,direction,outcome,user\n"


@pytest.fixture
def with_leads(desk: Desk) -> Desk:
    desk.leads(LEADS, UTC_FILE)
    return desk


def test_touches_are_stored_and_their_leads_brought_up_to_date(with_leads: Desk, store: Store) -> None:
    report = with_leads.touches(
        HEADER + "a1,1,Call,2026-05-05 10:00,outbound,No answer,Tom@Example.com\n"
        "a2,1,Email,2026-05-08 10:00,,,zed@example.com\n"
        "a3,1,Incoming email,2026-05-09 10:00,,,\n"
        "a4,1,Sequence email,2026-05-10 10:00,,,\n"
        "a5,2,Meeting,2026-05-05 10:00,,scheduled,\n",
        UTC_FILE,
    )
    assert report.stored == Stored(created=5)
    assert report.unmatched_owners == ("zed@example.com",)
    history = store.history("1")
    assert history.lead.derived.first_attempt_at == datetime(2026, 5, 5, 10, tzinfo=UTC)
    assert history.lead.derived.follow_up_count == 1
    facts = {fact.occurred_at.day: fact for fact in history.touches}
    assert (facts[5].kind, facts[9].direction) == (TouchKind.CALL, Direction.INBOUND)
    assert facts[10].manner is Manner.AUTOMATED
    assert not any(fact.by_hand for fact in history.touches)
    (meeting,) = store.history("2").touches
    assert not meeting.held
    with store.units(store.tenant_id) as work:
        touch = work.touches.by_key("csv", "a1")
        assert touch is not None
        assert touch.row.by_member == history.lead.owner_id
        assert (touch.row.received_at, touch.row.note) == (NOW, "")


def test_twice_is_once(with_leads: Desk) -> None:
    text = (
        "lead id,activity,date\n1,call,2026-05-05 10:00\n1,call,2026-05-05 10:00\n2,call,2026-05-06 10:00\n"
    )
    assert with_leads.touches(text, UTC_FILE).stored == Stored(created=3)
    assert with_leads.touches(text, UTC_FILE).stored == Stored(unchanged=3)
    more = text + "2,email,2026-05-07 10:00\n"
    assert with_leads.touches(more, UTC_FILE).stored == Stored(created=1, unchanged=3)


def test_the_words_of_a_loan_desk_are_calls(with_leads: Desk, store: Store) -> None:
    words = ("qualify_call", "lead_follow_up", "offer_follow_up_call", "missing_docs_call")
    rows = "".join(f"1,{word},2026-05-0{day}T10:00:00Z\n" for day, word in enumerate(words, start=5))
    assert with_leads.touches("lead_id,activity,completed_at_utc\n" + rows, Options()).stored == Stored(
        created=4
    )
    assert {fact.kind for fact in store.history("1").touches} == {TouchKind.CALL}


def test_an_unknown_word_shows_the_known_ones_and_can_be_explained(with_leads: Desk) -> None:
    text = "lead id,activity,date,outcome\n" + "1,call,2026-05-05,\n" * 5 + "1,Ping!,2026-05-06,Meh\n"
    (rejection,) = with_leads.touches(text, UTC_FILE).rejected
    assert (rejection.row, rejection.field, rejection.value) == (7, "activity", "Ping!")
    assert '--map-value "Ping!=WORD"' in rejection.reason
    assert "call, email, meeting, message, note, task, inbound call" in rejection.reason
    (rejection,) = with_leads.touches(text, replace(UTC_FILE, words={"ping": "message"})).rejected
    assert (rejection.field, rejection.value) == ("outcome", "Meh")
    said = replace(UTC_FILE, words={"ping": "message", "meh": "reached"})
    assert with_leads.touches(text, said).rejected == ()
    assert (
        with_leads.touches(text, replace(said, words={"ping": "message"}, columns={"outcome": ""})).rejected
        == ()
    )


def test_the_words_that_are_shown_are_all_known() -> None:
    assert set(PLAIN_ACTIVITIES) <= set(ACTIVITIES)


@pytest.mark.parametrize("outcome", ["Not Started", "planned", "In Progress"])
def test_what_is_only_intended_is_skipped(with_leads: Desk, store: Store, outcome: str) -> None:
    text = f"lead id,type,date,status\n1,call,2026-05-05,Completed\n1,call,,{outcome}\n"
    report = with_leads.touches(text, UTC_FILE)
    assert (report.rows, report.stored, report.skipped, report.rejected) == (2, Stored(created=1), 1, ())
    assert len(store.history("1").touches) == 1


def test_an_unknown_lead_is_a_bad_row(with_leads: Desk) -> None:
    rows = "1,call,2026-05-05\n" * 4
    report = with_leads.touches("lead id,activity,date\n" + rows + "99,call,2026-05-05\n", UTC_FILE)
    (rejection,) = report.rejected
    assert (rejection.row, rejection.field, rejection.value) == (6, "lead id", "99")
    assert rejection.reason == '"99" is not the id of an imported lead; import the leads first.'


def test_leads_of_another_source_are_not_meant(with_leads: Desk) -> None:
    with pytest.raises(BadInput, match="import the leads first"):
        with_leads.touches("lead id,activity,date\n1,call,2026-05-05\n", replace(UTC_FILE, source="hubspot"))


def test_touches_later_than_the_movable_clock_wait_for_it(with_leads: Desk, store: Store) -> None:
    with_leads.touches("lead id,activity,date\n1,call,2026-06-10 10:00\n", UTC_FILE)
    derived = store.history("1").lead.derived
    assert derived.first_attempt_at is None
    assert derived.recount_at == datetime(2026, 6, 10, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("activity", "manner", "meant"),
    [
        ("Call", "", Manner.PERSON),
        ("Sequence email", "", Manner.AUTOMATED),
        ("Marketing email", "", Manner.BULK),
        ("Internal meeting", "", Manner.INTERNAL),
        ("Email", "Sequence", Manner.AUTOMATED),
        ("Email", "1:1", Manner.PERSON),
        ("Bulk email", "by a person", Manner.PERSON),
        ("Meeting", "internal", Manner.INTERNAL),
    ],
)
def test_how_it_was_made_is_a_word_or_a_column(
    with_leads: Desk, store: Store, activity: str, manner: str, meant: Manner
) -> None:
    with_leads.touches(f"lead id,activity,date,manner\n1,{activity},2026-05-05 10:00,{manner}\n", UTC_FILE)
    (fact,) = store.history("1").touches
    assert fact.manner is meant


def test_an_unknown_manner_is_a_bad_row_that_shows_the_known_ones(with_leads: Desk) -> None:
    text = (
        "lead id,activity,date,manner\n1,call,2026-05-05 10:00,psychic\n" + "1,call,2026-05-06 10:00,\n" * 5
    )
    report = with_leads.touches(text, UTC_FILE)
    (bad,) = report.rejected
    assert bad.field == "manner"
    assert "person, automated, bulk, internal" in bad.reason

"""Leads are merged by their key, found by name, and changed column by column."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from sla.leads import LeadId, Stop, StopReason, Stored
from sla.people import MemberId
from sla.ports import UnitOfWork
from tests.storage.examples import NOW, days, derived, hours, lead_row, touch_row, won


@pytest.fixture
def owner(work: UnitOfWork) -> MemberId:
    return work.members.ensure(["ana@example.com"])["ana@example.com"]


@pytest.fixture
def other(work: UnitOfWork) -> MemberId:
    return work.members.ensure(["bo@example.com"])["bo@example.com"]


def id_of(work: UnitOfWork, external_id: str) -> LeadId:
    return work.leads.ids_by_external("file", [external_id])[external_id]


def test_a_new_lead_comes_back_as_it_was_given(work: UnitOfWork, owner: MemberId):
    row = lead_row("1", owner_id=owner, version=None)
    assert work.leads.upsert([row]) == Stored(created=1)
    lead = work.leads.get(id_of(work, "1"))
    assert lead is not None
    assert (lead.external_id, lead.name, lead.lead_type, lead.origin, lead.stage) == (
        "1", "Ada Lovelace", "website", "Website form", "MQL",
    )  # fmt: skip
    assert (lead.owner_id, lead.zone, lead.version) == (owner, "Europe/Berlin", None)
    assert (lead.handed_off_at, lead.first_attempt_due_at) == (NOW, NOW + hours(4))
    assert (lead.stopped_at, lead.stop_reason, lead.snoozed_until) == (None, None, None)
    assert lead.derived == derived(recount_at=NOW)


def test_a_lead_that_nobody_knows_is_none(work: UnitOfWork):
    assert work.leads.get(LeadId(4711)) is None


def test_the_same_rows_again_write_nothing(work: UnitOfWork, owner: MemberId):
    rows = [lead_row("1", owner_id=owner), lead_row("2"), lead_row("1", source="crm")]
    assert work.leads.upsert(rows) == Stored(created=3)
    assert work.leads.upsert(rows) == Stored(unchanged=3)
    assert work.leads.upsert([]) == Stored()
    assert work.leads.count() == 3


@pytest.mark.parametrize(
    "changed",
    [{"name": "Ada King"}, {"lead_type": "outbound"}, {"stage": "SQL"}],
    ids=lambda one: next(iter(one)),
)
def test_a_changed_row_updates_its_lead(work: UnitOfWork, changed: dict[str, str]):
    work.leads.upsert([lead_row("1"), lead_row("2")])
    assert work.leads.upsert([lead_row("1", **changed), lead_row("2")]) == Stored(updated=1, unchanged=1)
    lead = work.leads.get(id_of(work, "1"))
    assert {name: getattr(lead, name) for name in changed} == changed


def test_a_renamed_lead_is_found_by_its_new_name_only(work: UnitOfWork):
    work.leads.upsert([lead_row("1", name="Ada")])
    work.leads.upsert([lead_row("1", name="Grace")])
    assert [lead.name for lead in work.leads.find("grace", now=NOW, limit=5)] == ["Grace"]
    assert work.leads.find("ada", now=NOW, limit=5) == ()


def test_an_owner_is_replaced_but_never_taken_away(work: UnitOfWork, owner: MemberId, other: MemberId):
    work.leads.upsert([lead_row("1", owner_id=owner)])
    assert work.leads.upsert([lead_row("1", owner_id=None)]) == Stored(unchanged=1)
    assert work.leads.upsert([lead_row("1", owner_id=other)]) == Stored(updated=1)
    lead = work.leads.get(id_of(work, "1"))
    assert lead is not None
    assert lead.owner_id == other


def test_a_repeated_row_never_moves_the_handoff_and_what_it_fixed(work: UnitOfWork):
    work.leads.upsert([lead_row("1")])
    moved = lead_row("1", handed_off_at=NOW + days(9), zone="Asia/Tokyo", version=2)
    assert work.leads.upsert([moved]) == Stored(unchanged=1)
    lead = work.leads.get(id_of(work, "1"))
    assert lead is not None
    assert (lead.handed_off_at, lead.zone, lead.version) == (NOW, "Europe/Berlin", 1)
    assert lead.first_attempt_due_at == NOW + hours(4)


def test_a_key_twice_in_one_batch_is_one_lead(work: UnitOfWork, owner: MemberId):
    rows = [
        lead_row("1", owner_id=owner, name="Ada"),
        lead_row("1", name="Ada King", handed_off_at=NOW + days(1)),
    ]
    assert work.leads.upsert(rows) == Stored(created=1, unchanged=1)
    lead = work.leads.get(id_of(work, "1"))
    assert lead is not None
    assert (lead.name, lead.owner_id, lead.handed_off_at) == ("Ada King", owner, NOW)
    assert work.leads.upsert(rows) == Stored(unchanged=2)


def test_a_won_lead_stays_won_when_its_file_comes_again(work: UnitOfWork):
    work.leads.upsert([lead_row("1", stage="opportunity")])
    work.leads.set_stops(won({id_of(work, "1"): NOW + days(2)}))
    assert work.leads.upsert([lead_row("1", stage="opportunity")]) == Stored(unchanged=1)
    lead = work.leads.get(id_of(work, "1"))
    assert lead is not None
    assert (lead.stage, lead.stopped_at, lead.stop_reason) == (
        "opportunity",
        NOW + days(2),
        StopReason.WON,
    )


def test_a_stop_is_set_changed_and_taken_away(work: UnitOfWork):
    work.leads.upsert([lead_row("1"), lead_row("2")])
    first = id_of(work, "1")
    for stop in (
        Stop(at=NOW + days(3), reason=StopReason.WON),
        Stop(at=NOW, reason=StopReason.ANSWERED),
        None,
    ):
        work.leads.set_stops({first: stop})
        work.leads.set_stops({})
        lead, other = (work.leads.get(id_of(work, one)) for one in ("1", "2"))
        assert lead is not None
        assert other is not None
        assert (lead.stop, lead.stage) == (stop, "MQL")
        assert other.stop is None


def test_derived_columns_are_saved_together(work: UnitOfWork):
    work.leads.upsert([lead_row("1"), lead_row("2")])
    columns = derived(
        follow_up_count=2,
        first_attempt_at=NOW + hours(1),
        next_due_at=NOW + days(14),
        suggested_on=(NOW + days(5)).date(),
        recount_at=NOW + days(3),
    )
    ids = work.leads.ids_by_external("file", ["1", "2"])
    work.leads.save_derived({ids["1"]: columns, ids["2"]: derived()})
    found = {lead_id: lead.derived for lead_id in ids.values() if (lead := work.leads.get(lead_id))}
    assert found == {ids["1"]: columns, ids["2"]: derived()}
    work.leads.save_derived({})


def test_leads_whose_next_fact_has_come_are_behind(work: UnitOfWork):
    work.leads.upsert([lead_row("later", handed_off_at=NOW + hours(2)), lead_row("now"), lead_row("done")])
    ids = work.leads.ids_by_external("file", ["later", "now", "done"])
    work.leads.save_derived({ids["done"]: derived()})
    assert work.leads.behind(NOW - hours(1), 9) == ()
    assert work.leads.behind(NOW, 9) == (ids["now"],)
    assert work.leads.behind(NOW + hours(2), 9) == (ids["now"], ids["later"])
    assert work.leads.behind(NOW + hours(2), 1) == (ids["now"],)


def test_a_snooze_is_set_and_lifted(work: UnitOfWork):
    work.leads.upsert([lead_row("1")])
    lead_id = id_of(work, "1")
    for until in (NOW + days(1), None):
        work.leads.snooze(lead_id, until)
        lead = work.leads.get(lead_id)
        assert lead is not None
        assert lead.snoozed_until == until


def test_leads_are_counted_up_to_a_moment(work: UnitOfWork):
    work.leads.upsert([lead_row("1"), lead_row("2", handed_off_at=NOW + days(1))])
    assert work.leads.count() == 2
    assert work.leads.count(until=NOW) == 1
    assert work.leads.count(until=NOW - hours(1)) == 0


def test_names_are_found_in_any_case_exact_ones_first(work: UnitOfWork):
    names = {"1": "Anna Müller", "2": "MÜLLER", "3": "Jo Müller-Ott", "4": "Mullen"}
    work.leads.upsert([
        lead_row(one, name=name, handed_off_at=NOW + hours(int(one))) for one, name in names.items()
    ])  # fmt: skip
    found = work.leads.find("müller", now=NOW + days(1), limit=9)
    assert [lead.name for lead in found] == ["MÜLLER", "Jo Müller-Ott", "Anna Müller"]
    assert len(work.leads.find("müller", now=NOW + days(1), limit=2)) == 2
    assert [lead.name for lead in work.leads.find("ÜLL", now=NOW + hours(1), limit=9)] == ["Anna Müller"]


@pytest.mark.parametrize("text", ["%", "_", "/", "\\", "a_a", "100%%"])
def test_signs_of_the_query_language_are_plain_text(work: UnitOfWork, text: str):
    work.leads.upsert([lead_row("1", name="Ada"), lead_row("2", name=f"x{text}y")])
    assert [lead.external_id for lead in work.leads.find(text, now=NOW, limit=9)] == ["2"]


def test_names_are_looked_for_among_one_owners_leads(work: UnitOfWork, owner: MemberId, other: MemberId):
    work.leads.upsert([lead_row("1", owner_id=owner), lead_row("2", owner_id=other), lead_row("3")])
    assert [lead.external_id for lead in work.leads.find("ada", now=NOW, limit=9, owner_id=other)] == ["2"]


def test_a_lead_with_its_touches_in_order_of_time(work: UnitOfWork, owner: MemberId):
    work.leads.upsert([lead_row("1"), lead_row("2")])
    ids = work.leads.ids_by_external("file", ["1", "2"])
    work.touches.add([
        touch_row("late", ids["1"], occurred_at=NOW + days(2), by_member=owner),
        touch_row("early", ids["1"], occurred_at=NOW + days(1)),
        touch_row("undone", ids["1"], occurred_at=NOW),
        touch_row("other", ids["2"], occurred_at=NOW),
    ])  # fmt: skip
    undone = work.touches.by_key("slack", "undone")
    assert undone is not None
    work.touches.undo(undone.id, NOW + days(3))
    history, empty = work.leads.histories([ids["1"], LeadId(4711), ids["2"]])
    assert [fact.occurred_at for fact in history.touches] == [NOW + days(1), NOW + days(2)]
    assert [history.lead.id, empty.lead.id] == [ids["1"], ids["2"]]
    assert work.leads.histories([]) == ()


def test_leads_handed_off_in_a_span_come_with_their_touches(work: UnitOfWork):
    work.leads.upsert([
        lead_row("before", handed_off_at=NOW - hours(1)),
        lead_row("second", handed_off_at=NOW + hours(1)),
        lead_row("first"),
        lead_row("not judged", version=None),
        lead_row("end", handed_off_at=NOW + days(1)),
    ])  # fmt: skip
    work.touches.add([touch_row("t", id_of(work, "second")), touch_row("u", id_of(work, "before"))])
    histories = work.leads.handed_off_between(NOW, NOW + days(1))
    assert [(one.lead.external_id, len(one.touches)) for one in histories] == [("first", 0), ("second", 1)]


def test_moments_come_out_in_utc_however_they_went_in(work: UnitOfWork):
    berlin = NOW.astimezone(ZoneInfo("Europe/Berlin"))
    work.leads.upsert([replace(lead_row("1"), handed_off_at=berlin)])
    lead = work.leads.get(id_of(work, "1"))
    assert lead is not None
    assert lead.handed_off_at == NOW
    assert lead.handed_off_at.tzinfo is not None


def test_leads_that_are_gone_at_their_source(work: UnitOfWork, owner: MemberId, other: MemberId):
    whose = (("b", owner), ("a", owner), ("won", owner), ("else", other))
    work.leads.upsert([lead_row(key, owner_id=one, handed_off_at=NOW - days(9)) for key, one in whose])
    second, first, sold, foreign = (id_of(work, key) for key, _ in whose)
    gone = {first: NOW - hours(1), second: NOW, foreign: NOW}
    work.leads.set_stops({one: Stop(at=at, reason=StopReason.GONE) for one, at in gone.items()})
    work.leads.set_stops(won({sold: NOW}))
    assert [lead.id for lead in work.leads.gone(owner, NOW - hours(2), NOW)] == [first, second]
    assert [lead.id for lead in work.leads.gone(owner, NOW - hours(1), NOW)] == [second]
    assert work.leads.gone(owner, NOW, NOW + days(1)) == ()

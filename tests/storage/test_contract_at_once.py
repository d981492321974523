"""What commands look up and write in one way says the same as the single repositories do in many."""

from dataclasses import replace
from datetime import date

import pytest

from sla.absence import NewAbsence
from sla.activity import LeadHistory, StageChange
from sla.decisions import Decision, DecisionKind
from sla.kept import Kept
from sla.leads import Lead, LeadId, StopReason
from sla.people import MemberId, TenantId
from sla.ports import UnitOfWork
from tests.storage.examples import NOW, answer_row, days, deal_row, derived, hours, lead_row, touch_row
from tests.stores import AnyStore

MONDAY, FRIDAY = date(2026, 3, 9), date(2026, 3, 13)


@pytest.fixture
def people(work: UnitOfWork) -> tuple[MemberId, MemberId]:
    ids = work.members.ensure(["ana@example.com", "bo@example.com"])
    work.members.link({ids["ana@example.com"]: "UANA", ids["bo@example.com"]: "UBO"})
    return ids["ana@example.com"], ids["bo@example.com"]


def away(work: UnitOfWork, who: MemberId, first: date, *, stand_in: MemberId | None = None) -> None:
    assert work.absences.add(
        NewAbsence(member_id=who, first=first, last=first, stand_in=stand_in, by=who, at=NOW)
    )


def lead(work: UnitOfWork, owner: MemberId | None, key: str = "1") -> LeadId:
    work.leads.upsert([lead_row(key, owner_id=owner)])
    return work.leads.ids_by_external("file", [key])[key]


def eventful(work: UnitOfWork, owner: MemberId, key: str) -> LeadId:
    """Two of everything, and one touch that was taken back."""
    lead_id = lead(work, owner, key)
    work.touches.add([touch_row(f"{key}.{n}", lead_id, occurred_at=NOW + hours(n)) for n in (3, 1, 2)])
    undone = work.touches.by_key("slack", f"{key}.2")
    assert undone
    work.touches.undo(undone.id, NOW + hours(4))
    work.answers.add([answer_row(f"{key}.{n}", lead_id, at=NOW + hours(n)) for n in (2, 1)])
    work.deals.upsert([deal_row(f"{key}.{n}", lead_id, won_at=NOW + days(n)) for n in (9, 8)])
    for n in (2, 1):
        change = StageChange(
            source="file", external_id=f"{key}.{n}", lead_id=lead_id, stage="SQL", entered_at=NOW + days(n)
        )
        work.stages.upsert([change])
        kind = (DecisionKind.REJECTED, DecisionKind.DISPUTED)[n - 1]
        made = Decision(
            key=f"{key}.{n}", lead_id=lead_id, kind=kind, by=owner, at=NOW + days(n), reason=None, note=""
        )
        assert work.decisions.add(made)
    return lead_id


def in_many(work: UnitOfWork, lead_id: LeadId, owner: MemberId) -> Kept:
    (history,) = work.leads.histories([lead_id])
    return Kept(
        mark=work.agreements.mark(),
        history=history,
        answers=work.answers.of([lead_id])[lead_id],
        changes=work.stages.of([lead_id])[lead_id],
        won_at=work.deals.first_won([lead_id])[lead_id],
        decisions=work.decisions.of([lead_id])[lead_id],
        owner=next(one for one in work.members.all() if one.id == owner),
        absences=tuple(one for one in work.absences.all() if one.member_id == owner),
    )


class TestALead:
    def test_with_everything_and_nothing_of_another(
        self, work: UnitOfWork, people: tuple[MemberId, MemberId]
    ) -> None:
        ana, bo = people
        lead_id = eventful(work, ana, "1")
        eventful(work, bo, "2")
        away(work, ana, FRIDAY)
        away(work, ana, MONDAY, stand_in=bo)
        away(work, bo, MONDAY)
        kept = work.at_once.lead(lead_id)
        assert kept == in_many(work, lead_id, ana)
        assert len(kept.history.touches) == 2
        assert [one.first for one in kept.absences] == [MONDAY, FRIDAY]

    def test_of_which_nothing_is_known(self, work: UnitOfWork) -> None:
        lead_id = lead(work, None)
        plain = work.leads.get(lead_id)
        assert plain is not None
        assert work.at_once.lead(lead_id) == Kept(
            mark=work.agreements.mark(), history=LeadHistory(lead=plain, touches=()), answers=(), changes=(),
            won_at=None, decisions=(), owner=None, absences=(),
        )  # fmt: skip

    def test_that_is_not_there(self, work: UnitOfWork) -> None:
        assert work.at_once.lead(LeadId(404)) is None

    def test_cancelled_days_are_left_out(self, work: UnitOfWork, people: tuple[MemberId, MemberId]) -> None:
        ana, _ = people
        lead_id = lead(work, ana)
        away(work, ana, MONDAY)
        work.absences.cancel(work.absences.all()[0].id, NOW)
        kept = work.at_once.lead(lead_id)
        assert kept is not None
        assert kept.absences == ()

    def test_is_read_by_a_unit_that_cannot_write(self, store: AnyStore, tenant_id: TenantId) -> None:
        with store.units(tenant_id) as work:
            lead_id = lead(work, None)
            work.commit()
        with store.looks(tenant_id) as look:
            kept = look.at_once.lead(lead_id)
            assert kept is not None
            assert kept.history.lead == look.leads.get(lead_id)


class TestAPerson:
    def test_with_the_days_that_concern_them(
        self, work: UnitOfWork, people: tuple[MemberId, MemberId]
    ) -> None:
        ana, bo = people
        away(work, ana, FRIDAY)
        away(work, bo, MONDAY, stand_in=ana)
        away(work, bo, FRIDAY)
        known = work.at_once.person("UANA")
        assert (known.mark, known.member) == (work.agreements.mark(), work.members.by_slack_id("UANA"))
        assert [(one.member_id, one.first) for one in known.absences] == [(bo, MONDAY), (ana, FRIDAY)]

    def test_whom_nobody_knows(self, work: UnitOfWork, people: tuple[MemberId, MemberId]) -> None:
        ana, _ = people
        away(work, ana, MONDAY)
        known = work.at_once.person("U404")
        assert (known.member, known.absences) == (None, ())

    def test_is_asked_for_first_and_then_others(self, store: AnyStore, tenant_id: TenantId) -> None:
        with store.units(tenant_id) as work:
            work.members.link(dict.fromkeys(work.members.ensure(["ana@example.com"]).values(), "UANA"))
            work.commit()
        with store.looks(tenant_id) as look:
            known = look.at_once.person("UANA")
            assert known.member in look.members.all()


class TestATouch:
    def test_is_stored_once(self, work: UnitOfWork) -> None:
        row = touch_row("press", lead(work, None))
        first, again = work.at_once.touch(row), work.at_once.touch(replace(row, note="another"))
        assert first == (work.touches.by_key("slack", "press"), True)
        assert again == (first[0], False)
        assert first[0].row == row


class TestSaving:
    def test_says_what_was_derived(self, work: UnitOfWork) -> None:
        lead_id = lead(work, None)
        other = lead(work, None, "2")
        plain, untouched = _there(work, lead_id), work.leads.get(other)
        saved = replace(
            plain, derived=derived(follow_up_count=2, next_due_at=NOW + days(1)), stopped_at=NOW,
            stop_reason=StopReason.WON, snoozed_until=NOW + days(2),
        )  # fmt: skip
        work.at_once.save(saved, reached=False)
        assert work.leads.get(lead_id) == saved
        work.at_once.save(plain, reached=False)
        assert work.leads.get(lead_id) == plain
        assert work.leads.get(other) == untouched

    def test_a_stage_that_was_reached_goes_before_the_files(self, work: UnitOfWork) -> None:
        lead_id = lead(work, None)
        work.at_once.save(replace(_there(work, lead_id), stage="SQL"), reached=True)
        work.leads.upsert([lead_row("1", stage="lead")])
        assert _there(work, lead_id).stage == "SQL"


def _there(work: UnitOfWork, lead_id: LeadId) -> Lead:
    found = work.leads.get(lead_id)
    assert found is not None
    return found

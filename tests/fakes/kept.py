"""What commands look up and write at once, from the single repositories in memory."""

from sla.activity import Touch, TouchRow
from sla.kept import Kept, Known
from sla.leads import Lead, LeadId
from sla.ports import UnitOfWork
from tests.fakes.rows import Rows


class FakeCommanding:
    def __init__(self, work: UnitOfWork, rows: Rows) -> None:
        self._work = work
        self._rows = rows

    def person(self, slack_id: str) -> Known:
        work, member = self._work, self._work.members.by_slack_id(slack_id)
        concerned = [
            one for one in work.absences.all() if member and member.id in {one.member_id, one.stand_in}
        ]
        return Known(mark=work.agreements.mark(), member=member, absences=tuple(concerned))

    def lead(self, lead_id: LeadId) -> Kept | None:
        work = self._work
        for history in work.leads.histories([lead_id]):
            owner_id = history.lead.owner_id
            return Kept(
                mark=work.agreements.mark(),
                history=history,
                answers=work.answers.of([lead_id]).get(lead_id, ()),
                changes=work.stages.of([lead_id]).get(lead_id, ()),
                won_at=work.deals.first_won([lead_id]).get(lead_id),
                decisions=work.decisions.of([lead_id]).get(lead_id, ()),
                owner=next((one for one in work.members.all() if one.id == owner_id), None),
                absences=tuple(one for one in work.absences.all() if one.member_id == owner_id),
            )
        return None

    def touch(self, row: TouchRow) -> tuple[Touch, bool]:
        is_new = self._work.touches.add([row]).created > 0
        stored = self._work.touches.by_key(row.source, row.external_id)
        assert stored is not None
        return stored, is_new

    def save(self, lead: Lead, *, reached: bool) -> None:
        if reached:
            self._rows.reached.add(lead.id)
        self._rows.leads[lead.id] = lead

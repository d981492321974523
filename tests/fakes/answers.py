"""What leads answered, in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sla.lead_answers import Answer, AnswerId, AnswerRow
from sla.leads import LeadId, Stored
from tests.fakes.rows import Rows


class FakeAnswers:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, rows: Sequence[AnswerRow]) -> Stored:
        created = 0
        for row in rows:
            if self.by_key(row.source, row.external_id) is None:
                answer_id = AnswerId(self._rows.next_id())
                self._rows.answers[answer_id] = Answer(id=answer_id, row=row, undone_at=None)
                created += 1
        return Stored(created=created, unchanged=len(rows) - created)

    def by_key(self, source: str, external_id: str) -> Answer | None:
        wanted = (source, external_id)
        every = self._rows.answers.values()
        return next((one for one in every if (one.row.source, one.row.external_id) == wanted), None)

    def get(self, answer_id: AnswerId) -> Answer | None:
        return self._rows.answers.get(answer_id)

    def undo(self, answer_id: AnswerId, at: datetime) -> None:
        answer = self._rows.answers[answer_id]
        if answer.undone_at is None:
            self._rows.answers[answer_id] = replace(answer, undone_at=at)

    def of(self, lead_ids: Sequence[LeadId]) -> Mapping[LeadId, tuple[Answer, ...]]:
        every = sorted(self._rows.answers.values(), key=lambda one: (one.row.at, one.id))
        found = {lead_id: tuple(one for one in every if one.row.lead_id == lead_id) for lead_id in lead_ids}
        return {lead_id: answers for lead_id, answers in found.items() if answers}

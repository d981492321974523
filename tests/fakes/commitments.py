"""What was taken on at stand-ups, in memory."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from sla.commitments import Commitment, CommitmentId, NewCommitment
from sla.people import MemberId
from tests.fakes.rows import Rows


class FakeCommitments:
    """What was given back is gone: nobody asks for it again."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def take_turn(self) -> None:
        """Nobody else is there."""

    def add(self, new: NewCommitment) -> Commitment:
        made = Commitment(
            id=CommitmentId(self._rows.next_id()),
            on=new.on,
            about=new.about,
            member_id=new.member_id,
            leads=new.leads,
            until=new.until,
            at=new.at,
        )
        self._rows.commitments[made.id] = made
        return made

    def move(self, commitment_id: CommitmentId, until: datetime) -> None:
        kept = self._rows.commitments.get(commitment_id)
        if kept is not None:
            self._rows.commitments[commitment_id] = replace(kept, until=until)

    def give_back(self, commitment_id: CommitmentId, at: datetime) -> None:  # noqa: ARG002 — the real one's name
        self._rows.commitments.pop(commitment_id, None)

    def get(self, commitment_id: CommitmentId) -> Commitment | None:
        return self._rows.commitments.get(commitment_id)

    def on(self, days: Collection[date]) -> tuple[Commitment, ...]:
        found = [one for one in self._rows.commitments.values() if one.on in days]
        return tuple(sorted(found, key=lambda one: (one.at, one.id)))

    def of_member(self, member_id: MemberId, since: date) -> tuple[Commitment, ...]:
        every = self._rows.commitments.values()
        found = [one for one in every if one.member_id == member_id and one.on >= since]
        return tuple(sorted(found, key=lambda one: (one.on, one.at, one.id)))

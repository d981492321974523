"""Leads that two sources have of one person: a manager says whether they are one, with ten minutes to undo it."""

from datetime import datetime, timedelta

from sla.activity import BY_HAND, StageChange
from sla.book import Book
from sla.errors import Conflict, NotAllowed, NotFound
from sla.leads import Lead, LeadId, StopReason
from sla.people import Actor, MemberId
from sla.ports import UnitOfWork
from sla.same_leads import Decided, Moved, Pair, Sighting, pairs_of
from sla.same_page import OneOfTwo, SamePage, Settled, TwoLeads
from sla.services.desk import Desk
from sla.services.recount import Owners, owners, recount
from sla.services.touching import UNDO_WITHIN

LOOKED_BACK = timedelta(days=180)
MOST_PAIRS = 3
"""At a time; the others come up as these are decided."""


def same_page(work: UnitOfWork, book: Book, now: datetime) -> SamePage:
    found, people = _pairs(work, now), owners(work, book)
    shown = tuple(
        TwoLeads(kept=_one(pair.kept, people), other=_one(pair.other, people)) for pair in found[:MOST_PAIRS]
    )
    return SamePage(pairs=shown, total=len(found))


class SamePeople:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def decide(
        self, actor: Actor, kept_id: LeadId, other_id: LeadId, now: datetime, *, same: bool
    ) -> Settled:
        """As one lead they keep the first handoff's dates and have the facts of both; else nothing changes."""
        by = _manager(actor)
        with self._desk.open() as work:
            decided = next((one for one in work.same_leads.decided() if _is(one, kept_id, other_id)), None)
            if decided is not None and decided.same == same:
                return self._settled(work, actor, decided, now)
            pair = next((one for one in _pairs(work, now) if _ids(one) == (kept_id, other_id)), None)
            if pair is None:
                raise Conflict("This was decided or has changed meanwhile, so nothing was done.")
            moved = _unite(work, pair.kept.lead, pair.other.lead, now, source=BY_HAND) if same else Moved()
            row = Decided(kept_id=kept_id, other_id=other_id, same=same, by=by, at=now, moved=moved)
            work.same_leads.decide(row)
            recount(work, [kept_id, other_id], book=self._desk.book(work), now=now)
            answer = self._settled(work, actor, row, now)
            work.commit()
            return answer

    def undo(self, actor: Actor, kept_id: LeadId, other_id: LeadId, now: datetime) -> Settled:
        """Everything as it was; facts that came in meanwhile stay where they came in."""
        _manager(actor)
        with self._desk.open() as work:
            decided = next((one for one in work.same_leads.decided() if _is(one, kept_id, other_id)), None)
            if decided is None:
                raise NotFound(
                    "Nothing stands that was decided about these two, so there is nothing to undo."
                )
            if decided.by is None:
                raise Conflict("Their source made these two one, so it is undone there.")
            if now - decided.at > UNDO_WITHIN:
                raise Conflict("This was decided more than 10 minutes ago and stays.")
            work.same_leads.undo(kept_id, other_id, now)
            if decided.same:
                work.stages.take_back(BY_HAND, [_key(other_id)], now)
                work.same_leads.move_back(decided.moved, other_id)
            recount(work, [kept_id, other_id], book=self._desk.book(work), now=now)
            answer = self._settled(work, actor, decided, now, undone=True)
            work.commit()
            return answer

    def _settled(
        self, work: UnitOfWork, actor: Actor, decided: Decided, now: datetime, *, undone: bool = False
    ) -> Settled:
        kept = work.leads.get(decided.kept_id)
        if kept is None:
            raise NotFound("No such lead is in this workspace.")
        book = self._desk.book(work)
        zone = actor.person.calendar.zone if actor.person else book.at(now).calendar.zone
        return Settled(
            kept=kept, other_id=decided.other_id, same=decided.same, undone=undone, zone=zone, now=now
        )


def merged_at_source(
    work: UnitOfWork, source: str, *, kept: str, gone: str, now: datetime
) -> tuple[LeadId, ...]:
    """A source has made two of its own records one, by their ids: the leads to recount, none where it was known."""
    ids = work.leads.ids_by_external(source, [kept, gone])
    if len(set(ids.values())) < 2:  # noqa: PLR2004 — two leads
        return ()
    one, other = work.leads.get(ids[kept]), work.leads.get(ids[gone])
    if one is None or other is None:
        return ()
    moved = _unite(work, one, other, now, source=source)
    row = Decided(kept_id=one.id, other_id=other.id, same=True, by=None, at=now, moved=moved)
    work.same_leads.decide(row)
    return one.id, other.id


def _unite(work: UnitOfWork, kept: Lead, other: Lead, now: datetime, *, source: str) -> Moved:
    """What the other has is the kept one's, and the other ends where it began."""
    moved = work.same_leads.move(other.id, kept.id)
    end = StageChange(
        source=source,
        external_id=_key(other.id),
        lead_id=other.id,
        stage=StopReason.MERGED,
        entered_at=other.handed_off_at,
    )
    work.stages.upsert([end])
    if kept.owner_id is None and other.owner_id is not None:
        work.leads.give(kept.id, other.owner_id, recount_at=now)
        work.ownerships.follow([kept.id], at=now, by=None)
    return moved


def _pairs(work: UnitOfWork, now: datetime) -> tuple[Pair, ...]:
    return pairs_of(work.same_leads.sightings(now - LOOKED_BACK, now), work.same_leads.decided())


def _manager(actor: Actor) -> MemberId:
    if not actor.is_manager or actor.member_id is None:
        raise NotAllowed("Only the managers of either side decide whether two leads are one.")
    return actor.member_id


def _one(sighting: Sighting, people: Owners) -> OneOfTwo:
    owner = people.get(sighting.lead.owner_id) if sighting.lead.owner_id is not None else None
    return OneOfTwo(lead=sighting.lead, source=sighting.source, owner=owner.name if owner else None)


def _ids(pair: Pair) -> tuple[LeadId, LeadId]:
    return pair.kept.lead.id, pair.other.lead.id


def _is(decided: Decided, kept_id: LeadId, other_id: LeadId) -> bool:
    return (decided.kept_id, decided.other_id) == (kept_id, other_id)


def _key(other_id: LeadId) -> str:
    """Of the fact that this lead is another one."""
    return f"same lead/{other_id}"

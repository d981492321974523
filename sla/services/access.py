"""Which leads a person may see in detail and work on, and how a lead is found by what people type."""

import re
from collections.abc import Sequence
from datetime import datetime
from difflib import SequenceMatcher

from sla.answers import Candidates
from sla.errors import BadInput, NotAllowed, NotFound
from sla.leads import Lead, LeadId
from sla.people import Actor, MemberId, Side
from sla.ports import UnitOfWork

LABEL = re.compile(r"[lL]?(\d{1,18})")
MOST_CANDIDATES = 5
MOST_LOOKED_AT = 100
MOST_WORDS = 8
LONGEST_NAME = 60
NEAR = 0.75
"""How alike a name must be to the words that were typed."""


def is_own(actor: Actor, lead: Lead) -> bool:
    return actor.member_id is not None and lead.owner_id == actor.member_id


def may_work_on(actor: Actor, lead: Lead) -> None:
    """Its owner, whoever stands in for them, and the managers of sales; NotAllowed for everybody else."""
    if not is_own(actor, lead) and lead.owner_id not in actor.covers and not actor.manages(Side.SALES):
        raise NotAllowed("This lead is not yours: only its owner and the manager of sales can do that.")


def find_lead(
    work: UnitOfWork, actor: Actor, text: str, now: datetime, *, to_act: bool = False
) -> Lead | Candidates:
    """The lead that `L64` or a part of a name means, or those that the words may mean.

    Who is going to change a lead (`to_act`) is asked about a name with a slip in it, even if only one is like it.
    A name is looked for among the leads the actor may work on; a label names one lead and is refused if
    it is somebody else's.
    """
    words = _words(text)
    if not words:
        raise BadInput("Name a lead: its number like L64, or a part of its name.")
    lead = _by_label(work, words, now)
    if lead is not None:
        may_work_on(actor, lead)
        return lead
    whose = _whose(actor)
    named = _named(work, whose, words, now)
    found = named or _alike(work, whose, words, now)
    if to_act and found and not named:
        return Candidates(text=words, leads=found)
    exact = [one for one in found if one.name.casefold() == words.casefold()]
    if len(found) == 1 or len(exact) == 1:
        return (exact or list(found))[0]
    if not found:
        raise NotFound(f"No lead of yours is called “{words[:80]}”. `/sla leads all` shows them all.")
    return Candidates(text=words, leads=found)


def is_named(work: UnitOfWork, actor: Actor, words: str, now: datetime) -> bool:
    """Whether a lead is called so, or has this short name, letter by letter."""
    return _by_label(work, words, now) is not None or bool(_named(work, _whose(actor), words, now))


def _whose(actor: Actor) -> list[MemberId | None]:
    """All leads for the managers of sales, their own for the others; who is no member has none."""
    if actor.manages(Side.SALES):
        return [None]
    return [] if actor.member_id is None else [actor.member_id, *sorted(actor.covers)]


def _named(work: UnitOfWork, whose: Sequence[MemberId | None], words: str, now: datetime) -> tuple[Lead, ...]:
    found = [
        lead
        for owner_id in whose
        for lead in work.leads.find(words, now=now, limit=MOST_CANDIDATES, owner_id=owner_id)
    ]
    return tuple(found[:MOST_CANDIDATES])


def _alike(work: UnitOfWork, whose: Sequence[MemberId | None], words: str, now: datetime) -> tuple[Lead, ...]:
    """By the number a lead has where it comes from, otherwise by a name that is spelled a little differently."""
    near = [
        lead
        for owner_id in whose
        for lead in work.leads.like(words, now=now, limit=MOST_LOOKED_AT, owner_id=owner_id)
    ]
    exact = tuple(lead for lead in near if lead.external_id == words)
    likeness = {lead.id: _likeness(words.casefold()[:LONGEST_NAME], lead.name.casefold()) for lead in near}
    found = sorted((lead for lead in near if likeness[lead.id] >= NEAR), key=lambda lead: -likeness[lead.id])
    return exact[:MOST_CANDIDATES] or tuple(found[:MOST_CANDIDATES])


def _likeness(words: str, name: str) -> float:
    """Of the whole name, or of the word in it that is most like them."""
    parts = [name[:LONGEST_NAME], *name.split()[:MOST_WORDS]]
    return max(SequenceMatcher(None, words, part[:LONGEST_NAME]).ratio() for part in parts)


def labelled(text: str) -> LeadId | None:
    """The lead that `L64` or `64` would be."""
    match = LABEL.fullmatch(_words(text))
    return LeadId(int(match[1])) if match else None


def _words(text: str) -> str:
    return text.strip().strip('"“”').strip()


def _by_label(work: UnitOfWork, words: str, now: datetime) -> Lead | None:
    lead_id = labelled(words)
    lead = None if lead_id is None else work.leads.get(lead_id)
    return lead if lead is not None and lead.handed_off_at <= now else None

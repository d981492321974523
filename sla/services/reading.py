"""The agreement as it reads, its versions one after another, and the figures that are entered by hand."""

from datetime import date, datetime

from sla.agreed import AgreementPage, Entry, History, Proposal
from sla.agreement import PromiseEntry, State
from sla.errors import BadInput, NotAllowed, NotFound
from sla.people import Actor
from sla.ports import UnitOfWork
from sla.promises import OtherPromise
from sla.services.desk import Desk
from sla.services.proposals import proposal_of, request_of, waiting_for
from sla.targets import Month, plan_of
from sla.terms import Terms

SHOWN_MONTHS = 3
LONGEST_VALUE = 100


class ReadAgreement:
    """What was agreed is no secret: everybody whom the bot answers may read it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def page(self, actor: Actor, now: datetime) -> AgreementPage:
        with self._desk.look() as work:
            book = self._desk.book(work)
            proposed = [one for one in work.agreements.all() if one.state is State.PROPOSED]
            mine = waiting_for(work, actor, now)
            if not book.begun and not proposed:
                book.at(now)
            shown = book.at(now) if book.begun else self._desk.shelf.terms(proposed[0])
            return AgreementPage(
                terms=shown,
                demand=plan_of(shown),
                signatures=work.agreements.signatures(shown.version),
                open=proposal_of(work, self._desk, proposed[0]) if proposed else None,
                mine=request_of(work, self._desk, mine, actor, now) if mine else None,
                entries=_entries(work, shown, now),
                may_enter=tuple(one.key for one in shown.other_promises if _may_enter(actor, one)),
                may_propose=actor.is_manager,
                zone=_zone(actor, shown),
                now=now,
            )

    def version(self, number: int) -> Proposal:
        """Any version, whole."""
        with self._desk.look() as work:
            version = work.agreements.get(number)
            if version is None:
                raise NotFound(f"There is no version {number}. `/sla agreement history` lists them all.")
            return proposal_of(work, self._desk, version)

    def history(self, actor: Actor, now: datetime) -> History:
        with self._desk.look() as work:
            book, versions = self._desk.book(work), work.agreements.all()
            if not versions:
                book.at(now)
            return History(
                proposals=tuple(proposal_of(work, self._desk, one) for one in reversed(versions)),
                zone=_zone(actor, book.at(now) if book.begun else self._desk.shelf.terms(versions[-1])),
                now=now,
            )

    def enter(self, actor: Actor, key: str, month: date | None, value: str, now: datetime) -> Entry:
        """A month's figure of a commitment that cannot be measured; `month` None: the one before this."""
        words = " ".join(value.split())
        if not words or len(words) > LONGEST_VALUE:
            raise BadInput(f"Write the figure in at most {LONGEST_VALUE} characters.", field="promise.value")
        with self._desk.open() as work:
            terms = self._desk.book(work).at(now)
            promise = next((one for one in terms.other_promises if one.key == key), None)
            if promise is None:
                raise NotFound(
                    "This commitment is not in the agreement any longer. `/sla agreement` shows it."
                )
            if not _may_enter(actor, promise) or actor.member_id is None or actor.person is None:
                raise NotAllowed(
                    f"Only {promise.owner} and the managers of {promise.side} enter this figure."
                )
            this = Month.of(terms.calendar.local_date(now))
            first = (month or this.previous().first).replace(day=1)
            if first > this.first:
                raise BadInput("This month has not begun yet; choose an earlier one.", field="promise.month")
            entry = PromiseEntry(key=key, month=first, value=words, by=actor.member_id, at=now)
            work.agreements.enter(entry)
            work.commit()
        return Entry(key=key, month=first, value=words, by=actor.person.name, at=now)


def _may_enter(actor: Actor, promise: OtherPromise) -> bool:
    """An owner is written by address or by name."""
    known = {actor.person.email, actor.person.name.casefold()} if actor.person else set()
    return promise.owner.casefold() in known or actor.manages(promise.side)


def _entries(work: UnitOfWork, terms: Terms, now: datetime) -> tuple[Entry, ...]:
    """Of the last months, by promise, newest first."""
    since = Month.of(terms.calendar.local_date(now))
    for _ in range(SHOWN_MONTHS):
        since = since.previous()
    names = {one.id: one.named.name if one.named else one.email for one in work.members.all()}
    found = work.agreements.entries(since.first)
    return tuple(
        Entry(key=one.key, month=one.month, value=one.value, by=names.get(one.by, "somebody"), at=one.at)
        for one in found
    )


def _zone(actor: Actor, terms: Terms) -> str:
    return actor.person.calendar.zone if actor.person else terms.calendar.zone

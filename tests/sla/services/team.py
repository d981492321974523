"""The team's store, to put facts into."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import count

from sla.activity import DealRow, Outcome, Touch, TouchId, TouchRow
from sla.agreement import NewVersion, State, Version
from sla.book import Book
from sla.handoff import Handoffs
from sla.leads import Lead, LeadId, LeadRow
from sla.money import Money
from sla.people import Actor, MemberId, Person, TenantId
from sla.ports import UnitOfWork
from sla.services.desk import Desk
from sla.services.recount import BringForward, recount
from sla.services.shelf import Shelf
from sla.terms import Terms
from sla.touches import Direction, TouchKind
from tests.fakes.documents import FakeDocuments
from tests.sla.services.agreement import ANA, TERMS, at, named
from tests.stores import AnyStore

JOINED = at("2025-01-01 09:00")


class Team:
    """The store of one tenant whose people are all linked to Slack, as `U1`, `U2` …, in the terms' order."""

    def __init__(
        self,
        *,
        store: AnyStore,
        tenant_id: TenantId,
        terms: Terms | None = TERMS,
        numbers: Iterator[int] | None = None,
        linked: bool = True,
    ) -> None:
        self.store = store
        self.tenant_id = tenant_id
        self.numbers = numbers or count(1)
        self.documents = FakeDocuments()
        self.desk = Desk(
            units=store.units, looks=store.looks, tenant_id=tenant_id, shelf=Shelf(self.documents)
        )
        self.members: dict[str, MemberId] = {}
        self.slack_ids: dict[str, str] = {}
        if terms is not None:
            self.terms = terms
            slack_ids = {each.email: f"U{n}" for n, each in enumerate(terms.people, start=1)}
            self.link(slack_ids if linked else {})

    @classmethod
    def of(cls, store: AnyStore) -> "Team":
        return cls(store=store, tenant_id=store.tenants.sole())

    def elsewhere(self) -> "Team":
        """The same people in a second workspace of the same store."""
        tenants = self.store.tenants
        tenants.adopt(enterprise_id=None, team_id="T1", name="first")
        second = tenants.adopt(enterprise_id=None, team_id="T2", name="second")
        return Team(store=self.store, tenant_id=second, terms=self.terms, numbers=self.numbers)

    @property
    def terms(self) -> Terms:
        """The unsigned version; setting it loads another one, with its people and no others."""
        return self._terms

    @terms.setter
    def terms(self, terms: Terms) -> None:
        self._terms = terms
        with self.work() as work:
            self.enrol(work, terms)
            work.agreements.add(self.version_of(terms))
            work.commit()

    def link(self, slack_ids: Mapping[str, str]) -> None:
        """Slack knows these addresses under these ids from here on."""
        self.slack_ids |= slack_ids
        with self.work() as work:
            work.members.link({self.members[email]: one for email, one in slack_ids.items()})
            work.commit()

    def enrol(self, work: UnitOfWork, terms: Terms) -> None:
        emails = {each.email for each in terms.people}
        work.members.unname(member.email for member in work.members.all() if member.email not in emails)
        work.members.name([named(each) for each in terms.people], JOINED)
        self.members |= work.members.ensure(emails)

    def version_of(
        self, terms: Terms, state: State = State.UNSIGNED, moment: datetime = JOINED
    ) -> NewVersion:
        """A new text of these terms; a proposal asks all their people to sign."""
        written = self.documents.write(terms)
        asked = [self.members[each.email] for each in terms.people] if state is State.PROPOSED else []
        return NewVersion(
            body=written.body,
            sha256=written.sha256,
            effective_on=terms.effective_on,
            state=state,
            proposed_by=None,
            proposed_at=moment,
            asked=frozenset(asked),
        )

    def propose(self, terms: Terms, moment: datetime) -> Version:
        with self.work() as work:
            version = work.agreements.add(self.version_of(terms, State.PROPOSED, moment))
            work.commit()
        return version

    def agree(self, terms: Terms, moment: datetime, *, begins_on: date | None = None) -> int:
        """A next version that was settled at this moment and binds from its own day; its number."""
        number, begins = self.propose(terms, moment).number, begins_on or terms.effective_on
        with self.work() as work:
            work.agreements.settle(number, State.SIGNED, moment, begins_on=begins)
            work.commit()
        return number

    @property
    def book(self) -> Book:
        with self.work() as work:
            return self.desk.book(work)

    def work(self) -> UnitOfWork:
        return self.store.units(self.tenant_id)

    def actor(self, who: Person) -> Actor:
        return Actor(slack_id=self.slack_ids[who.email], person=who, member_id=self.members[who.email])

    def leads(self, number: int, moment: datetime, kind: str = "website") -> list[LeadId]:
        """That many of Ana's leads handed over at one moment."""
        return self.hand_over([moment] * number, kind=kind)

    def lead(
        self,
        moment: datetime,
        *,
        owner: Person | None = ANA,
        kind: str = "website",
        stage: str = "lead",
        name: str | None = None,
        person: str | None = None,
    ) -> LeadId:
        (lead_id,) = self.hand_over([moment], owner=owner, kind=kind, stage=stage, name=name, person=person)
        return lead_id

    def hand_over(
        self,
        moments: Sequence[datetime],
        *,
        owner: Person | None = ANA,
        kind: str = "website",
        stage: str = "lead",
        name: str | None = None,
        person: str | None = None,
    ) -> list[LeadId]:
        days = [moment.date() for moment in moments]
        handoffs = Handoffs(self.book, first=min(days), last=max(days))
        rows = []
        for moment in moments:
            fixed, number = handoffs.facts(owner, moment, kind), next(self.numbers)
            row = LeadRow(
                source="test", external_id=str(number), name=name or f"Lead {number}", lead_type=kind, origin=kind,
                stage=stage, owner_id=self.members[owner.email] if owner else None, handed_off_at=moment,
                zone=fixed.zone, version=fixed.version, first_attempt_due_at=fixed.first_attempt_due_at, person=person,
            )  # fmt: skip
            rows.append(row)
        with self.work() as work:
            work.leads.upsert(rows)
            ids = work.leads.ids_by_external("test", [row.external_id for row in rows])
            recount(work, list(ids.values()), book=self.desk.book(work), now=max(moments))
            work.commit()
        return [ids[row.external_id] for row in rows]

    def touch(
        self,
        lead_id: LeadId,
        *moments: datetime,
        kind: TouchKind = TouchKind.CALL,
        outcome: Outcome | None = None,
        direction: Direction = Direction.OUTBOUND,
        imported_at: datetime | None = None,
    ) -> None:
        """Activities as a feed brings them: when the last has happened, unless it is said when."""
        self.touch_each(
            [lead_id], *moments, kind=kind, outcome=outcome, direction=direction, imported_at=imported_at
        )

    def touch_each(
        self,
        lead_ids: Sequence[LeadId],
        *moments: datetime,
        kind: TouchKind = TouchKind.CALL,
        outcome: Outcome | None = None,
        direction: Direction = Direction.OUTBOUND,
        imported_at: datetime | None = None,
    ) -> None:
        """The same activities on several leads."""
        rows = [
            TouchRow(
                source="feed", external_id=str(next(self.numbers)), lead_id=lead_id, kind=kind, direction=direction,
                outcome=outcome, note="", occurred_at=moment, received_at=imported_at or moment, by_member=None,
            )
            for lead_id in lead_ids
            for moment in moments
        ]  # fmt: skip
        with self.work() as work:
            work.touches.add(rows)
            recount(work, lead_ids, book=self.desk.book(work), now=imported_at or max(moments))
            work.commit()

    def stop(self, moment: datetime, *lead_ids: LeadId, imported_at: datetime | None = None) -> None:
        """Won at that moment."""
        with self.work() as work:
            work.deals.upsert([self._deal(lead_id, moment, None) for lead_id in lead_ids])
            recount(work, lead_ids, book=self.desk.book(work), now=imported_at or moment)
            work.commit()

    def take_out(self, lead_id: LeadId, moment: datetime) -> None:
        """Rejected; the rejection is final from that moment on."""
        with self.work() as work:
            columns = work.leads.histories([lead_id])[0].lead.derived
            work.leads.save_derived({lead_id: replace(columns, rejected_at=moment)})
            work.decisions.take_out(lead_id, moment)
            work.commit()

    def deal(self, lead_id: LeadId, moment: datetime, amount: int | None = None) -> None:
        with self.work() as work:
            work.deals.upsert([self._deal(lead_id, moment, amount)])
            work.commit()

    def _deal(self, lead_id: LeadId, moment: datetime, amount: int | None) -> DealRow:
        return DealRow(
            source="test", external_id=str(next(self.numbers)), lead_id=lead_id, won_at=moment,
            amount=None if amount is None else Money.of(amount, "USD"),
        )  # fmt: skip

    def come(self, now: datetime) -> datetime:
        """Let everything up to `now` come to pass, as a tick does."""
        BringForward(self.desk)(now)
        return now

    def stored(self, lead_id: LeadId) -> Lead:
        with self.work() as work:
            lead = work.leads.get(lead_id)
        assert lead is not None
        return lead

    def touch_of(self, touch_id: TouchId) -> Touch:
        with self.work() as work:
            touch = work.touches.get(touch_id)
        assert touch is not None
        return touch

"""The team's store, to put facts into."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from sla.activity import DealRow, Outcome, Touch, TouchId, TouchRow
from sla.handoff import Handoffs
from sla.leads import Lead, LeadId, LeadRow
from sla.money import Money
from sla.people import Actor, MemberId, Person, TenantId
from sla.ports import UnitOfWork
from sla.services.desk import Desk
from sla.services.recount import BringForward, recount
from sla.terms import Terms
from sla.touches import Direction, TouchKind
from tests.sla.services.agreement import ANA, TERMS
from tests.stores import AnyStore


@dataclass(kw_only=True)
class Team:
    """The store of one tenant whose people are all linked to Slack, as `U1`, `U2` …, in the terms' order."""

    store: AnyStore
    tenant_id: TenantId
    terms: Terms = TERMS
    members: dict[str, MemberId] = field(init=False)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        emails = [each.email for each in self.terms.people]
        with self.work() as work:
            self.members = dict(work.members.ensure(emails))
            work.members.link({self.members[email]: f"U{n}" for n, email in enumerate(emails, start=1)})
            work.commit()

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
    def desk(self) -> Desk:
        return Desk(
            units=self.store.units, looks=self.store.looks, tenant_id=self.tenant_id, terms=self.terms
        )

    def work(self) -> UnitOfWork:
        return self.store.units(self.tenant_id)

    def actor(self, who: Person) -> Actor:
        place = [each.email for each in self.terms.people].index(who.email)
        return Actor(slack_id=f"U{place + 1}", person=who, member_id=self.members[who.email])

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
    ) -> LeadId:
        (lead_id,) = self.hand_over([moment], owner=owner, kind=kind, stage=stage, name=name)
        return lead_id

    def hand_over(
        self,
        moments: Sequence[datetime],
        *,
        owner: Person | None = ANA,
        kind: str = "website",
        stage: str = "lead",
        name: str | None = None,
    ) -> list[LeadId]:
        days = [moment.date() for moment in moments]
        handoffs = Handoffs(self.terms, first=min(days), last=max(days))
        rows = []
        for moment in moments:
            fixed, number = handoffs.facts(owner, moment), next(self.numbers)
            row = LeadRow(
                source="test", external_id=str(number), name=name or f"Lead {number}", lead_type=kind, origin=kind,
                stage=stage, owner_id=self.members[owner.email] if owner else None, handed_off_at=moment,
                zone=fixed.zone, judged=fixed.judged, first_attempt_due_at=fixed.first_attempt_due_at,
            )  # fmt: skip
            rows.append(row)
        with self.work() as work:
            work.leads.upsert(rows)
            ids = work.leads.ids_by_external("test", [row.external_id for row in rows])
            recount(work, list(ids.values()), terms=self.terms, now=max(moments))
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
            recount(work, lead_ids, terms=self.terms, now=imported_at or max(moments))
            work.commit()

    def stop(self, moment: datetime, *lead_ids: LeadId, imported_at: datetime | None = None) -> None:
        """Won at that moment."""
        with self.work() as work:
            work.leads.stop(dict.fromkeys(lead_ids, moment))
            recount(work, lead_ids, terms=self.terms, now=imported_at or moment)
            work.commit()

    def deal(self, lead_id: LeadId, moment: datetime, amount: int | None = None) -> None:
        row = DealRow(
            source="test", external_id=str(next(self.numbers)), lead_id=lead_id, won_at=moment,
            amount=None if amount is None else Money.of(amount, "USD"),
        )  # fmt: skip
        with self.work() as work:
            work.deals.upsert([row])
            work.commit()

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

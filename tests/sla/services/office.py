"""A workspace in which an agreement is written, with the real rules of its text, and everybody who takes part."""

from collections.abc import Mapping
from datetime import date, datetime
from itertools import count
from typing import Final, TypeAlias

from intake.agreement_documents import AgreementDocuments
from sla.agreed import Part, PartOf, Proposal, SetUpBoard, Signed
from sla.agreement import Json, Tables, Version
from sla.book import Book
from sla.handoff import Handoffs
from sla.leads import Lead, LeadId, LeadRow
from sla.people import Actor, MemberId, Named, Role, Side
from sla.ports import UnitOfWork
from sla.services.desk import Desk
from sla.services.identity import Identity
from sla.services.proposing import Proposing
from sla.services.reading import ReadAgreement
from sla.services.set_up import SetUp
from sla.services.shelf import Shelf
from sla.services.signing import Signing
from sla.services.starting import FromFile, Starting
from tests.sla.services.agreement import BERLIN, NEW_YORK, at
from tests.sla.services.workspace import Workspace
from tests.stores import AnyStore

ANA, BO, KIM, MAX, EVE, GUEST = "UANA", "UBO", "UKIM", "UMAX", "UEVE", "UGUEST"
"""Two reps, the managers of sales and of marketing, and two whom the agreement does not name."""

NOW = at("2026-03-02 10:00")
"""A Monday."""

TABLES: Final[Tables] = {
    "team": {
        "name": "Harbour",
        "zone": BERLIN,
        "currency": "USD",
        "channel": "#sla",
        "effective": "2026-01-01",
    },
    "quota": {"amount": "120000"},
    "lead_types": [{"name": "Website", "rates": ["10%"], "stages": ["lead", "won"], "aov": "1000"}],
}

PEOPLE = (
    Named(email="ana@example.com", name="Ana Lima", side=Side.SALES, role=Role.REP),
    Named(email="bo@example.com", name="Bo Reed", side=Side.SALES, role=Role.REP, zone=NEW_YORK),
    Named(email="kim@example.com", name="Kim Wolf", side=Side.SALES, role=Role.MANAGER),
    Named(email="max@example.com", name="Max Orr", side=Side.MARKETING, role=Role.MANAGER),
)

SALES = PartOf(part=Part.SALES)
HOURS = PartOf(part=Part.HOURS)
QUOTA = PartOf(part=Part.QUOTA)
CHANNEL, PURPOSE, HANDOFF = (PartOf(part=part) for part in (Part.CHANNEL, Part.PURPOSE, Part.HANDOFF))
FIRST, SECOND = (PartOf(part=Part.LEAD_TYPE, number=number) for number in (1, 2))

EVENTS: dict[str, Json] = {
    "name": "Events",
    "rates": ["5%"],
    "stages": ["lead", "won"],
    "aov": "1000",
    "share": "40%",
}


def table(name: str, **values: Json) -> dict[str, Json]:
    """The tables of the agreement with these keys of one of them changed."""
    old = TABLES.get(name)
    return {**TABLES, name: {**(old if isinstance(old, Mapping) else {}), **values}}


Seats: TypeAlias = Mapping[str, tuple[str, ...]]


def seats(
    *,
    marketing_manager: tuple[str, ...] = (MAX,),
    marketer: tuple[str, ...] = (),
    sales_manager: tuple[str, ...] = (KIM,),
    rep: tuple[str, ...] = (ANA, BO),
) -> Seats:
    """Who is chosen in which list; left out, the four who are named at the start."""
    return {
        "people.marketing_manager": marketing_manager,
        "people.marketer": marketer,
        "people.sales_manager": sales_manager,
        "people.rep": rep,
    }


class Office:
    """Everybody is known to Slack; nothing is agreed yet."""

    def __init__(self, store: AnyStore) -> None:
        self.store = store
        self._numbers = count(1)
        self.documents = AgreementDocuments()
        self.desk = Desk(
            units=store.units,
            looks=store.looks,
            tenant_id=store.tenants.sole(),
            shelf=Shelf(self.documents),
        )
        self.slack = Workspace()
        for slack_id, named in zip((ANA, BO, KIM, MAX), PEOPLE, strict=True):
            self.slack.add(slack_id, named.email, name=named.name, zone=named.zone or BERLIN)
        self.slack.add(EVE, "eve@example.com", name="Eve New", zone="America/Sao_Paulo")
        self.slack.add(GUEST, "guest@elsewhere.example", name="Gus Tau", stranger=True)
        self.set_up = SetUp(self.desk, self.slack)
        self.proposing = Proposing(self.desk, self.slack)
        self.signing = Signing(self.desk)
        self.reading = ReadAgreement(self.desk)
        self.starting = Starting(self.desk)

    def file(self, tables: Tables = TABLES, people: tuple[Named, ...] = PEOPLE) -> FromFile:
        return FromFile(written=self.documents.read(tables), people=people)

    def start(self, tables: Tables = TABLES, now: datetime = NOW) -> "Office":
        """Begin with a file, as version 0."""
        self.starting(self.file(tables), now)
        self.link()
        return self

    def link(self) -> None:
        Identity(self.desk, self.slack).link()

    def work(self) -> UnitOfWork:
        return self.desk.open()

    @property
    def book(self) -> Book:
        with self.work() as work:
            return self.desk.book(work)

    def actor(self, slack_id: str) -> Actor:
        with self.work() as work:
            member = work.members.by_slack_id(slack_id)
            person = self.desk.book(work).person(member.email) if member else None
        return Actor(slack_id=slack_id, person=person, member_id=member.id if member and person else None)

    def member(self, slack_id: str) -> MemberId:
        with self.work() as work:
            member = work.members.by_slack_id(slack_id)
        assert member is not None
        return member.id

    def members(self, *slack_ids: str) -> frozenset[MemberId]:
        return frozenset(self.member(one) for one in slack_ids)

    def stored(self, number: int) -> Version:
        with self.work() as work:
            version = work.agreements.get(number)
        assert version is not None
        return version

    def save(self, of: PartOf, patch: Tables, *, by: str = KIM, now: datetime = NOW) -> SetUpBoard:
        """Open a part's form and save it."""
        seen = self.set_up.form(self.actor(by), of, now).seen
        return self.set_up.save(self.actor(by), of, patch, seen=seen, now=now)

    def enrol(self, chosen: Seats, *, by: str = KIM, now: datetime = NOW) -> SetUpBoard:
        seen = self.set_up.form(self.actor(by), PartOf(part=Part.PEOPLE), now).seen
        return self.set_up.save_people(self.actor(by), chosen, seen=seen, now=now)

    def change(self, within: str = "1h", *, by: str = KIM, now: datetime = NOW) -> SetUpBoard:
        """A draft that promises another first attempt."""
        return self.save(SALES, {"sales": {"first_attempt_within": within}}, by=by, now=now)

    def propose(
        self,
        *,
        effective_on: date = date(2026, 4, 1),
        asked: tuple[str, ...] = (ANA, KIM, MAX),
        by: str = KIM,
        now: datetime = NOW,
        acknowledged: bool = True,
    ) -> Proposal:
        """What the draft holds."""
        preview = self.proposing.preview(self.actor(by), now)
        return self.proposing.propose(
            self.actor(by),
            revision=preview.revision,
            effective_on=effective_on,
            asked=self.members(*asked),
            acknowledged=acknowledged,
            note="",
            now=now,
        )

    def proposed(
        self,
        within: str = "1h",
        *,
        effective_on: date = date(2026, 4, 1),
        asked: tuple[str, ...] = (ANA, KIM, MAX),
        now: datetime = NOW,
    ) -> Proposal:
        """Something changed and proposed."""
        self.change(within, now=now)
        return self.propose(effective_on=effective_on, asked=asked, now=now)

    def hand_over(self, *moments: datetime, owner: str | None = ANA) -> list[LeadId]:
        """Website leads, with what their handoff fixes as of now; handoffs may lie ahead."""
        person, owner_id = (self.actor(owner).person, self.member(owner)) if owner else (None, None)
        days = [moment.date() for moment in moments]
        with self.work() as work:
            handoffs = Handoffs(self.desk.book(work), first=min(days), last=max(days))
            rows = []
            for moment in moments:
                fixed = handoffs.facts(person, moment, "website")
                row = LeadRow(
                    source="test", external_id=str(next(self._numbers)), name="Lead", lead_type="website",
                    origin="website", stage="lead", owner_id=owner_id,
                    handed_off_at=moment, zone=fixed.zone, version=fixed.version,
                    first_attempt_due_at=fixed.first_attempt_due_at,
                )  # fmt: skip
                rows.append(row)
            work.leads.upsert(rows)
            ids = work.leads.ids_by_external("test", [row.external_id for row in rows])
            work.commit()
        return [ids[row.external_id] for row in rows]

    def lead(self, lead_id: LeadId) -> Lead:
        with self.work() as work:
            lead = work.leads.get(lead_id)
        assert lead is not None
        return lead

    def sign(self, version: Version, *slack_ids: str, now: datetime = NOW) -> Signed:
        """By these one after another; the last one's answer."""
        (*_, last) = [
            self.signing.sign(self.actor(one), version.number, version.sha256, now) for one in slack_ids
        ]
        return last

    def agreed(self, within: str = "1h", now: datetime = NOW) -> Version:
        """A version that all have signed, from 1 April on."""
        self.change(within, now=now)
        version = self.propose(now=now).version
        self.sign(version, ANA, KIM, MAX, now=now)
        return self.stored(version.number)

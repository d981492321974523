"""The invented company's agreement: two sides, two lead types, every term there is, and versions on their way."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from sla.agreed import (
    AgreementPage,
    Entry,
    History,
    OwnNumbers,
    Preview,
    Proposal,
    Signed,
    SignRequest,
)
from sla.agreement import ChangeAsked, Signature, State, Version
from sla.cadence import ARTICLE
from sla.calendar import WorkingCalendar, WorkingWeek
from sla.capacity import Capacity
from sla.mix import ShareOf
from sla.people import MemberId, Person, Role, Side
from sla.promises import (
    Criterion,
    HandoffTerms,
    Improvement,
    MarketingTerms,
    Meeting,
    Metric,
    OtherPromise,
    Prose,
    QualifiedLead,
    Routing,
    Rung,
    SalesTerms,
    StageMeaning,
    Tells,
)
from sla.rates import parse_rate
from sla.targets import plan_of
from sla.terms import LeadType, Stream, Terms
from tests.handlers.views.examples import ANA, FUNNEL, KIM, MAX, NOW, OUTBOUND, QUOTA, ZONE, at

INA = Person(
    email="ina@example.com", name="Ina Roth", side=Side.MARKETING, role=Role.MANAGER, calendar=MAX.calendar
)
BO = replace(ANA, email="bo@example.com", name="Bo Reed")
PEOPLE = (INA, MAX, KIM, ANA, BO)
IDS = {person.email: MemberId(number) for number, person in enumerate(PEOPLE, start=1)}

WEBSITE = LeadType(
    key="website-form",
    name="Website form",
    origins=frozenset({"website form", "paid search"}),
    funnel=replace(FUNNEL, rates=(parse_rate("1326 of 3900"), *FUNNEL.rates[1:])),
    share=Fraction(3, 5),
    stream="new-business",
)
OUT = LeadType(
    key="outbound",
    name="Outbound",
    origins=frozenset({"cold call"}),
    funnel=OUTBOUND,
    share=Fraction(2, 5),
    stream="new-business",
    first_attempt_within=timedelta(minutes=30),
)
BLOG = OtherPromise(
    key="blog-posts", name="Blog posts", target="4 a month", owner="Ina Roth", side=Side.MARKETING
)
CALLS = OtherPromise(
    key="joint-calls", name="Joint customer calls", target="2 a month", owner="Kim Lund", side=Side.SALES
)

TERMS = Terms(
    team="Acme",
    locale="en_US",
    currency="USD",
    calendar=WorkingCalendar(
        zone=ZONE,
        week=WorkingWeek.monday_to_friday(),
        holidays=frozenset({date(2026, 12, 25), date(2027, 1, 1)}),
    ),
    holidays="DE-BE",
    channel="#sla",
    digest_at=time(9),
    nudge_at=time(8, 30),
    effective_on=date(2026, 12, 1),
    ends_on=date(2027, 11, 30),
    quota=QUOTA,
    share_of=ShareOf.REVENUE,
    streams=(
        Stream(
            key="new-business",
            name="New business",
            share=Fraction(4, 5),
            needs_leads=True,
            margin=Fraction(7, 10),
        ),
        Stream(key="renewals", name="Renewals", share=Fraction(1, 5), needs_leads=False, margin=None),
    ),
    lead_types=(WEBSITE, OUT),
    other_type="outbound",
    sales=SalesTerms(
        accept_within=timedelta(hours=8),
        first_attempt_within=timedelta(hours=2),
        first_attempt_target=Fraction(9, 10),
        cadence=ARTICLE,
        cadence_target=Fraction(9, 10),
        longest_gap_days=14,
        reject_reasons=("not our target buyer", "duplicate", "other"),
        intake_factor=Fraction(3, 2),
        touches_per_rep_week=140,
        utilisation=Fraction(1),
    ),
    marketing=MarketingTerms(accepted_target=Fraction(4, 5), sql_target=Fraction(34, 100)),
    handoff=HandoffTerms(
        process=("Marketing hands a lead over with what it knows.", "The rep accepts or rejects it in time."),
        routing=Routing.ROUND_ROBIN,
        unreachable_after=7,
        dispute_within_days=3,
    ),
    qualified=QualifiedLead(
        fit=(Criterion(name="50 people or more", points=20),),
        behaviour=(Criterion(name="Asked for a demo", points=40),),
        threshold=50,
    ),
    ladder=(Rung(after_days=0, tells=Tells.REP), Rung(after_days=3, tells=Tells.MANAGER)),
    improvements=(
        Improvement(lead_type="outbound", stage="MQL", rate=parse_rate("45%"), by=date(2027, 3, 31)),
    ),
    other_promises=(BLOG, CALLS),
    prose=Prose(
        goals=("Win 250 customers",),
        target_buyer="Workshops with 50 people or more that outgrow their spreadsheets",
        stages=(StageMeaning(stage="MQL", meaning="Fits our target buyer and asked for something."),),
        metrics=(Metric(name="Leads delivered", source="Imported files of leads."),),
        meetings=(Meeting(name="Stand-up", when="Every working day when the digest comes."),),
    ),
    people=PEOPLE,
    version=2,
    sha256="5f" * 32,
)
BEFORE = replace(
    TERMS,
    version=1,
    sha256="1a" * 32,
    effective_on=date(2026, 3, 2),
    ends_on=None,
    quota=replace(QUOTA, amount=replace(QUOTA.amount, minor=45_000_000)),
    qualified=None,
    improvements=(),
    other_promises=(BLOG,),
    sales=replace(TERMS.sales, first_attempt_within=timedelta(hours=4)),
)
LOADED = replace(BEFORE, version=0, effective_on=date(2026, 1, 1), other_promises=())
PLAIN = replace(
    LOADED,
    streams=(
        Stream(key="all-business", name="All business", share=Fraction(1), needs_leads=True, margin=None),
    ),
    lead_types=(replace(WEBSITE, share=Fraction(1), stream="all-business"),),
    other_type="website-form",
    holidays=None,
    marketing=replace(TERMS.marketing, sql_target=None),
    prose=replace(TERMS.prose, goals=(), target_buyer="", stages=()),
)
"""The least that an agreement can be: one lead type, nothing written that may be left out."""


def version(terms: Terms = TERMS, state: State = State.PROPOSED) -> Version:
    return Version(
        number=terms.version,
        body="",
        sha256=terms.sha256,
        effective_on=terms.effective_on,
        state=state,
        proposed_by=IDS[INA.email],
        proposed_at=at(15, 10, date(2026, 11, 23)),
        asked=frozenset(IDS.values()),
        note="The first year is closed; the website converts better now.\nSee the review of October.",
        settled_at=None if state is State.PROPOSED else at(11, 5),
        begins_on=terms.effective_on if state in {State.SIGNED, State.UNSIGNED} else None,
    )


def signature(
    person: Person, number: int = 2, moment: datetime = NOW, sha256: str = TERMS.sha256
) -> Signature:
    return Signature(
        version=number,
        member_id=IDS[person.email],
        name=person.name,
        side=person.side,
        at=moment,
        sha256=sha256,
    )


def proposal(
    terms: Terms = TERMS,
    before: Terms | None = BEFORE,
    *,
    signed: Sequence[Person] = (INA, KIM),
    state: State = State.PROPOSED,
) -> Proposal:
    return Proposal(
        version=version(terms, state),
        terms=terms,
        before=before,
        proposer=INA.name if terms.version else None,
        signatures=tuple(signature(person, terms.version, sha256=terms.sha256) for person in signed),
        waiting=tuple(person for person in PEOPLE if person not in signed) if state is State.PROPOSED else (),
        changes=(),
    )


OPEN = proposal()
FIRST = proposal(replace(TERMS, version=1), None)
SETTLED = proposal(signed=PEOPLE, state=State.SIGNED)
IN_FORCE = proposal(BEFORE, LOADED, signed=PEOPLE, state=State.SIGNED)
_LOADED = proposal(LOADED, None, signed=(), state=State.UNSIGNED)
UNSIGNED = replace(
    _LOADED, version=replace(_LOADED.version, asked=frozenset(), proposed_by=None, note="", begins_on=None)
)


def own(person: Person) -> OwnNumbers:
    return OwnNumbers(
        side=person.side,
        leads_per_week=Fraction(75, 5) + Fraction(1, 3),
        leads_per_month=325,
        value_per_month=Fraction(500_000, 12),
        touches_per_week=120,
        reps=5,
        first_attempt_within=timedelta(hours=2),
    )


def request(
    person: Person = ANA, of: Proposal = OPEN, *, countersign: bool = False, signed: Signature | None = None
) -> SignRequest:
    return SignRequest(
        proposal=of, person=person, own=own(person), countersign=countersign, signed=signed, now=NOW
    )


COUNTERSIGN = request(of=proposal(BEFORE, None, signed=(INA, KIM), state=State.SIGNED), countersign=True)
BY_ANA = proposal(signed=(INA, KIM, ANA))
SIGNED = Signed(request=request(of=BY_ANA, signed=signature(ANA)), again=False, begins_on=None)
BY_ALL = Signed(request=request(of=SETTLED, signed=signature(ANA)), again=False, begins_on=TERMS.effective_on)
CHANGE = ChangeAsked(
    version=2,
    member_id=IDS[KIM.email],
    name=KIM.name,
    at=NOW,
    comment="30 minutes for outbound is too short.\n\nI would sign 1 h.",
)
ENTRIES = (
    Entry(key="blog-posts", month=date(2026, 11, 1), value="3", by="Max Orr", at=NOW),
    Entry(key="blog-posts", month=date(2026, 10, 1), value="5 of 4", by="Max Orr", at=NOW),
)


def page(
    terms: Terms = BEFORE,
    *,
    open_one: Proposal | None = OPEN,
    mine: SignRequest | None = None,
    manager: bool = True,
) -> AgreementPage:
    return AgreementPage(
        terms=terms,
        demand=plan_of(terms),
        signatures=IN_FORCE.signatures if terms.version else (),
        open=open_one,
        mine=mine,
        entries=ENTRIES,
        may_enter=("blog-posts",) if manager else (),
        may_propose=manager,
        zone=ZONE,
        now=NOW,
    )


HISTORY = History(
    proposals=(
        proposal(replace(TERMS, version=4)),
        proposal(replace(TERMS, version=3), signed=(), state=State.WITHDRAWN),
        proposal(replace(TERMS, version=2), signed=(INA,), state=State.LAPSED),
        IN_FORCE,
        UNSIGNED,
    ),
    zone=ZONE,
    now=NOW,
)


def preview(
    terms: Terms = TERMS,
    before: Terms | None = BEFORE,
    *,
    people: Sequence[Person] = PEOPLE,
    warnings: tuple[str, ...] = (),
    reps: int = 5,
) -> Preview:
    demand = plan_of(terms)
    return Preview(
        terms=terms,
        before=before,
        demand=demand,
        capacity=Capacity(
            leads_per_week=Fraction(demand.total_leads, 52),
            touches_per_lead=Fraction(8),
            touches_per_rep_week=140,
            utilisation=Fraction(1),
            weeks_open=Fraction(8),
            reps=reps,
        ),
        warnings=warnings,
        effective_on=terms.effective_on,
        earliest=date(2026, 11, 25),
        members={MemberId(number): person for number, person in enumerate(people, start=1)},
        replaced=replace(terms, version=3, ends_on=None) if before else None,
        sha256=terms.sha256,
        revision=17,
    )

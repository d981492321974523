"""The set-up of an invented company on its way from nothing to a proposal, as the services would show it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from intake.agreement_documents import AgreementDocuments
from sla import parts
from sla.agreed import Measured, Part, PartForm, PartOf, PartState, SetUpBoard
from sla.agreement import Json, State, Tables, Version
from sla.measured import Closing
from sla.people import MemberId, Named, Role, Side
from sla.services.drafting import taking_effect
from sla.services.enrolment import people_faults
from tests.handlers.views.examples import NOW, TODAY, ZONE

DOCUMENTS = AgreementDocuments()
FROM = TODAY + timedelta(days=2)

EMPTY: Tables = {"team": {"zone": ZONE}, "quota": {}, "lead_types": []}
WEBSITE: Tables = {
    "name": "Website form",
    "months_to_close": 3,
    "aov": "2000",
    "rates": ["34%", "82%", "23%"],
}
HALF: Tables = {
    "team": {"zone": ZONE, "name": "Northwind Tools", "channel": "#sla", "digest_at": "08:30"},
    "quota": {},
    "lead_types": [WEBSITE],
}
SMALL: Tables = {
    "team": {"zone": ZONE, "name": "Northwind Tools", "channel": "#sla", "currency": "USD"},
    "quota": {"amount": "500k"},
    "lead_types": [WEBSITE],
}
FULL: Tables = {
    "team": {
        "zone": "America/New_York",
        "name": "Northwind Tools",
        "channel": "#sla",
        "currency": "USD",
        "until": "2027-12-31",
        "locale": "en_US",
        "holidays": "US",
        "days": "Mon-Thu",
        "hours": "09:00-12:30, 13:30-18:00",
        "digest_at": "8:30",
        "nudge_at": "09:15",
        "goals": ["Revenue of new customers up by a fifth", "Nobody waits for a call"],
        "target_buyer": "Heads of operations in companies of 50 to 500 people.",
    },
    "quota": {
        "amount": "1.5m", "period": "quarter", "share_of": "leads",
        "season": [1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 2],
    },
    "lead_types": [
        {**WEBSITE, "rates": ["1,326 of 3,900", "82%", "23%"], "share": "60%", "origins": ["website form", "ads, paid"]},
        {"name": "Outbound", "closes_after": [5, 20, 0, 10], "aov": "4k", "stages": ["lead", "won"], "rates": ["6%"], "share": "40%",
         "first_attempt_within": "30m"},
    ],
    "qualified_lead": {
        "threshold": 50,
        "fit": [{"name": "Company of 50 people or more", "points": 20}],
        "behaviour": [{"name": "Asked for a demo", "points": 40}],
    },
    "marketing": {"accepted_target": "85%", "sql_target": "34%"},
    "sales": {
        "first_attempt_within": "1h 30m",
        "cadence": [{"day": 7, "follow_ups": 2}, {"day": 21, "follow_ups": 4}],
        "suggested_days": [2, 7, 14, 21],
        "longest_gap_days": 10,
        "reject_reasons": ["too small", "duplicate"],
    },
    "handoff": {"process": ["Marketing hands it over", "Sales takes it"], "routing": "by hand"},
    "escalation": [{"after_days": 0, "tells": "rep"}, {"after_days": 2, "tells": "manager"}],
    "other_promises": [
        {"name": "Customer satisfaction", "target": "4.5 of 5", "owner": "kim@example.com", "side": "sales"}
    ],
    "meetings": [{"name": "Review", "when": "Monday 10:00"}],
}  # fmt: skip
WRONG: Tables = {
    **FULL,
    "lead_types": [{**WEBSITE, "share": "60%", "rates": ["34%", "82%"]}, {**WEBSITE, "name": "Outbound", "share": "30%"}],
    "sales": {"cadence": [{"day": 28, "follow_ups": 2}, {"day": 14, "follow_ups": 4}], "first_attempt_target": "90"},
}  # fmt: skip
DIVIDED: Tables = {
    **SMALL,
    "lead_types": [{**WEBSITE, "share": "60%", "stream": "New business"},
                   {**WEBSITE, "name": "Outbound", "share": "40%", "stream": "New business"}],
    "streams": [{"name": "New business", "share": "70%", "margin": "35%"},
                {"name": "Retention", "share": "30%", "needs_leads": False}],
}  # fmt: skip
UNEVEN: Tables = {
    **DIVIDED,
    "streams": [{"name": "New business", "share": "70%"}, {"name": "Existing *customers*", "share": "40%"}],
}
LONG = "Leads from the very long campaign of the alliance with *all* <partners> & friends"
TWELVE: Tables = {
    **SMALL,
    "team": {"zone": ZONE, "name": LONG, "channel": "#sla", "currency": "EUR"},
    "lead_types": [{**WEBSITE, "name": f"{n} {LONG}"[:80], "share": f"{n} of 78"} for n in range(1, 13)],
    "streams": [{"name": f"Stream {n} {LONG}"[:80], "share": "50%"} for n in (1, 2)],
}

KIM = Named(email="kim@example.com", name="Kim Lund", side=Side.SALES, role=Role.MANAGER)
ANA = Named(
    email="ana@example.com", name="Ana Sanz", side=Side.SALES, role=Role.REP, zone="America/Sao_Paulo"
)
MAX = Named(email="max@example.com", name="Max Orr", side=Side.MARKETING, role=Role.MARKETER)
MAYA = Named(email="maya@example.com", name="Maya Chen", side=Side.MARKETING, role=Role.MANAGER)
PEOPLE = (ANA, KIM, MAX, MAYA)
CROWD = (
    *PEOPLE,
    *(Named(email=f"{n}@example.com", name=f"{n} {LONG}", side=Side.SALES, role=Role.REP) for n in range(30)),
)
SLACK_IDS = {"kim@example.com": "U2", "ana@example.com": "U1", "maya@example.com": "U4"}

PROPOSAL = Version(
    number=2, body="", sha256="ab" * 32, effective_on=date(2027, 1, 4), state=State.PROPOSED,
    proposed_by=MemberId(2), proposed_at=NOW, asked=frozenset({MemberId(1), MemberId(2)}), note="",
    settled_at=None, begins_on=None,
)  # fmt: skip


def board(
    tables: Tables = EMPTY,
    people: tuple[Named, ...] = PEOPLE,
    *,
    by: str | None = "Kim Lund",
    at: datetime | None = NOW - timedelta(hours=2),
) -> SetUpBoard:
    """With the faults that the rules find in it."""
    dated = taking_effect(tables, FROM)
    faults = (*people_faults(people), *DOCUMENTS.faults(dated))
    return SetUpBoard(
        tables=tables,
        parts=tuple(PartState(of=of, faults=parts.own_faults(of, faults)) for of in parts.parts_of(tables)),
        people=people,
        terms=None if faults else DOCUMENTS.read(dated).terms,
        in_force=None,
        changed=at is not None,
        proposal=None,
        by=by if at else None,
        at=at,
        zone=ZONE,
        now=NOW,
    )


def signed(tables: Tables = FULL) -> SetUpBoard:
    """What is in force, untouched."""
    untouched = board(tables, at=None)
    assert untouched.terms is not None
    return replace(untouched, in_force=replace(untouched.terms, version=3), changed=False)


def form(
    of: PartOf | Part,
    tables: Tables = EMPTY,
    *,
    people: tuple[Named, ...] = PEOPLE,
    slack_ids: Mapping[str, str] = SLACK_IDS,
    measured: Measured | None = None,
    closing: Closing | None = None,
) -> PartForm:
    return PartForm(
        of=of if isinstance(of, PartOf) else PartOf(part=of),
        tables=tables,
        people=people,
        slack_ids=slack_ids,
        seen="5ee",
        measured=measured,
        closing=closing,
        zone=ZONE,
    )


def lead_type(number: int) -> PartOf:
    return PartOf(part=Part.LEAD_TYPE, number=number)


def stream(number: int) -> PartOf:
    return PartOf(part=Part.STREAM, number=number)


def table(value: Json) -> Mapping[str, Json]:
    assert isinstance(value, Mapping)
    return value

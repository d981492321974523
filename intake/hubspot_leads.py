"""Contacts as leads: handed off when they entered the stage that the team names, in the words of its files."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime

from intake.cleaning import clean
from intake.dates import Moment
from intake.hubspot_api import SOURCE, Kind, entered
from intake.hubspot_shapes import Owner, Record
from intake.records import LeadRecord
from intake.row_reader import Taken
from sla.activity import StageChange
from sla.crm import Ladder, StageMap
from sla.leads import LeadId, StopReason


def properties_of(kind: Kind, stages: StageMap) -> tuple[str, ...]:
    """When the stages in use were entered, beside what is asked of every record."""
    if kind is Kind.CONTACTS:
        return tuple(entered(one) for one in (stages.handoff, *(u.id for u in stages.of(Ladder.LIFECYCLE))))
    if kind is Kind.DEALS:
        return tuple(entered(use.id) for use in stages.of(Ladder.DEALS))
    return ()


def lead_records(
    contacts: Iterable[Record],
    stages: StageMap,
    *,
    owners: Mapping[str, Owner],
    companies: Mapping[str, str],
    origins: Collection[str] = (),
) -> Iterator[Taken[LeadRecord]]:
    """Of those that have been handed off. `origins` are the words that the agreement knows."""
    for one in contacts:
        handed_off = one.moment(entered(stages.handoff))
        if handed_off is None:
            continue
        record = LeadRecord(
            handed_off=Moment(at=handed_off, whole_day=False),
            external_id=one.key,
            first_name=clean(one.said("firstname")),
            last_name=clean(one.said("lastname")),
            company=clean(one.said("company") or companies.get(one.said("associatedcompanyid"), "")),
            email=one.said("email").strip().casefold(),
            origin=origin(one.said("hs_analytics_source"), origins),
            owner=address(one, owners),
        )
        yield Taken(row=0, key=one.key, record=record)


def origin(source: str, known: Collection[str] = ()) -> str:
    """HubSpot's original source as people write it, "organic search", unless they write it as HubSpot does."""
    word = source.casefold()
    return word if word in known else word.replace("_", " ")


def address(record: Record, owners: Mapping[str, Owner]) -> str:
    """The owner's e-mail address; blank where nobody owns it, or its owner has left."""
    owner = owners.get(record.said("hubspot_owner_id"))
    return (owner.email or "").casefold() if owner else ""


def stage_changes(
    records: Iterable[Record], stages: StageMap, ladder: Ladder, leads: Mapping[str, LeadId]
) -> Iterator[StageChange]:
    """When the records' leads entered the stages in use. `leads` are those of each record by its id."""
    for one in records:
        for use in stages.of(ladder):
            at, lead = one.moment(entered(use.id)), leads.get(one.key)
            if at is not None and lead is not None:
                yield StageChange(
                    source=SOURCE,
                    external_id=stage_key(ladder, one.key, use.id),
                    lead_id=lead,
                    stage=use.stage,
                    entered_at=at,
                )


def stage_keys(records: Iterable[Record], stages: StageMap, ladder: Ladder) -> frozenset[str]:
    """Whatever these records could say of stages."""
    uses = stages.of(ladder)
    return frozenset(stage_key(ladder, one.key, use.id) for one in records for use in uses)


def stage_key(ladder: Ladder, record: str, stage: str) -> str:
    return f"{ladder}-{record}-{stage}"


def gone_key(contact: str) -> str:
    return f"{Kind.CONTACTS}-{contact}-gone"


def gone(contacts: Mapping[str, LeadId], at: datetime) -> Iterator[StageChange]:
    """These contacts are no longer there, so nobody can follow up on them."""
    for contact, lead in contacts.items():
        yield StageChange(
            source=SOURCE,
            external_id=gone_key(contact),
            lead_id=lead,
            stage=StopReason.GONE.value,
            entered_at=at,
        )


def merged(contact: Record) -> tuple[str, ...]:
    """The ids of the contacts that were taken into this one, and are there no longer."""
    said = (one.strip() for one in contact.said("hs_merged_object_ids").split(";"))
    return tuple(one for one in said if one)

"""A page of records with all that belongs to it, fetched before anything is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from intake.hubspot_api import ACTIVITIES, COMPANIES, SOURCE, Kind, entered
from intake.hubspot_client import HubSpotClient
from intake.hubspot_leads import properties_of
from intake.hubspot_shapes import Record
from sla.crm import StageMap
from sla.ports import UnitOfWork


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathered:
    """`contacts` are those with which each record is associated; `companies` are names by id.

    `further` is what was recorded of people before they became leads, or before it showed that they had.
    """

    kind: Kind
    records: tuple[Record, ...]
    contacts: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    companies: Mapping[str, str] = field(default_factory=dict)
    further: tuple["Gathered", ...] = ()


class Gathering:
    def __init__(self, client: HubSpotClient, stages: StageMap) -> None:
        self._client = client
        self._stages = stages

    def of(self, kind: Kind, records: tuple[Record, ...], new: Iterable[int] = ()) -> Gathered:
        """`new` are contacts of which nothing is known yet, so that what they took part in is fetched as well."""
        if kind is not Kind.CONTACTS:
            return self._with_contacts(kind, records)
        wanted = [one for one in records if not one.said("company") and one.said("associatedcompanyid")]
        ids = {int(one.said("associatedcompanyid")) for one in wanted}
        named = self._client.read(COMPANIES, sorted(ids)) if ids else ()
        return Gathered(
            kind=kind,
            records=records,
            companies={one.key: one.said("name") for one in named},
            further=self._further(tuple(new)),
        )

    def _with_contacts(self, kind: Kind, records: tuple[Record, ...]) -> Gathered:
        if not records:
            return Gathered(kind=kind, records=records)
        contacts = self._client.associated(kind, Kind.CONTACTS, [one.id for one in records])
        return Gathered(kind=kind, records=records, contacts=contacts)

    def _further(self, new: tuple[int, ...]) -> tuple[Gathered, ...]:
        if not new:
            return ()
        found = []
        for kind in (Kind.DEALS, *ACTIVITIES):
            linked = self._client.associated(Kind.CONTACTS, kind, new)
            ids = sorted({one for others in linked.values() for one in others})
            if ids:
                records = self._client.read(kind, ids, properties_of(kind, self._stages))
                found.append(self._with_contacts(kind, records))
        return tuple(found)


def unknown_leads(work: UnitOfWork, records: Iterable[Record], stages: StageMap) -> tuple[int, ...]:
    """The contacts that have been handed off and are no leads here yet."""
    handed = [one for one in records if one.said(entered(stages.handoff))]
    known = work.leads.ids_by_external(SOURCE, [one.key for one in handed])
    return tuple(one.id for one in handed if one.key not in known)

"""A page of records with all that belongs to it, fetched before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from intake.hubspot_api import COMPANIES, SOURCE, Kind, entered
from intake.hubspot_client import HubSpotClient
from intake.hubspot_leads import merged, properties_of
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

    def of(
        self,
        kind: Kind,
        records: tuple[Record, ...],
        new: tuple[int, ...] = (),
        passed: Sequence[Kind] = (),
    ) -> Gathered:
        """`new` are contacts of which nothing is known yet: what they took part in is fetched as well, of the
        kinds that would not come by themselves any more.
        """
        if kind is not Kind.CONTACTS:
            return self._with_contacts(kind, records)
        wanted = [one for one in records if not one.said("company") and one.said("associatedcompanyid")]
        ids = {int(one.said("associatedcompanyid")) for one in wanted}
        named = self._client.read(COMPANIES, sorted(ids)) if ids else ()
        return Gathered(
            kind=kind,
            records=records,
            companies={one.key: one.said("name") for one in named},
            further=self._further(new, [one for one in passed if one is not Kind.CONTACTS]),
        )

    def _with_contacts(self, kind: Kind, records: tuple[Record, ...]) -> Gathered:
        if not records:
            return Gathered(kind=kind, records=records)
        contacts = self._client.associated(kind, Kind.CONTACTS, [one.id for one in records])
        return Gathered(kind=kind, records=records, contacts=contacts)

    def _further(self, new: tuple[int, ...], kinds: Sequence[Kind]) -> tuple[Gathered, ...]:
        found = []
        for kind in kinds if new else ():
            linked = self._client.associated(Kind.CONTACTS, kind, new)
            ids = sorted({one for others in linked.values() for one in others})
            if ids:
                records = self._client.read(kind, ids, properties_of(kind, self._stages))
                found.append(self._with_contacts(kind, records))
        return tuple(found)


def news(work: UnitOfWork, records: Sequence[Record], stages: StageMap) -> tuple[int, ...]:
    """The contacts that have been handed off and are no leads here yet, or have just taken another lead in."""
    handed = [one for one in records if one.said(entered(stages.handoff))]
    known = work.leads.own_ids(SOURCE, [one.key for one in handed])
    grown = {kept for kept, _ in merged_anew(work, handed)}
    return tuple(one.id for one in handed if one.key not in known or one.key in grown)


def merged_anew(work: UnitOfWork, records: Sequence[Record]) -> tuple[tuple[str, str], ...]:
    """Each contact with one that was taken into it, where both are leads that are not one lead here yet."""
    pairs = [(one.key, gone) for one in records for gone in merged(one)]
    leads = work.leads.ids_by_external(SOURCE, sorted({key for pair in pairs for key in pair}))
    return tuple(
        (kept, gone) for kept, gone in pairs if kept in leads and gone in leads and leads[kept] != leads[gone]
    )

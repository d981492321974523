"""HubSpot as it is read: accounts, owners, stages, records by search, and what is associated with what."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from intake.hubspot_api import (
    ACCOUNT,
    DEAL_PIPELINES,
    LIFECYCLE,
    MOST_LINKED,
    MOST_READ,
    OWNERS,
    PROPERTIES,
    Json,
    Kind,
    associations,
    objects,
)
from intake.hubspot_shapes import (
    Account,
    LifecycleProperty,
    LinksPage,
    Owner,
    OwnerPage,
    Pipelines,
    Record,
    RecordPage,
)
from intake.hubspot_web import HubSpotWeb
from sla.crm import Ladder, StageDefinition


class HubSpotClient:
    """Read only. Raises HubSpotSilent or HubSpotRefused."""

    def __init__(self, web: HubSpotWeb) -> None:
        self._web = web

    def close(self) -> None:
        self._web.close()

    def account(self) -> Account:
        return self._web.get(Account, ACCOUNT)

    def owners(self) -> Mapping[str, Owner]:
        found: dict[str, Owner] = {}
        query = {"limit": "500", "archived": "false"}
        while True:
            page = self._web.get(OwnerPage, OWNERS, query)
            found |= {owner.id: owner for owner in page.results}
            if page.after is None:
                return found
            query = {**query, "after": page.after}

    def stages(self) -> tuple[StageDefinition, ...]:
        """Of the contacts' lifecycle and of every deal pipeline, as the account calls them."""
        lifecycle = self._web.get(LifecycleProperty, LIFECYCLE)
        pipelines = self._web.get(Pipelines, DEAL_PIPELINES)
        return (
            *(
                StageDefinition(ladder=Ladder.LIFECYCLE, id=one.value, label=one.label)
                for one in lifecycle.options
            ),
            *(
                StageDefinition(
                    ladder=Ladder.DEALS,
                    id=stage.id,
                    label=stage.label,
                    pipeline=one.label,
                    closed=stage.closed,
                )
                for one in pipelines.results
                if not one.archived
                for stage in one.stages
                if not stage.archived
            ),
        )

    def search(self, kind: Kind, body: Json) -> RecordPage:
        return self._web.post(RecordPage, objects(kind, "search"), body)

    def read(self, kind: str, ids: Iterable[int], properties: Sequence[str] = ()) -> tuple[Record, ...]:
        """Those of them that are there."""
        wanted = [*PROPERTIES[kind], *properties]
        found: list[Record] = []
        for chunk in _chunks(ids, MOST_READ):
            body: Json = {
                "inputs": [{"id": str(one)} for one in chunk],
                "properties": wanted,
                "propertiesWithHistory": [],
            }
            found += self._web.post(RecordPage, objects(kind, "batch", "read"), body).results
        return tuple(found)

    def associated(self, kind: str, to: str, ids: Iterable[int]) -> Mapping[int, tuple[int, ...]]:
        """The records of the one kind with which those of the other are associated; none are left out."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        waiting: list[dict[str, str]] = [{"id": str(one)} for one in ids]
        while waiting:
            chunk, waiting = waiting[:MOST_LINKED], waiting[MOST_LINKED:]
            page = self._web.post(LinksPage, associations(kind, to), {"inputs": chunk})
            for links in page.results:
                found[links.of] += [one.to_object_id for one in links.to]
                if links.after is not None:
                    waiting.append({"id": str(links.of), "after": links.after})
        return {one: tuple(dict.fromkeys(others)) for one, others in found.items()}

    def archived(self, kind: Kind, after: str | None) -> RecordPage:
        """A page of those that were deleted and can still be restored."""
        query = {"archived": "true", "limit": str(MOST_READ), "properties": "hs_object_id"}
        return self._web.get(RecordPage, objects(kind), query | ({"after": after} if after else {}))


def _chunks(ids: Iterable[int], size: int) -> Iterator[list[int]]:
    rest = iter(dict.fromkeys(ids))
    while chunk := list(islice(rest, size)):
        yield chunk

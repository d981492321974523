"""The account behind the tests' HubSpot: its records, who owns what, and what its people change."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

LIFECYCLE = (
    ("subscriber", "Subscriber"),
    ("lead", "Lead"),
    ("marketingqualifiedlead", "Marketing Qualified Lead"),
    ("salesqualifiedlead", "Sales Qualified Lead"),
    ("opportunity", "Opportunity"),
    ("customer", "Customer"),
    ("other", "Other"),
)
SCOPES = frozenset(
    (
        "crm.objects.contacts.read",
        "crm.objects.companies.read",
        "crm.objects.deals.read",
        "crm.objects.owners.read",
        "crm.schemas.contacts.read",
        "crm.schemas.deals.read",
        "sales-email-read",
    )
)
KINDS = ("contacts", "companies", "deals", "calls", "emails", "meetings")
MODIFIED = {"contacts": "lastmodifieddate"}
OTHERS_MODIFIED = "hs_lastmodifieddate"
AT_ONCE = timedelta(0)


def iso(moment: datetime) -> str:
    """As HubSpot writes it, to the millisecond."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(kw_only=True)
class Record:
    """A record of any kind. Searches see it from `indexed_at` on, and never an archived or merged one."""

    id: int
    properties: dict[str, str]
    created_at: datetime
    modified_at: datetime
    indexed_at: datetime
    archived_at: datetime | None = None
    merged_into: int | None = None

    @property
    def there(self) -> bool:
        return self.archived_at is None and self.merged_into is None


@dataclass(frozen=True, kw_only=True)
class Owner:
    id: int
    email: str
    name: str


@dataclass(kw_only=True)
class Stage:
    id: str
    label: str
    won: bool = False
    lost: bool = False


def _deal_stages() -> list[Stage]:
    return [
        Stage(id="appointmentscheduled", label="Appointment Scheduled"),
        Stage(id="contractsent", label="Contract Sent"),
        Stage(id="closedwon", label="Closed Won", won=True),
        Stage(id="closedlost", label="Closed Lost", lost=True),
    ]


@dataclass(kw_only=True)
class Portal:
    """`clock` is HubSpot's own; `lag` is how late a change shows in searches."""

    clock: Callable[[], datetime]
    id: int = 4711
    name: str = "acme.example"
    currency: str = "USD"
    key: str = "pat-eu1-test"
    scopes: frozenset[str] = SCOPES
    lag: timedelta = AT_ONCE
    nulls: bool = True
    lifecycle: list[tuple[str, str]] = field(default_factory=lambda: list(LIFECYCLE))
    stages: list[Stage] = field(default_factory=_deal_stages)
    owners: dict[int, Owner] = field(default_factory=dict)
    records: dict[str, dict[int, Record]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    links: dict[tuple[str, int, str], list[int]] = field(default_factory=dict)
    _ids: "count[int]" = field(default_factory=lambda: count(1001))

    def owner(self, email: str, name: str = "Somebody Else") -> int:
        made = Owner(id=next(self._ids), email=email, name=name)
        self.owners[made.id] = made
        return made.id

    def add(
        self,
        kind: str,
        properties: dict[str, str],
        *,
        of: Iterable[int] = (),
        modified: datetime | None = None,
        lag: timedelta | None = None,
    ) -> int:
        """A new record, associated with these contacts."""
        now = modified or self.clock()
        late = self.lag if lag is None else lag
        made = Record(
            id=next(self._ids),
            properties=dict(properties),
            created_at=now,
            modified_at=now,
            indexed_at=now + late,
        )
        self.records[kind][made.id] = made
        for contact in of:
            self.associate(kind, made.id, contact)
        return made.id

    def associate(self, kind: str, record: int, contact: int) -> None:
        """Changes neither record's modified time."""
        self.links.setdefault((kind, record, "contacts"), []).append(contact)
        self.links.setdefault(("contacts", contact, kind), []).append(record)

    def change(self, kind: str, record: int, **properties: str) -> None:
        found, now = self.records[kind][record], self.clock()
        found.properties |= properties
        found.modified_at, found.indexed_at = now, now + self.lag

    def deal(self, contact: int, stage: str, **properties: str) -> int:
        made = self.add("deals", {}, of=(contact,))
        self.move(made, stage, **properties)
        return made

    def move(self, deal: int, stage: str, **properties: str) -> None:
        """A deal enters a stage of its pipeline; HubSpot works out from it whether it is closed and won."""
        found = next(one for one in self.stages if one.id == stage)
        closed = {"closedate": iso(self.clock())} if found.won or found.lost else {}
        self.change(
            "deals",
            deal,
            dealstage=stage,
            hs_is_closed_won=str(found.won).lower(),
            hs_is_closed=str(found.won or found.lost).lower(),
            **{f"hs_v2_date_entered_{stage}": iso(self.clock())},
            **closed,
            **properties,
        )

    def restore(self, kind: str, record: int) -> None:
        self.records[kind][record].archived_at = None
        self.change(kind, record)

    def archive(self, kind: str, record: int) -> None:
        self.records[kind][record].archived_at = self.clock()

    def merge(self, kept: int, gone: int) -> None:
        """Of two contacts one stays: its activities are those of both, and it says whom it took in."""
        contacts = self.records["contacts"]
        contacts[gone].merged_into = kept
        before = contacts[kept].properties.get("hs_merged_object_ids", "")
        for kind in KINDS:
            for record in self.links.pop(("contacts", gone, kind), []):
                self.links[(kind, record, "contacts")].remove(gone)
                self.associate(kind, record, kept)
        self.change("contacts", kept, hs_merged_object_ids=";".join(filter(None, (before, str(gone)))))

    def enter(self, contact: int, stage: str, at: datetime | None = None) -> None:
        """The contact reaches a lifecycle stage, now or at an earlier moment."""
        entered = {f"hs_v2_date_entered_{stage}": iso(at or self.clock())}
        self.change("contacts", contact, lifecyclestage=stage, **entered)

    def lead(self, name: str, *, owner: int | None, at: datetime | None = None, **properties: str) -> int:
        """A contact that is a marketing-qualified lead."""
        first, _, last = name.partition(" ")
        entered = at or self.clock()
        return self.add(
            "contacts",
            {
                "firstname": first,
                "lastname": last,
                "lifecyclestage": "marketingqualifiedlead",
                "hs_v2_date_entered_marketingqualifiedlead": iso(entered),
                "hs_analytics_source": "ORGANIC_SEARCH",
                **({} if owner is None else {"hubspot_owner_id": str(owner)}),
                **properties,
            },
        )

    def call(self, contact: int, *, owner: int, at: datetime | None = None, **properties: str) -> int:
        """A finished outbound call."""
        said = {
            "hs_timestamp": iso(at or self.clock()),
            "hs_call_direction": "OUTBOUND",
            "hs_call_status": "COMPLETED",
            "hs_call_title": "Quarterly numbers",
            "hs_call_body": "what was said is nobody's business here",
            "hubspot_owner_id": str(owner),
        }
        return self.add("calls", said | properties, of=(contact,))

    def shown(self, kind: str, record: Record) -> dict[str, str]:
        """All its properties, those that HubSpot fills in by itself too."""
        return {
            **record.properties,
            "hs_object_id": str(record.id),
            "createdate": iso(record.created_at),
            MODIFIED.get(kind, OTHERS_MODIFIED): iso(record.modified_at),
        }

"""A team of four with a signed-up source, and pushes to it in one call."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bot.terms_file import take_file
from intake.agreement_documents import AgreementDocuments
from intake.push_events import JSON, Event, read_events
from intake.push_sources import Sources
from intake.pushing import Pushing, Reply
from sla.activity import LeadHistory
from sla.people import TenantId
from sla.pushed import Message, Proof
from sla.services.desk import Desk
from sla.services.shelf import Shelf
from tests.e2e.team import write_team
from tests.stores import AnyStore

NOW = datetime(2025, 11, 20, 8, tzinfo=UTC)
KEY = "k" * 40


@dataclass
class PushDesk:
    store: AnyStore
    folder: Path
    now: datetime = NOW
    tokens: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tenant_id: TenantId = self.store.tenants.sole()
        self.desk = Desk(
            units=self.store.units,
            looks=self.store.looks,
            tenant_id=self.tenant_id,
            shelf=Shelf(AgreementDocuments()),
        )
        write_team(self.folder)
        take_file(self.desk, self.folder / "sla.toml", NOW)
        self.sources = Sources(self.desk, KEY)
        self.pushing = Pushing(self.desk)

    def add(self, name: str = "crm", proof: Proof = Proof.TOKEN, zone: str | None = None) -> str:
        self.tokens[name] = self.sources.add(name, proof, zone=zone, now=NOW)
        return self.tokens[name]

    def push(
        self, *events: Mapping[str, object], source: str = "crm", message: Message | None = None
    ) -> list[tuple[str, str | None]]:
        """Of each event what became of it, and the code."""
        reply = self.reply(*events, source=source, message=message)
        return [(one.get("result", ""), one.get("code")) for one in results(reply)]

    def reply(
        self, *events: Mapping[str, object], source: str = "crm", message: Message | None = None
    ) -> Reply:
        found = self.pushing(source, read(*events), message, now=self.now, real_now=self.now)
        assert found is not None
        return found

    def history(self, external_id: str, source: str = "crm") -> LeadHistory:
        with self.desk.look() as work:
            ids = work.leads.ids_by_external(source, [external_id])
            (history,) = work.leads.histories([ids[external_id]])
            return history

    def owner(self, external_id: str) -> str | None:
        owner_id = self.history(external_id).lead.owner_id
        with self.desk.look() as work:
            return next((one.email for one in work.members.all() if one.id == owner_id), None)

    def rows(self, source: str = "crm") -> Mapping[str, int]:
        with self.desk.look() as work:
            return work.pushes.rows().get(source, {})


def read(*events: Mapping[str, object]) -> tuple[Event, ...]:
    return read_events(json.dumps({"events": list(events)}).encode(), JSON)


def results(reply: Reply) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(reply.body)["results"]
    return found


def lead(key: str = "1", **more: object) -> dict[str, object]:
    said = {"handed_off": "2025-11-05T10:00:00+01:00", "name": f"Lead {key}", "owner": "ana@example.com"}
    return {"type": "lead", "external_id": key, **said, **more}


def touch(key: str = "t1", about: str = "1", **more: object) -> dict[str, object]:
    said = {"activity": "call", "occurred_at": "2025-11-06T10:00:00+01:00", "owner": "ana@example.com"}
    return {"type": "touch", "external_id": key, "lead": about, **said, **more}


def deal(key: str = "d1", about: str = "1", **more: object) -> dict[str, object]:
    said = {"won_at": "2025-11-18T10:00:00+01:00", "amount": "2000.50"}
    return {"type": "deal", "external_id": key, "lead": about, **said, **more}


def stage(key: str = "s1", about: str = "1", **more: object) -> dict[str, object]:
    said = {"stage": "SQL", "entered_at": "2025-11-10T10:00:00+01:00"}
    return {"type": "stage", "external_id": key, "lead": about, **said, **more}


def deleted(what: str, key: str) -> dict[str, object]:
    return {"type": "deleted", "what": what, "external_id": key}

"""HubSpot as the poller meets it: an HTTP server of the tests' own, with its limits, its lateness and its refusals."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.hubspot import replies
from tests.hubspot.portal import KINDS, Portal
from tests.hubspot.searching import Refused, search

VERSION = "2026-03"
MOST_INPUTS = {"read": 100, "associations": 1000}
MOST_LINKS = 500
NEEDS = {
    "contacts": "crm.objects.contacts.read",
    "companies": "crm.objects.companies.read",
    "deals": "crm.objects.deals.read",
    "calls": "crm.objects.contacts.read",
    "emails": "sales-email-read",
    "meetings": "crm.objects.contacts.read",
    "owners": "crm.objects.owners.read",
    "properties": "crm.schemas.contacts.read",
    "pipelines": "crm.schemas.deals.read",
}
Answer = tuple[int, Mapping[str, Any], dict[str, str]]


@dataclass(frozen=True, kw_only=True)
class Asked:
    method: str
    path: str
    query: Mapping[str, list[str]]
    body: Mapping[str, Any]

    @property
    def searched(self) -> str | None:
        """The kind of record that was searched for."""
        return self.path.split("/")[4] if self.path.endswith("/search") else None


@dataclass
class HubSpot:
    """Who asks, and what it answers. `faults` are given out one a request before anything else is done."""

    portal: Portal
    searches_a_second: float = 1e9
    seconds: Callable[[], float] = monotonic
    asked: list[Asked] = field(default_factory=list)
    faults: list[Answer] = field(default_factory=list)
    refused: int = 0
    before: Callable[[Asked], None] | None = None
    _searched: list[float] = field(default_factory=list)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def answer(self, asked: Asked, authorization: str) -> Answer:
        with self._lock:
            self.asked.append(asked)
            if self.before:
                self.before(asked)
            if self.faults:
                return self.faults.pop(0)
            if authorization != f"Bearer {self.portal.key}":
                return (
                    401,
                    replies.error("INVALID_AUTHENTICATION", "Authentication credentials not found."),
                    {},
                )
            try:
                return self._route(asked)
            except Refused as refusal:
                return 400, replies.error("VALIDATION_ERROR", refusal.message), {}

    def searches(self, kind: str) -> list[Asked]:
        return [one for one in self.asked if one.searched == kind]

    def _route(self, asked: Asked) -> Answer:  # noqa: PLR0911 - one answer for each address
        match asked.path.strip("/").split("/"):
            case ["account-info", version, "details"] if version == VERSION:
                return 200, replies.account(self.portal), {}
            case ["crm", "owners", version] if version == VERSION:
                return self._needing("owners") or (200, replies.owners(self.portal), {})
            case ["crm", "properties", version, "contacts", "lifecyclestage"] if version == VERSION:
                return self._needing("properties") or (200, replies.lifecycle(self.portal), {})
            case ["crm", "pipelines", version, "deals"] if version == VERSION:
                return self._needing("pipelines") or (200, replies.pipelines(self.portal), {})
            case ["crm", "objects", version, kind, *rest] if version == VERSION and kind in KINDS:
                return self._needing(kind) or self._objects(kind, rest, asked)
            case ["crm", "associations", version, kind, to, "batch", "read"] if version == VERSION:
                return self._needing(kind) or self._needing(to) or self._associations(kind, to, asked.body)
        return 404, replies.error("OBJECT_NOT_FOUND", "resource not found"), {}

    def _needing(self, what: str) -> Answer | None:
        needed = NEEDS[what]
        return None if needed in self.portal.scopes else (403, replies.missing_scopes([needed]), {})

    def _objects(self, kind: str, rest: list[str], asked: Asked) -> Answer:
        if rest == ["search"]:
            return self._limited() or self._search(kind, asked.body)
        if rest == ["batch", "read"]:
            return self._read(kind, asked.body)
        return self._listed(kind, asked.query)

    def _limited(self) -> Answer | None:
        now = self.seconds()
        self._searched = [at for at in self._searched if now - at < 1]
        if len(self._searched) >= self.searches_a_second:
            self.refused += 1
            return 429, replies.too_many("SECONDLY"), {"Retry-After": "1"}
        self._searched.append(now)
        return None

    def _search(self, kind: str, body: Mapping[str, Any]) -> Answer:
        total, found, after = search(self.portal, kind, body)
        shown = [replies.record(self.portal, kind, one, body.get("properties", [])) for one in found]
        return 200, replies.page(shown, after, total), {}

    def _read(self, kind: str, body: Mapping[str, Any]) -> Answer:
        if len(body["inputs"]) > MOST_INPUTS["read"]:
            raise Refused("too many inputs")
        known = (self.portal.records[kind].get(int(one["id"])) for one in body["inputs"])
        shown = [
            replies.record(self.portal, kind, one, body["properties"]) for one in known if one and one.there
        ]
        return 200, replies.batch(self.portal, shown), {}

    def _listed(self, kind: str, query: Mapping[str, list[str]]) -> Answer:
        archived = query.get("archived", ["false"])[0] == "true"
        limit, after = int(query.get("limit", ["10"])[0]), int(query.get("after", ["0"])[0])
        names = ",".join(query.get("properties", [])).split(",")
        fitting = [
            one
            for one in sorted(self.portal.records[kind].values(), key=lambda one: one.id)
            if one.merged_into is None and (one.archived_at is not None) == archived and one.id > after
        ]
        shown = [replies.record(self.portal, kind, one, names) for one in fitting[: min(limit, 100)]]
        further = str(fitting[len(shown) - 1].id) if len(fitting) > len(shown) else None
        return 200, replies.page(shown, further), {}

    def _associations(self, kind: str, to: str, body: Mapping[str, Any]) -> Answer:
        if len(body["inputs"]) > MOST_INPUTS["associations"]:
            raise Refused("too many inputs")
        results = []
        for one in body["inputs"]:
            record, start = int(one["id"]), int(one.get("after") or 0)
            linked = self.portal.links.get((kind, record, to), [])
            if shown := linked[start : start + MOST_LINKS]:
                further = str(start + MOST_LINKS) if start + MOST_LINKS < len(linked) else None
                results.append(replies.linked(record, shown, further))
        return 200, replies.batch(self.portal, results), {}


def _handler(hubspot: HubSpot) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def _serve(self) -> None:
            parts = urlsplit(self.path)
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length) or b"{}")
            asked = Asked(method=self.command, path=parts.path, query=parse_qs(parts.query), body=body)
            status, said, headers = hubspot.answer(asked, self.headers.get("Authorization", ""))
            payload = json.dumps(said).encode()
            self.send_response(status)
            for name, value in {
                **headers,
                "Content-Type": "application/json",
                "Content-Length": str(len(payload)),
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(payload)

        do_GET = _serve  # noqa: N815 - the name that http.server looks for
        do_POST = _serve  # noqa: N815 - the same

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
            pass

    return Handler


@contextmanager
def serving(hubspot: HubSpot) -> Iterator[str]:
    """Its address while it runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(hubspot))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

"""What is answered under /v1: pushed events, and the document that describes them."""

import json
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from bot.clock import SystemClock
from bot.front import PUSHES
from bot.push_endpoint import Endpoint, Taken
from bot.push_limits import Limits
from bot.serving import Paths
from bot.settings import Settings
from bot.version import own_version
from intake.push_document import EVENTS_PATH, document
from intake.push_events import JSON
from intake.push_proof import Prover
from intake.pushing import Pushing
from sla.services.desk import Desk

DOCUMENT_PATH = "/v1/openapi.json"


def push_paths(settings: Settings, desk: Desk, clock: SystemClock, taken: Taken) -> Paths:
    key = settings.sla_push_key
    threads = settings.sla_workers if settings.sla_push_port is None else PUSHES.threads
    endpoint = Endpoint(
        prover=Prover(tenant_id=desk.tenant_id, key=key.get_secret_value() if key else None),
        pushing=Pushing(desk),
        limits=Limits(per_minute=settings.sla_push_per_minute, threads=threads),
        clock=clock,
        taken=taken,
    )
    return {EVENTS_PATH: endpoint, DOCUMENT_PATH: described(own_version())}


def described(version: str) -> WSGIApplication:
    """Answers with the document, which is the same for everybody and holds no secret."""
    body = json.dumps(document(version)).encode()

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            start_response("405 Method Not Allowed", [("Allow", "GET, HEAD"), ("Content-Length", "0")])
            return []
        start_response("200 OK", [("Content-Type", JSON), ("Content-Length", str(len(body)))])
        return [body]

    return answer

"""`POST /v1/events`: what other systems push, proved, limited, taken, and answered in JSON."""

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from http import HTTPStatus
from urllib.parse import parse_qs
from wsgiref.types import StartResponse, WSGIEnvironment

import structlog

from bot.clock import SystemClock
from bot.push_limits import Limits
from intake.push_answer import refusal_json
from intake.push_events import FORM, JSON, LARGEST_BODY, read_events
from intake.push_proof import Claim, Prover
from intake.pushing import Pushing, Reply
from sla.errors import Conflict, SlaError
from sla.pushed import Message, Pusher

log = structlog.get_logger()

Taken = Callable[[str, Mapping[str, int]], None]
"""A source pushed so many events of each result."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    status: HTTPStatus
    body: str
    headers: Mapping[str, str] = field(default_factory=dict)


class Refused(Exception):
    """The request as a whole is not taken, and this is its answer."""

    def __init__(self, status: HTTPStatus, code: str, message: str, **headers: str) -> None:
        super().__init__(code)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answer = Answer(status=status, body=refusal_json(code, message), headers=named)


@dataclass(frozen=True, kw_only=True, slots=True)
class Endpoint:
    """`prover` says whether a sender is who it says, `pushing` takes what it sends."""

    prover: Prover
    pushing: Pushing
    limits: Limits
    clock: SystemClock
    taken: Taken

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        try:
            answer = self._answer(environ)
        except Refused as refused:
            answer = refused.answer
        except Conflict as conflict:
            answer = Answer(status=HTTPStatus.CONFLICT, body=refusal_json("not_ready", conflict.message))
        except SlaError as error:
            answer = Answer(
                status=HTTPStatus.UNPROCESSABLE_ENTITY, body=refusal_json("unreadable", error.message)
            )
        except Exception:  # the one place where a sender is answered; nothing was written
            ref = secrets.token_hex(4)
            log.exception("a push broke", ref=ref)
            said = f"Something broke here (ref {ref}) and nothing was taken; send this again later."
            answer = Answer(status=HTTPStatus.INTERNAL_SERVER_ERROR, body=refusal_json("broken", said))
        return _sent(answer, start_response)

    def _answer(self, environ: WSGIEnvironment) -> Answer:
        if environ["REQUEST_METHOD"] != "POST":
            raise Refused(
                HTTPStatus.METHOD_NOT_ALLOWED, "only_post", "Events are sent with POST.", Allow="POST"
            )
        body = _body(environ)
        with self.limits.turn() as free:
            if not free:
                said = "Many pushes are being taken at this moment; send this again in a second."
                raise Refused(HTTPStatus.TOO_MANY_REQUESTS, "busy", said, Retry_After="1")
            return self._taken(environ, body)

    def _taken(self, environ: WSGIEnvironment, body: bytes) -> Answer:
        claim = _claim(environ)
        real_now = self.clock.real_now()
        pusher = self._proven(claim, body)
        if wait := self.limits.wait_of(pusher.name):
            said = f"{pusher.name} sends more often than it may; wait {wait} s, or put several events in one request."
            raise Refused(HTTPStatus.TOO_MANY_REQUESTS, "too_often", said, Retry_After=str(wait))
        events = read_events(body, _content_type(environ))
        message = None
        if claim.message_id is not None:
            message = Message(id=claim.message_id, body_hash=sha256(body).hexdigest())
        reply = self.pushing(pusher.name, events, message, now=self.clock.now(), real_now=real_now)
        if reply is None:
            raise _not_proven()
        return self._counted(pusher, reply)

    def _proven(self, claim: Claim, body: bytes) -> Pusher:
        pusher = self.pushing.find(claim.named) if claim.named and claim.well_formed_id else None
        if pusher is None or not self.prover.holds(claim, pusher, body, self.clock.real_now()):
            raise _not_proven()
        return pusher

    def _counted(self, pusher: Pusher, reply: Reply) -> Answer:
        numbers = {result.value: number for result, number in reply.results.items()}
        self.taken(pusher.name, numbers)
        if numbers:
            log.info("pushed", source=pusher.name, **numbers)
        return Answer(status=reply.status, body=reply.body)


def _not_proven() -> Refused:
    """The same for whatever does not hold, so that nobody learns which sources there are."""
    said = (
        "This request does not prove which source it comes from. Send the source's token as \"Authorization: Bearer "
        '…", or sign it by Standard Webhooks and name the source in the address, like ?source=crm.'
    )
    return Refused(HTTPStatus.UNAUTHORIZED, "not_proven", said, WWW_Authenticate="Bearer")


def _claim(environ: WSGIEnvironment) -> Claim:
    scheme, _, token = environ.get("HTTP_AUTHORIZATION", "").partition(" ")
    named = parse_qs(environ.get("QUERY_STRING", "")).get("source", [])
    return Claim(
        source=named[0] if named else None,
        token=token.strip() if scheme.casefold() == "bearer" and token.strip() else None,
        message_id=environ.get("HTTP_WEBHOOK_ID"),
        timestamp=environ.get("HTTP_WEBHOOK_TIMESTAMP"),
        signature=environ.get("HTTP_WEBHOOK_SIGNATURE"),
    )


def _body(environ: WSGIEnvironment) -> bytes:
    length = int(environ.get("CONTENT_LENGTH") or 0)
    if length > LARGEST_BODY:
        said = f"A request holds at most {LARGEST_BODY:,} bytes; this one has {length:,}, so split it."
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", said)
    body: bytes = environ["wsgi.input"].read(length)
    return body


def _content_type(environ: WSGIEnvironment) -> str:
    found = str(environ.get("CONTENT_TYPE", "")).partition(";")[0].strip().casefold()
    encoded = environ.get("HTTP_CONTENT_ENCODING", "identity").strip().casefold()
    if found not in {JSON, FORM} or encoded != "identity":
        said = f"Send {JSON}, or one event as {FORM}, not compressed."
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "wrong_type", said)
    return found


def _sent(answer: Answer, start_response: StartResponse) -> Iterable[bytes]:
    body = answer.body.encode()
    headers = {
        "Content-Type": JSON,
        "Content-Length": str(len(body)),
        "Cache-Control": "no-store",
        **answer.headers,
    }
    start_response(f"{answer.status.value} {answer.status.phrase}", list(headers.items()))
    return [body]

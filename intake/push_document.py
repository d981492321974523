"""The OpenAPI document of the push, made of the records and answers themselves, so that it says what is true."""

from collections.abc import Mapping
from http import HTTPStatus

from intake.push_answer import ANSWER, REFUSAL
from intake.push_events import FORM, JSON, LARGEST_BODY, MOST_EVENTS
from intake.push_reading import SHAPES, Described
from intake.records import LONGEST_ID
from sla.agreement import Json

EVENTS_PATH = "/v1/events"
_REF = "#/components/schemas/"
_SCALARS: tuple[Json, ...] = ("string", "number", "integer", "boolean")

FIELDS: Mapping[str, str] = {
    "external_id": "The record's id in your system: the same id again is the same record, corrected.",
    "handed_off": "When the lead was handed to sales.",
    "name": "What the lead is called; first_name and last_name do as well.",
    "first_name": "Of the person.",
    "last_name": "Of the person.",
    "company": "The lead's company.",
    "email": "Of the person; only a fingerprint of it is kept, to count the same person once.",
    "origin": "Where it came from, in a word that the agreement assigns to a lead type.",
    "owner": "The e-mail address of the rep.",
    "lead": "The lead's external_id, of this source.",
    "activity": "call, email, meeting, message, note or task, or what CRMs call them.",
    "occurred_at": "When it happened; needed unless its outcome says that it is only planned.",
    "direction": "outbound or inbound.",
    "manner": "person, automated, bulk or internal; without it as the activity's word says.",
    "outcome": "Like connected, no answer, left voicemail, bounced or held.",
    "stage": "The stage that the lead entered; won and lost stop its clock.",
    "entered_at": "When it did.",
    "won_at": "When the deal was won; needed unless its status says that it is not.",
    "amount": "With a dot before decimals, in the agreement's currency.",
    "currency": "Of the amount, like USD.",
    "status": "The deal's stage; a deal that is not won is left out.",
    "what": "The kind of record that is gone: lead, stage, deal or touch.",
}
"""What each field is; that none is missing here, and none too many, is tested."""

_REFUSED = {
    HTTPStatus.UNAUTHORIZED: "The request does not prove which source it comes from.",
    HTTPStatus.METHOD_NOT_ALLOWED: "Events are sent with POST.",
    HTTPStatus.CONFLICT: "There is no agreement yet.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: f"More than {LARGEST_BODY:,} bytes.",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "Neither JSON nor a form, or compressed.",
    HTTPStatus.TOO_MANY_REQUESTS: "The source sends too often; Retry-After says when to go on.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Something broke; nothing was taken.",
}

_SECURITY: Mapping[str, Json] = {
    "token": {"type": "http", "scheme": "bearer"},
    "signature": {
        "type": "apiKey",
        "in": "header",
        "name": "webhook-signature",
        "description": "Standard Webhooks: webhook-id, webhook-timestamp and webhook-signature, over the body.",
    },
}


def document(version: str) -> Json:
    """OpenAPI 3.1."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "sla-bot: push what happened",
            "version": version,
            "description": "Times carry a UTC offset, or are in the zone that the source was added with.",
        },
        "servers": [{"url": "/"}],
        "paths": {EVENTS_PATH: {"post": _operation()}},
        "components": {"schemas": _schemas(), "securitySchemes": _SECURITY},
    }


def _operation() -> Json:
    source: Json = {
        "name": "source",
        "in": "query",
        "required": False,
        "schema": {"type": "string"},
        "description": "The source that signs; a token names it by itself.",
    }
    return {
        "operationId": "pushEvents",
        "summary": "Take one event, or several at once; good ones are kept beside bad ones.",
        "security": [{"token": []}, {"signature": []}],
        "parameters": [source],
        "requestBody": {
            "required": True,
            "content": {
                JSON: {"schema": {"anyOf": [_ref("Event"), _ref("Events")]}},
                FORM: {"schema": _ref("Event")},
            },
        },
        "responses": _responses(),
    }


def _responses() -> Json:
    answer, refusal = _ref("PushAnswer"), _ref("Refusal")
    return {
        "200": _response("Every event was taken.", answer),
        "207": _response("Some events were taken; the others say why not.", answer),
        "422": _response(
            "No event could be taken, or the body cannot be read.", {"anyOf": [answer, refusal]}
        ),
        **{str(status.value): _response(said, refusal) for status, said in _REFUSED.items()},
    }


def _response(said: str, schema: Json) -> Json:
    return {"description": said, "content": {JSON: {"schema": schema}}}


def _schemas() -> dict[str, Json]:
    found = {shape.name: _event(shape) for shape in SHAPES}
    found["Event"] = {"anyOf": [_ref(name) for name in found]}
    found["Events"] = {
        "type": "object",
        "properties": {
            "events": {
                "type": "array",
                "items": _ref("Event"),
                "minItems": 1,
                "maxItems": MOST_EVENTS,
            }
        },
        "required": ["events"],
        "additionalProperties": False,
    }
    for name, adapter in (("PushAnswer", ANSWER), ("Refusal", REFUSAL)):
        schema = adapter.json_schema(ref_template=_REF + "{model}")
        found |= schema.pop("$defs", {})
        found[name] = schema
    return found


def _event(shape: Described) -> Json:
    return {
        "type": "object",
        "description": shape.says,
        "properties": {
            "type": {"const": shape.event.value},
            **{name: _field(name, needed=name in shape.always_needed) for name in shape.fields},
        },
        "required": ["type", *shape.always_needed],
        "additionalProperties": False,
    }


def _field(name: str, *, needed: bool) -> Json:
    """Single values of any kind: tools that build bodies from fields do not agree on quotes."""
    said: dict[str, Json] = {
        "description": FIELDS[name],
        "type": [*_SCALARS] if needed else [*_SCALARS, "null"],
    }
    if needed:
        said["minLength"] = 1
    if name == "external_id":
        said["maxLength"] = LONGEST_ID
    return said


def _ref(name: str) -> Json:
    return {"$ref": _REF + name}

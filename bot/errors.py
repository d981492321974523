"""The one place that speaks to a person when something is wrong, always with an acknowledgement."""

import json
import secrets
from collections.abc import Mapping
from http.client import HTTPException

import structlog
from slack_bolt import App, BoltRequest, BoltResponse

from handlers import replies
from handlers.views.message import Message, as_dicts
from handlers.views.refusal import error_message
from sla.errors import SlaError

log = structlog.get_logger()


def register(app: App) -> None:
    app.error(on_error)


def on_error(error: Exception, request: BoltRequest) -> BoltResponse:
    """Domain errors speak for themselves; anything else is logged under a reference that the person is given."""
    if isinstance(error, SlaError):
        return speak(request.body, error.message, error.field)
    reference = secrets.token_hex(4)
    log.error("handler broke", reference=reference, exc_info=error)
    return speak(
        request.body,
        f"Something broke on our side (ref {reference}). Try again; if it stays so, give the reference "
        "to whoever runs the bot.",
        None,
    )


def speak(body: Mapping[str, object], text: str, field: str | None) -> BoltResponse:
    """A command is answered in its acknowledgement, a press by its response_url, a submission at its field."""
    message = error_message(text)
    if body.get("type") == "view_submission":
        return _json(_at_field(body, text, field))
    if "command" in body:
        return _json(message.as_payload() | {"response_type": "ephemeral"})
    _tell(body, message)
    return BoltResponse(status=200, body="")


def _tell(body: Mapping[str, object], message: Message) -> None:
    try:
        if body.get("response_url"):
            replies.answer(str(body["response_url"]), message)
    except (replies.AnswerRefusedError, OSError, HTTPException):
        log.warning("could not tell the person", exc_info=True)


def _at_field(body: Mapping[str, object], text: str, field: str | None) -> Mapping[str, object]:
    """At the input it is about, else at the first; a form without inputs gives way to the sentence."""
    view = body.get("view")
    blocks = view["blocks"] if isinstance(view, Mapping) else []
    inputs = [str(block["block_id"]) for block in blocks if block["type"] == "input"]
    if inputs:
        return {"response_action": "errors", "errors": {field if field in inputs else inputs[0]: text}}
    title = {"type": "plain_text", "text": "Not done"}
    blocks = as_dicts(error_message(text).blocks)
    return {"response_action": "update", "view": {"type": "modal", "title": title, "blocks": blocks}}


def _json(payload: Mapping[str, object]) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(payload), headers={"content-type": ["application/json"]})

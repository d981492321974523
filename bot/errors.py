"""The one place that speaks to a person when something is wrong, always with an acknowledgement."""

import json
import re
import secrets
from collections.abc import Mapping, Sequence
from http.client import HTTPException

import structlog
from slack_bolt import App, BoltRequest, BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from handlers import replies
from handlers.asked import HOME
from handlers.modals import Modals
from handlers.views.message import Message
from handlers.views.page import not_done
from handlers.views.refusal import error_message
from handlers.views.setup.faults import at_input, named
from sla.errors import BadFields, SlaError

log = structlog.get_logger()

STANDING_NOWHERE = {"shortcut", "block_actions"}

Body = Mapping[str, object]


def register(app: App) -> None:
    app.error(on_error)


def on_error(error: Exception, request: BoltRequest, client: WebClient) -> BoltResponse:
    return speak(request.body, client, *explained(error))


def say_instead(response_url: str, error: Exception) -> None:
    """To whom a question could not be answered, after its acknowledgement."""
    text, _ = explained(error)
    _answer(response_url, error_message(text))


def say_afterwards(body: Body, client: WebClient, error: Exception) -> None:
    """To whom a command or press was acknowledged before it was done."""
    if "command" in body:
        say_instead(str(body["response_url"]), error)
    else:
        speak(body, client, *explained(error))


def explained(error: Exception) -> tuple[str, Mapping[str, str]]:
    """In one text and by field. Domain errors speak for themselves; anything else is logged under a reference
    that the person is given.
    """
    if isinstance(error, BadFields):
        return _together(error.fields), error.fields
    if isinstance(error, SlaError):
        return error.message, {error.field or "": error.message}
    reference = secrets.token_hex(4)
    log.error("handler broke", reference=reference, exc_info=error)
    text = (
        f"Something broke on our side (ref {reference}). Try again; if it stays so, give the reference "
        "to whoever runs the bot."
    )
    return text, {"": text}


def speak(body: Body, client: WebClient, text: str, fields: Mapping[str, str]) -> BoltResponse:
    """A command is answered in its acknowledgement, a press by its response_url, a submission at its inputs.

    `text` says it all in one; `fields` the same by the input that it is about, where there is one.
    """
    message = error_message(text)
    if body.get("type") == "view_submission":
        return _json(_at_inputs(body, text, fields))
    if "command" in body:
        return _json(message.as_payload() | {"response_type": "ephemeral"})
    if body.get("response_url"):
        _answer(str(body["response_url"]), message)
    elif _in_modal(body):
        _push(body, client, text)
    elif body.get("type") in STANDING_NOWHERE:
        _open(body, client, text)
    return BoltResponse(status=200, body="")


def _in_modal(body: Body) -> bool:
    view = body.get("view")
    return isinstance(view, Mapping) and view.get("type") != HOME


def _together(fields: Mapping[str, str]) -> str:
    """Several sentences where no inputs are in sight, each with the name of its input."""
    return "\n".join(named(field, sentence) for field, sentence in fields.items())


def _answer(response_url: str, message: Message) -> None:
    try:
        replies.answer(response_url, message)
    except (replies.AnswerRefusedError, OSError, HTTPException):
        log.warning("could not tell the person", exc_info=True)


def _push(body: Body, client: WebClient, text: str) -> None:
    """A press inside a modal has no response_url; the sentence comes on top of the modal."""
    try:
        Modals(client).push(str(body["trigger_id"]), not_done(text))
    except (SlackClientError, SlaError, OSError, HTTPException):
        log.warning("could not tell the person", exc_info=True)


def _open(body: Body, client: WebClient, text: str) -> None:
    """A shortcut stands nowhere, and nothing lies over the Home tab: the sentence is a modal of its own."""
    try:
        Modals(client).open(str(body["trigger_id"]), not_done(text))
    except (SlackClientError, SlaError, OSError, HTTPException):
        log.warning("could not tell the person", exc_info=True)


def _at_inputs(body: Body, text: str, fields: Mapping[str, str]) -> Mapping[str, object]:
    """Each sentence at its input; the others at the first one. A form without inputs gives way to them."""
    view = body.get("view")
    blocks = view["blocks"] if isinstance(view, Mapping) else []
    inputs = [str(block["block_id"]) for block in blocks if block["type"] == "input"]
    if not inputs:
        return {"response_action": "update", "view": not_done(text).as_view()}
    found: dict[str, list[str]] = {}
    for field, sentence in fields.items():
        block_id = _input_of(field, inputs)
        said = named(field, sentence) if block_id is None else at_input(field, block_id, sentence)
        found.setdefault(block_id or inputs[0], []).append(said)
    return {
        "response_action": "errors",
        "errors": {block_id: " ".join(said) for block_id, said in found.items()},
    }


def _input_of(field: str, inputs: Sequence[str]) -> str | None:
    """The input of this name, the one that holds it, or the first that it holds."""
    around = next((one for one in inputs if _within(field, one)), None)
    return around or next((one for one in inputs if field and _within(one, field)), None)


def _within(path: str, of: str) -> bool:
    return path == of or bool(re.match(rf"{re.escape(of)}[.\[]", path))


def _json(payload: Mapping[str, object]) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(payload), headers={"content-type": ["application/json"]})

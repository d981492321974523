"""Pressing and choosing in messages, modals and the Home tab: block_actions, and options asked from the app."""

from dataclasses import dataclass

from sandbox.blockkit.options import check_options
from sandbox.envelopes import DeliveryError, Envelope
from sandbox.errors import Refusal
from sandbox.inputs import FIELDS, Placed, choice, fill_in, find, values_of
from sandbox.interactions.payloads import channel_part, interaction, response_url
from sandbox.jsonvalue import Json, Object, as_text
from sandbox.shapes import message_json, view_json
from sandbox.slack import Slack
from sandbox.state.conversations import Conversation
from sandbox.state.messages import Message
from sandbox.state.views import View
from sandbox.workspace import Person

PRESSED = {"button", "icon_button"}
NO_ANSWER = "The app did not respond; nothing may have happened. Try again in a moment."
NOT_CONNECTED = "The app is not running, so it cannot answer."


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where somebody acts: in a message of a conversation, or in a view."""

    conversation: Conversation | None = None
    message: Message | None = None
    view: View | None = None

    @property
    def blocks(self) -> list[Json]:
        if self.view is not None:
            return self.view.blocks
        return (self.message.content.blocks or []) if self.message else []

    def element(self, block_id: str, action_id: str) -> Placed:
        """Raises Refusal where nothing of the kind is on show."""
        found = find(self.blocks, block_id, action_id)
        if found is None:
            raise Refusal(
                "element_not_found",
                f"Nothing with block_id {block_id!r} and action_id {action_id!r} is here.",
            )
        return found


async def act(
    slack: Slack, person: Person, place: Place, placed: Placed, given: Object, *, beside: Object
) -> None:
    """One press or choice, with what stands in the inputs beside it; raises Refusal when nothing comes of it.

    An input that does not dispatch keeps what was chosen, and the app hears of it with the next press or the form.
    """
    if not slack.manifest.interactive:
        raise Refusal("interactivity_disabled", "The app's manifest does not switch interactivity on.")
    state = choice(placed, given)
    chosen = _remembered(slack, person, place)
    fill_in(place.blocks, chosen, beside)
    if placed.kind in FIELDS:
        chosen[placed.key] = state
    if not placed.dispatches:
        return
    payload = _place_part(slack, person, place, "block_actions")
    payload["actions"] = [_action(slack, placed, state)]
    await deliver(slack, Envelope(kind="interactive", payload=payload))


def note(slack: Slack, person: Person, place: Place, given: Object) -> None:
    """What a person put into inputs without leaving a trace at the app; raises Refusal for what is not there."""
    fill_in(place.blocks, _remembered(slack, person, place), given)


async def suggest(slack: Slack, person: Person, place: Place, placed: Placed, typed: str) -> Object:
    """The options the app offers for what was typed; raises Refusal."""
    payload = _place_part(slack, person, place, "block_suggestion")
    payload |= {"block_id": placed.key[0], "action_id": placed.key[1], "value": typed}
    answer = await deliver(slack, Envelope(kind="interactive", payload=payload, accepts_response=True))
    problems = check_options(answer)
    if problems:
        raise Refusal("invalid_options", f"The app's options cannot be shown: {problems[0].words}.")
    return answer


async def deliver(slack: Slack, envelope: Envelope) -> Object:
    """Sends to the app; raises Refusal with what a person would read when it does not answer."""
    try:
        return await slack.delivery.ask(envelope)
    except DeliveryError as problem:
        message = NOT_CONNECTED if problem.unreachable else NO_ANSWER
        raise Refusal(problem.code, message) from None


def _action(slack: Slack, placed: Placed, state: Object) -> Object:
    block_id, action_id = placed.key
    action: Object = {"type": placed.kind, "block_id": block_id, "action_id": action_id}
    for name in ("text", "value", "style"):
        if placed.kind in PRESSED and name in placed.element:
            action[name] = placed.element[name]
    return action | state | {"action_ts": slack.next_ts()}


def _place_part(slack: Slack, person: Person, place: Place, kind: str) -> Object:
    chosen = _remembered(slack, person, place)
    values = values_of(place.blocks, chosen)
    if place.view is not None:
        payload = interaction(slack, person, kind, view_id=place.view.id)
        return payload | {
            "container": {"type": "view", "view_id": place.view.id},
            "view": view_json(slack, place.view, values),
        }
    if place.message is None or place.conversation is None:
        raise Refusal("message_not_found", "That message is gone.")
    payload = interaction(slack, person, kind, channel=place.conversation.id)
    payload |= _message_part(slack, place.conversation, place.message)
    payload["state"] = {"values": values}
    payload["response_url"] = response_url(
        slack, person, place.conversation, message_ts=place.message.ts, thread_ts=place.message.thread_ts
    )
    return payload


def _message_part(slack: Slack, conversation: Conversation, message: Message) -> Object:
    container: Object = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": conversation.id,
        "is_ephemeral": message.only_for is not None,
    }
    if message.thread_ts is not None:
        container["thread_ts"] = message.thread_ts
    part: Object = {"container": container, "channel": channel_part(conversation)}
    if message.only_for is None:  # of an ephemeral message Slack sends the whereabouts only
        part["message"] = message_json(slack, message)
    return part


def _remembered(slack: Slack, person: Person, place: Place) -> dict[tuple[str, str], Object]:
    if place.view is not None:
        return place.view.chosen
    ts = as_text(place.message.ts if place.message else "")
    return slack.chosen.setdefault((person.id, ts), {})

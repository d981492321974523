"""Global and message shortcuts."""

from sandbox.envelopes import Envelope
from sandbox.errors import Refusal
from sandbox.interactions.actions import deliver
from sandbox.interactions.payloads import channel_part, interaction, response_url
from sandbox.jsonvalue import Object
from sandbox.manifest import Shortcut, ShortcutKind
from sandbox.shapes import message_json
from sandbox.slack import Slack
from sandbox.state.conversations import Conversation
from sandbox.state.messages import Message
from sandbox.workspace import Person


async def use_shortcut(
    slack: Slack, person: Person, callback_id: str, *, on: tuple[Conversation, Message] | None
) -> None:
    """Raises Refusal for an unknown shortcut, or one that needs a message and has none."""
    shortcut = slack.manifest.shortcut(callback_id)
    if shortcut is None:
        raise Refusal("unknown_shortcut", f"The manifest declares no shortcut {callback_id!r}.")
    payload = _payload(slack, person, shortcut, on)
    await deliver(slack, Envelope(kind="interactive", payload=payload))


def _payload(
    slack: Slack, person: Person, shortcut: Shortcut, on: tuple[Conversation, Message] | None
) -> Object:
    if shortcut.kind is ShortcutKind.GLOBAL:
        payload = interaction(slack, person, "shortcut")
        return payload | {"callback_id": shortcut.callback_id, "action_ts": slack.next_ts()}
    if on is None:
        raise Refusal("message_needed", f"{shortcut.name} is used on a message; choose one first.")
    conversation, message = on
    payload = interaction(slack, person, "message_action", channel=conversation.id)
    return payload | {
        "callback_id": shortcut.callback_id,
        "action_ts": slack.next_ts(),
        "message_ts": message.ts,
        "message": message_json(slack, message),
        "channel": channel_part(conversation),
        "response_url": response_url(slack, person, conversation, message_ts=message.ts),
    }

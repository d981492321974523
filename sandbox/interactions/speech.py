"""What people type: ordinary messages, the events about them, and the way into slash commands."""

from sandbox.errors import Refusal
from sandbox.filing import files_json, share
from sandbox.interactions.commands import run_command
from sandbox.interactions.mentions import as_message
from sandbox.interactions.payloads import event
from sandbox.jsonvalue import Object
from sandbox.posting import post
from sandbox.slack import Slack
from sandbox.state.conversations import Conversation, Kind
from sandbox.state.files import StoredFile
from sandbox.state.messages import Content, Message
from sandbox.workspace import Person

EVENTS = {Kind.CHANNEL: "message.channels", Kind.PRIVATE: "message.groups", Kind.IM: "message.im"}
CHANNEL_TYPES = {Kind.CHANNEL: "channel", Kind.PRIVATE: "group", Kind.IM: "im"}


async def say(
    slack: Slack, person: Person, conversation: Conversation, text: str, *, thread_ts: str | None = None
) -> None:
    """A typed line; raises Refusal where it cannot be sent."""
    _check_writable(slack, conversation)
    if not text.strip():
        raise Refusal("no_text", "There is nothing to send; type a message or a command.")
    if text.startswith("/"):
        if thread_ts is not None:
            raise Refusal("not_in_thread", "Commands do not work in threads; type it in the channel.")
        await run_command(slack, person, conversation, text.strip())
        return
    content = Content(text=as_message(slack, text))
    message = post(slack, conversation, content, author=person.id, thread_ts=thread_ts)
    conversation.read[person.id] = message.ts
    _announce(slack, conversation, message)


async def hand_in(
    slack: Slack,
    person: Person,
    conversation: Conversation,
    file: StoredFile,
    *,
    text: str = "",
    thread_ts: str | None = None,
) -> Message:
    """A file dropped into a conversation, with or without words; raises Refusal where nothing can be sent."""
    _check_writable(slack, conversation)
    slack.files.keep(file)
    said = as_message(slack, text)
    message = share(slack, conversation, [file], author=person.id, text=said, thread_ts=thread_ts)
    conversation.read[person.id] = message.ts
    _announce(slack, conversation, message)
    return message


def _check_writable(slack: Slack, conversation: Conversation) -> None:
    if conversation.archived:
        raise Refusal("is_archived", f"#{conversation.name} is archived; write in another channel.")
    closed = not slack.manifest.messages_tab or slack.manifest.messages_tab_read_only
    if conversation.kind is Kind.IM and closed:
        raise Refusal("messages_tab_disabled", "Sending messages to this app has been turned off.")


def _announce(slack: Slack, conversation: Conversation, message: Message) -> None:
    if slack.bot_user not in conversation.members:
        return
    body: Object = {
        "type": "message",
        "user": message.author,
        "text": message.content.text,
        "ts": message.ts,
        "event_ts": message.ts,
        "channel": conversation.id,
        "team": slack.workspace.team.id,
    }
    if message.thread_ts is not None:
        body["thread_ts"] = message.thread_ts
    if message.files:
        body |= {"subtype": "file_share", "upload": False, "files": files_json(slack, message, by_id=True)}
        _announce_files(slack, conversation, message)
    if EVENTS[conversation.kind] in slack.manifest.events:
        slack.delivery.announce(event(slack, body | {"channel_type": CHANNEL_TYPES[conversation.kind]}))
    mentioned = f"<@{slack.bot_user}>" in message.content.text
    if mentioned and conversation.kind is not Kind.IM and "app_mention" in slack.manifest.events:
        slack.delivery.announce(event(slack, body | {"type": "app_mention"}))


def _announce_files(slack: Slack, conversation: Conversation, message: Message) -> None:
    if "file_shared" not in slack.manifest.events:
        return
    for file_id in message.files:
        body: Object = {
            "type": "file_shared",
            "file_id": file_id,
            "user_id": message.author,
            "file": {"id": file_id},
            "channel_id": conversation.id,
            "event_ts": message.ts,
        }
        slack.delivery.announce(event(slack, body))

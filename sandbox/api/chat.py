"""chat.*: posting, ephemerals, rewriting, deleting, permalinks; and reactions.add."""

from sandbox.api.method import Call
from sandbox.errors import SlackError
from sandbox.jsonvalue import Object
from sandbox.posting import post, react, read_content, remove, rewrite
from sandbox.shapes import message_json
from sandbox.state.conversations import Conversation, Kind
from sandbox.state.messages import Message


def post_message(call: Call) -> Object:
    content = read_content(call.arguments)
    conversation = _writable(call)
    message = post(
        call.slack, conversation, content, author=call.slack.bot_user, thread_ts=_thread(call, conversation)
    )
    return {
        "channel": conversation.id,
        "ts": message.ts,
        "message": message_json(call.slack, message, with_metadata=True),
    }


def post_ephemeral(call: Call) -> Object:
    content = read_content(call.arguments)
    conversation = _writable(call)
    user = call.arguments.text("user")
    if user not in conversation.members:
        raise SlackError("user_not_in_channel")
    message = post(
        call.slack,
        conversation,
        content,
        author=call.slack.bot_user,
        thread_ts=_thread(call, conversation),
        only_for=user,
    )
    return {"message_ts": message.ts}


def update(call: Call) -> Object:
    conversation = _where(call)
    if conversation.archived:
        raise SlackError("is_inactive")
    message = _own(call, conversation, refusal="cant_update_message")
    content = read_content(call.arguments, before=message.content)
    changed = rewrite(call.slack, conversation, message, content)
    return {
        "channel": conversation.id,
        "ts": changed.ts,
        "text": changed.content.text,
        "message": message_json(call.slack, changed, with_metadata=True),
    }


def delete(call: Call) -> Object:
    conversation = _where(call)
    message = _own(call, conversation, refusal="cant_delete_message")
    remove(call.slack, conversation, message)
    return {"channel": conversation.id, "ts": message.ts}


def get_permalink(call: Call) -> Object:
    conversation = call.conversation()
    message = conversation.messages.get(call.arguments.text("message_ts"))
    if message is None or message.only_for is not None:
        raise SlackError("message_not_found")
    path = f"archives/{conversation.id}/p{message.ts.replace('.', '')}"
    return {"channel": conversation.id, "permalink": f"{call.slack.address}/{path}"}


def add_reaction(call: Call) -> Object:
    conversation = call.joined()
    if conversation.archived:
        raise SlackError("is_archived")
    message = conversation.messages.get(call.arguments.text("timestamp"))
    name = call.arguments.text("name").strip(":")
    if message is None or message.only_for is not None:
        raise SlackError("message_not_found")
    if not name.replace("_", "").replace("-", "").replace("+", "").isalnum():
        raise SlackError("invalid_name")
    if (name, call.slack.bot_user) in message.reactions:
        raise SlackError("already_reacted")
    react(call.slack, conversation, message, name=name, user=call.slack.bot_user)
    return {}


def _writable(call: Call) -> Conversation:
    """Where `channel` points, by id, by #name or by the person to write to; raises SlackError."""
    name = call.arguments.text("channel")
    person = call.slack.people.get(name)
    if person is not None and not person.deleted and not person.is_bot:
        conversation = call.slack.conversations.open_dm(person.id)
    else:
        found = call.slack.conversations.get(name) or call.slack.conversations.named(name)
        if found is None:
            raise SlackError("channel_not_found")
        conversation = found
    if call.slack.bot_user not in conversation.members:
        raise SlackError("channel_not_found" if conversation.kind is Kind.PRIVATE else "not_in_channel")
    if conversation.archived:
        raise SlackError("is_archived")
    if conversation.kind is Kind.IM and not call.slack.manifest.messages_tab:
        raise SlackError("messages_tab_disabled")
    return conversation


def _thread(call: Call, conversation: Conversation) -> str | None:
    """The thread to post into; like Slack, an unknown one is taken as a thread of its own."""
    thread_ts = call.arguments.text("thread_ts")
    if not thread_ts:
        return None
    parent = conversation.messages.get(thread_ts)
    return parent.thread_ts or parent.ts if parent else thread_ts


def _where(call: Call) -> Conversation:
    """Where `channel` points by id; a channel the app is not in does not exist for rewriting and deleting."""
    conversation = call.conversation()
    if call.slack.bot_user not in conversation.members:
        raise SlackError("channel_not_found")
    return conversation


def _own(call: Call, conversation: Conversation, *, refusal: str) -> Message:
    message = conversation.messages.get(call.arguments.text("ts"))
    if message is None or message.only_for is not None:
        raise SlackError("message_not_found")
    if message.author != call.slack.bot_user:
        raise SlackError(refusal)
    return message

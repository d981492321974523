"""conversations.* and users.conversations: who is where, and what was said."""

from sandbox.api.method import Call, missing_scope, page
from sandbox.errors import SlackError
from sandbox.jsonvalue import Object
from sandbox.shapes import channel_json, message_json
from sandbox.state.conversations import Conversation, Kind
from sandbox.state.messages import Message

TYPES = {"public_channel": Kind.CHANNEL, "private_channel": Kind.PRIVATE, "im": Kind.IM, "mpim": None}
READ = {Kind.CHANNEL: "channels:read", Kind.PRIVATE: "groups:read", Kind.IM: "im:read"}
HISTORY = {Kind.CHANNEL: "channels:history", Kind.PRIVATE: "groups:history", Kind.IM: "im:history"}
MPIM_READ = "mpim:read"


def open_dm(call: Call) -> Object:
    """Opens, or finds, the app's direct messages with one person."""
    if call.arguments.has("channel"):
        found = call.slack.conversations.get(call.arguments.text("channel"))
        if found is None or found.kind is not Kind.IM:
            raise SlackError("channel_not_found")
        return _opened(call, found, known=True)
    users = call.arguments.names("users")
    if not users:
        raise SlackError("users_list_not_supplied")
    people = [call.slack.people.get(user) for user in users]
    if None in people:
        raise SlackError("user_not_found")
    if len(people) > 1:
        raise missing_scope("mpim:write", call.slack.manifest.scopes)
    person = people[0]
    if person is None or person.is_bot:
        raise SlackError("cannot_dm_bot")
    if person.deleted:
        raise SlackError("user_disabled")
    known = call.slack.conversations.dm(person.id) is not None
    return _opened(call, call.slack.conversations.open_dm(person.id), known=known)


def info(call: Call) -> Object:
    conversation = call.conversation()
    call.need_scope(READ[conversation.kind])
    body = channel_json(call.slack, conversation)
    if not call.arguments.flag("include_num_members"):
        body.pop("num_members", None)
    return {"channel": body}


def list_all(call: Call) -> Object:
    return _page_of(call, [one for one in call.slack.conversations if _known(call, one)])


def list_joined(call: Call) -> Object:
    return _page_of(call, call.slack.conversations.visible_to(call.slack.bot_user))


def members(call: Call) -> Object:
    conversation = call.conversation()
    call.need_scope(READ[conversation.kind])
    items: list[Object] = [{"id": user} for user in sorted(conversation.members)]
    body = page(items, call.arguments, name="members", default=100)
    listed = body["members"]
    body["members"] = (
        [item["id"] for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    )
    return body


def history(call: Call) -> Object:
    """Newest first, without replies, ephemerals and Slack's own error lines."""
    conversation = _readable(call)
    seen_to = call.slack.clock.now() - call.lag if call.lag else float("inf")
    messages = [one for one in conversation.lasting() if not one.is_reply and float(one.ts) <= seen_to]
    return _page_of_messages(call, list(reversed(_between(call, messages))))


def replies(call: Call) -> Object:
    """A message and its thread, oldest first."""
    conversation = _readable(call)
    parent = conversation.messages.get(call.arguments.text("ts"))
    if parent is None or parent.only_for is not None:
        raise SlackError("thread_not_found")
    root = conversation.messages.get(parent.thread_ts or parent.ts, parent)
    return _page_of_messages(call, [root, *_between(call, conversation.replies(root.ts))])


def _opened(call: Call, conversation: Conversation, *, known: bool) -> Object:
    short: Object = {"id": conversation.id}
    body: Object = {
        "channel": channel_json(call.slack, conversation) if call.arguments.flag("return_im") else short
    }
    return body | ({"no_op": True, "already_open": True} if known else {})


def _known(call: Call, conversation: Conversation) -> bool:
    return conversation.kind is Kind.CHANNEL or call.slack.bot_user in conversation.members


def _page_of(call: Call, found: list[Conversation]) -> Object:
    kinds = _wanted_kinds(call)
    without_archived = call.arguments.flag("exclude_archived")
    items = [
        channel_json(call.slack, one)
        for one in found
        if one.kind in kinds and not (without_archived and one.archived)
    ]
    return page(items, call.arguments, name="channels", default=100)


def _wanted_kinds(call: Call) -> set[Kind]:
    kinds: set[Kind] = set()
    for name in call.arguments.names("types") or ["public_channel"]:
        if name not in TYPES:
            raise SlackError("invalid_types")
        kind = TYPES[name]
        call.need_scope(READ[kind] if kind else MPIM_READ)
        if kind:
            kinds.add(kind)
    return kinds


def _readable(call: Call) -> Conversation:
    conversation = call.conversation()
    call.need_scope(HISTORY[conversation.kind])
    if call.slack.bot_user not in conversation.members:
        raise SlackError("not_in_channel")
    return conversation


def _between(call: Call, messages: list[Message]) -> list[Message]:
    oldest, latest = _moment(call, "oldest", 0.0), _moment(call, "latest", float("inf"))
    inclusive = call.arguments.flag("inclusive")
    return [
        one
        for one in messages
        if oldest < float(one.ts) < latest or (inclusive and float(one.ts) in {oldest, latest})
    ]


def _moment(call: Call, name: str, default: float) -> float:
    try:
        return float(call.arguments.text(name) or default)
    except ValueError:
        raise SlackError(f"invalid_ts_{name}") from None


def _page_of_messages(call: Call, messages: list[Message]) -> Object:
    with_metadata = call.arguments.flag("include_all_metadata")
    items = [message_json(call.slack, one, with_metadata=with_metadata) for one in messages]
    body = page(items, call.arguments, name="messages", default=100, most=999)
    metadata = body["response_metadata"]
    more = isinstance(metadata, dict) and bool(metadata.get("next_cursor"))
    if not more:
        del body["response_metadata"]
    return body | {"has_more": more, "pin_count": 0}

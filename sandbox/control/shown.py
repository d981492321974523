"""The workspace as one person sees it, in the JSON of the control API."""

from sandbox.filing import file_json
from sandbox.inputs import values_of
from sandbox.jsonvalue import Json, Object
from sandbox.recorder import Entry
from sandbox.shapes import colour, view_json
from sandbox.slack import Slack
from sandbox.state.conversations import Conversation
from sandbox.state.messages import Message
from sandbox.state.views import View
from sandbox.workspace import Person

ALL = "all"


def state_json(slack: Slack, person: Person) -> Object:
    """Everything but messages; the page reads it again whenever something changed."""
    team = slack.workspace.team
    return {
        "now": slack.clock.now(),
        "zone": team.zone,
        "team": {"id": team.id, "name": team.name, "domain": team.domain},
        "me": person_brief(person),
        "people": [person_brief(one) for one in slack.people],
        "channels": [_channel(one, person) for one in slack.conversations.visible_to(person.id)],
        "app": _app(slack),
        "commands": [
            {"command": one.command, "description": one.description, "usage_hint": one.usage_hint}
            for one in slack.manifest.commands
        ],
        "shortcuts": [
            {
                "name": one.name,
                "type": one.kind,
                "callback_id": one.callback_id,
                "description": one.description,
            }
            for one in slack.manifest.shortcuts
        ],
        "views": [shown_view(slack, view) for view in slack.views.stack(person.id)],
        "has_home": slack.manifest.home_tab,
    }


def person_brief(person: Person) -> Object:
    return {
        "id": person.id,
        "name": person.name,
        "real_name": person.real_name,
        "display_name": person.display_name or person.real_name,
        "title": person.title,
        "tz": person.tz,
        "deleted": person.deleted,
        "is_guest": person.is_guest,
        "is_stranger": person.is_stranger,
        "is_bot": person.is_bot,
        "color": f"#{colour(person.id)}",
    }


def messages_json(
    slack: Slack, conversation: Conversation, person: Person, thread_ts: str | None
) -> list[Json]:
    """Oldest first: a channel without its threads' replies, one thread with its first message, or "all" of it."""
    shown = conversation.shown_to(person.id)
    if thread_ts == ALL:
        return [_message(slack, conversation, one) for one in shown]
    if thread_ts is None:
        return [_message(slack, conversation, one) for one in shown if not one.is_reply]
    return [_message(slack, conversation, one) for one in shown if thread_ts in {one.ts, one.thread_ts}]


def shown_view(slack: Slack, view: View) -> Object:
    return view_json(slack, view, values_of(view.blocks, view.chosen))


def entry_json(entry: Entry) -> Object:
    body: Object = {
        "n": entry.n,
        "at": entry.at,
        "from": entry.sender,
        "what": entry.what,
        "status": entry.status,
        "request": entry.request,
        "response": entry.response,
        "ms": entry.ms,
    }
    return body if entry.error is None else {**body, "error": entry.error}


def _app(slack: Slack) -> Object:
    return {
        "name": slack.manifest.bot_name,
        "bot_user_id": slack.bot_user,
        "app_id": slack.workspace.app.app_id,
        "connected": slack.delivery.connected,
        "messages_tab": slack.manifest.messages_tab,
        "messages_tab_read_only": slack.manifest.messages_tab_read_only,
    }


def _channel(conversation: Conversation, person: Person) -> Object:
    body: Object = {
        "id": conversation.id,
        "name": conversation.name,
        "kind": conversation.kind,
        "unread": conversation.unread(person.id),
        "shared": conversation.shared,
        "topic": conversation.topic,
        "archived": conversation.archived,
    }
    if conversation.partner is not None:
        others = sorted(conversation.members - {person.id})
        body["with"] = others[0] if others else person.id
    return body


def _message(slack: Slack, conversation: Conversation, message: Message) -> Object:
    body: Object = {
        "ts": message.ts,
        "user": message.author,
        "text": message.content.text,
        "ephemeral": message.only_for is not None,
        "edited": message.edited_ts is not None,
        "system_error": message.system_error,
    }
    if message.author == slack.bot_user:
        body["app"] = slack.manifest.bot_name
    if message.content.blocks is not None:
        body["blocks"] = message.content.blocks
    if message.content.attachments is not None:
        body["attachments"] = message.content.attachments
    if message.files:
        body["files"] = [_file(slack, file_id) for file_id in message.files]
    if message.thread_ts is not None:
        body["thread_ts"] = message.thread_ts
    replies = len(conversation.replies(message.ts))
    if replies:
        body["reply_count"] = replies
    if message.reactions:
        body["reactions"] = [{"name": name, "user": user} for name, user in message.reactions]
    return body


def _file(slack: Slack, file_id: str) -> Object:
    file = slack.files.get(file_id)
    if file is None or file.deleted:
        return {"id": file_id, "deleted": True}
    body = file_json(slack, file)
    return {name: body[name] for name in ("id", "name", "title", "size", "pretty_type")}

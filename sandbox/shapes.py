"""People, channels, messages and views in the JSON that Slack gives to apps."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sandbox.filing import files_json
from sandbox.jsonvalue import Json, Object
from sandbox.slack import Slack
from sandbox.state.conversations import Conversation, Kind
from sandbox.state.messages import Message
from sandbox.state.views import View
from sandbox.workspace import Person

CREATED = 1_700_000_000
COLOURS = ("9f69e7", "4bbe2e", "e7392d", "3c989f", "674b1b", "e96699", "5b89d5", "d1707d", "235e5b", "b14cbc")


def colour(user: str) -> str:
    """A person's colour, always the same."""
    return COLOURS[sum(user.encode()) % len(COLOURS)]


def person_json(slack: Slack, person: Person) -> Object:
    shown = person.display_name or person.name
    profile: Object = {
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.display_name,
        "display_name_normalized": shown,
        "title": person.title,
        "status_emoji": person.status_emoji,
        "status_text": person.status_text,
        "status_expiration": person.status_expiration,
        "team": slack.workspace.team.id,
    }
    if "users:read.email" in slack.manifest.scopes and person.email:
        profile["email"] = person.email
    if person.is_bot:
        profile |= {"bot_id": slack.workspace.app.bot_id, "api_app_id": slack.workspace.app.app_id}
    body: Object = {
        "id": person.id,
        "team_id": "T0ELSEWHERE" if person.is_stranger else slack.workspace.team.id,
        "name": person.name,
        "deleted": person.deleted,
        "profile": profile,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": CREATED,
    }
    if person.is_stranger:
        body["is_stranger"] = True
    if person.deleted:
        return body
    return body | _living(slack, person)


def channel_json(slack: Slack, conversation: Conversation) -> Object:
    common: Object = {
        "id": conversation.id,
        "created": CREATED,
        "is_im": conversation.kind is Kind.IM,
        "is_org_shared": False,
        "context_team_id": slack.workspace.team.id,
    }
    if conversation.kind is Kind.IM:
        return {**common, "user": conversation.partner, "is_user_deleted": False, "is_open": True}
    private = conversation.kind is Kind.PRIVATE
    return {
        **common,
        "name": conversation.name,
        "name_normalized": conversation.name,
        "is_channel": not private,
        "is_group": private,
        "is_mpim": False,
        "is_private": private,
        "is_archived": conversation.archived,
        "is_general": conversation.name == "general",
        "is_shared": conversation.shared,
        "is_ext_shared": conversation.shared,
        "is_pending_ext_shared": False,
        "is_member": slack.bot_user in conversation.members,
        "topic": {"value": conversation.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "num_members": len(conversation.members),
    }


def message_json(slack: Slack, message: Message, *, with_metadata: bool = False) -> Object:
    content = message.content
    body: Object = {"type": "message", "user": message.author, "ts": message.ts, "text": content.text}
    if message.author == slack.bot_user:
        body |= _bot_fields(slack)
    body["team"] = slack.workspace.team.id
    if content.blocks is not None:
        body["blocks"] = content.blocks
    if content.attachments is not None:
        body["attachments"] = content.attachments
    if message.files:
        body["files"] = files_json(slack, message)
    if with_metadata and content.metadata is not None:
        body["metadata"] = content.metadata
    if message.edited_ts is not None:
        body["edited"] = {"user": message.author, "ts": message.edited_ts}
    if message.reactions:
        body["reactions"] = _reactions(message)
    return body | _thread(slack, message)


def view_json(slack: Slack, view: View, values: Object) -> Object:
    """A view as apps get it; `values` is what stands in its inputs."""
    defaults: Object = {
        "callback_id": "",
        "private_metadata": "",
        "external_id": "",
        "title": {"type": "plain_text", "text": "View Title", "emoji": True},
        "submit": None,
        "close": None,
        "clear_on_close": False,
        "notify_on_close": False,
    }
    app = slack.workspace.app
    return (
        defaults
        | view.definition
        | {
            "id": view.id,
            "team_id": slack.workspace.team.id,
            "state": {"values": values},
            "hash": view.hash,
            "root_view_id": view.root_id,
            "previous_view_id": view.previous_id,
            "app_id": app.app_id,
            "app_installed_team_id": slack.workspace.team.id,
            "bot_id": app.bot_id,
        }
    )


def bot_profile(slack: Slack) -> Object:
    app = slack.workspace.app
    return {
        "id": app.bot_id,
        "app_id": app.app_id,
        "user_id": app.bot_user_id,
        "name": slack.manifest.bot_name,
        "deleted": False,
        "updated": CREATED,
        "icons": {},
    }


def _living(slack: Slack, person: Person) -> Object:
    offset = datetime.fromtimestamp(slack.clock.now(), ZoneInfo(person.tz)).utcoffset()
    return {
        "color": colour(person.id),
        "real_name": person.real_name,
        "tz": person.tz,
        "tz_label": person.tz,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "is_admin": person.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": person.is_guest,
        "is_ultra_restricted": False,
        "is_email_confirmed": bool(person.email),
    }


def _bot_fields(slack: Slack) -> Object:
    profile = bot_profile(slack) | {"team_id": slack.workspace.team.id}
    return {
        "bot_id": slack.workspace.app.bot_id,
        "app_id": slack.workspace.app.app_id,
        "bot_profile": profile,
    }


def _reactions(message: Message) -> list[Json]:
    names = dict.fromkeys(name for name, _ in message.reactions)
    users = {name: [user for other, user in message.reactions if other == name] for name in names}
    return [{"name": name, "users": [*users[name]], "count": len(users[name])} for name in names]


def _thread(slack: Slack, message: Message) -> Object:
    if message.thread_ts is not None:
        return {"thread_ts": message.thread_ts}
    conversation = slack.conversations.get(message.channel)
    replies = conversation.replies(message.ts) if conversation else []
    if not replies:
        return {}
    authors = list(dict.fromkeys(reply.author for reply in replies))
    return {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "reply_users": [*authors],
        "reply_users_count": len(authors),
        "latest_reply": replies[-1].ts,
    }

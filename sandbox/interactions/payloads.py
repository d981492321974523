"""The parts that payloads to the app have in common."""

import uuid

from sandbox.jsonvalue import Json, Object
from sandbox.slack import Slack
from sandbox.state.conversations import Conversation, Kind
from sandbox.workspace import Person

TOKEN = "sandbox-verification"  # noqa: S105 - Slack's outdated field, no secret
NAMES = {Kind.IM: "directmessage", Kind.PRIVATE: "privategroup"}


def channel_name(conversation: Conversation) -> str:
    """Slack does not tell apps the names of private places."""
    return NAMES.get(conversation.kind, conversation.name)


def channel_part(conversation: Conversation) -> Object:
    return {"id": conversation.id, "name": channel_name(conversation)}


def interaction(
    slack: Slack, person: Person, kind: str, *, view_id: str | None = None, channel: str | None = None
) -> Object:
    """What every interactive payload carries, with a fresh trigger id that remembers where the person acted."""
    team = slack.workspace.team
    return {
        "type": kind,
        "token": TOKEN,
        "team": {"id": team.id, "domain": team.domain},
        "enterprise": None,
        "is_enterprise_install": False,
        "api_app_id": slack.workspace.app.app_id,
        "user": {"id": person.id, "username": person.name, "name": person.name, "team_id": team.id},
        "trigger_id": slack.tickets.trigger(person.id, view_id=view_id, channel=channel),
    }


def response_url(
    slack: Slack,
    person: Person,
    conversation: Conversation,
    *,
    kind: str = "actions",
    message_ts: str | None = None,
    thread_ts: str | None = None,
) -> str:
    """A fresh reply address; `kind` is "commands" or "actions"."""
    address = slack.tickets.address(person.id, conversation.id, message_ts=message_ts, thread_ts=thread_ts)
    return f"{slack.address}/{slack.tickets.reply_path(kind, address)}"


def event(slack: Slack, body: Object) -> Object:
    """An Events API callback around one event."""
    workspace = slack.workspace
    authorizations: list[Json] = [
        {
            "enterprise_id": None,
            "team_id": workspace.team.id,
            "user_id": workspace.app.bot_user_id,
            "is_bot": True,
            "is_enterprise_install": False,
        }
    ]
    return {
        "token": TOKEN,
        "team_id": workspace.team.id,
        "api_app_id": workspace.app.app_id,
        "event": body,
        "type": "event_callback",
        "event_id": f"Ev{uuid.uuid4().hex[:10].upper()}",
        "event_time": int(slack.clock.now()),
        "authorizations": authorizations,
        "is_ext_shared_channel": False,
        "event_context": f"4-{uuid.uuid4().hex}",
    }

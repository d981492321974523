"""The table of Web API methods.

Scopes and refusals as in https://docs.slack.dev/reference/methods
"""

from sandbox.api import chat, conversations, people, views
from sandbox.api.method import Method, TokenKind

NO_CHANNEL = ("channel", "channel_not_found")
INVALID = "invalid_arguments"
READ_SCOPES = ("channels:read", "groups:read", "im:read", "mpim:read")
HISTORY_SCOPES = ("channels:history", "groups:history", "im:history", "mpim:history")

METHODS: dict[str, Method] = {
    "apps.connections.open": Method(run=people.connections_open, token=TokenKind.APP),
    "auth.test": Method(run=people.auth_test, token=TokenKind.ANY),
    "blocks.validate": Method(run=views.validate_blocks),
    "bots.info": Method(run=people.bot_info, scopes=("users:read",)),
    "chat.delete": Method(
        run=chat.delete, scopes=("chat:write",), needs=(NO_CHANNEL, ("ts", "message_not_found"))
    ),
    "chat.getPermalink": Method(
        run=chat.get_permalink, needs=(NO_CHANNEL, ("message_ts", "message_not_found"))
    ),
    "chat.postEphemeral": Method(
        run=chat.post_ephemeral, scopes=("chat:write",), needs=(NO_CHANNEL, ("user", "user_not_in_channel"))
    ),
    "chat.postMessage": Method(run=chat.post_message, scopes=("chat:write",), needs=(NO_CHANNEL,)),
    "chat.update": Method(
        run=chat.update, scopes=("chat:write",), needs=(NO_CHANNEL, ("ts", "message_not_found"))
    ),
    "conversations.history": Method(run=conversations.history, scopes=HISTORY_SCOPES, needs=(NO_CHANNEL,)),
    "conversations.info": Method(run=conversations.info, scopes=READ_SCOPES, needs=(NO_CHANNEL,)),
    "conversations.list": Method(run=conversations.list_all, scopes=READ_SCOPES),
    "conversations.members": Method(run=conversations.members, scopes=READ_SCOPES, needs=(NO_CHANNEL,)),
    "conversations.open": Method(run=conversations.open_dm, scopes=("im:write", "mpim:write")),
    "conversations.replies": Method(
        run=conversations.replies, scopes=HISTORY_SCOPES, needs=(NO_CHANNEL, ("ts", "thread_not_found"))
    ),
    "dnd.info": Method(run=people.dnd_info, scopes=("dnd:read",)),
    "reactions.add": Method(
        run=chat.add_reaction,
        scopes=("reactions:write",),
        needs=(("name", "invalid_name"), NO_CHANNEL, ("timestamp", "no_item_specified")),
    ),
    "team.info": Method(run=people.team_info, scopes=("team:read",)),
    "users.conversations": Method(run=conversations.list_joined, scopes=READ_SCOPES),
    "users.info": Method(run=people.info, scopes=("users:read",), needs=(("user", "user_not_found"),)),
    "users.list": Method(run=people.list_all, scopes=("users:read",)),
    "users.lookupByEmail": Method(
        run=people.lookup_by_email, scopes=("users:read.email",), needs=(("email", "users_not_found"),)
    ),
    "views.open": Method(run=views.open_view, needs=(("view", INVALID), ("trigger_id", INVALID))),
    "views.publish": Method(run=views.publish_view, needs=(("user_id", INVALID), ("view", INVALID))),
    "views.push": Method(run=views.push_view, needs=(("view", INVALID), ("trigger_id", INVALID))),
    "views.update": Method(run=views.update_view, needs=(("view", INVALID),)),
}

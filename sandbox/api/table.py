"""The table of Web API methods.

Scopes, refusals and tiers as in https://docs.slack.dev/reference/methods
"""

from sandbox.api import chat, conversations, people, views
from sandbox.api.method import Method, TokenKind
from sandbox.limits import Tier

NO_CHANNEL = ("channel", "channel_not_found")
INVALID = "invalid_arguments"
READ_SCOPES = ("channels:read", "groups:read", "im:read", "mpim:read")
HISTORY_SCOPES = ("channels:history", "groups:history", "im:history", "mpim:history")

METHODS: dict[str, Method] = {
    "apps.connections.open": Method(run=people.connections_open, tier=Tier.ONE, token=TokenKind.APP),
    "auth.test": Method(run=people.auth_test, tier=Tier.SPECIAL, token=TokenKind.ANY),
    "blocks.validate": Method(run=views.validate_blocks, tier=Tier.FOUR),
    "bots.info": Method(run=people.bot_info, tier=Tier.THREE, scopes=("users:read",)),
    "chat.delete": Method(
        run=chat.delete,
        tier=Tier.THREE,
        scopes=("chat:write",),
        needs=(NO_CHANNEL, ("ts", "message_not_found")),
    ),
    "chat.getPermalink": Method(
        run=chat.get_permalink, tier=Tier.SPECIAL, needs=(NO_CHANNEL, ("message_ts", "message_not_found"))
    ),
    "chat.postEphemeral": Method(
        run=chat.post_ephemeral,
        tier=Tier.FOUR,
        scopes=("chat:write",),
        needs=(NO_CHANNEL, ("user", "user_not_in_channel")),
    ),
    "chat.postMessage": Method(
        run=chat.post_message, tier=Tier.POSTING, scopes=("chat:write",), needs=(NO_CHANNEL,)
    ),
    "chat.update": Method(
        run=chat.update,
        tier=Tier.THREE,
        scopes=("chat:write",),
        needs=(NO_CHANNEL, ("ts", "message_not_found")),
    ),
    "conversations.history": Method(
        run=conversations.history, tier=Tier.THREE, scopes=HISTORY_SCOPES, needs=(NO_CHANNEL,)
    ),
    "conversations.info": Method(
        run=conversations.info, tier=Tier.THREE, scopes=READ_SCOPES, needs=(NO_CHANNEL,)
    ),
    "conversations.list": Method(run=conversations.list_all, tier=Tier.TWO, scopes=READ_SCOPES),
    "conversations.members": Method(
        run=conversations.members, tier=Tier.FOUR, scopes=READ_SCOPES, needs=(NO_CHANNEL,)
    ),
    "conversations.open": Method(
        run=conversations.open_dm, tier=Tier.THREE, scopes=("im:write", "mpim:write")
    ),
    "conversations.replies": Method(
        run=conversations.replies,
        tier=Tier.THREE,
        scopes=HISTORY_SCOPES,
        needs=(NO_CHANNEL, ("ts", "thread_not_found")),
    ),
    "dnd.info": Method(run=people.dnd_info, tier=Tier.THREE, scopes=("dnd:read",)),
    "reactions.add": Method(
        run=chat.add_reaction,
        tier=Tier.THREE,
        scopes=("reactions:write",),
        needs=(("name", "invalid_name"), NO_CHANNEL, ("timestamp", "no_item_specified")),
    ),
    "team.info": Method(run=people.team_info, tier=Tier.THREE, scopes=("team:read",)),
    "users.conversations": Method(run=conversations.list_joined, tier=Tier.THREE, scopes=READ_SCOPES),
    "users.info": Method(
        run=people.info, tier=Tier.FOUR, scopes=("users:read",), needs=(("user", "user_not_found"),)
    ),
    "users.list": Method(run=people.list_all, tier=Tier.TWO, scopes=("users:read",)),
    "users.lookupByEmail": Method(
        run=people.lookup_by_email,
        tier=Tier.THREE,
        scopes=("users:read.email",),
        needs=(("email", "users_not_found"),),
    ),
    "views.open": Method(
        run=views.open_view, tier=Tier.FOUR, needs=(("view", INVALID), ("trigger_id", INVALID))
    ),
    "views.publish": Method(
        run=views.publish_view, tier=Tier.FOUR, needs=(("user_id", INVALID), ("view", INVALID))
    ),
    "views.push": Method(
        run=views.push_view, tier=Tier.FOUR, needs=(("view", INVALID), ("trigger_id", INVALID))
    ),
    "views.update": Method(run=views.update_view, tier=Tier.FOUR, needs=(("view", INVALID),)),
}

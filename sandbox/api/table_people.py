"""The part of the table about who and what there is: apps, accounts, conversations and what was said in them."""

from sandbox.api import conversations, people
from sandbox.api.method import Method, TokenKind
from sandbox.api.takes import flag, names, number, text
from sandbox.limits import Tier

_READ = ("channels:read", "groups:read", "im:read", "mpim:read")
_HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")
_CHANNEL = text("channel", missing="channel_not_found")
_PAGED = (number("limit", wrong="invalid_limit"), text("cursor"))
_PAGE_REFUSED = ("invalid_limit", "invalid_cursor")
_LISTED = (names("types"), flag("exclude_archived"), *_PAGED)
_SPAN = (
    text("oldest", wrong="invalid_ts_oldest"),
    text("latest", wrong="invalid_ts_latest"),
    flag("inclusive"),
    flag("include_all_metadata"),
)
_SPAN_REFUSED = ("channel_not_found", "not_in_channel", "invalid_ts_oldest", "invalid_ts_latest")

PEOPLE: dict[str, Method] = {
    "apps.connections.open": Method(
        run=people.connections_open,
        tier=Tier.ONE,
        errors=("socket_mode_not_enabled",),
        token=TokenKind.APP,
        post_only=True,
    ),
    "auth.test": Method(run=people.auth_test, tier=Tier.SPECIAL, token=TokenKind.ANY),
    "bots.info": Method(
        run=people.bot_info,
        tier=Tier.THREE,
        scopes=("users:read",),
        takes=(text("bot"),),
        errors=("bot_not_found",),
    ),
    "conversations.history": Method(
        run=conversations.history,
        tier=Tier.THREE,
        scopes=_HISTORY,
        takes=(_CHANNEL, *_SPAN, *_PAGED),
        errors=(*_SPAN_REFUSED, *_PAGE_REFUSED),
    ),
    "conversations.info": Method(
        run=conversations.info,
        tier=Tier.THREE,
        scopes=_READ,
        takes=(_CHANNEL, flag("include_num_members"), flag("include_locale")),
        errors=("channel_not_found",),
    ),
    "conversations.list": Method(
        run=conversations.list_all,
        tier=Tier.TWO,
        scopes=_READ,
        takes=_LISTED,
        errors=("invalid_types", *_PAGE_REFUSED),
    ),
    "conversations.members": Method(
        run=conversations.members,
        tier=Tier.FOUR,
        scopes=_READ,
        takes=(_CHANNEL, *_PAGED),
        errors=("channel_not_found", *_PAGE_REFUSED),
    ),
    "conversations.open": Method(
        run=conversations.open_dm,
        tier=Tier.THREE,
        scopes=("im:write", "mpim:write"),
        takes=(text("channel"), names("users"), flag("return_im")),
        errors=(
            "channel_not_found",
            "users_list_not_supplied",
            "user_not_found",
            "user_disabled",
            "cannot_dm_bot",
        ),
    ),
    "conversations.replies": Method(
        run=conversations.replies,
        tier=Tier.THREE,
        scopes=_HISTORY,
        takes=(_CHANNEL, text("ts", missing="thread_not_found"), *_SPAN, *_PAGED),
        errors=("thread_not_found", *_SPAN_REFUSED, *_PAGE_REFUSED),
    ),
    "dnd.info": Method(
        run=people.dnd_info,
        tier=Tier.THREE,
        scopes=("dnd:read",),
        takes=(text("user"),),
        errors=("user_not_found",),
    ),
    "team.info": Method(run=people.team_info, tier=Tier.THREE, scopes=("team:read",)),
    "users.conversations": Method(
        run=conversations.list_joined,
        tier=Tier.THREE,
        scopes=_READ,
        takes=_LISTED,
        errors=("invalid_types", *_PAGE_REFUSED),
    ),
    "users.info": Method(
        run=people.info,
        tier=Tier.FOUR,
        scopes=("users:read",),
        takes=(text("user", missing="user_not_found"), flag("include_locale")),
        errors=("user_not_found",),
    ),
    "users.list": Method(
        run=people.list_all,
        tier=Tier.TWO,
        scopes=("users:read",),
        takes=(*_PAGED, flag("include_locale")),
        errors=_PAGE_REFUSED,
    ),
    "users.lookupByEmail": Method(
        run=people.lookup_by_email,
        tier=Tier.THREE,
        scopes=("users:read.email",),
        takes=(text("email", missing="users_not_found"),),
        errors=("users_not_found",),
    ),
}

"""The part of the table about what an app says and shows: chat, reactions, views and blocks."""

from sandbox.api import chat, views
from sandbox.api.method import Method
from sandbox.api.takes import INVALID, flag, structure, text
from sandbox.limits import Tier

_CHANNEL = text("channel", missing="channel_not_found")
_TS = text("ts", missing="message_not_found")
_NOWHERE = ("channel_not_found", "not_in_channel", "is_archived", "messages_tab_disabled")
_CONTENT = (text("text"), structure("blocks"), structure("attachments"), text("markdown_text"))
_REFUSED = (
    "no_text",
    "invalid_blocks",
    "invalid_blocks_format",
    "msg_blocks_too_long",  # in https://docs.slack.dev/reference/methods/chat.postMessage only, but met by all three
    "invalid_attachments",
    "too_many_attachments",
    "markdown_text_conflict",
    "msg_too_long",
)
_METADATA_REFUSED = ("invalid_metadata_format", "metadata_too_large")
_TRIGGER = ("invalid_trigger_id", "expired_trigger_id", "exchanged_trigger_id")
_VIEW = structure("view", missing=INVALID)
_TRIGGER_ID = text("trigger_id", missing=INVALID)
_VIEW_REFUSED = ("view_too_large", "duplicate_external_id")

MESSAGES: dict[str, Method] = {
    "blocks.validate": Method(
        run=views.validate_blocks,
        tier=Tier.FOUR,
        takes=(structure("blocks"), structure("view"), structure("message")),
        errors=("invalid_blocks", "invalid_view", "invalid_message"),
    ),
    "chat.delete": Method(
        run=chat.delete,
        tier=Tier.THREE,
        scopes=("chat:write",),
        takes=(_CHANNEL, _TS),
        errors=("channel_not_found", "message_not_found", "cant_delete_message"),
    ),
    "chat.getPermalink": Method(
        run=chat.get_permalink,
        tier=Tier.SPECIAL,
        takes=(_CHANNEL, text("message_ts", missing="message_not_found")),
        errors=("channel_not_found", "message_not_found"),
    ),
    "chat.postEphemeral": Method(
        run=chat.post_ephemeral,
        tier=Tier.FOUR,
        scopes=("chat:write",),
        takes=(_CHANNEL, text("user", missing="user_not_in_channel"), *_CONTENT, text("thread_ts")),
        errors=(*_NOWHERE, "user_not_in_channel", *_REFUSED),
    ),
    "chat.postMessage": Method(
        run=chat.post_message,
        tier=Tier.POSTING,
        scopes=("chat:write",),
        takes=(_CHANNEL, *_CONTENT, text("thread_ts"), structure("metadata"), flag("link_names")),
        errors=(*_NOWHERE, *_REFUSED, *_METADATA_REFUSED),
    ),
    "chat.update": Method(
        run=chat.update,
        tier=Tier.THREE,
        scopes=("chat:write",),
        takes=(_CHANNEL, _TS, *_CONTENT, structure("metadata"), flag("link_names")),
        errors=(
            "channel_not_found",
            "message_not_found",
            "cant_update_message",
            "is_inactive",
            *_REFUSED,
            *_METADATA_REFUSED,
        ),
    ),
    "reactions.add": Method(
        run=chat.add_reaction,
        tier=Tier.THREE,
        scopes=("reactions:write",),
        takes=(
            text("name", missing="invalid_name"),
            text("channel", missing="no_item_specified"),
            text("timestamp", missing="no_item_specified"),
        ),
        errors=(
            "invalid_name",
            "no_item_specified",
            "channel_not_found",
            "not_in_channel",
            "is_archived",
            "message_not_found",
            "already_reacted",
        ),
    ),
    "views.open": Method(
        run=views.open_view,
        tier=Tier.FOUR,
        takes=(_VIEW, _TRIGGER_ID),
        errors=(*_TRIGGER, *_VIEW_REFUSED),
    ),
    "views.publish": Method(
        run=views.publish_view,
        tier=Tier.FOUR,
        takes=(text("user_id", missing=INVALID), _VIEW, text("hash")),
        errors=("not_enabled", "hash_conflict", *_VIEW_REFUSED),
    ),
    "views.push": Method(
        run=views.push_view,
        tier=Tier.FOUR,
        takes=(_VIEW, _TRIGGER_ID),
        errors=(*_TRIGGER, "push_limit_reached", *_VIEW_REFUSED),
    ),
    "views.update": Method(
        run=views.update_view,
        tier=Tier.FOUR,
        takes=(_VIEW, text("view_id"), text("external_id"), text("hash")),
        errors=("not_found", "hash_conflict", *_VIEW_REFUSED),
    ),
}

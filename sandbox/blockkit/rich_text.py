"""The rich_text block: sections, lists, quotes and preformatted text, made of leaves.

https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

from sandbox.blockkit.problems import (
    Check,
    Fields,
    address,
    array,
    at_least_one,
    both,
    flag,
    integer,
    one_of,
    record,
    string,
    typed,
)
from sandbox.blockkit.texts import BLOCK_ID, CHANNEL_ID, USER_ID

_MARKS = ("bold", "italic", "strike", "underline", "code", "highlight", "client_highlight", "unlink")
_STYLE = both(record(optional=dict.fromkeys(_MARKS, flag)), at_least_one(*_MARKS))


def _leaf(needed: Fields, optional: Fields | None = None) -> Check:
    return record(needed=needed, optional={**(optional or {}), "style": _STYLE})


_LEAF = typed(
    {
        "text": _leaf({"text": string(least=0)}),
        "link": _leaf({"url": address()}, {"text": string(least=0), "unsafe": flag}),
        "user": _leaf({"user_id": USER_ID}),
        "usergroup": _leaf({"usergroup_id": string(pattern=r"S[A-Z0-9]+")}),
        "channel": _leaf({"channel_id": CHANNEL_ID}),
        "team": _leaf({"team_id": string(pattern=r"T[A-Z0-9]+")}),
        "emoji": _leaf({"name": string()}, {"unicode": string(), "skin_tone": integer(least=1, most=6)}),
        "broadcast": _leaf({"range": one_of("here", "channel", "everyone")}),
        "color": _leaf({"value": string(pattern=r"#?[0-9a-fA-F]{6}")}),
        "date": _leaf(
            {"timestamp": integer(least=0), "format": string()},
            {"url": address(), "fallback": string(least=0)},
        ),
    }
)
_LEAVES = array(_LEAF, least=0)
_BORDER = one_of(0, 1)
_SECTION = record(needed={"elements": _LEAVES})
_CONTAINERS = typed(
    {
        "rich_text_section": _SECTION,
        "rich_text_list": record(
            needed={
                "style": one_of("bullet", "ordered"),
                "elements": array(typed({"rich_text_section": _SECTION})),
            },
            optional={"indent": integer(least=0), "offset": integer(least=0), "border": _BORDER},
        ),
        "rich_text_preformatted": record(
            needed={"elements": _LEAVES}, optional={"border": _BORDER, "language": string()}
        ),
        "rich_text_quote": record(needed={"elements": _LEAVES}, optional={"border": _BORDER}),
    }
)

RICH_TEXT_FIELDS = record(needed={"elements": array(_CONTAINERS, least=0)}, optional={"block_id": BLOCK_ID})
RICH_TEXT = typed({"rich_text": RICH_TEXT_FIELDS})

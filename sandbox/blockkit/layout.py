"""Layout blocks, and which of them each surface takes.

https://docs.slack.dev/reference/block-kit/blocks
"""

from sandbox.blockkit.elements import BUTTON, IMAGE, IN_ACTIONS, IN_CONTEXT_ACTIONS, IN_INPUT, IN_SECTION
from sandbox.blockkit.figures import CHART, DATA_TABLE, TABLE
from sandbox.blockkit.problems import (
    Check,
    Fields,
    address,
    array,
    at_least_one,
    both,
    exactly_one,
    flag,
    integer,
    one_of,
    record,
    string,
    typed,
)
from sandbox.blockkit.rich_text import RICH_TEXT_FIELDS
from sandbox.blockkit.texts import BLOCK_ID, SLACK_FILE, any_text, plain_text

_ID: Fields = {"block_id": BLOCK_ID}
MARKDOWN_LONGEST = 12_000


def _block(needed: Fields, optional: Fields | None = None) -> Check:
    return record(needed=needed, optional={**_ID, **(optional or {})})


_CARD = both(
    _block(
        {},
        {
            "hero_image": typed({"image": IMAGE}),
            "icon": typed({"image": IMAGE}),
            "title": any_text(150),
            "subtitle": any_text(150),
            "body": any_text(200),
            "actions": array(typed({"button": BUTTON}), most=2),
        },
    ),
    at_least_one("title", "hero_image", "actions", "body"),
)

EVERYWHERE: Fields = {
    "actions": _block({"elements": array(typed(IN_ACTIONS), most=25)}),
    "context": _block(
        {
            "elements": array(
                typed(
                    {
                        "image": IMAGE,
                        "plain_text": record(needed={"text": string(most=3000)}, optional={"emoji": flag}),
                        "mrkdwn": record(needed={"text": string(most=3000)}, optional={"verbatim": flag}),
                    }
                ),
                most=10,
            )
        }
    ),
    "divider": _block({}),
    "header": _block({"text": plain_text(150)}, {"level": integer(least=1, most=4)}),
    "image": both(
        _block(
            {"alt_text": string(most=2000)},
            {"image_url": address(), "slack_file": SLACK_FILE, "title": plain_text(2000)},
        ),
        exactly_one("image_url", "slack_file"),
    ),
    "input": _block(
        {"label": plain_text(2000), "element": typed(IN_INPUT)},
        {"hint": plain_text(2000), "dispatch_action": flag, "optional": flag},
    ),
    "rich_text": RICH_TEXT_FIELDS,
    "section": both(
        _block(
            {},
            {
                "text": any_text(),
                "fields": array(any_text(2000), most=10),
                "accessory": typed(IN_SECTION),
                "expand": flag,
            },
        ),
        at_least_one("text", "fields"),
    ),
    "video": _block(
        {
            "alt_text": string(),
            "title": plain_text(199),
            "thumbnail_url": address(),
            "video_url": address(secure=True),
        },
        {
            "author_name": string(least=0, most=49),
            "description": plain_text(199),
            "provider_icon_url": address(),
            "provider_name": string(),
            "title_url": address(secure=True),
        },
    ),
}

MESSAGES_ONLY: Fields = {
    "alert": _block(
        {"text": any_text()}, {"level": one_of("default", "info", "warning", "error", "success")}
    ),
    "card": _CARD,
    "carousel": _block({"elements": array(typed({"card": _CARD}), most=10)}),
    "context_actions": _block({"elements": array(typed(IN_CONTEXT_ACTIONS), most=5)}),
    "data_table": DATA_TABLE,
    "data_visualization": CHART,
    "file": _block({"external_id": string(), "source": one_of("remote")}),
    "markdown": _block({"text": string(most=MARKDOWN_LONGEST)}),
    "table": TABLE,
}

IN_MESSAGE = typed({**EVERYWHERE, **MESSAGES_ONLY})
IN_VIEW = typed(EVERYWHERE)

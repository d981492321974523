"""Layout blocks that stand alone: those that every surface takes, and those for messages.

https://docs.slack.dev/reference/block-kit/blocks
"""

from sandbox.blockkit.elements import IMAGE, IN_ACTIONS, IN_CONTEXT_ACTIONS, IN_INPUT, IN_SECTION
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
from sandbox.blockkit.texts import BLOCK_ID, LONGEST, SLACK_FILE, any_text, plain_text

_ID: Fields = {"block_id": BLOCK_ID}
MARKDOWN_LONGEST = 12_000


def block(needed: Fields, optional: Fields | None = None) -> Check:
    return record(needed=needed, optional={**_ID, **(optional or {})})


EVERYWHERE: Fields = {
    "actions": block({"elements": array(typed(IN_ACTIONS), most=25)}),
    "context": block(
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
    "divider": block({}),
    "header": block({"text": plain_text(150)}, {"level": integer(least=1, most=4)}),
    "image": both(
        block(
            {"alt_text": string(most=2000)},
            {"image_url": address(most=LONGEST), "slack_file": SLACK_FILE, "title": plain_text(2000)},
        ),
        exactly_one("image_url", "slack_file"),
    ),
    "input": block(
        {"label": plain_text(2000), "element": typed(IN_INPUT)},
        {"hint": plain_text(2000), "dispatch_action": flag, "optional": flag},
    ),
    "rich_text": RICH_TEXT_FIELDS,
    "section": both(
        block(
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
    "video": block(
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

IN_MESSAGES: Fields = {
    "alert": block({"text": any_text()}, {"level": one_of("default", "info", "warning", "error", "success")}),
    "context_actions": block({"elements": array(typed(IN_CONTEXT_ACTIONS), most=5)}),
    "data_table": DATA_TABLE,
    "data_visualization": CHART,
    "file": block({"external_id": string(), "source": one_of("remote")}),
    "markdown": block({"text": string(most=MARKDOWN_LONGEST)}),
    "table": TABLE,
}

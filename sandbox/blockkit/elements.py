"""Interactive elements, and which of them may stand in which block.

https://docs.slack.dev/reference/block-kit/block-elements
"""

from sandbox.blockkit.problems import (
    Check,
    Fields,
    address,
    anything,
    array,
    both,
    exactly_one,
    flag,
    integer,
    one_of,
    record,
    string,
)
from sandbox.blockkit.rich_text import RICH_TEXT
from sandbox.blockkit.texts import (
    ACTION_ID,
    CHANNEL_ID,
    CONFIRM,
    CONVERSATION_FILTER,
    DISPATCH,
    LONGEST,
    OPTION_GROUP,
    SLACK_FILE,
    USER_ID,
    option,
    options,
    plain_text,
)

_NUMBER = string(pattern=r"-?[0-9]+(\.[0-9]+)?")
_DATE = string(pattern=r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
_TIME = string(pattern=r"([01][0-9]|2[0-3]):[0-5][0-9]")
_STYLE = one_of("primary", "danger")
_ACTION: Fields = {"action_id": ACTION_ID}
_CONFIRMED: Fields = {**_ACTION, "confirm": CONFIRM}
_FOCUSED: Fields = {**_CONFIRMED, "focus_on_load": flag}
_PICKED: Fields = {**_FOCUSED, "placeholder": plain_text(150)}
_TYPED: Fields = {
    **_ACTION,
    "dispatch_action_config": DISPATCH,
    "focus_on_load": flag,
    "placeholder": plain_text(150),
}
_MANY: Fields = {**_PICKED, "max_selected_items": integer(least=1)}
_CHECKED = option(markdown=True)
_CHOICES: Fields = {"options": options(most=100), "option_groups": array(OPTION_GROUP, most=100)}


def _select(one: Fields) -> Check:
    return both(record(optional={**_CHOICES, **one}), exactly_one("options", "option_groups"))


BUTTON = record(
    needed={"text": plain_text(75)},
    optional={
        **_CONFIRMED,
        "url": address(most=LONGEST),
        "value": string(most=2000),
        "style": _STYLE,
        "accessibility_label": string(most=75),
    },
)
_FEEDBACK = record(
    needed={"text": plain_text(75), "value": string(most=2000)},
    optional={"accessibility_label": string(most=75)},
)
IMAGE = both(
    record(
        needed={"alt_text": string(most=2000)},
        optional={"image_url": address(most=LONGEST), "slack_file": SLACK_FILE},
    ),
    exactly_one("image_url", "slack_file"),
)

_BUTTONS: Fields = {
    "button": BUTTON,
    "overflow": record(needed={"options": options(most=5, with_url=True)}, optional=_CONFIRMED),
    "workflow_button": record(
        needed={
            "text": plain_text(75),
            "action_id": ACTION_ID,
            "workflow": record(
                needed={
                    "trigger": record(
                        needed={"url": address()},
                        optional={
                            "customizable_input_parameters": array(
                                record(needed={"name": string(), "value": anything}), least=0
                            )
                        },
                    )
                }
            ),
        },
        optional={"style": _STYLE, "accessibility_label": string(most=75)},
    ),
}
_CHOOSERS: Fields = {
    "checkboxes": record(
        needed={"options": options(most=10, markdown=True)},
        optional={**_FOCUSED, "initial_options": array(_CHECKED, most=10)},
    ),
    "radio_buttons": record(
        needed={"options": options(most=10, markdown=True)}, optional={**_FOCUSED, "initial_option": _CHECKED}
    ),
    "datepicker": record(optional={**_PICKED, "initial_date": _DATE}),
    "timepicker": record(optional={**_PICKED, "initial_time": _TIME, "timezone": string()}),
    "static_select": _select({**_PICKED, "initial_option": option()}),
    "external_select": record(
        optional={**_PICKED, "initial_option": option(), "min_query_length": integer(least=0)}
    ),
    "users_select": record(optional={**_PICKED, "initial_user": USER_ID}),
    "channels_select": record(
        optional={**_PICKED, "initial_channel": CHANNEL_ID, "response_url_enabled": flag}
    ),
    "conversations_select": record(
        optional={
            **_PICKED,
            "initial_conversation": string(),
            "default_to_current_conversation": flag,
            "filter": CONVERSATION_FILTER,
            "response_url_enabled": flag,
        }
    ),
    "multi_static_select": _select({**_MANY, "initial_options": array(option())}),
    "multi_external_select": record(
        optional={**_MANY, "initial_options": array(option()), "min_query_length": integer(least=0)}
    ),
    "multi_users_select": record(optional={**_MANY, "initial_users": array(USER_ID)}),
    "multi_channels_select": record(optional={**_MANY, "initial_channels": array(CHANNEL_ID)}),
    "multi_conversations_select": record(
        optional={
            **_MANY,
            "initial_conversations": array(string()),
            "default_to_current_conversation": flag,
            "filter": CONVERSATION_FILTER,
        }
    ),
}
_MOMENT: Fields = {
    "datetimepicker": record(optional={**_FOCUSED, "initial_date_time": integer(least=0, most=9_999_999_999)})
}
_WRITTEN: Fields = {
    "plain_text_input": record(
        optional={
            **_TYPED,
            "initial_value": string(least=0, most=3000),
            "multiline": flag,
            "min_length": integer(least=0, most=3000),
            "max_length": integer(least=1, most=3000),
        }
    ),
    "email_text_input": record(optional={**_TYPED, "initial_value": string(least=0)}),
    "url_text_input": record(optional={**_TYPED, "initial_value": string(least=0)}),
    "number_input": record(
        needed={"is_decimal_allowed": flag},
        optional={**_TYPED, "initial_value": _NUMBER, "min_value": _NUMBER, "max_value": _NUMBER},
    ),
    "rich_text_input": record(needed=_ACTION, optional={**_TYPED, "initial_value": RICH_TEXT}),
    "file_input": record(
        optional={**_ACTION, "filetypes": array(string()), "max_files": integer(least=1, most=10)}
    ),
}

IN_ACTIONS: Fields = {**_BUTTONS, **_CHOOSERS, **_MOMENT}
IN_SECTION: Fields = {**_BUTTONS, **_CHOOSERS, "image": IMAGE}
IN_INPUT: Fields = {**_CHOOSERS, **_MOMENT, **_WRITTEN}
IN_CONTEXT_ACTIONS: Fields = {
    "feedback_buttons": record(
        needed={"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}, optional=_ACTION
    ),
    "icon_button": record(
        needed={"icon": one_of("trash"), "text": plain_text(75)},
        optional={
            **_CONFIRMED,
            "value": string(most=2000),
            "accessibility_label": string(most=75),
            "visible_to_user_ids": array(USER_ID, least=0),
        },
    ),
}

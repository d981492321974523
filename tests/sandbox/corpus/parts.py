"""The pieces that blocks and elements share, each with every field it can have."""

from dataclasses import dataclass

URL = "https://example.com/a"


def plain(text: str = "words") -> dict:
    return {"type": "plain_text", "text": text, "emoji": True}


def marked(text: str = "*words*") -> dict:
    return {"type": "mrkdwn", "text": text, "verbatim": False}


def option(value: str = "v") -> dict:
    return {"text": plain(value), "value": value, "description": plain()}


OPTIONS = [option("one"), option("two")]
CONFIRM = {"title": plain(), "text": marked(), "confirm": plain(), "deny": plain(), "style": "danger"}
IMAGE = {"type": "image", "alt_text": "a picture", "image_url": URL}
CONFIRMED = {"action_id": "a", "confirm": CONFIRM}
FOCUSED = {**CONFIRMED, "focus_on_load": True}
PICKED = {**FOCUSED, "placeholder": plain()}
TYPED = {
    "action_id": "a",
    "focus_on_load": True,
    "placeholder": plain(),
    "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed", "on_character_entered"]},
}
MANY = {**PICKED, "max_selected_items": 3}
FILTER = {"include": ["im", "public"], "exclude_external_shared_channels": True, "exclude_bot_users": True}
BUTTON = {
    "type": "button",
    "text": plain(),
    **CONFIRMED,
    "url": URL,
    "value": "v",
    "style": "primary",
    "accessibility_label": "words",
}
SIDE = {"text": plain(), "value": "v", "accessibility_label": "words"}
STYLE = {"bold": True, "italic": False}
LEAVES = [
    {"type": "text", "text": "words", "style": STYLE},
    {"type": "link", "url": URL, "text": "words", "unsafe": False, "style": STYLE},
    {"type": "user", "user_id": "U1ANA", "style": STYLE},
    {"type": "usergroup", "usergroup_id": "S1", "style": STYLE},
    {"type": "channel", "channel_id": "C1SALES", "style": STYLE},
    {"type": "team", "team_id": "T1", "style": STYLE},
    {"type": "emoji", "name": "wave", "unicode": "1f44b", "skin_tone": 2},
    {"type": "broadcast", "range": "here"},
    {"type": "color", "value": "#9f69e7"},
    {"type": "date", "timestamp": 1_700_000_000, "format": "{date}", "url": URL, "fallback": "a day"},
]
LINE = {"type": "rich_text_section", "elements": LEAVES[:1]}
RICH_TEXT = {"type": "rich_text", "block_id": "r", "elements": [LINE]}
CARD = {
    "type": "card",
    "block_id": "k",
    "hero_image": IMAGE,
    "icon": IMAGE,
    "title": plain(),
    "subtitle": marked(),
    "body": marked(),
    "actions": [BUTTON],
}
TASK = {
    "type": "task_card",
    "block_id": "t",
    "task_id": "1",
    "title": "words",
    "details": RICH_TEXT,
    "output": RICH_TEXT,
    "sources": [{"type": "url", "url": URL, "text": "words"}],
    "status": "complete",
}
AXES = {"categories": ["a", "b"], "x_label": "x", "y_label": "y"}
POINTS = [{"label": "a", "value": 1.5}, {"label": "b", "value": 2}]


def chart(**more: object) -> dict:
    return {"type": "data_visualization", "block_id": "c", "title": "words", "chart": more}


def plot(kind: str) -> dict:
    return chart(type=kind, series=[{"name": "s", "data": POINTS}], axis_config=AXES)


@dataclass(frozen=True, kw_only=True)
class Example:
    """`full` has every field; `needed` are those that cannot be left out; `schema` is its name in the schema."""

    full: dict
    needed: frozenset[str]
    schema: str
    homes: str = ""

    @property
    def least(self) -> dict:
        return {name: value for name, value in self.full.items() if name in self.needed | {"type"}}


def element(schema: str, needed: str, homes: str, **full: object) -> Example:
    """`homes`: a for actions, s for a section's accessory, i for input, c for context_actions."""
    return Example(full=full, needed=frozenset(needed.split()), schema=f"{schema}_element", homes=homes)


def block(schema: str, needed: str, **full: object) -> Example:
    return Example(full=full, needed=frozenset(needed.split()), schema=f"{schema}_block")

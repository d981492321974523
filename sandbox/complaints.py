"""What Slack's own form says against a value before anything is sent to the app."""

import re

from sandbox.inputs import FIELDS, Placed
from sandbox.jsonvalue import Object, as_text

REQUIRED = "Please complete this required field."
LONGEST_TEXT = 3000
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LINK = re.compile(r"https?://[^\s/.]+\.\S+|https?://localhost\S*", re.IGNORECASE)


def complaint(placed: Placed, state: Object) -> str | None:
    """One sentence for the place beside the field, or None where Slack would send the value."""
    field = FIELDS.get(placed.kind)
    value = state.get(field.name) if field else None
    if value in (None, "", []):
        return REQUIRED if placed.is_required else None
    match placed.kind:
        case "number_input":
            return _about_number(placed.element, as_text(value))
        case "plain_text_input":
            return _about_length(placed.element, as_text(value))
        case "email_text_input" if not _ADDRESS.fullmatch(as_text(value)):
            return "Please enter a valid email address."
        case "url_text_input" if not _LINK.fullmatch(as_text(value)):
            return "Please enter a valid URL."
    return None


def _about_number(element: Object, value: str) -> str | None:
    if not re.fullmatch(r"-?\d+(\.\d+)?", value):
        return "Please enter a number."
    number = float(value)
    if element.get("is_decimal_allowed") is not True and not number.is_integer():
        return "Please enter a whole number."
    least, most = as_text(element.get("min_value")), as_text(element.get("max_value"))
    if least and number < float(least):
        return f"Please enter a number that is {least} or greater."
    if most and number > float(most):
        return f"Please enter a number that is {most} or less."
    return None


def _about_length(element: Object, value: str) -> str | None:
    least, most = element.get("min_length"), element.get("max_length", LONGEST_TEXT)
    if isinstance(least, int) and len(value) < least:
        return f"Please enter at least {least} characters."
    if isinstance(most, int) and len(value) > most:
        return f"Please enter at most {most} characters."
    return None

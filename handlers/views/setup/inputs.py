"""The inputs of a form, built from what they ask for; each one's block id is the key that it fills."""

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import (
    CheckboxesElement,
    DatePickerElement,
    InputBlock,
    InputInteractiveElement,
    NumberInputElement,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    StaticSelectElement,
    TimePickerElement,
    UserMultiSelectElement,
)

from handlers.views.escape import cut
from handlers.views.setup.field import Field, Kind

_MOST_OPTION = 75
_MOST_USERS = 100
_ACTION = "value"
_LINES = frozenset({Kind.LINES, Kind.PARAGRAPH})


def input_of(field: Field, block_id: str, initial: str) -> InputBlock:
    """`initial` is what stands in it, as it would be typed."""
    hint = _hint(field)
    return InputBlock(
        block_id=block_id,
        label=_plain(field.label),
        hint=_plain(hint) if hint else None,
        element=_element(field, initial),
        optional=field.may_be_empty,
    )


def fits(field: Field, initial: str) -> bool:
    """A longer text cannot stand in its input."""
    return len(initial) <= field.longest


def checkbox(block_id: str, label: str, option: str) -> InputBlock:
    box = Option(value="yes", text=_plain(cut(option, _MOST_OPTION)))
    return InputBlock(
        block_id=block_id,
        label=_plain(label),
        element=CheckboxesElement(action_id=_ACTION, options=[box]),
        optional=True,
    )


def users(block_id: str, label: str, hint: str | None, initial: Sequence[str], *, needed: bool) -> InputBlock:
    return InputBlock(
        block_id=block_id,
        label=_plain(label),
        hint=_plain(hint) if hint else None,
        element=UserMultiSelectElement(
            action_id=_ACTION,
            placeholder=_plain("Choose people"),
            initial_users=list(initial[:_MOST_USERS]) or None,
        ),
        optional=not needed,
    )


def _element(field: Field, initial: str) -> InputInteractiveElement:
    match field.kind:
        case Kind.NUMBER:
            return NumberInputElement(
                action_id=_ACTION,
                is_decimal_allowed=False,
                initial_value=initial if initial.isdecimal() else None,
                min_value=str(field.least),
                max_value=str(field.most),
            )
        case Kind.TIME:
            return TimePickerElement(action_id=_ACTION, initial_time=initial.zfill(len("09:00")))
        case Kind.DATE:
            return DatePickerElement(action_id=_ACTION, initial_date=initial if _is_day(initial) else None)
        case Kind.CHOICE:
            return _select(field, initial)
    return PlainTextInputElement(
        action_id=_ACTION,
        initial_value=initial or None,
        multiline=field.kind in _LINES,
        placeholder=_plain(field.example) if field.example else None,
        max_length=field.longest,
    )


def _select(field: Field, initial: str) -> StaticSelectElement:
    options = [
        Option(value=value, text=_plain(cut(words, _MOST_OPTION)))
        for value, words in field.choices[:_MOST_USERS]
    ]
    chosen = next((one for one in options if one.value == initial.casefold() or one.value == initial), None)
    return StaticSelectElement(
        action_id=_ACTION, options=options, initial_option=chosen, placeholder=_plain("Choose one")
    )


def _hint(field: Field) -> str:
    """How to write it, and what is usual where that can be said in a line."""
    usual = next((words for value, words in field.choices if value == field.usual), field.usual)
    said = f"Usually: {usual}." if usual else ""
    return " ".join(filter(None, (field.hint, said if field.kind not in _LINES else "")))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _plain(text: str) -> PlainTextObject:
    return PlainTextObject(text=text, emoji=False)

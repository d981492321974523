"""The inputs of our modals: each is known by its block id, which is the field that a refusal names."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from slack_sdk.models.blocks import (
    CheckboxesElement,
    DatePickerElement,
    DateTimePickerElement,
    InputBlock,
    InputInteractiveElement,
    Option,
    OptionGroup,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    StaticMultiSelectElement,
    StaticSelectElement,
    TimePickerElement,
)

from handlers.views.escape import plain

MOST_OPTION = 75
MOST_OPTIONS = 100
MOST_BOXES = 10


def words(
    block_id: str,
    label: str,
    *,
    most: int,
    hint: str | None = None,
    several_lines: bool = False,
    optional: bool = False,
    initial: str | None = None,
) -> InputBlock:
    element = PlainTextInputElement(
        action_id=block_id, multiline=several_lines, max_length=most, initial_value=initial
    )
    return _input(block_id, label, element, hint=hint, optional=optional)


def day(
    block_id: str, label: str, *, initial: date | None, hint: str | None = None, optional: bool = False
) -> InputBlock:
    element = DatePickerElement(action_id=block_id, initial_date=initial.isoformat() if initial else None)
    return _input(block_id, label, element, hint=hint, optional=optional)


def moment(block_id: str, label: str, *, initial: datetime, hint: str | None = None) -> InputBlock:
    """A day and a time in the reader's own zone."""
    element = DateTimePickerElement(action_id=block_id, initial_date_time=int(initial.timestamp()))
    return _input(block_id, label, element, hint=hint)


def hour(block_id: str, label: str, *, initial: time, hint: str | None = None) -> InputBlock:
    """A time of day; in whose zone is the hint's to say."""
    element = TimePickerElement(action_id=block_id, initial_time=f"{initial:%H:%M}")
    return _input(block_id, label, element, hint=hint)


def one_of(
    block_id: str, label: str, choices: Mapping[str, str], *, initial: str | None, hint: str | None = None
) -> InputBlock:
    """`choices` are texts by value; `initial` is a value."""
    element = StaticSelectElement(
        action_id=block_id,
        options=[_option(value, text) for value, text in choices.items()],
        initial_option=None if initial is None else _option(initial, choices[initial]),
    )
    return _input(block_id, label, element, hint=hint)


def radio(block_id: str, label: str, choices: Mapping[str, str], *, initial: str | None) -> InputBlock:
    """All choices in sight, for the few that a person should weigh."""
    element = RadioButtonsElement(
        action_id=block_id,
        options=[_option(value, text) for value, text in choices.items()],
        initial_option=None if initial is None else _option(initial, choices[initial]),
    )
    return _input(block_id, label, element)


def all_of(
    block_id: str, label: str, groups: Mapping[str, Sequence[tuple[str, str]]], *, hint: str
) -> InputBlock:
    """Groups of (value, text) by their heading, all chosen to begin with; a group of more than 100 goes on."""
    found = [
        OptionGroup(
            label=_plain(heading if not start else f"{heading}, continued"),
            options=[_option(*pair) for pair in pairs[start : start + MOST_OPTIONS]],
        )
        for heading, pairs in groups.items()
        for start in range(0, len(pairs), MOST_OPTIONS)
    ]
    chosen = [_option(*pair) for pairs in groups.values() for pair in pairs]
    element = StaticMultiSelectElement(action_id=block_id, option_groups=found, initial_options=chosen)
    return _input(block_id, label, element, hint=hint)


def some_of(block_id: str, label: str, choices: Sequence[tuple[str, str]]) -> InputBlock:
    """Pairs of (value, text), none of them ticked; more than Slack takes as boxes are a list to choose from."""
    options = [_option(*pair) for pair in choices[:MOST_OPTIONS]]
    element = (
        CheckboxesElement(action_id=block_id, options=options)
        if len(options) <= MOST_BOXES
        else StaticMultiSelectElement(action_id=block_id, options=options)
    )
    return _input(block_id, label, element, optional=True)


def tick(block_id: str, label: str, text: str, value: str, *, ticked: bool = False) -> InputBlock:
    """One box to tick; without it the form is not submitted."""
    options = [_option(value, text)]
    element = CheckboxesElement(
        action_id=block_id, options=options, initial_options=options if ticked else None
    )
    return _input(block_id, label, element)


def _input(
    block_id: str,
    label: str,
    element: InputInteractiveElement,
    *,
    hint: str | None = None,
    optional: bool = False,
) -> InputBlock:
    return InputBlock(
        block_id=block_id,
        label=_plain(label),
        element=element,
        hint=_plain(hint) if hint else None,
        optional=optional,
    )


def _option(value: str, text: str) -> Option:
    return Option(value=value, text=_plain(plain(text, MOST_OPTION)))


def _plain(text: str) -> PlainTextObject:
    return PlainTextObject(text=text, emoji=False)

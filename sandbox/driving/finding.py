"""Finds what a test means on a screen, and puts a value into the form an element takes."""

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.inputs import FIELDS, OVERFLOW
from sandbox.jsonvalue import Json, Object
from sandbox.seen import Control, Option, SeenView

Filled = str | bool | int | Sequence[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What to look for; what is None does not matter."""

    label: str | None = None
    option: str | None = None
    about: str | None = None
    accessibility_label: str | None = None
    block_id: str | None = None
    action_id: str | None = None
    kinds: tuple[str, ...] | None = None

    def __str__(self) -> str:
        named = ("label", "option", "about", "accessibility_label", "block_id", "action_id")
        given = ((name, getattr(self, name)) for name in named)
        return ", ".join(f"{name} {value!r}" for name, value in given if value is not None)

    def fits(self, control: Control) -> bool:
        """Whether it is the one."""
        exact = (
            (self.label, control.label),
            (self.accessibility_label, control.accessibility_label),
            (self.block_id, control.block_id),
            (self.action_id, control.action_id),
        )
        return (
            all(wanted is None or wanted == there for wanted, there in exact)
            and (self.kinds is None or control.kind in self.kinds)
            and (self.about is None or self.about in f"{control.accessibility_label}\n{control.about}")
            and self._offered_by(control)
        )

    def _offered_by(self, control: Control) -> bool:
        if self.option is None:
            return True
        if control.options:
            return any(self.option in {one.text, one.value} for one in control.options)
        return (
            self.action_id is not None and control.kind in FIELDS
        )  # a picker offers whatever is asked of it


def found_in(controls: Sequence[Control], wanted: Wanted) -> Control | None:
    """The one control that fits; raises LookupError when several do."""
    fitting = [control for control in controls if wanted.fits(control)]
    if len(fitting) > 1:
        listed = "; ".join(str(control) for control in fitting)
        raise LookupError(f"Several things are {wanted}: {listed}. Say `about` which one.")
    return fitting[0] if fitting else None


def input_of(view: SeenView, name: str) -> Control:
    """The input with this label, block_id or action_id; raises LookupError."""
    for control in view.controls:
        if name in {control.label, control.block_id, control.action_id}:
            return control
    there = "; ".join(str(control) for control in view.controls)
    raise LookupError(f"The view has no input {name!r}; it has {there}.")


def given_value(control: Control, value: Filled) -> Object:
    """A test's value as the element keeps it: options by text or value, everything else as it is."""
    field = OVERFLOW if control.kind == "overflow" else FIELDS[control.kind]
    if field.name == "selected_option":
        return {field.name: _option(control, str(value))}
    many: list[str] = [value] if isinstance(value, str) else [*value] if isinstance(value, Sequence) else []
    if field.name == "selected_options":
        return {field.name: [_option(control, one) for one in many]}
    if field.many:
        return {field.name: [*many]}
    single: Json = value if isinstance(value, (str, bool, int)) else None
    return {field.name: single}


def _option(control: Control, wanted: str) -> Object:
    for option in control.options:
        if wanted in {option.text, option.value}:
            return _json(option)
    if control.options:
        offered = ", ".join(option.text for option in control.options)
        raise LookupError(f"{control} does not offer {wanted!r}; it offers {offered}.")
    return _json(Option(text=wanted, value=wanted))


def _json(option: Option) -> Object:
    return {"text": {"type": "plain_text", "text": option.text}, "value": option.value}

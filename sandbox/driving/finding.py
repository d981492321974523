"""Finds what a test means on a screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.inputs import FIELDS
from sandbox.seen import Control


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What to look for; what is None does not matter."""

    label: str | None = None
    options: tuple[str, ...] = ()
    choosing: bool = False
    about: str | None = None
    accessibility_label: str | None = None
    block_id: str | None = None
    action_id: str | None = None
    kinds: tuple[str, ...] | None = None

    def __str__(self) -> str:
        named = ("label", "about", "accessibility_label", "block_id", "action_id")
        given = [f"{name} {getattr(self, name)!r}" for name in named if getattr(self, name) is not None]
        return ", ".join([*given, *(f"option {one!r}" for one in self.options)])

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
        if not self.options:
            return not self.choosing or control.kind in FIELDS
        if control.options:
            offered = {word for one in control.options for word in (one.text, one.value)}
            return set(self.options) <= offered
        named = self.action_id or self.block_id or self.label
        return named is not None and control.kind in FIELDS  # a picker offers whatever is asked of it


def found_in(controls: Sequence[Control], wanted: Wanted) -> Control | None:
    """The one control that fits; raises LookupError when several do."""
    fitting = [control for control in controls if wanted.fits(control)]
    if len(fitting) > 1:
        listed = "; ".join(str(control) for control in fitting)
        raise LookupError(f"Several things are {wanted}: {listed}. Say `about` which one.")
    return fitting[0] if fitting else None

"""Modals and Home tabs: who has which view open, and what was chosen in it so far."""

import secrets
from dataclasses import dataclass, field

from sandbox.jsonvalue import Json, Object, as_text

STACK_LIMIT = 3  # one opened view and two pushed on it


@dataclass(kw_only=True, slots=True)
class View:
    """One view on somebody's screen.

    `definition` is what the app sent, with ids filled in; `chosen` is keyed by (block_id, action_id).
    """

    id: str
    user: str
    definition: Object
    hash: str
    root_id: str
    previous_id: str | None = None
    chosen: dict[tuple[str, str], Object] = field(default_factory=dict)

    @property
    def is_home(self) -> bool:
        return self.definition.get("type") == "home"

    @property
    def blocks(self) -> list[Json]:
        blocks = self.definition.get("blocks")
        return blocks if isinstance(blocks, list) else []

    @property
    def external_id(self) -> str:
        return as_text(self.definition.get("external_id"))


class Views:
    """Everybody's open modals and Home tabs."""

    def __init__(self) -> None:
        self._stacks: dict[str, list[View]] = {}
        self._homes: dict[str, View] = {}

    def stack(self, user: str) -> list[View]:
        """A person's open modals, the visible one last."""
        return list(self._stacks.get(user, []))

    def home(self, user: str) -> View | None:
        return self._homes.get(user)

    def get(self, view_id: str) -> View | None:
        return next((view for view in self._every() if view.id == view_id), None)

    def with_external_id(self, external_id: str) -> View | None:
        return next((view for view in self._every() if external_id and view.external_id == external_id), None)

    def open(self, user: str, definition: Object) -> View:
        """Opens a modal in place of whatever modals were open."""
        view = _view(user, definition)
        self._stacks[user] = [view]
        return view

    def push(self, user: str, definition: Object) -> View | None:
        """Puts a modal on top; None when the stack is full."""
        stack = self._stacks.setdefault(user, [])
        if len(stack) >= STACK_LIMIT:
            return None
        view = _view(user, definition)
        if stack:
            view.root_id, view.previous_id = stack[0].root_id, stack[-1].id
        stack.append(view)
        return view

    def publish(self, user: str, definition: Object) -> View:
        known = self._homes.get(user)
        if known is not None:
            return self.update(known, definition)
        return self._homes.setdefault(user, _view(user, definition))

    def update(self, view: View, definition: Object) -> View:
        """Redraws a view; what was chosen stays where block_id and action_id stay."""
        view.definition, view.hash = definition, _hash()
        return view

    def close(self, view: View) -> None:
        """Closes a modal and whatever lies on it."""
        stack = self._stacks.get(view.user, [])
        if view in stack:
            del stack[stack.index(view) :]

    def clear(self, user: str) -> None:
        self._stacks.pop(user, None)

    def _every(self) -> list[View]:
        return [view for stack in self._stacks.values() for view in stack] + list(self._homes.values())


def _view(user: str, definition: Object) -> View:
    name = f"V{secrets.token_hex(5).upper()}"
    return View(id=name, user=user, definition=definition, hash=_hash(), root_id=name)


def _hash() -> str:
    return secrets.token_hex(8)

"""Filling in, sending and closing forms: the part of the test library that modals are about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import Event

from sandbox.clock import Deadline
from sandbox.driving.filling import Filled, given_value, names_in
from sandbox.driving.watching import POLL_SECONDS, Watching
from sandbox.jsonvalue import Object, as_object, as_objects, as_text
from sandbox.seen import Control, Option, SeenView

EXTERNAL = {"external_select", "multi_external_select"}
REDRAWN_SECONDS = 2.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Submission:
    """What the app answered to a form: nothing (it closed), errors, update, push or clear.

    `errors` are by block_id, `labels` say which block_id has which label.
    """

    action: str | None
    errors: Mapping[str, str]
    labels: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    def error_at(self, name: str) -> str | None:
        """What is said beside the input with this label or block_id."""
        return self.errors.get(name) or self.errors.get(self.labels.get(name, ""))


class Forms(Watching):
    """What people do in an open view; inputs are named by label, block_id or action_id."""

    def fill(self, user: str, values: Mapping[str, Filled], *, home: bool = False) -> None:
        """Fills inputs in, one after the other, without sending the form; None empties one.

        An input that dispatches tells the app at once. One that is not there yet, because the app is still
        redrawing the view, is waited for. `home`: on the Home tab.
        """
        for name, value in values.items():
            view, control = self._input(user, name, home=home)
            place: Object = {"view_id": view.id}
            given = self._given(user, place, control, value)
            if control.dispatches:
                spot: Object = {"block_id": control.block_id, "action_id": control.action_id}
                self._line.post("press", {"as": user, **place, **spot, **given})
            else:
                held: Object = {control.block_id: {control.action_id: given}}
                self._line.post("fill", {"as": user, **place, "values": held})

    def submit(self, user: str, values: Mapping[str, Filled] | None = None) -> Submission:
        """Fills in the open form, as `fill` does, and submits it.

        Raises Refused, with `errors` by block_id, for what Slack's own form would not send.
        """
        self.fill(user, values or {})
        view = self._drawn_view(user)
        body = self._line.post("submit", {"as": user, "view_id": view.id, "values": {}})
        errors = {name: as_text(text) for name, text in as_object(body.get("errors")).items()}
        labels = {control.label: control.block_id for control in view.controls if control.label}
        return Submission(action=as_text(body.get("response_action")) or None, errors=errors, labels=labels)

    def close(self, user: str, *, everything: bool = False) -> None:
        """Closes the open view, or all of them."""
        self._line.post("close", {"as": user, "view_id": self._open_view(user).id, "all": everything})

    def options(self, user: str, typed: str, *, action_id: str) -> list[str]:
        """What the app offers for what was typed into a menu of the open view."""
        view = self._open_view(user)
        return [one.text for one in self._offered(user, {"view_id": view.id}, view.input(action_id), typed)]

    def _drawn_view(self, user: str) -> SeenView:
        """The open view, waited for where the app is still opening it; raises LookupError."""
        deadline, pause = Deadline(REDRAWN_SECONDS), Event()
        while self.modal(user) is None and not deadline.passed:
            pause.wait(POLL_SECONDS)
        return self._open_view(user)

    def _input(self, user: str, name: str, *, home: bool) -> tuple[SeenView, Control]:
        """The input meant, as soon as the app has drawn it; raises LookupError when it does not."""
        deadline, pause = Deadline(REDRAWN_SECONDS), Event()
        while True:
            view = self.home(user) if home else self.modal(user)
            if view is not None and (deadline.passed or view.has_input(name)):
                return view, view.input(name)
            if deadline.passed:
                what = "Home tab" if home else "view open"
                raise LookupError(f"{user} has no {what}. {self._on_screen(user, None)}")
            pause.wait(POLL_SECONDS)

    def _given(self, user: str, place: Object, control: Control, value: Filled) -> Object:
        """The value as the element keeps it; what an app offers for typed words is asked of it first."""
        if control.kind in EXTERNAL and value is not None:
            words = [value] if isinstance(value, str) else value if isinstance(value, Sequence) else []
            offered = [one for word in words for one in self._offered(user, place, control, word)]
            if not offered:
                raise LookupError(f"The app offers nothing for {value!r} in {control}.")
            control = replace(control, options=tuple(offered))
        return given_value(control, value, names_in(self.state(user)))

    def _offered(self, user: str, place: Object, control: Control, typed: str) -> list[Option]:
        spot: Object = {"block_id": control.block_id, "action_id": control.action_id}
        answer = self._line.post("options", {"as": user, **place, **spot, "value": typed})
        listed = as_objects(answer.get("options"))
        for group in as_objects(answer.get("option_groups")):
            listed += as_objects(group.get("options"))
        return [
            Option(text=as_text(as_object(one.get("text")).get("text")), value=as_text(one.get("value")))
            for one in listed
        ]

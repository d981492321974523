"""The test library: people act and tests read what they see, so that a test reads like the conversation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sandbox.driving.arranging import Arranging
from sandbox.driving.finding import Filled, Wanted, found_in, given_value, input_of
from sandbox.driving.line import Refused
from sandbox.driving.watching import APP, Watching
from sandbox.jsonvalue import Object, as_object, as_objects, as_text
from sandbox.seen import Control

__all__ = ["Driver", "Refused", "Submission"]

PRESSABLE = ("button", "workflow_button", "icon_button", "feedback_button")


@dataclass(frozen=True, kw_only=True, slots=True)
class Submission:
    """What the app answered to a form: nothing (it closed), errors, update, push or clear."""

    action: str | None
    errors: Mapping[str, str]


class Driver(Arranging, Watching):
    """Acts for people, named by id or name; channels by id or "#name", "app" being the app's direct messages."""

    def say(self, user: str, text: str, *, channel: str = APP, thread: str | None = None) -> None:
        """Types a message or a command; raises Refused as Slack would refuse it."""
        body: Object = {"as": user, "channel": channel, "text": text}
        if thread is not None:
            body["thread_ts"] = thread
        self._line.post("say", body)

    def press(
        self,
        user: str,
        label: str | None = None,
        *,
        about: str | None = None,
        in_message: str | None = None,
        channel: str | None = None,
        home: bool = False,
        accessibility_label: str | None = None,
        block_id: str | None = None,
        action_id: str | None = None,
    ) -> None:
        """Presses a button of the open view, else of the newest message or reply with it; `home`: of the Home tab.

        `about` is a text beside the button or in its accessibility label, `in_message` a text of the message.
        """
        wanted = Wanted(
            label=label,
            about=about,
            accessibility_label=accessibility_label,
            block_id=block_id,
            action_id=action_id,
            kinds=PRESSABLE,
        )
        place, control = self._find(user, wanted, in_message=in_message, channel=channel, home=home)
        side: Object = {"value": control.value} if control.kind == "feedback_button" else {}
        self._line.post("press", {"as": user, **place, **side})

    def choose(
        self,
        user: str,
        option: str,
        *,
        about: str | None = None,
        in_message: str | None = None,
        channel: str | None = None,
        home: bool = False,
        block_id: str | None = None,
        action_id: str | None = None,
    ) -> None:
        """Chooses an option of a menu by its text, or gives a picker its date, time or person."""
        wanted = Wanted(option=option, about=about, block_id=block_id, action_id=action_id)
        place, control = self._find(user, wanted, in_message=in_message, channel=channel, home=home)
        self._line.post("press", {"as": user, **place, **self._given(user, control, option)})

    def submit(self, user: str, values: Mapping[str, Filled] | None = None) -> Submission:
        """Fills in the open form, its inputs named by label, block_id or action_id, and submits it.

        Raises Refused, with `errors`, for what Slack's own form would not send.
        """
        view = self._open_view(user)
        filled: dict[str, Object] = {}
        for name, value in (values or {}).items():
            control = input_of(view, name)
            filled.setdefault(control.block_id, {})[control.action_id] = self._given(user, control, value)
        body = self._line.post("submit", {"as": user, "view_id": view.id, "values": {**filled}})
        errors = {name: as_text(text) for name, text in as_object(body.get("errors")).items()}
        return Submission(action=as_text(body.get("response_action")) or None, errors=errors)

    def close(self, user: str, *, everything: bool = False) -> None:
        """Closes the open view, or all of them."""
        self._line.post("close", {"as": user, "view_id": self._open_view(user).id, "all": everything})

    def shortcut(
        self, user: str, callback_id: str, *, in_message: str | None = None, channel: str | None = None
    ) -> None:
        """Uses a shortcut, on the newest message with a text where it is for messages."""
        body: Object = {"as": user, "callback_id": callback_id}
        if in_message is not None:
            message = self._newest(user, in_message, channel)
            body |= {"channel": message.channel, "ts": message.ts}
        self._line.post("shortcut", body)

    def options(self, user: str, typed: str, *, action_id: str) -> list[str]:
        """What the app offers for what was typed into a menu of the open view."""
        control = input_of(self._open_view(user), action_id)
        place: Object = {"block_id": control.block_id, "action_id": control.action_id}
        body: Object = {"as": user, "view_id": self._open_view(user).id, **place, "value": typed}
        answer = self._line.post("options", body)
        return [as_text(as_object(one.get("text")).get("text")) for one in as_objects(answer.get("options"))]

    def open_home(self, user: str) -> None:
        self._line.post("home", {"as": user})

    def read(self, user: str, channel: str = APP) -> None:
        """Reads a channel to its end."""
        messages = self.messages(user, channel)
        if messages:
            self._line.post("read", {"as": user, "channel": channel, "ts": messages[-1].ts})

    def _find(
        self, user: str, wanted: Wanted, *, in_message: str | None, channel: str | None, home: bool
    ) -> tuple[Object, Control]:
        view = self.home(user) if home else self.modal(user)
        if view is not None:
            control = found_in(view.controls, wanted)
            if control is not None:
                return {
                    "view_id": view.id,
                    "block_id": control.block_id,
                    "action_id": control.action_id,
                }, control
        for message in [] if view is not None or home else self._newest_first(user, channel):
            control = found_in(message.controls, wanted)
            if control is not None and (
                in_message is None or in_message in f"{message.shown}\n{message.text}"
            ):
                at: Object = {"channel": message.channel, "ts": message.ts}
                return {**at, "block_id": control.block_id, "action_id": control.action_id}, control
        raise LookupError(f"Nothing here is {wanted}. {self._on_screen(user, channel)}")

    def _given(self, user: str, control: Control, value: Filled) -> Object:
        if control.kind not in {"users_select", "multi_users_select"}:
            return given_value(control, value)
        ids = {
            as_text(one.get("name")): as_text(one.get("id"))
            for one in as_objects(self.state(user).get("people"))
        }
        names = [value] if isinstance(value, str) else value if isinstance(value, Sequence) else []
        people = [ids.get(name, name) for name in names]
        return given_value(control, people if control.kind.startswith("multi") else people[0])

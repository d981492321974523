"""The test library: people act and tests read what they see, so that a test reads like the conversation."""

from collections.abc import Sequence

from sandbox.driving.arranging import Arranging
from sandbox.driving.files import Files
from sandbox.driving.filling import Filled
from sandbox.driving.finding import Wanted, found_in
from sandbox.driving.forms import Forms, Submission
from sandbox.driving.line import Refused
from sandbox.driving.watching import APP
from sandbox.jsonvalue import Object
from sandbox.seen import Control

__all__ = ["Driver", "Refused", "Submission"]

PRESSABLE = ("button", "workflow_button", "icon_button", "feedback_button")


class Driver(Arranging, Files, Forms):
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
        value: Filled,
        *,
        label: str | None = None,
        about: str | None = None,
        in_message: str | None = None,
        channel: str | None = None,
        home: bool = False,
        block_id: str | None = None,
        action_id: str | None = None,
    ) -> None:
        """Chooses an option of a menu by its text, several of a list, or gives a picker its date, time or person.

        A picker is named by label (its placeholder, outside of forms), block_id or action_id. In a form the app
        hears of it only where the input dispatches.
        """
        options = (value,) if isinstance(value, str) else tuple(value) if isinstance(value, Sequence) else ()
        wanted = Wanted(
            label=label, options=options, choosing=True, about=about, block_id=block_id, action_id=action_id
        )
        place, control = self._find(user, wanted, in_message=in_message, channel=channel, home=home)
        self._line.post("press", {"as": user, **place, **self._given(user, place, control, value)})

    def shortcut(
        self, user: str, callback_id: str, *, in_message: str | None = None, channel: str | None = None
    ) -> None:
        """Uses a shortcut, on the newest message with a text where it is for messages."""
        body: Object = {"as": user, "callback_id": callback_id}
        if in_message is not None:
            message = self._newest(user, in_message, channel)
            body |= {"channel": message.channel, "ts": message.ts}
        self._line.post("shortcut", body)

    def open_home(self, user: str, *, tab: str = "home") -> None:
        """Opens the app's Home tab, or the messages with it (`tab="messages"`)."""
        self._line.post("home", {"as": user, "tab": tab})

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

"""What people see in the sandbox, and waiting until they see it."""

from collections.abc import Callable
from threading import Event
from typing import TypeVar, overload

from sandbox.clock import Deadline
from sandbox.driving.line import Line
from sandbox.jsonvalue import Object, as_object, as_objects, as_text
from sandbox.seen import Seen, SeenView, seen_message, seen_view

APP = "app"
POLL_SECONDS = 0.03
PATIENCE_SECONDS = 20.0
"""Long, as only what never comes costs it: a busy machine is no failure."""
Found = TypeVar("Found")


class Watching:
    """Reads screens; the part of the driver that changes nothing."""

    def __init__(self, url: str) -> None:
        self._line = Line(url)

    def messages(self, user: str, channel: str = APP, *, thread: str | None = None) -> list[Seen]:
        """What a person sees in a channel, oldest first; with `thread`, in that thread, "all" in all of them too."""
        query = {"as": user, "channel": channel} | ({"thread_ts": thread} if thread else {})
        answer = self._line.get("messages", **query)
        return [seen_message(body, channel) for body in as_objects(answer.get("messages"))]

    def dm(self, user: str) -> list[Seen]:
        """The person's direct messages with the app, oldest first."""
        return self.messages(user, APP)

    def modal(self, user: str) -> SeenView | None:
        """The view on top of the person's screen."""
        views = as_objects(self.state(user).get("views"))
        return seen_view(views[-1]) if views else None

    def home(self, user: str) -> SeenView | None:
        """The person's Home tab, if the app ever published one."""
        view = self._line.get("home", **{"as": user}).get("view")
        return seen_view(view) if isinstance(view, dict) else None

    def state(self, user: str) -> Object:
        """The control API's state for a person, as it is."""
        return self._line.get("state", **{"as": user})

    def unread(self, user: str, channel: str) -> int:
        for one in as_objects(self.state(user).get("channels")):
            if channel.removeprefix("#") in {one.get("id"), one.get("name")} or (
                channel == APP and "with" in one
            ):
                count = one.get("unread")
                return count if isinstance(count, int) else 0
        return 0

    @overload
    def wait_for(
        self, what: str, *, user: str, channel: str | None = None, timeout: float = PATIENCE_SECONDS
    ) -> Seen: ...

    @overload
    def wait_for(
        self,
        what: Callable[[], Found],
        *,
        user: str | None = None,
        channel: str | None = None,
        timeout: float = PATIENCE_SECONDS,
    ) -> Found: ...

    def wait_for(
        self,
        what: str | Callable[[], Found],
        *,
        user: str | None = None,
        channel: str | None = None,
        timeout: float = PATIENCE_SECONDS,
    ) -> Seen | Found:
        """Polls until a message has the text, or the function returns something; else shows what was there."""
        deadline, pause = Deadline(timeout), Event()
        while True:
            found = self._with_text(user or "", what, channel) if isinstance(what, str) else what()
            if found:
                return found
            if deadline.passed:
                wanted = f"{what!r}" if isinstance(what, str) else "What was waited for"
                raise AssertionError(
                    f"{wanted} did not come within {timeout:g} s. {self._on_screen(user, channel)}"
                )
            pause.wait(POLL_SECONDS)

    def wait_until_connected(self, user: str, *, timeout: float = PATIENCE_SECONDS) -> None:
        """Until the app has a socket; `user` is anybody who may look."""
        self.wait_for(
            lambda: as_object(self.state(user).get("app")).get("connected"), user=user, timeout=timeout
        )

    def _open_view(self, user: str) -> SeenView:
        view = self.modal(user)
        if view is None:
            raise LookupError(f"{user} has no view open. {self._on_screen(user, None)}")
        return view

    def _newest_first(self, user: str, channel: str | None) -> list[Seen]:
        channels = [channel] if channel else [as_text(one.get("id")) for one in self._channels(user)]
        found = [message for one in channels for message in self.messages(user, one, thread="all")]
        return sorted(found, key=lambda message: message.ts, reverse=True)

    def _channels(self, user: str) -> list[Object]:
        return as_objects(self.state(user).get("channels"))

    def _with_text(self, user: str, text: str, channel: str | None) -> Seen | None:
        for message in self._newest_first(user, channel):
            if text in f"{message.text}\n{message.shown}":
                return message
        return None

    def _newest(self, user: str, text: str, channel: str | None) -> Seen:
        message = self._with_text(user, text, channel)
        if message is None:
            raise LookupError(f"No message says {text!r}. {self._on_screen(user, channel)}")
        return message

    def _on_screen(self, user: str | None, channel: str | None) -> str:
        if user is None:
            return "Name a `user` to see their screen here."
        view = self.modal(user)
        shown = [str(message) for message in reversed(self._newest_first(user, channel)[:8])]
        top = [] if view is None else [str(view), *(f"  · {control}" for control in view.controls)]
        lines = [*shown, *top]
        return f"{user} sees:\n" + ("\n".join(lines) or "nothing")

"""What a test arranges around people: the clock, trouble, the way to the app, rate limits, the record of it all."""

from datetime import UTC, datetime, timedelta

from sandbox.driving.line import Line
from sandbox.jsonvalue import as_objects
from sandbox.seen import Exchange, seen_exchange


class Arranging:
    """The part of the driver that is nobody's act."""

    _line: Line

    def now(self) -> datetime:
        now = self._line.get("clock").get("now")
        return datetime.fromtimestamp(now if isinstance(now, (int, float)) else 0.0, UTC)

    def advance(self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> None:
        by = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        self._line.post("clock", {"by": by.total_seconds()})

    def advance_to(self, moment: str) -> None:
        """To a moment in the team's zone, e.g. "2026-11-24T09:00"."""
        self._line.post("clock", {"to": moment})

    def deliver_to(self, url: str | None) -> None:
        """Reaches the app at its request URL, by signed HTTP; None goes back to its sockets.

        Raises Refused where the URL does not answer the challenge.
        """
        self._line.post("delivery", {"url": url})

    def retry_events_after(self, *seconds: float) -> None:
        """The waits before an event is tried again, 0, 60 and 300 seconds unless a test shortens them."""
        self._line.post("delivery", {"retry_after": [*seconds]})

    def limit_rates(self, *, on: bool = True) -> None:
        """Switches Slack's rate limits on (they are off at the start) or off; the counts begin anew."""
        self._line.post("limits", {"on": on})

    def fault(self, method: str, kind: str = "", *, times: int = 1, seconds: float = 1.0) -> None:
        """The next calls of a method fail; see `sandbox.faults`.

        The method "socket" cuts the sockets now; with the kind "refresh" it asks the app to connect anew.
        """
        self._line.post("faults", {"method": method, "kind": kind, "times": times, "seconds": seconds})

    def clear_faults(self) -> None:
        self._line.delete("faults")

    def traffic(self, *, after: int = 0) -> list[Exchange]:
        answer = self._line.get("traffic", after=str(after))
        return [seen_exchange(body) for body in as_objects(answer.get("entries"))]

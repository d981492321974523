"""Until when somebody does not want to be disturbed, as Slack says; an optional scope, asked every few minutes."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.answers import FAILURES, reason_of
from bot.calls import Calls

log = structlog.get_logger()

INFO = "dnd.info"
KEPT_SECONDS = 300.0
NOT_ALLOWED = {"missing_scope", "not_allowed_token_type"}

Span = tuple[datetime, datetime]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Answer:
    asked_at: float
    spans: tuple[Span, ...]


class QuietHours:
    """Where Slack does not say, nobody is held up: their own working hours still count."""

    def __init__(
        self, client: WebClient, calls: Calls, *, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._client = client
        self._calls = calls
        self._seconds = seconds
        self._known: dict[str, _Answer] = {}
        self._allowed = True

    def until(self, slack_id: str, now: datetime) -> datetime | None:
        known = self._known.get(slack_id)
        if known is None or self._seconds() - known.asked_at > KEPT_SECONDS or _over(known.spans, now):
            known = self._known[slack_id] = self._ask(slack_id)
        ends = [end for start, end in known.spans if start <= now < end]
        return max(ends, default=None)

    def _ask(self, slack_id: str) -> _Answer:
        spans: tuple[Span, ...] = ()
        if self._allowed and self._calls.held(INFO) is None:
            try:
                spans = _spans(self._client.dnd_info(user=slack_id).data)
            except FAILURES as error:
                self._calls.failed(INFO, error)
                self._allowed = not (isinstance(error, SlackApiError) and reason_of(error) in NOT_ALLOWED)
                log.info("do-not-disturb not known", reason=type(error).__name__, asks_again=self._allowed)
        return _Answer(asked_at=self._seconds(), spans=spans)


def _over(spans: tuple[Span, ...], now: datetime) -> bool:
    """The clock has passed what Slack last said was running or next to come."""
    return any(end <= now for _, end in spans)


def _spans(data: object) -> tuple[Span, ...]:
    """The daily window that runs or comes next, and a pause that somebody set by hand, where Slack shows it."""
    if not isinstance(data, Mapping):
        return ()
    spans = []
    if data.get("dnd_enabled"):
        spans.append((data.get("next_dnd_start_ts"), data.get("next_dnd_end_ts")))
    if data.get("snooze_enabled"):
        spans.append((0, data.get("snooze_endtime")))
    return tuple(
        (datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC))
        for start, end in spans
        if isinstance(start, int) and isinstance(end, int) and start < end
    )

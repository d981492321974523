"""Everything the app and the sandbox said to each other, tokens left out, the newest few hundred entries."""

import re
from collections import deque
from dataclasses import dataclass

from sandbox.jsonvalue import Json, Object

KEPT = 1_000
LONGEST_TEXT = 4_000
_TOKEN = re.compile(r"xox[a-z]-[\w-]+|xapp-[\w-]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One exchange; `sender` is "app" or "slack", `ms` how long the answer took."""

    n: int
    at: float
    sender: str
    what: str
    status: int
    request: Json
    response: Json
    ms: float
    error: str | None = None


class Recorder:
    """A bounded log; numbers go on counting when old entries fall out."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=KEPT)
        self._count = 0

    def add(
        self,
        *,
        at: float,
        sender: str,
        what: str,
        status: int,
        request: Json,
        response: Json,
        ms: float,
        error: str | None,
    ) -> None:
        self._count += 1
        self._entries.append(
            Entry(
                n=self._count,
                at=at,
                sender=sender,
                what=what,
                status=status,
                request=redacted(request),
                response=redacted(response),
                ms=round(ms, 1),
                error=error,
            )
        )

    def after(self, n: int) -> list[Entry]:
        return [entry for entry in self._entries if entry.n > n]


def redacted(value: Json) -> Json:
    """The same JSON with tokens blanked and very long texts cut."""
    if isinstance(value, str):
        return _TOKEN.sub(lambda found: found[0][:5] + "…", value[:LONGEST_TEXT])
    if isinstance(value, list):
        return [redacted(item) for item in value]
    if isinstance(value, dict):
        cleaned: Object = {key: redacted(item) for key, item in value.items() if key != "token"}
        return cleaned
    return value

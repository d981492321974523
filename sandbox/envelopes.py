"""What the app is given to acknowledge, by socket or by HTTP, and how that can fail."""

import uuid
from dataclasses import dataclass, field

from sandbox.jsonvalue import Object

ACK_SECONDS = 3.0
"""How long Slack waits for an acknowledgement, and how long a trigger holds."""
NOT_REACHED, NOT_ACKED = "dispatch_failed", "operation_timeout"
NOBODY_THERE = "connection_failed"


class DeliveryError(Exception):
    """The app did not take an envelope.

    `code` says why as Slack names it to the person, `reason` as it names it to the app when it tries again;
    `final`: the app asked not to be tried again.
    """

    def __init__(self, code: str, reason: str, *, final: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.reason = reason
        self.final = final

    @property
    def unreachable(self) -> bool:
        """Nobody was there to take it."""
        return self.reason == NOBODY_THERE


@dataclass(frozen=True, kw_only=True, slots=True)
class Envelope:
    """One thing for the app to acknowledge."""

    kind: str
    payload: Object
    accepts_response: bool = False
    attempt: int = 0
    reason: str = ""
    id: str = field(default_factory=lambda: str(uuid.uuid4()))

    def as_json(self) -> Object:
        """As a socket carries it."""
        body: Object = {
            "envelope_id": self.id,
            "payload": self.payload,
            "type": self.kind,
            "accepts_response_payload": self.accepts_response,
        }
        if self.kind == "events_api":
            body |= {"retry_attempt": self.attempt, "retry_reason": self.reason}
        return body

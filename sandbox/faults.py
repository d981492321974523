"""Faults on demand: what the next calls of a method shall suffer."""

from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """`*_after` means that the call took effect before it failed."""

    DROP_BEFORE = "drop_before"
    DROP_AFTER = "drop_after"
    ERROR_500 = "error_500"
    ERROR_500_AFTER = "error_500_after"
    RATE_LIMITED = "rate_limited"
    LATENCY = "latency"
    HISTORY_LAG = "history_lag"


ANY_METHOD = "*"


@dataclass(kw_only=True, slots=True)
class Fault:
    """`method` is a Web API method, "response_url" or "*"; `seconds` is the wait, the Retry-After or the lag."""

    method: str
    kind: FaultKind
    times: int = 1
    seconds: float = 1.0


class Faults:
    """The faults still to come, taken in the order they were asked for."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self._waiting.append(fault)

    @property
    def waiting(self) -> tuple[Fault, ...]:
        return tuple(self._waiting)

    def clear(self) -> None:
        self._waiting.clear()

    def take(self, method: str) -> Fault | None:
        """The fault this call suffers, if any."""
        for fault in self._waiting:
            if fault.method in {method, ANY_METHOD}:
                fault.times -= 1
                if fault.times <= 0:
                    self._waiting.remove(fault)
                return fault
        return None

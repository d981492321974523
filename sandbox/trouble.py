"""Makes a call suffer the fault that was asked for: lost connections, 500, 429, waiting."""

import asyncio
import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aiohttp import web

from sandbox.faults import Fault, FaultKind
from sandbox.jsonvalue import Json, Object


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What the caller gets; `dropped` means nothing at all."""

    status: int = 200
    body: Json = None
    headers: dict[str, str] = field(default_factory=dict)
    dropped: bool = False


async def suffer(fault: Fault | None, carry_out: Callable[[], Awaitable[Outcome]]) -> Outcome:
    """Carries the call out, before, after or instead of its fault."""
    match fault.kind if fault else None:
        case FaultKind.DROP_BEFORE:
            return Outcome(dropped=True, status=0)
        case FaultKind.DROP_AFTER:
            await carry_out()
            return Outcome(dropped=True, status=0)
        case FaultKind.ERROR_500:
            return _broken()
        case FaultKind.ERROR_500_AFTER:
            await carry_out()
            return _broken()
        case FaultKind.RATE_LIMITED:
            return limited(fault.seconds if fault else 1.0)
        case FaultKind.LATENCY:
            await asyncio.sleep(fault.seconds if fault else 0.0)
    return await carry_out()


def limited(seconds: float) -> Outcome:
    """Slack's 429; `seconds` is rounded up to whole ones."""
    body: Object = {"ok": False, "error": "ratelimited"}
    return Outcome(status=429, body=body, headers={"Retry-After": str(max(1, math.ceil(seconds)))})


def cut(request: web.Request) -> web.StreamResponse:
    """Ends the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _broken() -> Outcome:
    body: Object = {"ok": False, "error": "internal_error"}
    return Outcome(status=500, body=body)

"""Keeps other web sites from driving the sandbox: loopback names only, and no request from a foreign page."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuses what a page on another site could send through a person's browser."""
    if _is_foreign(request):
        return web.json_response(
            {
                "ok": False,
                "error": "forbidden",
                "message": "The sandbox answers this machine's own page only.",
            },
            status=403,
        )
    return await handler(request)


def _is_foreign(request: web.Request) -> bool:
    host = _parts(f"//{request.host}")
    if host is None or host[0] not in LOOPBACK:
        return True
    if request.headers.get("Sec-Fetch-Site", "none") not in {"none", "same-origin", "same-site"}:
        return True
    origin = request.headers.get("Origin")
    return origin is not None and _parts(origin) != host


def _parts(address: str) -> tuple[str | None, int | None] | None:
    try:
        split = urlsplit(address)
        port = split.port
    except ValueError:
        return None
    return split.hostname, port

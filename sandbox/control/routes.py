"""The addresses of the control API and of the page."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

from sandbox.control import doings, running
from sandbox.control.asked import Asked, read_asked
from sandbox.control.files import delete_file, do_upload
from sandbox.control.stream import stream
from sandbox.errors import Refusal
from sandbox.jsonvalue import Object, dump
from sandbox.slack import Slack

Doing = Callable[[Asked], Awaitable[Object]]
PAGE = Path(__file__).parent.parent / "page" / "dist"
NO_PAGE = "The page of the sandbox is not built here; its control API is at /sandbox/state?as=<person>."

DOINGS: dict[tuple[str, str], Doing] = {
    ("GET", "state"): doings.see_state,
    ("GET", "messages"): doings.see_messages,
    ("GET", "home"): doings.see_home,
    ("POST", "home"): doings.do_home,
    ("POST", "say"): doings.do_say,
    ("POST", "press"): doings.do_press,
    ("POST", "fill"): doings.do_fill,
    ("POST", "options"): doings.do_options,
    ("POST", "submit"): doings.do_submit,
    ("POST", "close"): doings.do_close,
    ("POST", "shortcut"): doings.do_shortcut,
    ("POST", "read"): doings.do_read,
    ("POST", "delete_file"): delete_file,
    ("GET", "clock"): running.see_clock,
    ("POST", "clock"): running.move_clock,
    ("GET", "traffic"): running.see_traffic,
    ("GET", "faults"): running.see_faults,
    ("POST", "faults"): running.add_fault,
    ("DELETE", "faults"): running.clear_faults,
    ("GET", "delivery"): running.see_delivery,
    ("POST", "delivery"): running.set_delivery,
    ("GET", "limits"): running.see_limits,
    ("POST", "limits"): running.set_limits,
}


def add_control(app: web.Application, slack: Slack) -> None:
    """Adds the control API and the page to the server."""

    async def control(request: web.Request) -> web.StreamResponse:
        return await _answer(slack, request)

    app.router.add_route("*", "/sandbox/{name}", control)
    app.router.add_get("/", _page)
    app.router.add_get("/archives/{tail:.*}", _page)
    if PAGE.is_dir():
        app.router.add_static("/static/", PAGE)


async def _answer(slack: Slack, request: web.Request) -> web.StreamResponse:
    name = request.match_info["name"]
    doing = DOINGS.get((request.method, name), _no_such)
    try:
        if (request.method, name) == ("GET", "events"):
            return await stream(slack, request)
        if (request.method, name) == ("POST", "upload"):
            body: Object = {"ok": True, **await do_upload(slack, request)}
        else:
            body = {"ok": True, **await doing(await read_asked(slack, request))}
    except Refusal as refusal:
        body = {"ok": False, "error": refusal.code, "message": refusal.message}
        if refusal.errors is not None:
            body["errors"] = refusal.errors
    return web.json_response(body, dumps=dump)


async def _no_such(_asked: Asked) -> Object:
    raise Refusal(
        "unknown_request", "The control API has no such request; see docs/sandbox.md for what it has."
    )


async def _page(_request: web.Request) -> web.StreamResponse:
    index = PAGE / "index.html"
    return web.FileResponse(index) if index.exists() else web.Response(text=NO_PAGE)

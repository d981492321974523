"""The addresses of files: where the app downloads them by its token and uploads its own, and the page's downloads."""

from aiohttp import web

from sandbox.filing import LARGEST_FILE, TYPES, seen_by, seen_by_app
from sandbox.slack import Slack

READ = "files:read"
SIGN_IN = "Sign in to see this file."


def add_files(app: web.Application, slack: Slack) -> None:
    async def private(request: web.Request) -> web.StreamResponse:
        return _private(slack, request)

    async def upload(request: web.Request) -> web.StreamResponse:
        return await _upload(slack, request)

    async def sign_in(_request: web.Request) -> web.StreamResponse:
        return web.Response(text=SIGN_IN, content_type="text/html")

    async def seen(request: web.Request) -> web.StreamResponse:
        return _seen(slack, request)

    app.router.add_get("/files-pri/{team}-{file}/{tail:.*}", private)
    app.router.add_get("/signin", sign_in)
    app.router.add_get("/sandbox/files/{file}", seen)
    app.router.add_post("/upload/v1/{ticket}", upload)


def _private(slack: Slack, request: web.Request) -> web.StreamResponse:
    """To whoever has no token, or one without the scope, Slack shows its page to sign in, not an error."""
    bearer = request.headers.get("Authorization", "")
    if bearer != f"Bearer {slack.tokens.bot}" or READ not in slack.manifest.scopes:
        return web.Response(status=302, headers={"Location": f"{slack.address}/signin"})
    file = seen_by_app(slack, request.match_info["file"])
    if file is None or file.deleted:
        return web.Response(status=404, text="")
    return _sent(file.name, file.content)


def _seen(slack: Slack, request: web.Request) -> web.StreamResponse:
    name = request.query.get("as", "")
    person = slack.people.get(name) or slack.people.named(name)
    file = seen_by(slack, request.match_info["file"], person.id) if person else None
    return web.Response(status=404, text="") if file is None else _sent(file.name, file.content)


def _sent(name: str, content: bytes) -> web.StreamResponse:
    known = next((mime for suffix, (_, mime, _) in TYPES.items() if name.lower().endswith(suffix)), None)
    headers = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
    return web.Response(body=content, content_type=known or "application/octet-stream", headers=headers)


async def _upload(slack: Slack, request: web.Request) -> web.StreamResponse:
    """Bytes as they are, or a form with one file."""
    ticket = request.match_info["ticket"]
    if slack.files.upload(ticket) is None:
        return web.Response(status=404, text="")
    content = await body_of(request)
    if content is None:
        return web.Response(status=413, text="")
    if not slack.files.receive(ticket, content):
        return web.Response(status=400, text="")
    return web.Response(text=f"OK - {len(content)}")


async def body_of(request: web.Request) -> bytes | None:
    """None for more than Slack would take here."""
    content = bytearray()
    async for part in request.content.iter_any():
        content += part
        if len(content) > LARGEST_FILE:
            return None
    return bytes(content)

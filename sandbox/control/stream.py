"""Server-sent events: tells a page what changed."""

import asyncio

from aiohttp import web

from sandbox.changes import Change
from sandbox.control.asked import read_asked
from sandbox.jsonvalue import Object, dump
from sandbox.slack import Slack

QUIET_SECONDS = 15.0


async def stream(slack: Slack, request: web.Request) -> web.StreamResponse:
    """Runs until the page goes away or the sandbox stops; raises Refusal for an unknown person."""
    person = (await read_asked(slack, request)).person()
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    await response.prepare(request)
    queue = slack.changes.listen(person.id)
    try:
        await response.write(b": listening\n\n")
        while not slack.changes.closed:
            try:
                change = await asyncio.wait_for(queue.get(), QUIET_SECONDS)
            except TimeoutError:
                await response.write(b": still here\n\n")
                continue
            if change is None:
                break
            await response.write(f"data: {dump(_json(change))}\n\n".encode())
    except ConnectionError:  # the page was closed
        pass
    finally:
        slack.changes.leave(queue)
    return response


def _json(change: Change) -> Object:
    body: Object = {"type": "changed", "what": change.what}
    return body if change.channel is None else {**body, "channel": change.channel}

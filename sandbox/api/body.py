"""Reads a call's arguments from query and body, whichever of Slack's content types it has."""

from aiohttp import web

from sandbox.errors import SlackError
from sandbox.jsonvalue import Object, parse

JSON, FORM, MULTIPART = "application/json", "application/x-www-form-urlencoded", "multipart/form-data"
LARGEST_BODY = 4 * 1024 * 1024


async def read_arguments(request: web.Request) -> Object:
    """Query and body merged, the body winning; raises SlackError for a body that cannot be read."""
    return {**request.query} | await _body(request)


async def _body(request: web.Request) -> Object:
    if not request.can_read_body:
        return {}
    if request.content_type == JSON:
        return await _json(request)
    if request.content_type not in {FORM, MULTIPART, "application/octet-stream"}:
        raise SlackError("invalid_post_type")
    try:
        form = await request.post()
    except (ValueError, web.HTTPRequestEntityTooLarge):
        raise SlackError("invalid_form_data") from None
    return {name: value for name, value in form.items() if isinstance(value, str)}


async def _json(request: web.Request) -> Object:
    try:
        value = parse(await request.read())
    except (ValueError, RecursionError, web.HTTPRequestEntityTooLarge):
        raise SlackError("invalid_json") from None
    if not isinstance(value, dict):
        raise SlackError("json_not_object")
    return value

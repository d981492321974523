"""Reply addresses (`response_url`): later answers to a command or a press."""

from aiohttp import web

from sandbox.arguments import Arguments
from sandbox.changes import What
from sandbox.errors import SlackError
from sandbox.jsonvalue import Json, Object, as_object, as_text, dump, parse
from sandbox.posting import post, read_content, remove, rewrite
from sandbox.slack import Slack
from sandbox.state.conversations import Conversation
from sandbox.state.messages import Message
from sandbox.tickets import ReplyAddress
from sandbox.trouble import Outcome, cut, suffer

GONE = {"invalid_url", "used_url", "expired_url"}


async def answer_reply(slack: Slack, request: web.Request) -> web.StreamResponse:
    """One POST to a reply address."""
    began = slack.clock.real()
    path = request.path.removeprefix("/")
    try:
        given = parse(await request.read())
    except (ValueError, RecursionError, web.HTTPRequestEntityTooLarge):
        given = None

    async def carry_out() -> Outcome:
        return _carry_out(slack, path, given)

    outcome = await suffer(slack.faults.take("response_url"), carry_out)
    slack.recorder.add(
        at=slack.clock.now(),
        sender="app",
        what="response_url",
        status=outcome.status,
        request=given,
        response=outcome.body,
        ms=(slack.clock.real() - began) * 1000,
        error=as_text(as_object(outcome.body).get("error")) or None,
    )
    slack.changes.tell(What.TRAFFIC)
    if outcome.dropped:
        return cut(request)
    if isinstance(outcome.body, str):
        return web.Response(text=outcome.body, status=outcome.status)
    return web.json_response(outcome.body, status=outcome.status, headers=outcome.headers, dumps=dump)


def _carry_out(slack: Slack, path: str, given: Json) -> Outcome:
    try:
        address = slack.tickets.usable(path)
        _reply(slack, address, given)
    except SlackError as refusal:
        return Outcome(status=404 if refusal.code in GONE else 400, body=refusal.as_json())
    address.uses += 1
    done: Object = {"ok": True}
    return Outcome(body="ok" if path.startswith("commands/") else done)


def _reply(slack: Slack, address: ReplyAddress, given: Json) -> None:
    conversation = slack.conversations.get(address.channel)
    if not isinstance(given, dict) or conversation is None:
        raise SlackError("invalid_payload")
    arguments = Arguments(values=given)
    if arguments.flag("delete_original"):
        remove(slack, conversation, _original(address, conversation))
        return
    content = read_content(arguments, limited=False)
    if arguments.flag("replace_original") and address.message_ts is not None:
        rewrite(slack, conversation, _original(address, conversation), content)
        return
    in_channel = arguments.text("response_type") == "in_channel"
    post(
        slack,
        conversation,
        content,
        author=slack.bot_user,
        thread_ts=arguments.text("thread_ts") or address.thread_ts,
        only_for=None if in_channel else address.user,
    )


def _original(address: ReplyAddress, conversation: Conversation) -> Message:
    message = conversation.messages.get(address.message_ts or "")
    if message is None:
        raise SlackError("message_not_found")
    return message

"""Slash commands: from the typed line to the app, and its immediate answer into the channel."""

from sandbox.arguments import Arguments
from sandbox.changes import What
from sandbox.envelopes import NOT_ACKED, DeliveryError, Envelope
from sandbox.errors import Refusal, SlackError
from sandbox.interactions.mentions import as_command_text
from sandbox.interactions.payloads import TOKEN, channel_name, response_url
from sandbox.jsonvalue import Object, as_text
from sandbox.posting import post, read_content, tell_failure
from sandbox.slack import Slack
from sandbox.state.conversations import Conversation
from sandbox.workspace import Person

ANSWERING = ("text", "blocks", "attachments")


async def run_command(slack: Slack, person: Person, conversation: Conversation, line: str) -> None:
    """Raises Refusal, after telling the person in the channel, when nothing came of it."""
    name, _, rest = line.partition(" ")
    payload = _payload(slack, person, conversation, name, rest.strip())
    try:
        answer = await slack.delivery.ask(
            Envelope(kind="slash_commands", payload=payload, accepts_response=True)
        )
    except DeliveryError as problem:
        raise _failed(slack, person, conversation, name, problem.code) from None
    try:
        _carry_out(slack, person, conversation, answer)
    except SlackError as refusal:
        _note_refused_answer(slack, answer, refusal)
        raise _failed(slack, person, conversation, name, "invalid_command_response") from None


def _payload(slack: Slack, person: Person, conversation: Conversation, name: str, text: str) -> Object:
    command = slack.manifest.command(name)
    if command is None:
        message = f"{name} is not a valid command."
        tell_failure(slack, conversation, person.id, message)
        raise Refusal("unknown_command", message)
    team = slack.workspace.team
    return {
        "token": TOKEN,
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": conversation.id,
        "channel_name": channel_name(conversation),
        "user_id": person.id,
        "user_name": person.name,
        "command": name,
        "text": as_command_text(slack, text, should_escape=command.should_escape),
        "api_app_id": slack.workspace.app.app_id,
        "is_enterprise_install": "false",
        "response_url": response_url(slack, person, conversation, kind="commands"),
        "trigger_id": slack.tickets.trigger(person.id, channel=conversation.id),
    }


def _carry_out(slack: Slack, person: Person, conversation: Conversation, answer: Object) -> None:
    arguments = Arguments(values=answer)
    if not any(arguments.has(name) for name in ANSWERING):
        return
    content = read_content(arguments, limited=False)
    in_channel = as_text(answer.get("response_type")) == "in_channel"
    post(
        slack,
        conversation,
        content,
        author=slack.bot_user,
        only_for=None if in_channel else person.id,
    )


def _failed(slack: Slack, person: Person, conversation: Conversation, name: str, code: str) -> Refusal:
    if code == NOT_ACKED:
        message = f"{name} failed because the app did not respond"
    else:
        message = f'{name} failed with the error "{code}"'
    tell_failure(slack, conversation, person.id, message)
    return Refusal(code, message)


def _note_refused_answer(slack: Slack, answer: Object, refusal: SlackError) -> None:
    """The app never learns that its answer was refused; the record of the traffic says why."""
    slack.recorder.add(
        at=slack.clock.now(),
        sender="app",
        what="slash_commands answer",
        status=200,
        request=answer,
        response=refusal.as_json(),
        ms=0.0,
        error=refusal.code,
    )
    slack.changes.tell(What.TRAFFIC)

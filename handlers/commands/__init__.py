"""`/sla`: one listener, and a dict of verbs that each turn what was asked into one message or open a modal."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from slack_bolt import Ack, App

from handlers import replies
from handlers.asked import Asked, Payload, asked
from handlers.commands.agreement import on_agreement
from handlers.commands.away import go_away
from handlers.commands.demand import show_demand
from handlers.commands.digest import on_digest
from handlers.commands.handoff import open_handoff
from handlers.commands.help import show_help
from handlers.commands.keeping import reassign, skip, snooze
from handlers.commands.lead import show_lead
from handlers.commands.leads import show_leads
from handlers.commands.log import log_touch
from handlers.commands.manner import is_deed, is_question
from handlers.commands.outlook import show_outlook
from handlers.commands.plan import show_plan
from handlers.commands.setup import open_setup
from handlers.commands.status import show_status
from handlers.commands.why import explain
from handlers.inbound import command_arrival
from handlers.parsing import UsageError, Verb, parse_verb
from handlers.services import Services
from handlers.views.message import Message
from handlers.views.refusal import usage_message

COMMAND = "/sla"

SURELY_HEARD = timedelta(seconds=2)
"""Slack takes an acknowledgement for three seconds, and says by then that the bot did not answer."""

Handler = Callable[[Asked, Services], Message | None]
"""Answers with what is shown; None where a modal was opened instead."""

VERBS: Mapping[Verb, Handler] = {
    Verb.STATUS: show_status,
    Verb.LEADS: show_leads,
    Verb.LOG: log_touch,
    Verb.WHY: explain,
    Verb.DEMAND: show_demand,
    Verb.PLAN: show_plan,
    Verb.OUTLOOK: show_outlook,
    Verb.LEAD: show_lead,
    Verb.AWAY: go_away,
    Verb.REASSIGN: reassign,
    Verb.SKIP: skip,
    Verb.SNOOZE: snooze,
    Verb.AGREEMENT: on_agreement,
    Verb.SETUP: open_setup,
    Verb.HANDOFF: open_handoff,
    Verb.DIGEST: on_digest,
    Verb.HELP: show_help,
}


def register(app: App, *, services: Services) -> None:
    app.command(COMMAND)(partial(on_command, services=services))


def on_command(ack: Ack, command: Payload, services: Services) -> None:
    """A question is acknowledged before it is answered, a deed when it is kept, everything else when it is done."""
    try:
        verb, words = parse_verb(str(command.get("text", "")))
    except UsageError as error:
        ack(_ephemeral(_usage(error)))
        return

    done = partial(_done, verb, words, command, services)
    if is_question(verb, words):
        services.later.answer(str(command["user_id"]), str(command["response_url"]), done)
        ack()
        return
    if is_deed(verb, words):
        services.inbound.keep(command_arrival(command, services.now()))
        ack()
        return
    began = services.now()
    _show(ack, command, done(), late=services.now() - began > SURELY_HEARD)
    services.homes.changed(str(command["user_id"]))


def do_command(command: Payload, now: datetime, services: Services) -> None:
    """A deed that was typed at that moment, and acknowledged."""
    verb, words = parse_verb(str(command.get("text", "")))
    message = _done(verb, words, command, services, now)
    if message is not None:
        replies.answer_if_there(str(command["response_url"]), message)
    services.homes.changed(str(command["user_id"]))


def _done(
    verb: Verb, words: str, command: Payload, services: Services, now: datetime | None = None
) -> Message | None:
    try:
        return VERBS[verb](asked(command, words, services, now), services)
    except UsageError as error:
        return _usage(error)


def _show(ack: Ack, command: Payload, message: Message | None, *, late: bool) -> None:
    """In the acknowledgement, unless Slack might refuse it there or hear it too late, which nobody would learn."""
    if message is not None and (late or message.has_charts):
        replies.answer(str(command["response_url"]), message)
        message = None
    if message is None:
        ack()
    else:
        ack(_ephemeral(message))


def _ephemeral(message: Message) -> dict[str, object]:
    return message.as_payload() | replies.FOR_ONE_PERSON


def _usage(error: UsageError) -> Message:
    return usage_message(error.message, error.usage, error.nearest)

"""`/sla`: one listener, and a dict of verbs that each turn what was asked into one message or open a modal."""

from collections.abc import Callable, Mapping
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
from handlers.commands.outlook import show_outlook
from handlers.commands.plan import show_plan
from handlers.commands.setup import open_setup
from handlers.commands.status import show_status
from handlers.commands.why import explain
from handlers.parsing import UsageError, Verb, parse_verb
from handlers.services import Services
from handlers.views.message import Message
from handlers.views.refusal import usage_message

COMMAND = "/sla"

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
    """Answer to the person alone; a refusal of the answer is learnt of, as an ack would not tell it."""
    try:
        verb, words = parse_verb(str(command.get("text", "")))
        message = VERBS[verb](asked(command, words, services), services)
    except UsageError as error:
        message = usage_message(error.message, error.usage, error.nearest)
    if message is not None:
        replies.answer(str(command["response_url"]), message)
    ack()
    services.homes.changed(str(command["user_id"]))

"""What people press: one action id per act, each handled in a function of a few lines."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from slack_bolt import Ack, App

from handlers.actions import agreement, demand, files, handoff, messages, same_leads, setup, taking
from handlers.actions.away import cancel_away, open_away
from handlers.actions.boards import (
    open_board,
    open_counted,
    open_demand,
    open_detail,
    open_help,
    open_inbox,
    open_measured,
    open_method,
    open_outlook,
    open_pace,
    open_plan,
    open_reliability,
    turn_plan,
)
from handlers.actions.leads import open_list, turn_page
from handlers.actions.touches import (
    explain,
    give_back,
    log_touch,
    more,
    open_lead,
    snooze,
    undo,
    undo_answer,
    undo_give_back,
)
from handlers.asked import Payload, Pressed, pressed, value_of
from handlers.inbound import press_arrival
from handlers.services import Services
from handlers.views.ids import LEAD_PAGING, Act, More
from handlers.views.on_page import without_page
from sla.errors import BadInput

Handler = Callable[[Pressed, Services], None]

ACTS: Mapping[str, Handler] = {
    Act.LOG_CALL: log_touch,
    Act.LOG_EMAIL: log_touch,
    Act.LOG_MEETING: log_touch,
    Act.LOG_MESSAGE: log_touch,
    Act.MORE: more,
    Act.UNDO: undo,
    Act.UNDO_ANSWER: undo_answer,
    Act.SNOOZE: snooze,
    Act.WHY: explain,
    Act.OPEN_LEAD: open_lead,
    Act.GIVE_BACK: give_back,
    Act.UNDO_GIVE_BACK: undo_give_back,
    Act.OPEN_MINE: open_list,
    Act.OPEN_OVERDUE: open_list,
    Act.OPEN_BOARD: open_board,
    Act.OPEN_WHY: open_counted,
    Act.OPEN_INBOX: open_inbox,
    Act.OPEN_DETAIL: open_detail,
    Act.OPEN_PACE: open_pace,
    Act.OPEN_DEMAND: open_demand,
    Act.OPEN_PLAN: open_plan,
    Act.OPEN_OUTLOOK: open_outlook,
    Act.OPEN_MEASURED: open_measured,
    Act.OPEN_RELIABILITY: open_reliability,
    Act.PLAN_SHORT: turn_plan,
    Act.PLAN_LONG: turn_plan,
    Act.OPEN_HELP: open_help,
    Act.TAKE: taking.take,
    Act.TAKE_ELSEWHERE: taking.take_elsewhere,
    Act.LET_GO: taking.let_go,
    Act.START_NOW: taking.start_now,
    Act.OPEN_MESSAGES: messages.open_messages,
    Act.SET_MESSAGE: messages.set_message,
    Act.SWITCH_OFF: messages.answer_proposal,
    Act.KEEP_ON: messages.answer_proposal,
    Act.OPEN_AWAY: open_away,
    Act.CANCEL_AWAY: cancel_away,
    Act.OPEN_SETUP: setup.open_setup,
    Act.OPEN_HANDOFF: handoff.open_handoff,
    Act.OPEN_SIGN: agreement.open_sign,
    Act.FILL: setup.fill,
    Act.OPEN_CRM: setup.open_crm,
    Act.PREVIEW: setup.preview,
    Act.DISCARD: setup.discard,
    Act.PROPOSE_NUMBERS: setup.propose_numbers,
    Act.TRY_NUMBERS: demand.try_numbers,
    Act.SHARE_NUMBERS: demand.share,
    Act.OPEN_METHOD: open_method,
    Act.OPEN_AGREEMENT: agreement.open_agreement,
    Act.OPEN_VERSION: agreement.open_version,
    Act.OPEN_HISTORY: agreement.open_history,
    Act.SIGN: agreement.sign,
    Act.ASK_CHANGE: agreement.ask_change,
    Act.WITHDRAW: agreement.withdraw,
    Act.ENTER: agreement.enter,
    Act.ACCEPT: handoff.accept,
    Act.REJECT: handoff.reject,
    Act.CONTEST: handoff.contest,
    Act.AGREE: handoff.agree,
    Act.UPHOLD: handoff.uphold,
    Act.KEEP: handoff.keep,
    Act.GIVE: handoff.give,
    Act.SAME_LEAD: same_leads.same_lead,
    Act.KEEP_BOTH: same_leads.keep_both,
    Act.UNDO_PAIR: same_leads.undo_pair,
    Act.FILE_IMPORT: files.start,
    Act.FILE_CHANGE: files.change,
    Act.FILE_CANCEL: files.cancel,
    Act.FILE_KIND: files.choose_kind,
    **dict.fromkeys(LEAD_PAGING, turn_page),
}

DEEDS = frozenset(
    {
        Act.LOG_CALL,
        Act.LOG_EMAIL,
        Act.LOG_MEETING,
        Act.LOG_MESSAGE,
        Act.UNDO,
        Act.UNDO_ANSWER,
        Act.SNOOZE,
        Act.GIVE_BACK,
        Act.UNDO_GIVE_BACK,
    }
)
"""What changes a lead and opens nothing, so that it is acknowledged as soon as it is kept."""

DEEDS_BEHIND_MORE = frozenset({More.LOG_MEETING, More.SNOOZE, More.GIVE_BACK})


def register(app: App, *, services: Services) -> None:
    """One listener for every button, so that none can go unanswered."""
    app.action(re.compile(".*"))(partial(on_press, services=services))


def on_press(ack: Ack, body: Payload, action: Payload, services: Services) -> None:
    """Keep it or act, then acknowledge: what was acknowledged is in the store."""
    if _is_deed(action):
        services.inbound.keep(press_arrival(body, action, services.now()))
    else:
        do_press(body, action, services.now(), services)
    ack()


def do_press(body: Payload, action: Payload, now: datetime, services: Services) -> None:
    """What was pressed at that moment."""
    handler = ACTS.get(str(action["action_id"]))
    if handler is None:
        raise BadInput(
            "This button belongs to an older version of the bot; type `/sla` for what it can do now."
        )
    press = pressed(body, action, services, now)
    if press.message_ts:
        services.note_acts.pressed(press.channel, press.message_ts, press.now)
    handler(press, services)
    if not press.at_home:  # there the act itself says what the tab is to show
        services.homes.changed(press.actor.slack_id)


def _is_deed(action: Payload) -> bool:
    act = str(action["action_id"])
    return act in DEEDS or (act == Act.MORE and without_page(value_of(action)) in DEEDS_BEHIND_MORE)

"""Every message and modal of the agreement in every state it has, by name."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from handlers.views.agreement import agreement_message, whole_modal
from handlers.views.history import history_message
from handlers.views.message import Message
from handlers.views.modal import Modal
from handlers.views.promises import enter_modal, entered_message
from handlers.views.proposing import change_asked_message, propose_modal, proposed_modal, settled_message
from handlers.views.signing import (
    ask_change_modal,
    sign_reminder_message,
    sign_request_message,
    signed_message,
)
from sla.agreement import State
from tests.handlers.views import agreed
from tests.handlers.views.examples import ANA, KIM, MAX, TODAY

UNPRICED = ("Website form: 75% of MQLs becoming SQLs is unusual; most teams see 5% to 60%.",)

MESSAGES: dict[str, Callable[[], Message]] = {
    "page": partial(agreement_message, agreed.page()),
    "page_to_sign": partial(agreement_message, agreed.page(mine=agreed.request(), manager=False)),
    "page_to_countersign": partial(
        agreement_message, agreed.page(open_one=None, mine=agreed.COUNTERSIGN, manager=False)
    ),
    "page_unsigned": partial(agreement_message, agreed.page(agreed.LOADED, open_one=None)),
    "page_plain": partial(agreement_message, agreed.page(agreed.PLAIN, open_one=None, manager=False)),
    "sign_rep": partial(sign_request_message, agreed.request()),
    "sign_marketer": partial(sign_request_message, agreed.request(MAX)),
    "sign_sales_manager": partial(sign_request_message, agreed.request(KIM)),
    "sign_marketing_manager": partial(sign_request_message, agreed.request(agreed.INA)),
    "sign_first": partial(sign_request_message, agreed.request(of=agreed.FIRST)),
    "sign_same_terms": partial(
        sign_request_message, agreed.request(of=agreed.proposal(agreed.TERMS, agreed.TERMS))
    ),
    "sign_countersign": partial(sign_request_message, agreed.COUNTERSIGN),
    "sign_withdrawn": partial(
        sign_request_message, agreed.request(of=agreed.proposal(state=State.WITHDRAWN))
    ),
    "sign_after_it_was_signed": partial(sign_request_message, agreed.request(of=agreed.SETTLED)),
    "sign_reminder": partial(sign_reminder_message, agreed.request()),
    "sign_reminder_lapsed": partial(
        sign_reminder_message, agreed.request(of=agreed.proposal(state=State.LAPSED))
    ),
    "signed": partial(signed_message, agreed.SIGNED),
    "signed_last": partial(signed_message, agreed.BY_ALL),
    "signed_again": partial(signed_message, replace(agreed.SIGNED, again=True)),
    "signed_then_withdrawn": partial(
        sign_request_message,
        agreed.request(of=agreed.proposal(state=State.WITHDRAWN), signed=agreed.signature(ANA)),
    ),
    "countersigned": partial(
        signed_message,
        replace(agreed.SIGNED, request=replace(agreed.COUNTERSIGN, signed=agreed.signature(ANA, 1))),
    ),
    "change_asked": partial(change_asked_message, agreed.OPEN, agreed.CHANGE),
    "settled_signed": partial(settled_message, agreed.SETTLED),
    "settled_lapsed": partial(settled_message, agreed.proposal(state=State.LAPSED)),
    "settled_withdrawn_first": partial(
        settled_message, replace(agreed.proposal(state=State.WITHDRAWN), before=None)
    ),
    "settled_replaced": partial(settled_message, agreed.proposal(state=State.REPLACED)),
    "history": partial(history_message, agreed.HISTORY),
    "history_to_withdraw": partial(history_message, agreed.HISTORY, may_withdraw=True),
    "history_empty": partial(history_message, replace(agreed.HISTORY, proposals=())),
    "entered": partial(entered_message, agreed.ENTRIES[0], agreed.BLOG, zone="Europe/Berlin"),
    "entered_unknown": partial(entered_message, agreed.ENTRIES[0]),
}

MODALS: dict[str, Callable[[], Modal]] = {
    "whole_proposed": partial(whole_modal, agreed.OPEN),
    "whole_in_force": partial(whole_modal, agreed.IN_FORCE),
    "whole_plain": partial(whole_modal, replace(agreed.UNSIGNED, terms=agreed.PLAIN)),
    "whole_withdrawn": partial(whole_modal, agreed.proposal(state=State.WITHDRAWN)),
    "propose": partial(propose_modal, agreed.preview(warnings=UNPRICED)),
    "propose_first": partial(propose_modal, agreed.preview(before=None, reps=3)),
    "propose_same": partial(propose_modal, agreed.preview(before=agreed.TERMS)),
    "propose_many_people": partial(propose_modal, agreed.preview(people=(ANA, MAX) * 60)),
    "propose_nobody": partial(propose_modal, agreed.preview(people=())),
    "proposed": partial(proposed_modal, agreed.OPEN),
    "proposed_to_one": partial(
        proposed_modal,
        replace(
            agreed.FIRST,
            version=replace(agreed.FIRST.version, asked=frozenset({agreed.IDS[ANA.email]})),
            waiting=(ANA,),
        ),
    ),
    "ask_change": partial(ask_change_modal, agreed.request()),
    "enter": partial(enter_modal, agreed.BLOG, today=TODAY, latest=agreed.ENTRIES[0]),
    "enter_first": partial(enter_modal, agreed.CALLS, today=TODAY),
}

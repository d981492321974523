"""Days away: what is sent in each state, that Slack takes it, and that nobody's name can break it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from handlers.views.away import away_message, away_modal, cancelled_message
from handlers.views.message import Message
from handlers.views.nudge import nudge_message
from sandbox.blockkit.message import check_message
from sandbox.blockkit.view import check_view
from sla.absence import AbsenceId
from sla.away import AwayBoard, AwayPeriod, AwayRecorded, StandIn
from sla.digest import CoveredLeads
from sla.leads import Urgency
from sla.people import MemberId
from tests import block_kit
from tests.handlers.views import examples
from tests.handlers.views import lead_examples as leads
from tests.handlers.views.limits import assert_sendable

PERIOD = AwayPeriod(
    id=AbsenceId(7), first=date(2026, 12, 24), last=date(2026, 12, 31), stand_in="Lee <!channel> *Park*"
)
RECORDED = AwayRecorded(
    period=PERIOD, name="Ana Ruiz", own=True, back_on=date(2027, 1, 4), carries_leads=True,
    today=examples.TODAY, now=examples.NOW,
)  # fmt: skip
BOARD = AwayBoard(
    name="Ana Ruiz", slack_id="U1", own=True, periods=(PERIOD, replace(PERIOD, id=AbsenceId(8), stand_in=None)),
    stand_ins=(StandIn(member_id=MemberId(2), name="Lee <Park>"),), today=examples.TODAY,
)  # fmt: skip
COVERED = CoveredLeads(
    name="Bo *Lind*",
    until=examples.TODAY,
    items=leads.ITEMS[:2],
    counts={Urgency.OVERDUE: 1, Urgency.DUE_TODAY: 3},
)

MESSAGES: dict[str, Callable[[], Message]] = {
    "recorded": partial(away_message, RECORDED),
    "recorded_for_another": partial(
        away_message, replace(RECORDED, own=False, period=replace(PERIOD, stand_in=None))
    ),
    "recorded_marketer": partial(away_message, replace(RECORDED, carries_leads=False)),
    "cancelled": partial(cancelled_message, BOARD),
    "cancelled_last": partial(cancelled_message, replace(BOARD, own=False, periods=())),
    "nudge_covering": partial(
        nudge_message, replace(leads.NUDGE, items=leads.ITEMS[2:], covered=(COVERED,), given=("Fjord <AS>",))
    ),
    "nudge_only_covering": partial(
        nudge_message, replace(leads.NUDGE, items=(), counts={}, covered=(COVERED,))
    ),
    "nudge_back": partial(nudge_message, replace(leads.NUDGE, back=True)),
}
MODALS = {
    "modal": BOARD,
    "modal_of_another": replace(BOARD, own=False, periods=()),
    "modal_nobody_else": replace(BOARD, stand_ins=()),
    "modal_crowded": replace(BOARD, periods=(PERIOD,) * 60, stand_ins=BOARD.stand_ins * 300),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_message_is_sent_as_recorded(name: str, snapshot: SnapshotAssertion) -> None:
    assert MESSAGES[name]().as_payload() == snapshot(extension_class=JSONSnapshotExtension)


@pytest.mark.parametrize("name", MESSAGES)
def test_slack_takes_the_message(name: str) -> None:
    message = MESSAGES[name]()
    assert_sendable(message.as_payload())
    assert check_message(message.as_payload()["blocks"]) == []
    assert block_kit.faults_of(message.as_payload()["blocks"]) == []


@pytest.mark.parametrize("name", ["modal", "modal_of_another", "modal_nobody_else"])
def test_modal_is_sent_as_recorded(name: str, snapshot: SnapshotAssertion) -> None:
    assert away_modal(MODALS[name]).as_view() == snapshot(extension_class=JSONSnapshotExtension)


@pytest.mark.parametrize("name", ["modal", "modal_of_another", "modal_nobody_else"])
def test_slack_takes_the_modal(name: str) -> None:
    view = away_modal(MODALS[name]).as_view()
    assert check_view(view) == []
    assert block_kit.faults_of(view["blocks"]) == []


def test_names_cannot_call_anybody() -> None:
    assert all("<!channel" not in MESSAGES[name]().text for name in MESSAGES)


def test_a_crowd_fits() -> None:
    blocks = away_modal(MODALS["modal_crowded"]).as_view()["blocks"]
    assert len(blocks) <= 100

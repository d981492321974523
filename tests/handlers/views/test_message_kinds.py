"""The managers' page of messages, its form and what is said of a change: the JSON, and that Slack would take it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import partial

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from handlers.views.digest import digest_message
from handlers.views.message import Message
from handlers.views.message_words import NAMES
from handlers.views.messages import message_modal, messages_modal
from handlers.views.modal import MOST_TITLE, Modal
from handlers.views.switched import switched_message
from handlers.views.unheeded import answered_message, unheeded_message
from sla.acted import ActedOn, Counted
from sla.delivery import Kind
from sla.messages import (
    Changed,
    MessageLine,
    MessagesBoard,
    SwitchedNote,
    SwitchedOff,
    UnheededAnswer,
    UnheededNote,
)
from sla.people import MemberId, Side
from sla.switches import RULES, Audience, Change, ChangeId, Clock, Setting
from sla.unheeded import Proposal, ProposalId
from tests import block_kit
from tests.handlers.setup.views import faults_of
from tests.handlers.views import examples as given
from tests.handlers.views.limits import MACHINE_WORDS, assert_sendable, texts

NOW = datetime(2026, 3, 18, 9, tzinfo=UTC)
OFF = Setting(kind=Kind.NUDGE, on=False)
TOLD = Setting(kind=Kind.REJECTED, audience=Audience.MANAGERS)
EIGHT = Setting(kind=Kind.HELD, most=8)
LATE_AT = Setting(kind=Kind.LATE, at=time(15))
RATES = {
    Kind.DIGEST: ActedOn(sent=20, acted=17),
    Kind.NUDGE: ActedOn(sent=51, acted=34),
    Kind.LATE: ActedOn(sent=4, acted=0),
}
COUNTS = {
    Kind.DIGEST: Counted(sent=20),
    Kind.NUDGE: Counted(sent=53),
    Kind.LATE: Counted(sent=5),
    Kind.REJECTED: Counted(sent=31, held=3),
    Kind.CARD: Counted(sent=44),
    Kind.DECIDED: Counted(sent=6, held=1),
}


def changed(
    setting: Setting, n: int = 1, name: str | None = "Kim Wolf", side: Side | None = Side.SALES
) -> Changed:
    change = Change(id=ChangeId(n), setting=setting, by=MemberId(1), changed_at=NOW - timedelta(days=n))
    return Changed(change=change, name=name, side=side)


def board(*changes: Changed, side: Side = Side.SALES) -> MessagesBoard:
    by_kind = {one.change.setting.kind: one for one in changes}
    lines = tuple(
        MessageLine(
            setting=by_kind[kind].change.setting if kind in by_kind else Setting(kind=kind),
            usual_at=time(9) if rule.clock is not Clock.EVENT else None,
            signed=bool(rule.rungs),
            own=side in rule.sides and not rule.fixed,
            changed=by_kind.get(kind),
            acted=RATES.get(kind),
            counted=COUNTS.get(kind, Counted()),
        )
        for kind, rule in RULES.items()
    )
    return MessagesBoard(lines=lines, changes=changes, fewest=5, channel="sla", zone="Europe/Berlin", now=NOW)


USUAL = board()
CHANGED = board(
    changed(OFF),
    changed(LATE_AT, 2),
    changed(TOLD, 9, "Max <@U1> *Orr*", Side.MARKETING),
    changed(OFF, 40, None, None),
)
LIMITED = board(changed(EIGHT), side=Side.MARKETING)
MODALS: dict[str, Callable[[], Modal]] = {
    "usual": partial(messages_modal, USUAL),
    "changed": partial(messages_modal, CHANGED),
    "to_marketing": partial(messages_modal, board(changed(OFF), side=Side.MARKETING)),
    "form_agreed_hour": partial(message_modal, USUAL, USUAL.line(Kind.NUDGE)),
    "form_own_hour": partial(message_modal, CHANGED, CHANGED.line(Kind.LATE)),
    "form_audience": partial(message_modal, CHANGED, CHANGED.line(Kind.REJECTED)),
    "eight_a_day": partial(messages_modal, LIMITED),
    "form_limit": partial(message_modal, LIMITED, LIMITED.line(Kind.HELD)),
    "form_off": partial(message_modal, CHANGED, CHANGED.line(Kind.NUDGE)),
}
PROPOSAL = Proposal(
    id=ProposalId(7), kind=Kind.NUDGE, acted=ActedOn(sent=52, acted=1), proposed_at=NOW - timedelta(days=1)
)
ANSWER = UnheededAnswer(
    kind=Kind.NUDGE,
    keep=True,
    by="Kim Wolf",
    again=False,
    asked_again_at=NOW + timedelta(days=90),
    zone="Europe/Berlin",
    now=NOW,
)
OFF_SINCE = NOW - timedelta(days=2)
MESSAGES: dict[str, Callable[[], Message]] = {
    "switched_off": partial(
        switched_message, SwitchedNote(changed=changed(OFF), signed=True, zone="Europe/Berlin", now=NOW)
    ),
    "switched_on": partial(
        switched_message,
        SwitchedNote(changed=changed(Setting(kind=Kind.DIGEST)), signed=False, zone="Europe/Berlin", now=NOW),
    ),
    "to_managers_only": partial(
        switched_message, SwitchedNote(changed=changed(TOLD), signed=False, zone="Europe/Berlin", now=NOW)
    ),
    "eight_a_day": partial(
        switched_message, SwitchedNote(changed=changed(EIGHT), signed=False, zone="Europe/Berlin", now=NOW)
    ),
    "as_many_as_usual": partial(
        switched_message,
        SwitchedNote(changed=changed(Setting(kind=Kind.HELD)), signed=False, zone="Europe/Berlin", now=NOW),
    ),
    "hardly_acted_on": partial(unheeded_message, UnheededNote(proposal=PROPOSAL, signed=True)),
    "kept": partial(answered_message, ANSWER),
    "off_before": partial(answered_message, replace(ANSWER, keep=False, again=True)),
    "digest_says_so": lambda: digest_message(
        replace(given.digest(), off=(SwitchedOff(kind=Kind.LATE, side=Side.SALES, since=OFF_SINCE),))
    ),
}


@pytest.mark.parametrize("name", MODALS)
def test_modal_is_shown_as_recorded(name: str, snapshot: SnapshotAssertion) -> None:
    assert MODALS[name]().as_view() == snapshot(extension_class=JSONSnapshotExtension)


@pytest.mark.parametrize("name", MODALS)
def test_slack_would_take_the_modal(name: str) -> None:
    assert faults_of(MODALS[name]().as_view()) == []


@pytest.mark.parametrize("name", MESSAGES)
def test_message_is_sent_as_recorded(name: str, snapshot: SnapshotAssertion) -> None:
    assert MESSAGES[name]().as_payload() == snapshot(extension_class=JSONSnapshotExtension)
    assert_sendable(MESSAGES[name]().as_payload())


@pytest.mark.skipif(not block_kit.HERE, reason=block_kit.ABSENT)
@pytest.mark.parametrize("name", MESSAGES)
def test_slack_would_take_the_message(name: str) -> None:
    assert block_kit.faults_of(MESSAGES[name]().as_payload()["blocks"]) == []


@pytest.mark.parametrize("name", MODALS)
def test_is_calm_and_in_plain_words(name: str) -> None:
    said = " ".join(texts(MODALS[name]().as_view()["blocks"])).lower()
    assert not [word for word in MACHINE_WORDS if word in said.replace("<!date", "")]
    assert "<@" not in said


def test_every_kind_has_a_name_and_those_with_a_form_one_that_fits_its_title() -> None:
    assert set(NAMES) == set(Kind)
    assert all(len(NAMES[kind]) <= MOST_TITLE for kind, rule in RULES.items() if not rule.fixed)

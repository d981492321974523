"""The forms about one lead: what Slack gets, and that it would take it, however leads are called."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from handlers.origin import MOST_CARRIED, Origin
from handlers.views.answered import answer_modal
from handlers.views.message import as_dicts
from handlers.views.modal import Modal
from handlers.views.nudge import nudge_message
from handlers.views.touch_form import touch_modal
from sla.answers import AnswerForm, LeadFilter, TouchForm
from sla.leads import LeadId
from tests.handlers.setup.views import faults_of
from tests.handlers.views import examples as given
from tests.handlers.views import lead_examples as leads
from tests.handlers.views.limits import MACHINE_WORDS, texts

HOSTILE = "<!channel> *bold* & _x_ " + "long " * 60
URL = {"url": "https://hooks.slack.com/actions/T0/1/2"}


def picker(number: int, name: str, more: int = 0) -> TouchForm:
    many = tuple(replace(leads.HARBOUR, id=LeadId(each), name=name) for each in range(1, number + 1))
    return TouchForm(leads=many, more=more, zone=given.ZONE, now=given.NOW)


FORMS: dict[str, Callable[[], Modal]] = {
    "touch_one": lambda: touch_modal(picker(1, "Harbour GmbH"), URL),
    "touch_pick": lambda: touch_modal(picker(3, "Harbour GmbH"), URL),
    "touch_nameless": lambda: touch_modal(picker(2, "  "), URL),
    "answer": lambda: answer_modal(AnswerForm(lead=leads.HARBOUR, today=given.TODAY, now=given.NOW), URL),
    "answer_hostile": lambda: answer_modal(
        AnswerForm(lead=replace(leads.HARBOUR, name=HOSTILE), today=given.TODAY, now=given.NOW), URL
    ),
}
LARGE = {"touch_full": lambda: touch_modal(picker(100, HOSTILE, more=412), URL)}


@pytest.mark.parametrize("name", FORMS)
def test_is_shown_as_recorded(name: str, snapshot: SnapshotAssertion) -> None:
    assert FORMS[name]().as_view() == snapshot(extension_class=JSONSnapshotExtension)


@pytest.mark.parametrize("name", [*FORMS, *LARGE])
def test_slack_would_take_it(name: str) -> None:
    view = {**FORMS, **LARGE}[name]().as_view()
    assert faults_of(view) == []


@pytest.mark.parametrize("name", ["touch_one", "touch_pick", "answer"])
def test_is_calm_and_in_plain_words(name: str) -> None:
    said = " ".join(texts(FORMS[name]().as_view())).lower().replace("the clock has stopped", "")
    assert [word for word in MACHINE_WORDS if word in said] == []


def test_a_nudge_is_carried_through_a_form_and_comes_back_whole() -> None:
    blocks = tuple(as_dicts(nudge_message(leads.NUDGE).blocks))
    carried = Origin(response_url="u", blocks=blocks).carried()
    assert 0 < len(carried["blocks"]) <= MOST_CARRIED
    assert Origin.read(carried) == Origin(response_url="u", blocks=blocks)
    assert len(str(touch_modal(picker(1, "Harbour"), carried).as_view()["private_metadata"])) <= 3000


def test_a_list_is_carried_by_its_page() -> None:
    origin = Origin(response_url="u", page=(LeadFilter.ALL, 2))
    assert Origin.read(origin.carried()) == origin


def test_a_message_too_large_to_be_carried_is_left_out() -> None:
    blocks = tuple({"n": f"{number * 7919:x}{hash(str(number))}"} for number in range(900))
    assert Origin.read(Origin(response_url="u", blocks=blocks).carried()) == Origin(response_url="u")

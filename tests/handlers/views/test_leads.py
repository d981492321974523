"""A lead's two lines and its buttons, in lists and after a press."""

from dataclasses import replace
from datetime import date

import pytest

from handlers.views.ids import Act, More
from handlers.views.lead_lines import lead_pair, replace_lead, rewritten
from handlers.views.lead_words import Reading, item_lines
from handlers.views.leads import leads_message
from handlers.views.logged import logged_lines, snoozed_lines
from handlers.views.message import as_dicts
from handlers.views.nudge import nudge_message
from handlers.views.values import page_value, parse_page, parse_undo, undo_value
from sla.activity import TouchId
from sla.answers import LeadFilter
from sla.cadence import Checkpoint
from sla.errors import BadInput
from sla.leads import Urgency
from sla.touches import TouchKind
from tests.handlers.views import examples, lead_examples

READING = Reading(now=examples.NOW, zone=examples.ZONE)


def test_a_lead_has_its_name_on_every_button() -> None:
    text, buttons = as_dicts(lead_pair(lead_examples.ITEMS[0], READING))
    call, email, more = buttons["elements"]
    assert (text["block_id"], buttons["block_id"]) == ("L64.t", "L64")
    assert (call["accessibility_label"], email["accessibility_label"]) == (
        "Log call, Harbour GmbH",
        "Log email, Harbour GmbH",
    )
    assert (call["value"], call["action_id"], email["action_id"]) == ("L64", Act.LOG_CALL, Act.LOG_EMAIL)
    usual = [one for one in More if one is not More.GIVE_BACK]
    assert [option["value"] for option in more["options"]] == usual


def test_a_lead_without_a_clock_has_nothing_to_log() -> None:
    won, listed = lead_examples.LATER[2], lead_examples.LATER[3]
    assert [one["action_id"] for one in as_dicts(lead_pair(won, READING))[1]["elements"]] == [Act.WHY]
    assert as_dicts(lead_pair(listed, READING))[1]["elements"][0]["action_id"] == Act.LOG_CALL


def test_a_lead_without_a_name_is_called_by_its_short_one() -> None:
    nameless = replace(lead_examples.ITEMS[0], lead=replace(lead_examples.HARBOUR, name=" "))
    assert item_lines(nameless, READING)[0].startswith("*L64* ·")


def test_today_cannot_catch_up_more_than_one() -> None:
    """One follow-up a day counts, so two short on the last day cannot be kept any more."""
    due = replace(
        lead_examples.ITEMS[1].standing, follow_ups=3, to_go=2, checkpoint=Checkpoint(day=28, need=5)
    )
    said = item_lines(replace(lead_examples.ITEMS[1], standing=due), READING)[1]
    assert said == "3 of 5 follow-ups by day 28. One a day counts: today can bring it to 4 of 5."


def test_counts_of_a_nudge_add_up() -> None:
    said = nudge_message(lead_examples.NUDGE).text
    assert said.startswith("*7 leads today, Ana:* 1 overdue, 1 due today, 1 new, 4 suggested.")
    assert "2 more today (2 suggested)" in said


def test_only_the_first_lead_of_a_message_is_primary() -> None:
    blocks = nudge_message(lead_examples.NUDGE).as_payload()["blocks"]
    elements = [one for block in blocks if block["type"] == "actions" for one in block["elements"]]
    primary = [one["value"] for one in elements if one.get("style") == "primary"]
    assert primary == ["L64"]


def test_a_pressed_lead_is_rewritten_where_it_stands() -> None:
    before = nudge_message(lead_examples.NUDGE).as_payload()["blocks"]
    pair = logged_lines(lead_examples.CAUGHT_UP)
    after = rewritten(before, "L64", pair)
    assert as_dicts(after.blocks) == [before[0], *as_dicts(pair), *before[3:]]
    assert "*3 of 3*, caught up; it was due on Friday" in after.text
    assert "One more catches up" not in after.text


def test_a_message_without_the_lead_gets_it_at_its_end() -> None:
    before = nudge_message(replace(lead_examples.NUDGE, items=lead_examples.ITEMS[1:])).as_payload()["blocks"]
    pair = logged_lines(lead_examples.CAUGHT_UP)
    assert replace_lead(before, "L64", pair) == [*before, *as_dicts(pair)]


def test_a_full_message_stays_inside_fifty_blocks() -> None:
    full = [{"type": "divider"}] * 50
    assert len(replace_lead(full, "L64", logged_lines(lead_examples.CAUGHT_UP))) == 50


def test_undo_names_its_touch() -> None:
    undo, why = as_dicts(logged_lines(lead_examples.CAUGHT_UP))[1]["elements"]
    assert (undo["action_id"], parse_undo(undo["value"])) == (Act.UNDO, TouchId(501))
    assert undo["accessibility_label"] == "Undo call, Harbour GmbH"
    assert why["action_id"] == Act.WHY


def test_what_counted_instead_is_named() -> None:
    said = as_dicts(logged_lines(lead_examples.SAME_DAY))[0]["text"]["text"]
    assert "saved, *not counted*" in said
    assert "One follow-up per lead and day counts; the call at <!date^" in said


def test_a_first_attempt_says_whether_it_was_in_time() -> None:
    late = lead_examples.logged(
        lead_examples.NORTHWIND, (), lead_examples.touch(501, examples.at(10, 30)), examples.at(10, 30)
    )
    assert "*first attempt*, in time" in as_dicts(logged_lines(lead_examples.FIRST))[0]["text"]["text"]
    assert (
        "*first attempt*, after <!date^1795511520^{time}|10:12>"
        in as_dicts(logged_lines(late))[0]["text"]["text"]
    )


def test_a_late_record_is_marked() -> None:
    old = lead_examples.touch(
        501, examples.at(9, day=date(2026, 11, 20)), TouchKind.EMAIL, logged_at=examples.NOW
    )
    said = as_dicts(
        logged_lines(lead_examples.logged(lead_examples.HARBOUR, lead_examples.HARBOUR_FACTS, old))
    )[0]["text"]["text"]
    assert said.endswith("Marked as logged late: more than 24 hours after it happened.")


def test_a_snooze_moves_the_reminder_only() -> None:
    said = as_dicts(snoozed_lines(lead_examples.SNOOZED))[0]["text"]["text"]
    assert said == (
        "*Blue Fjord AS* · next reminder tomorrow\n"
        "Only the reminder moves. The date stays: 2 more by Fri 27 Nov (day 14)."
    )


@pytest.mark.parametrize("which", LeadFilter)
def test_pages_turn_inside_their_own_list(which: LeadFilter) -> None:
    blocks = leads_message(lead_examples.page(which, page=2, pages=3)).as_payload()["blocks"]
    turns = next(block["elements"] for block in blocks if block.get("block_id") == "leads.pages")
    assert [parse_page(one["value"]) for one in turns] == [(which, 1), (which, 3)]


@pytest.mark.parametrize("value", ["", "due", "due:", "due:x", "due:-1", "nonsense:1", "due:1:2"])
def test_a_broken_page_value_is_refused(value: str) -> None:
    with pytest.raises(BadInput):
        parse_page(value)


def test_values_come_back_as_they_went() -> None:
    assert parse_page(page_value(LeadFilter.OVERDUE, 7)) == (LeadFilter.OVERDUE, 7)
    assert parse_undo(undo_value(TouchId(12))) == TouchId(12)
    with pytest.raises(BadInput):
        parse_undo("L64")


def test_a_snoozed_lead_says_until_when() -> None:
    assert item_lines(lead_examples.LATER[1], READING)[1].endswith("No reminder until tomorrow.")


def test_urgencies_of_a_list_are_all_counted() -> None:
    counts = dict.fromkeys(Urgency, 2)
    said = leads_message(lead_examples.page(LeadFilter.ALL, counts=counts)).text
    assert said.startswith(
        "*14 leads in all:* 2 overdue, 2 due today, 2 waiting for the CRM, 2 to get back to, 2 new, "
        "2 suggested, 2 later"
    )

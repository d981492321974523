"""The agreement's messages and modals in each of their states: what Slack gets, and that Slack would take it."""

import json
from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from handlers.views.agreement import agreement_message
from handlers.views.escape import entities
from handlers.views.history import history_message
from handlers.views.message import spoken
from handlers.views.promises import enter_modal
from handlers.views.proposing import EVERYBODY, propose_modal
from handlers.views.signing import sign_request_message, signed_message
from sandbox.blockkit.message import check_message
from sandbox.blockkit.view import check_view
from tests import block_kit
from tests.handlers.views import agreed
from tests.handlers.views.agreed_gallery import MESSAGES, MODALS
from tests.handlers.views.examples import ANA, KIM, MAX, TODAY
from tests.handlers.views.limits import MACHINE_WORDS, assert_sendable


def said_by(name: str) -> str:
    return MESSAGES[name]().text if name in MESSAGES else spoken(MODALS[name]().as_view()["blocks"])


def buttons(blocks: list[dict]) -> dict[str, dict]:
    """By what they say; those beside a text too."""
    found = [
        element for block in blocks for element in block.get("elements", ()) if element["type"] == "button"
    ]
    found += [block["accessory"] for block in blocks if "accessory" in block]
    return {one["text"]["text"]: one for one in found}


@pytest.mark.parametrize("name", MESSAGES)
def test_message_is_sent_as_recorded(name: str, snapshot: SnapshotAssertion) -> None:
    assert MESSAGES[name]().as_payload() == snapshot(extension_class=JSONSnapshotExtension)


@pytest.mark.parametrize("name", MODALS)
def test_modal_is_opened_as_recorded(name: str, snapshot: SnapshotAssertion) -> None:
    assert MODALS[name]().as_view() == snapshot(extension_class=JSONSnapshotExtension)


@pytest.mark.parametrize("name", MESSAGES)
def test_message_is_inside_the_limits(name: str) -> None:
    payload = MESSAGES[name]().as_payload()
    assert_sendable(payload)
    assert check_message(payload["blocks"]) == []


@pytest.mark.parametrize("name", MODALS)
def test_modal_is_one_that_slack_takes(name: str) -> None:
    assert check_view(MODALS[name]().as_view(), kind="modal") == []


@pytest.mark.skipif(not block_kit.HERE, reason=block_kit.ABSENT)
@pytest.mark.parametrize("name", [*MESSAGES, *MODALS])
def test_is_block_kit(name: str) -> None:
    blocks = (
        MESSAGES[name]().as_payload()["blocks"] if name in MESSAGES else MODALS[name]().as_view()["blocks"]
    )
    assert block_kit.faults_of(blocks) == []


@pytest.mark.parametrize("name", [*MESSAGES, *MODALS])
def test_is_calm_and_in_plain_words(name: str) -> None:
    said = said_by(name).lower().replace("<!date", "").replace("never judged", "")
    assert [word for word in MACHINE_WORDS if word in said] == []


@pytest.mark.parametrize("name", MESSAGES)
def test_text_says_what_the_blocks_say(name: str) -> None:
    message = MESSAGES[name]()
    for block in message.as_payload()["blocks"]:
        if block["type"] != "actions":
            for text in filter(
                None, [block.get("text"), *block.get("fields", ()), *block.get("elements", ())]
            ):
                said = text["text"] if text["type"] == "mrkdwn" else entities(text["text"])
                assert said.strip() in message.text


class TestThePage:
    def test_both_sides_have_as_many_lines(self) -> None:
        fields = next(
            block["fields"]
            for block in agreement_message(agreed.page()).as_payload()["blocks"]
            if "fields" in block
        )
        assert len({field["text"].count("\n") for field in fields}) == 1
        assert [field["text"].split()[0] for field in fields] == ["*Marketing", "*Sales"]

    def test_offers_only_what_the_reader_may_do(self) -> None:
        reader = agreement_message(agreed.page(manager=False)).as_payload()["blocks"]
        assert set(buttons(reader)) == {"Read version 2", "Read it all", "History"}
        manager = agreement_message(agreed.page(mine=agreed.request(KIM))).as_payload()["blocks"]
        assert set(buttons(manager)) == {
            "Read version 2", "Read it all", "History",
            "Sign version 2", "Change it", "Enter this month’s figure",
        }  # fmt: skip

    def test_what_is_signed_is_no_longer_to_sign(self) -> None:
        mine = agreed.SIGNED.request
        assert "Sign version 2" not in buttons(
            agreement_message(agreed.page(mine=mine)).as_payload()["blocks"]
        )

    def test_the_newest_figure_is_shown_whatever_the_order(self) -> None:
        turned = replace(agreed.page(), entries=agreed.ENTRIES[::-1])
        assert "November 2026: 3, entered by Max Orr" in agreement_message(turned).text


class TestSigning:
    def test_the_button_carries_the_text_that_was_read(self) -> None:
        blocks = sign_request_message(agreed.request()).as_payload()["blocks"]
        assert buttons(blocks)["Sign version 2"]["value"] == f"2:{agreed.TERMS.sha256}"
        assert buttons(blocks)["Ask for a change"]["value"] == f"2:{agreed.TERMS.sha256}"

    def test_own_numbers_come_before_the_text(self) -> None:
        assert sign_request_message(agreed.request()).text.split("\n")[1] == (
            "*For you:* about 15 new leads a week, up to 120 touches, first attempt within 2 h"
        )
        assert sign_request_message(agreed.request(MAX)).text.split("\n")[1] == (
            "*For marketing:* 325 leads a month worth $41,667"
        )
        manager = sign_request_message(agreed.request(KIM)).text.split("\n")
        assert [line.partition(":")[0] for line in manager[1:3]] == ["*For sales", "*For marketing"]

    def test_nothing_is_left_to_press_once_signed_or_over(self) -> None:
        for message in (signed_message(agreed.SIGNED), MESSAGES["sign_withdrawn"]()):
            assert not {"Sign version 2", "Ask for a change"} & set(buttons(message.as_payload()["blocks"]))
        assert "3 of 5 have signed, waiting for Max Orr and Bo Reed" in signed_message(agreed.SIGNED).text

    def test_a_countersigner_does_not_count_among_the_asked(self) -> None:
        asked = frozenset({agreed.IDS[agreed.INA.email], agreed.IDS[KIM.email]})
        joined = replace(
            agreed.SETTLED,
            version=replace(agreed.SETTLED.version, asked=asked),
            signatures=tuple(agreed.signature(person) for person in (agreed.INA, KIM, ANA)),
        )
        countersigned = agreed.request(of=joined, countersign=True, signed=agreed.signature(ANA))
        assert "All 2 who were asked have signed" in sign_request_message(countersigned).text


class TestProposing:
    def test_everybody_is_chosen_by_member_id_under_their_side(self) -> None:
        asked = self.block("propose.asked")["element"]
        groups = {group["label"]["text"]: group["options"] for group in asked["option_groups"]}
        assert {side: [one["value"] for one in found] for side, found in groups.items()} == {
            "Marketing": ["1", "2"],
            "Sales": ["4", "5", "3"],
        }
        assert asked["initial_options"] == [*groups["Marketing"], *groups["Sales"]]

    def test_more_than_a_hundred_people_are_asked_at_once(self) -> None:
        box = self.block("propose.asked", people=(ANA, MAX) * 51)["element"]
        assert [one["value"] for one in box["initial_options"]] == [EVERYBODY]
        assert "102" in box["options"][0]["text"]["text"]

    def test_namesakes_are_told_apart(self) -> None:
        other = replace(ANA, email="sanz@example.com")
        groups = self.block("propose.asked", people=(ANA, other))["element"]["option_groups"]
        assert len({option["text"]["text"] for group in groups for option in group["options"]}) == 2

    def test_warnings_are_to_be_acknowledged(self) -> None:
        assert self.block("propose.acknowledged") is None
        assert not self.block("propose.acknowledged", warnings=("Unusual.",))["optional"]

    def test_the_date_and_the_revision_come_back(self) -> None:
        assert self.block("propose.effective_on")["element"]["initial_date"] == "2026-12-01"
        assert propose_modal(agreed.preview()).carries == {"revision": "17"}

    @staticmethod
    def block(block_id: str, **given: object) -> dict | None:
        blocks = propose_modal(agreed.preview(**given)).as_view()["blocks"]
        return next((block for block in blocks if block.get("block_id") == block_id), None)


class TestHistory:
    def test_each_version_has_its_button_under_a_name_of_its_own(self) -> None:
        blocks = history_message(agreed.HISTORY).as_payload()["blocks"]
        labels = [block["accessory"]["accessibility_label"] for block in blocks if "accessory" in block]
        assert len(set(labels)) == len(agreed.HISTORY.proposals)

    def test_says_when_each_held(self) -> None:
        text = history_message(agreed.HISTORY).text
        assert "*Version 1* · in force since Mon 2 Mar 2026" in text
        assert "in force from Thu 1 Jan 2026 to Sun 1 Mar 2026, not signed" in text

    def test_a_version_signed_for_the_same_day_takes_the_place_of_the_earlier(self) -> None:
        later = agreed.proposal(replace(agreed.BEFORE, version=2), agreed.BEFORE, state=agreed.State.SIGNED)
        proposals = (later, agreed.IN_FORCE)
        text = history_message(replace(agreed.HISTORY, proposals=proposals)).text
        assert "*Version 1* · never in force" in text

    def test_withdrawing_is_confirmed_and_only_for_an_open_one(self) -> None:
        allowed = buttons(history_message(agreed.HISTORY, may_withdraw=True).as_payload()["blocks"])
        assert allowed["Withdraw version 4"]["confirm"]["deny"]["text"] == "Keep it"
        settled = replace(agreed.HISTORY, proposals=agreed.HISTORY.proposals[1:])
        assert "Withdraw" not in json.dumps(
            history_message(settled, may_withdraw=True).as_payload()["blocks"]
        )


def test_a_figure_is_entered_for_one_of_three_months() -> None:
    blocks = enter_modal(agreed.BLOG, today=TODAY.replace(month=1)).as_view()["blocks"]
    select = next(block["element"] for block in blocks if block.get("block_id") == "promise.month")
    assert [one["value"] for one in select["options"]] == ["2026-01-01", "2025-12-01", "2025-11-01"]
    assert select["initial_option"] == select["options"][0]

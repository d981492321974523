"""The modals of the set-up: what Slack gets in each state, and that a newcomer sees what to do first."""

import json
from collections.abc import Iterator

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from handlers.views.ids import Act
from handlers.views.setup import is_whole, part_modal, setup_modal
from handlers.views.values import parse_part
from intake.agreement_shape import AgreementShape, LeadTypeTable, StreamTable
from sla.agreed import Part, PartOf
from tests.handlers.setup import boards
from tests.handlers.setup.boards import board, form, lead_type, stream
from tests.handlers.setup.views import MODALS, STAGED, faults_of, numbered, view
from tests.handlers.views.limits import MACHINE_WORDS, texts

Json = dict[str, object]


@pytest.mark.parametrize("name", MODALS)
def test_is_shown_as_recorded(name: str, snapshot: SnapshotAssertion) -> None:
    assert view(name) == snapshot(extension_class=JSONSnapshotExtension)


@pytest.mark.parametrize("name", MODALS)
def test_slack_would_take_it(name: str) -> None:
    assert faults_of(view(name)) == []


@pytest.mark.parametrize("name", MODALS)
def test_is_calm_and_in_plain_words(name: str) -> None:
    said = " ".join(texts(view(name))).lower().replace("<!date", "")
    assert [word for word in MACHINE_WORDS if word in said] == []


@pytest.mark.parametrize("name", MODALS)
def test_one_button_at_most_is_the_one_to_press(name: str) -> None:
    assert json.dumps(view(name)).count('"style": "primary"') <= 1


def buttons(shown: Json) -> Iterator[Json]:
    for block in shown["blocks"]:
        yield from [block["accessory"]] if "accessory" in block else block.get("elements", [])


def acts(shown: Json) -> dict[str, Json]:
    """Buttons by their act; those of the parts by the part."""
    return {
        button["value"] if button["action_id"] == Act.FILL else button["action_id"]: button
        for button in buttons(shown)
        if button.get("type") == "button"
    }


def inputs(shown: Json) -> dict[str, Json]:
    return {block["block_id"]: block for block in shown["blocks"] if block["type"] == "input"}


def said(shown: Json) -> str:
    return "\n".join(texts(shown["blocks"]))


class TestTheRoot:
    def test_a_newcomer_is_told_where_to_start(self) -> None:
        shown = view("root_nothing")
        assert said(shown).startswith(
            "*4 parts to fill in, then it can be proposed.* Start with *Team and people*."
        )
        assert acts(shown)["people"]["style"] == "primary"
        assert Act.PREVIEW not in acts(shown)
        assert Act.DISCARD not in acts(shown)

    def test_every_part_has_its_button_in_order(self) -> None:
        parts = [value for value in acts(view("root_nothing")) if value in set(Part) or ":" in value]
        assert parts == [
            "people", "channel", "quota", "stream:1", "lead_type:1", "sales", "hours", "purpose", "handoff",
        ]  # fmt: skip

    def test_each_button_leads_to_the_part_it_names(self) -> None:
        shown = acts(view("root_full"))
        assert parse_part("lead_type:2") == PartOf(part=Part.LEAD_TYPE, number=2)
        assert shown["lead_type:2"]["accessibility_label"] == "Change: Lead type: Outbound"
        assert shown["lead_type:3"]["text"]["text"] == "Add a lead type"

    def test_half_way_it_says_what_comes_next(self) -> None:
        shown = view("root_half")
        assert said(shown).startswith("*3 of 4 needed parts done.* Next: *Quota*.")
        assert "Missing: currency, revenue to reach" in said(shown)
        assert "Still open before it can be proposed: Quota." in said(shown)
        assert acts(shown)["quota"]["text"]["text"] == "Fill in"

    def test_whole_it_can_be_proposed(self) -> None:
        shown = acts(view("root_whole"))
        assert shown[Act.PREVIEW]["style"] == "primary"
        assert shown[Act.DISCARD]["confirm"]["title"]["text"] == "Start over?"

    def test_what_is_as_usual_says_so(self) -> None:
        assert "✓ *What sales promises* · as usual" in said(view("root_whole"))
        assert "✓ *What sales promises*\n" in said(view("root_full"))

    def test_a_stored_version_of_usual_terms_is_as_usual(self) -> None:
        """Its body has every default written out."""
        small = boards.DOCUMENTS.read(boards.taking_effect(boards.SMALL, boards.FROM))
        shown = said(setup_modal(board(boards.DOCUMENTS.tables(small.body))).as_view())
        for title in ("What sales promises", "Goals and qualified lead", "Handoff and escalation"):
            assert f"✓ *{title}* · as usual" in shown

    def test_what_is_wrong_says_what_to_write(self) -> None:
        shown = said(view("root_wrong"))
        assert "*Lead type: Website form* · to put right" in shown
        assert "The shares add up to 90%; make them add up to 100%." in shown
        assert "Rate from each stage to the next: A funnel of 4 stages needs 3 rates" in shown
        assert Act.PREVIEW not in acts(view("root_wrong"))

    def test_what_is_in_force_and_untouched_has_nothing_to_propose(self) -> None:
        assert Act.PREVIEW not in acts(view("root_in_force"))
        assert "This is the agreement in force" in said(view("root_in_force"))

    def test_an_open_proposal_can_be_read(self) -> None:
        button = acts(view("root_proposed"))[Act.OPEN_VERSION]
        assert (button["value"], button["text"]["text"]) == ("2", "Read it")

    def test_streams_stand_between_the_quota_and_the_lead_types(self) -> None:
        parts = [value for value in acts(view("root_divided")) if ":" in value]
        assert parts == ["stream:1", "stream:2", "stream:3", "lead_type:1", "lead_type:2", "lead_type:3"]
        assert "✓ *Stream: New business*\n70% of the quota · margin 35%" in said(view("root_divided"))
        assert "✓ *Stream: Retention*\n30% of the quota · needs no leads" in said(view("root_divided"))
        assert "60% of New business" in said(view("root_divided"))

    def test_one_that_is_all_of_the_quota_is_said_to_be(self) -> None:
        whole = {**boards.SMALL, "streams": [{"name": "All business", "share": "100%"}]}
        assert "✓ *Stream: All business*\nAll of the quota" in said(setup_modal(board(whole)).as_view())

    def test_nothing_is_said_of_a_stream_where_there_is_one(self) -> None:
        assert "60% of the leads" in said(view("root_full"))

    def test_shares_of_the_quota_that_do_not_add_up_are_named(self) -> None:
        shown = said(view("root_uneven"))
        assert "Streams: The shares add up to 110%; make them add up to 100%." in shown
        assert Act.PREVIEW not in acts(view("root_uneven"))

    def test_a_stream_without_a_lead_type_is_named_in_the_words_of_the_form(self) -> None:
        uneven = boards.table(boards.UNEVEN["streams"][1])
        even = {**boards.UNEVEN, "streams": [boards.UNEVEN["streams"][0], {**uneven, "share": "30%"}]}
        shown = said(setup_modal(board(even)).as_view())
        assert "add one with this stream, or say there that it needs none." in shown
        assert "needs_leads" not in shown

    def test_rates_stand_between_their_stages(self) -> None:
        assert "MQL 1,326 of 3,900 → SQL 82% → opportunity 23% → won" in said(view("root_full"))

    @pytest.mark.parametrize(
        ("tables", "whole"),
        [(boards.EMPTY, False), (boards.HALF, False), (boards.SMALL, True), (STAGED, False)],
    )
    def test_is_whole_once_nothing_is_missing(self, tables: Json, whole: bool) -> None:  # noqa: FBT001 — pytest passes by name
        assert is_whole(board(tables)) is whole


class TestAPart:
    def test_carries_what_saving_it_needs(self) -> None:
        carried = json.loads(view("lead_type_measured")["private_metadata"])
        assert carried == {"part": "lead_type:1", "seen": "5ee", "measured": "158 of 1200"}

    @pytest.mark.parametrize("part", [part for part in Part if part is not Part.PEOPLE])
    def test_inputs_are_named_as_faults_name_them(self, part: Part) -> None:
        of = numbered(part, 1)
        for block_id in inputs(part_modal(form(of, boards.SMALL)).as_view()):
            table, _, key = block_id.replace("[1]", "").partition(".")
            assert table in AgreementShape.model_fields, block_id
            if key:
                assert key in keys_of(table), block_id

    def test_only_several_lead_types_have_shares(self) -> None:
        assert "lead_types[1].share" not in inputs(part_modal(form(lead_type(1), boards.SMALL)).as_view())
        assert "lead_types[2].share" in inputs(part_modal(form(lead_type(2), boards.SMALL)).as_view())
        assert "quota.share_of" in inputs(view("quota_filled"))
        assert "quota.share_of" not in inputs(view("quota_empty"))

    def test_only_several_streams_are_chosen_from(self) -> None:
        assert "lead_types[12].stream" in inputs(view("lead_type_long_name"))
        assert "lead_types[2].stream" not in inputs(view("lead_type_filled"))

    def test_only_streams_that_need_leads_are_chosen_from(self) -> None:
        element = inputs(view("lead_type_of_a_stream"))["lead_types[1].stream"]["element"]
        assert [one["value"] for one in element["options"]] == ["New business"]
        assert element["initial_option"]["value"] == "New business"

    def test_only_several_streams_have_shares(self) -> None:
        assert "streams[1].share" not in inputs(part_modal(form(stream(1), boards.SMALL)).as_view())
        assert "streams[1].share" in inputs(view("stream_first_of_two"))

    def test_a_share_that_is_not_all_can_be_put_right_when_it_is_alone(self) -> None:
        alone = {**boards.SMALL, "streams": [{"name": "New business", "share": "70%"}]}
        assert "streams[1].share" in inputs(part_modal(form(stream(1), alone)).as_view())

    def test_a_stream_can_be_removed_unless_it_is_new_or_the_only_one(self) -> None:
        assert "use.remove" in inputs(view("stream_first_of_two"))
        assert "use.remove" not in inputs(view("stream_empty"))
        assert "use.remove" not in inputs(part_modal(form(stream(3), boards.DIVIDED)).as_view())

    def test_who_is_named_for_a_stream_is_said_before_it_is_renamed(self) -> None:
        assert "1 rep takes leads of some streams only, this one among them: Ana Sanz" in said(
            view("stream_first_of_two")
        )
        assert "some streams only" not in said(view("stream_without_leads"))

    def test_whether_a_stream_needs_leads_is_as_written(self) -> None:
        chosen = inputs(view("stream_without_leads"))["streams[2].needs_leads"]["element"]["initial_option"]
        assert chosen["value"] == "no"

    def test_the_only_lead_type_and_a_new_one_cannot_be_removed(self) -> None:
        assert "use.remove" in inputs(view("lead_type_filled"))
        assert "use.remove" not in inputs(view("lead_type_measured"))
        assert "use.remove" not in inputs(view("lead_type_third"))

    def test_own_history_can_take_the_place_of_rates(self) -> None:
        shown = view("lead_type_measured")
        assert "158 of 1,200 leads of 12 months were won (13%)" in said(shown)
        assert "use.measured" in inputs(shown)
        assert inputs(shown)["lead_types[1].rates"]["optional"] is True

    def test_own_history_can_take_the_place_of_the_time_to_close(self) -> None:
        shown = view("lead_type_closing")
        assert "1,238 won leads handed over" in said(shown)
        assert "so many closed after 0, 1, 2 … months: 8, 30, 0, 1,200" in said(shown)
        assert list(inputs(shown))[-2:] == ["lead_types[1].closes_after", "use.closing"]
        assert json.loads(shown["private_metadata"])["closing"] == "8, 30, 0, 1200"
        assert "use.closing" not in inputs(view("lead_type_measured"))

    def test_history_without_a_won_lead_cannot(self) -> None:
        assert "0 of 1,200 leads" in said(view("lead_type_none_won"))
        assert "use.measured" not in inputs(view("lead_type_none_won"))

    def test_people_are_chosen_by_where_they_are_in_slack(self) -> None:
        shown = inputs(view("people_filled"))
        assert shown["people.rep"]["element"]["initial_users"] == ["U1"]
        assert "initial_users" not in shown["people.marketer"]["element"]
        assert "max@example.com" in said(view("people_filled"))

    def test_a_zone_that_nobody_wrote_is_the_writers(self) -> None:
        assert inputs(view("hours_empty"))["team.zone"]["element"]["initial_value"] == boards.ZONE

    def test_a_stage_of_ones_own_is_asked_for_its_meaning(self) -> None:
        element = inputs(view("purpose_custom_stage"))["stages.Demo no. 1"]["element"]
        assert element["initial_value"] == "They saw it."
        assert [name for name in inputs(view("purpose_custom_stage")) if name.startswith("stages.")] == [
            "stages.Demo no. 1"
        ]

    def test_a_text_too_long_for_an_input_is_left_to_the_file(self) -> None:
        promises = [
            {"name": f"Promise {n}", "target": "x" * 290, "owner": "ana@example.com", "side": "sales"}
            for n in range(20)
        ]
        shown = part_modal(form(Part.HANDOFF, {**boards.FULL, "other_promises": promises})).as_view()
        assert "other_promises" not in inputs(shown)
        assert "Promises that are entered by hand: too long" in said(shown)
        assert faults_of(shown) == []


def keys_of(table: str) -> set[str]:
    annotation = AgreementShape.model_fields[table].annotation
    shape = next(
        (one for one in (annotation, *getattr(annotation, "__args__", ())) if hasattr(one, "model_fields")),
        None,
    )
    if shape is None:
        shape = {"lead_types": LeadTypeTable, "streams": StreamTable}[
            table
        ]  # a list of them is no table itself
    return set(shape.model_fields)

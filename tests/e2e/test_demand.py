"""How many leads do we need: asked, tried with other numbers, shared and proposed, through the whole bot."""

from functools import partial
from itertools import pairwise

import pytest

from sandbox.seen import Seen
from tests.e2e import asking
from tests.e2e.conftest import Office

pytestmark = pytest.mark.e2e

CHART = "data_visualization"


ask = partial(asking.ask, channel="#sla")


def labels(seen: Seen) -> list[str]:
    return [control.label for control in seen.controls]


def shared(office: Office, user: str, channel: str = "#sla") -> list[Seen]:
    return [one for one in office.people.messages(user, channel) if not one.ephemeral]


class TestTheAnswer:
    @pytest.mark.parametrize("user", ["ana", "kim", "jo", "ceo"])
    def test_everybody_gets_the_chain_with_its_arithmetic_and_a_chart(
        self, running: Office, user: str
    ) -> None:
        seen = ask(running, user, "/sla demand", "3,900 leads")
        steps = ("$500,000 a year", "250 deals", "250 ÷ 23% won", "1,087 opportunities", "1,326 SQLs", "$128")
        for said in steps:
            assert said in seen.shown
        assert "75 leads a week need up to 5 reps at 140 touches a week" in seen.shown.replace("*", "")
        assert "No odds yet" in seen.shown
        assert [block["type"] for block in seen.blocks].count(CHART) == 1
        assert "Propose as agreement" not in labels(seen)

    def test_a_guest_is_refused(self, running: Office) -> None:
        ask(running, "guest", "/sla demand", "members of this workspace only")

    def test_a_slip_in_a_name_is_put_right(self, running: Office) -> None:
        ask(running, "jo", "/sla demand qouta=600k win=27%", "/sla demand quota=600k win=27%")

    def test_the_method_is_a_press_or_a_word_away(self, running: Office) -> None:
        ask(running, "jo", "/sla demand", "3,900 leads")
        running.people.press("jo", "How is this worked out?", channel="#sla")
        assert "$10,000" in running.people.wait_for("How the method is read", user="jo", channel="#sla").shown
        ask(running, "ana", "/sla help method", "1,326 of 3,900")
        ask(running, "ana", "/sla help methods", "/sla help method")


class TestOtherNumbers:
    def test_in_words(self, running: Office) -> None:
        seen = ask(running, "jo", "/sla demand win=27%", "3,324 leads")
        assert "926 opportunities, 161 fewer" in seen.shown
        assert "3,324 instead of 3,900, 576 fewer" in seen.shown
        assert "Propose as agreement" not in labels(seen)

    def test_in_a_form_that_says_at_the_field_what_is_wrong(self, running: Office) -> None:
        people = running.people
        ask(running, "jo", "/sla demand", "3,900 leads")
        people.press("jo", "Try other numbers", channel="#sla")
        refused = people.submit("jo", {"Average order value": "12,5k", "Opportunity → won": "270%"})
        assert "two ways" in str(refused.error_at("Average order value"))
        assert "270%" in str(refused.error_at("Opportunity → won"))
        view = people.modal("jo")
        assert view is not None
        assert view.value("Quota") == "500,000"
        answer = people.submit("jo", {"Average order value": "2,000", "Opportunity → won": "27%"})
        assert answer.errors == {}
        assert people.wait_for("3,324 leads", user="jo", channel="#sla").ephemeral
        assert people.modal("jo") is None

    def test_the_agreements_own_numbers_are_not_worth_a_form(self, running: Office) -> None:
        people = running.people
        ask(running, "jo", "/sla demand", "3,900 leads")
        people.press("jo", "Try other numbers", channel="#sla")
        assert "Change at least one number" in str(people.submit("jo").error_at("Quota"))

    def test_the_form_begins_with_what_was_tried(self, running: Office) -> None:
        people = running.people
        ask(running, "jo", "/sla demand quota=600k/quarter win=27%", "600,000 a quarter")
        people.press("jo", "Try other numbers", channel="#sla")
        people.wait_for(lambda: people.modal("jo") is not None, user="jo")
        view = people.modal("jo")
        assert view is not None
        found = [view.value(name) for name in ("Quota", "It is for a", "Opportunity → won", "MQL → SQL")]
        assert found == ["600k", "Quarter", "27%", "34%"]
        people.submit("jo", {"It is for a": "Year"})
        people.wait_for("600,000 a year", user="jo", channel="#sla")

    def test_a_manager_takes_them_for_a_draft(self, running: Office) -> None:
        people = running.people
        ask(running, "kim", "/sla demand", "3,900 leads")
        people.press("kim", "Try other numbers", channel="#sla")
        people.submit("kim", {"Quota": "600k", "Opportunity → won": "27%"})
        people.wait_for("600,000 a year", user="kim", channel="#sla")
        people.press("kim", "Propose as agreement", channel="#sla")
        people.wait_for(lambda: people.modal("kim") is not None, user="kim")
        view = people.modal("kim")
        assert view is not None
        assert "$600,000" in view.shown
        ask(running, "kim", "/sla demand", "$500,000 a year")

    def test_nobody_else_may_even_by_an_old_button(self, running: Office) -> None:
        people = running.people
        ask(running, "jo", "/sla demand win=27%", "3,324 leads")
        assert "Propose as agreement" not in labels(people.messages("jo", "#sla")[-1])


class TestSharing:
    def test_everybody_in_the_channel_sees_it(self, running: Office) -> None:
        running.people.say("jo", "/sla demand win=27% share", channel="#sla")
        seen = running.people.wait_for("3,324 leads", user="lee", channel="#sla")
        assert not seen.ephemeral
        assert "Share" not in labels(seen)
        assert "Ana" not in seen.shown

    def test_by_a_button_once(self, running: Office) -> None:
        people = running.people
        ask(running, "kim", "/sla demand win=27%", "3,324 leads")
        people.press("kim", "Share", channel="#sla")
        people.wait_for("3,324 leads", user="lee", channel="#sla")
        own = people.wait_for("shared in this channel", user="kim", channel="#sla")
        assert own.ephemeral
        assert "Share" not in labels(own)
        assert "Propose as agreement" in labels(own)
        assert len(shared(running, "lee")) == 1

    @pytest.mark.parametrize(
        ("channel", "says"),
        [
            ("#with-an-agency", "People of another company read this channel"),
            ("#closed", "I cannot see who reads this channel"),
            ("app", "nobody else here"),
        ],
    )
    def test_only_where_this_company_alone_reads(self, running: Office, channel: str, says: str) -> None:
        ask(running, "jo", "/sla demand share", says, channel=channel)
        ask(running, "jo", "/sla demand", "3,900 leads", channel=channel)
        running.people.press("jo", "Share", channel=channel)
        running.people.wait_for(
            lambda: len([one for one in running.people.messages("jo", channel) if says in one.shown]) == 2,
            user="jo",
        )
        if channel != "app":
            assert not [one for one in shared(running, "kim", channel) if "3,900" in one.shown]


def test_every_number_of_the_chain_is_the_one_before_divided(running: Office) -> None:
    """As the person reads it: each step begins with the number that the step before it came to."""
    seen = ask(running, "jo", "/sla demand", "3,900 leads")
    steps = [line for line in seen.shown.splitlines() if "→" in line and "÷" in line]
    assert len(steps) == 4
    for before, after in pairwise(steps):
        result = before.partition("→")[2].split()[0].strip("*`")
        assert after.replace("`", "").replace("*", "").startswith(result)

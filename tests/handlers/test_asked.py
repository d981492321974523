"""What Slack sends for a command or a press, read into values."""

from typing import cast

import pytest
from slack_sdk import WebClient

from bot.assembly import services_of
from bot.file_worker import FileWorker
from bot.painter import Painter
from bot.questions import Questions
from bot.turns import Turns
from handlers.asked import Payload, Pressed, asked, pressed
from handlers.channels import Channels
from handlers.modals import Modals
from handlers.services import Services
from sla.answers import LeadFilter
from sla.errors import BadInput, NotAllowed
from sla.ports import SlackUser
from tests.fakes.inbound import Unheard
from tests.fakes.store import FakeStore
from tests.sla.services.agreement import ANA, at
from tests.sla.services.team import Team

NOW = at("2026-03-18 10:00")


class Workspace:
    """Knows Ana and a guest."""

    def user(self, slack_id: str) -> SlackUser | None:
        known = {"U1": False, "U9GUEST": True}
        if slack_id not in known:
            return None
        return SlackUser(id=slack_id, name=slack_id, zone="UTC", stranger=known[slack_id])

    def by_email(self, email: str) -> SlackUser | None:
        raise AssertionError(email)


@pytest.fixture
def services() -> Services:
    client = WebClient(token="xoxb-none")
    return services_of(
        Team.of(FakeStore()).desk,
        Workspace(),
        lambda: NOW,
        modals=Modals(client),
        channels=Channels(client),
        homes=Painter(),
        later=Questions(Turns()),
        inbound=Unheard(),
        file_desk=FileWorker(),
    )


def command(**changes: str) -> Payload:
    return {
        "command": "/sla",
        "text": "log L64 call",
        "user_id": "U1",
        "trigger_id": "123.456",
        "response_url": "http://localhost/answer",
    } | changes


def body(**changes: object) -> Payload:
    return {
        "type": "block_actions",
        "user": {"id": "U1", "name": "ana"},
        "trigger_id": "123.456",
        "response_url": "http://localhost/answer",
        "message": {"ts": "1.0", "text": "…", "blocks": [{"type": "section", "block_id": "L64.t"}]},
    } | changes


BUTTON: Payload = {"action_id": "lead.log_call", "block_id": "L64", "value": "L64", "type": "button"}
MENU: Payload = {
    "action_id": "lead.more",
    "block_id": "L64",
    "type": "overflow",
    "selected_option": {"text": {"type": "plain_text", "text": "Why"}, "value": "why@due:2"},
}


class TestACommand:
    def test_who_when_and_what(self, services: Services) -> None:
        found = asked(command(), "L64 call", services)
        assert (found.words, found.press, found.response_url) == (
            "L64 call",
            "123.456",
            "http://localhost/answer",
        )
        assert (found.actor.person, found.now) == (ANA, NOW)

    @pytest.mark.parametrize("slack_id", ["U9GUEST", "U404"])
    def test_of_a_guest_or_nobody_is_refused(self, services: Services, slack_id: str) -> None:
        with pytest.raises(NotAllowed, match="members of this workspace only"):
            asked(command(user_id=slack_id), "", services)


class TestAPress:
    def test_of_a_button(self, services: Services) -> None:
        found = pressed(body(), BUTTON, services)
        assert (found.action_id, found.value, found.block_id, found.lead_id) == (
            "lead.log_call",
            "L64",
            "L64",
            64,
        )
        assert (found.actor.person, found.now, found.press) == (ANA, NOW, "123.456")
        assert found.response_url == "http://localhost/answer"
        assert found.blocks == ({"type": "section", "block_id": "L64.t"},)

    def test_of_a_menu_is_its_chosen_option(self, services: Services) -> None:
        found = pressed(body(), MENU, services)
        assert (found.value, found.choice, found.page) == ("why@due:2", "why", (LeadFilter.DUE, 2))

    @pytest.mark.parametrize("message", [None, {}, {"text": "no blocks"}, {"blocks": None}, "gone"])
    def test_of_a_message_that_only_one_sees_comes_without_blocks(
        self, services: Services, message: object
    ) -> None:
        assert pressed(body(message=message), BUTTON, services).blocks is None

    def test_of_a_message_that_is_not_sent_along_at_all(self, services: Services) -> None:
        without = {key: value for key, value in body().items() if key != "message"}
        assert pressed(without, BUTTON, services).blocks is None

    def test_in_a_modal_there_is_no_message_and_no_address_to_answer_to(self, services: Services) -> None:
        inside = {"user": {"id": "U1"}, "trigger_id": "123.456", "view": {"id": "V1", "type": "modal"}}
        found = pressed(inside, BUTTON, services)
        assert (found.view_id, found.response_url, found.blocks) == ("V1", "", None)
        assert pressed(body(), BUTTON, services).view_id is None

    def test_without_value_or_block(self, services: Services) -> None:
        found = pressed(body(), {"action_id": "open.board"}, services)
        assert (found.value, found.block_id, found.page, found.choice) == ("", "", None, "")

    def test_of_a_guest_is_refused(self, services: Services) -> None:
        with pytest.raises(NotAllowed, match="members of this workspace only"):
            pressed(body(user={"id": "U9GUEST"}), BUTTON, services)


def press(*, block_id: str = "L64", value: str = "L64") -> Pressed:
    actor = Team.of(FakeStore()).actor(ANA)
    return Pressed(
        action_id="lead.why", value=value, block_id=block_id, actor=actor, now=NOW, press="p",
        response_url="http://localhost/answer", view_id=None, blocks=None,
    )  # fmt: skip


class TestWhichLead:
    @pytest.mark.parametrize(("block_id", "lead"), [("L64", 64), ("L64.t", 64), ("L1", 1), ("64", 64)])
    def test_by_the_block(self, block_id: str, lead: int) -> None:
        assert press(block_id=block_id).lead_id == lead

    @pytest.mark.parametrize(
        "block_id",
        ["", "L", ".t", "digest.foot", "Lx", "L-1", "L²", "L1 2", "L" + "9" * 19, "L" + "9" * 5000],
    )
    def test_a_button_that_does_not_know_is_too_old(self, block_id: str) -> None:
        with pytest.raises(BadInput, match="too old to know its lead"):
            _ = press(block_id=block_id).lead_id


class TestWhichPage:
    @pytest.mark.parametrize(
        ("value", "page", "choice"),
        [
            ("L64", None, "L64"),
            ("L64@due:1", (LeadFilter.DUE, 1), "L64"),
            ("17@all:12", (LeadFilter.ALL, 12), "17"),
            ("snooze@overdue:0", (LeadFilter.OVERDUE, 1), "snooze"),
            ("", None, ""),
        ],
    )
    def test_it_stands_on(self, value: str, page: tuple[LeadFilter, int] | None, choice: str) -> None:
        found = press(value=value)
        assert (found.page, found.choice) == (page, choice)

    @pytest.mark.parametrize("value", ["L64@", "L64@soon:1", "L64@due:x", "L64@due"])
    def test_one_that_is_no_page_is_too_old(self, value: str) -> None:
        with pytest.raises(BadInput, match="too old to turn its pages"):
            cast("object", press(value=value).page)

"""The handlers on the real services and rules, with a store in memory and a Slack that remembers its modals."""

from collections.abc import Mapping
from datetime import timedelta

from slack_sdk import WebClient

from bot.assembly import services_of
from bot.file_worker import FileWorker
from bot.painter import Painter
from bot.questions import Questions
from bot.turns import Turns
from handlers.asked import Asked, Pressed
from handlers.channels import Channels
from handlers.modals import Modals
from handlers.submissions.submitted import Submitted
from handlers.views.modal import Modal
from intake.agreement_documents import AgreementDocuments
from sla.ports import SlackUser
from sla.services.desk import Desk
from sla.services.shelf import Shelf
from tests.fakes.inbound import Unheard
from tests.fakes.store import FakeStore
from tests.handlers.views.examples import NOW

KIM, ANA, MAX = "U2", "U1", "U3"


class People:
    """Kim, Ana and Max, as Slack knows them."""

    known = {  # noqa: RUF012 — never changed
        slack_id: SlackUser(id=slack_id, name=name, zone="Europe/Berlin", stranger=False, email=email)
        for slack_id, name, email in (
            (KIM, "Kim Lund", "kim@example.com"),
            (ANA, "Ana Sanz", "ana@example.com"),
            (MAX, "Max Orr", "max@example.com"),
        )
    }

    def user(self, slack_id: str) -> SlackUser | None:
        return self.known.get(slack_id)

    def by_email(self, email: str) -> SlackUser | None:
        return next((user for user in self.known.values() if user.email == email), None)


class Shown(Modals):
    """A stack of modals by their ids, which are their places in it."""

    def __init__(self) -> None:
        self.stack: list[Modal] = []

    def open(self, trigger_id: str, modal: Modal) -> None:  # noqa: ARG002 — the real one's name
        self.stack = [modal]

    def push(self, trigger_id: str, modal: Modal) -> None:  # noqa: ARG002 — the real one's name
        assert 0 < len(self.stack) < 3
        self.stack.append(modal)

    def redraw(self, view_id: str, modal: Modal) -> None:
        self.stack[int(view_id)] = modal


class Office:
    def __init__(self) -> None:
        store = FakeStore()
        desk = Desk(
            units=store.units,
            looks=store.looks,
            tenant_id=store.tenants.sole(),
            shelf=Shelf(AgreementDocuments()),
        )
        self.now = NOW
        self.modals = Shown()
        self.services = services_of(
            desk,
            People(),
            lambda: self.now,
            modals=self.modals,
            channels=Channels(WebClient()),
            homes=Painter(),
            later=Questions(Turns()),
            inbound=Unheard(),
            file_desk=FileWorker(),
        )

    def asked(self, slack_id: str, words: str = "") -> Asked:
        actor = self.services.identity.actor(slack_id, self.now)
        return Asked(words=words, actor=actor, now=self.now, press="1.2", response_url="")

    def pressed(self, slack_id: str, value: str, *, in_modal: bool = True) -> Pressed:
        return Pressed(
            action_id="",
            value=value,
            block_id="",
            actor=self.services.identity.actor(slack_id, self.now),
            now=self.now,
            press="1.2",
            response_url="",
            view_id=str(len(self.modals.stack) - 1) if in_modal else None,
            blocks=None,
        )

    def submitted(self, slack_id: str, typed: Mapping[str, str | tuple[str, ...]]) -> Submitted:
        """The top modal as it stands, with what was typed or chosen in it."""
        top, at = self.modals.stack[-1], len(self.modals.stack) - 1
        blocks = [block for block in top.as_view()["blocks"] if block["type"] == "input"]
        standing = {block["block_id"]: _initial(block["element"]) for block in blocks} | typed
        assert set(typed) <= {block["block_id"] for block in blocks}
        return Submitted(
            form=top.form,
            asked=tuple(standing),
            texts={key: value for key, value in standing.items() if isinstance(value, str) and value},
            chosen={key: value for key, value in standing.items() if isinstance(value, tuple)},
            carries=top.carries,
            view_id=str(at),
            root_view_id="0",
            below_view_id=str(at - 1) if at else None,
            actor=self.services.identity.actor(slack_id, self.now),
            now=self.now,
        )

    def later(self) -> None:
        self.now += timedelta(minutes=1)


def _initial(element: Mapping[str, object]) -> str | tuple[str, ...]:
    option, options = element.get("initial_option"), element.get("initial_options")
    if isinstance(option, Mapping):
        return str(option["value"])
    if element["type"] in {"checkboxes", "multi_static_select"}:
        return tuple(str(one["value"]) for one in options or ())
    if element["type"] == "multi_users_select":
        return tuple(element.get("initial_users") or ())
    given = (element.get(key) for key in ("initial_value", "initial_time", "initial_date"))
    return next((str(one) for one in given if one), "")

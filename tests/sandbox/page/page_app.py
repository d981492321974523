"""A Bolt app with one of everything that the page must draw and send back."""

import threading
from dataclasses import dataclass, field

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.sandbox.page.everything import ON_TOP, everything, options

Block = dict[str, object]

TABLE: Block = {
    "type": "table",
    "rows": [
        [{"type": "raw_text", "text": f"Column number {n}"} for n in range(1, 9)],
        [{"type": "raw_text", "text": f"quite a long value {n}"} for n in range(1, 9)],
    ],
}
MONTHS = ("August", "September", "October", "November")


def series(name: str, *values: int) -> Block:
    points = zip(MONTHS, values, strict=True)
    return {"name": name, "data": [{"label": month, "value": value} for month, value in points]}


CHART: Block = {
    "type": "data_visualization",
    "title": "Leads against the promise",
    "chart": {
        "type": "bar",
        "axis_config": {"categories": list(MONTHS), "y_label": "Leads"},
        "series": [series("Promised", 160, 170, 176, 180), series("Delivered", 148, 171, 181, 163)],
    },
}
FORM: Block = {
    "type": "modal",
    "callback_id": "form",
    "title": {"type": "plain_text", "text": "Log a call"},
    "submit": {"type": "plain_text", "text": "Log"},
    "blocks": [
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": "*Harbour GmbH* · the next follow-up is due today."},
        },
        {
            "type": "input",
            "block_id": "note",
            "label": {"type": "plain_text", "text": "Note"},
            "element": {"type": "plain_text_input", "action_id": "text", "multiline": True},
        },
        {
            "type": "input",
            "block_id": "next",
            "optional": True,
            "label": {"type": "plain_text", "text": "Call again on"},
            "element": {"type": "datepicker", "action_id": "day"},
        },
    ],
}


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def said(text: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def lead(name: str) -> list[Block]:
    """A line about a lead with what can be done about it."""
    button = {
        "type": "button",
        "action_id": "log",
        "text": plain("Log call"),
        "value": name,
        "style": "primary",
    }
    options = [{"text": plain(text), "value": text} for text in ("Why this date", "Hand it on")]
    menu = {"type": "overflow", "action_id": "more", "options": options}
    return [said(f"*{name}* · due today"), {"type": "actions", "elements": [button, menu]}]


def home(visits: int) -> dict[str, object]:
    return {
        "type": "home",
        "blocks": [
            {"type": "header", "text": plain("Your leads")},
            said(f"*2 leads* are due today. Visit {visits}."),
            *lead("Harbour GmbH"),
        ],
    }


@dataclass
class PageApp:
    """`/try <word>` shows one thing each; `logged`, `notes`, `heard` and `saved` keep what arrived."""

    client: WebClient
    logged: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    saved: list[dict] = field(default_factory=list)
    visits: int = 0
    answering: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.answering.set()
        self.bolt = App(client=self.client, process_before_response=True)
        self.bolt.command("/try")(self._command)
        self.bolt.action("log")(self._log)
        self.bolt.action("more")(self._more)
        self.bolt.view("form")(self._submitted)
        self.bolt.action("side_x")(self._redraw)
        self.bolt.action("search_x")(self._hear)
        self.bolt.action("on_top")(self._push)
        self.bolt.options("lead_x")(
            lambda ack, payload: ack(options=options(f"{payload['value'].title()} GmbH"))
        )
        self.bolt.view("everything")(self._save)
        self.bolt.view("on_top")(lambda ack: ack())
        self.bolt.event("app_home_opened")(self._home)
        self.bolt.event("message")(lambda ack: ack())
        self.bolt.shortcut("anywhere")(self._form)

    def _command(self, ack: Ack, command: dict, client: WebClient) -> None:
        channel, word = command["channel_id"], command["text"]
        if word == "form":
            ack()
            client.views_open(trigger_id=command["trigger_id"], view=FORM)
        elif word == "everything":
            ack()
            client.views_open(trigger_id=command["trigger_id"], view=everything())
        elif word in {"table", "chart", "bad"}:
            self._post(ack, client, channel, word)
        elif word == "post":
            ack()
            client.chat_postMessage(channel=channel, text="A lead", blocks=lead("Harbour GmbH"))
        elif word == "list":
            ack({"text": "Leads", "blocks": [*lead("Harbour GmbH"), *lead("Northwind")]})
        else:
            ack(f"Heard: {word}")

    def _post(self, ack: Ack, client: WebClient, channel: str, word: str) -> None:
        blocks = {
            "table": [TABLE],
            "chart": [said("*October kept the promise.*"), CHART],
            "bad": [said("x" * 3001)],
        }
        try:
            client.chat_postMessage(channel=channel, text=word, blocks=blocks[word])
        except SlackApiError as problem:
            ack(f"Slack refused it: {problem.response['error']}")
        else:
            ack()

    def _log(self, ack: Ack, action: dict, body: dict, respond: Respond) -> None:
        self.answering.wait(2)
        self.logged.append(action["value"])
        ack()
        if "response_url" in body:  # the Home tab has none
            respond(text=f"Logged {action['value']}", replace_original=False)

    def _more(self, ack: Ack, action: dict, respond: Respond) -> None:
        ack()
        respond(text=f"Chosen: {action['selected_option']['value']}", replace_original=False)

    def _form(self, ack: Ack, body: dict, client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=FORM)

    def _submitted(self, ack: Ack, view: dict) -> None:
        note = view["state"]["values"]["note"]["text"]["value"]
        if len(note.split()) < 2:
            ack(response_action="errors", errors={"note": "Write two words or more."})
            return
        self.notes.append(note)
        ack()

    def _redraw(self, ack: Ack, action: dict, body: dict, client: WebClient) -> None:
        ack()
        chosen = everything(f"Chosen: {action['selected_option']['value']}.")
        client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=chosen)

    def _hear(self, ack: Ack, action: dict) -> None:
        ack()
        self.heard.append(action["value"])

    def _push(self, ack: Ack, body: dict, client: WebClient) -> None:
        ack()
        client.views_push(trigger_id=body["trigger_id"], view=ON_TOP)

    def _save(self, ack: Ack, view: dict) -> None:
        self.saved.append(view["state"]["values"])
        if view["state"]["values"]["owner"]["owner_x"]["selected_user"] == "U1ANA":
            ack(response_action="errors", errors={"owner": "Somebody else, please.", "days": "Two, please."})
        else:
            ack()

    def _home(self, event: dict, client: WebClient) -> None:
        if event["tab"] == "home":
            self.visits += 1
            client.views_publish(user_id=event["user"], view=home(self.visits))

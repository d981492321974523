"""Opening a tab of the app: its Home, or the messages with it."""

from sandbox.errors import Refusal
from sandbox.inputs import values_of
from sandbox.interactions.payloads import event
from sandbox.jsonvalue import Object
from sandbox.shapes import view_json
from sandbox.slack import Slack
from sandbox.workspace import Person

HOME, MESSAGES = "home", "messages"


def open_tab(slack: Slack, person: Person, tab: str = HOME) -> None:
    """Tells the app if it subscribed to it; raises Refusal when the app has no such tab."""
    if tab not in {HOME, MESSAGES}:
        raise Refusal("invalid_tab", f"The app has no tab {tab!r}; it has {HOME} and {MESSAGES}.")
    if tab == HOME and not slack.manifest.home_tab:
        raise Refusal("not_enabled", "The app's manifest does not switch its Home tab on.")
    conversation = slack.conversations.open_dm(person.id)
    body: Object = {
        "type": "app_home_opened",
        "user": person.id,
        "channel": conversation.id,
        "tab": tab,
        "event_ts": slack.next_ts(),
    }
    view = slack.views.home(person.id)
    if view is not None and tab == HOME:
        body["view"] = view_json(slack, view, values_of(view.blocks, view.chosen))
    if "app_home_opened" in slack.manifest.events:
        slack.delivery.announce(event(slack, body))

"""Opening the app's Home tab."""

from sandbox.errors import Refusal
from sandbox.inputs import values_of
from sandbox.interactions.payloads import event
from sandbox.jsonvalue import Object
from sandbox.shapes import view_json
from sandbox.slack import Slack
from sandbox.workspace import Person


def open_home(slack: Slack, person: Person) -> None:
    """Raises Refusal when the app has no Home tab; tells the app if it subscribed to it."""
    if not slack.manifest.home_tab:
        raise Refusal("not_enabled", "The app's manifest does not switch its Home tab on.")
    conversation = slack.conversations.open_dm(person.id)
    body: Object = {
        "type": "app_home_opened",
        "user": person.id,
        "channel": conversation.id,
        "tab": "home",
        "event_ts": slack.next_ts(),
    }
    view = slack.views.home(person.id)
    if view is not None:
        body["view"] = view_json(slack, view, values_of(view.blocks, view.chosen))
    if "app_home_opened" in slack.manifest.events:
        slack.delivery.announce(event(slack, body))

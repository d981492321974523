"""Opens, stacks and redraws views: the only calls that handlers make to Slack besides their answers."""

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.views.home import HomeView
from handlers.views.modal import Modal
from sla.errors import Conflict

TOO_LATE = {"expired_trigger_id", "exchanged_trigger_id", "trigger_expired", "invalid_trigger_id"}


class Modals:
    """`client` must be made without retry handlers: a trigger opens one view, once."""

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def open(self, trigger_id: str, modal: Modal) -> None:
        self._call("views.open", trigger_id=trigger_id, view=modal.as_view())

    def push(self, trigger_id: str, modal: Modal) -> None:
        """On top of the one in which something was pressed."""
        self._call("views.push", trigger_id=trigger_id, view=modal.as_view())

    def redraw(self, view_id: str, modal: Modal) -> None:
        """One that is open; nothing where the person has closed it meanwhile."""
        try:
            self._call("views.update", view_id=view_id, view=modal.as_view())
        except SlackApiError as error:
            if error.response["error"] != "not_found":
                raise

    def publish(self, slack_id: str, home: HomeView) -> None:
        """This person's Home tab, in place of what it showed."""
        self._call("views.publish", user_id=slack_id, view=home.as_view())

    def _call(self, method: str, **arguments: object) -> None:
        try:
            self._client.api_call(method, json=arguments)
        except SlackApiError as error:
            if error.response["error"] in TOO_LATE:
                raise Conflict("Slack took too long to open the form; try it again.") from None
            raise

"""HTTP mode: Slack's signed requests, and whatever else is asked at the same port."""

from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler

from bot.serving import Paths, Server

PATH = "/slack/events"


class Web(Server):
    """Listens on one address of this machine; a proxy in front of it brings TLS."""

    connected = True
    """Slack comes by itself."""

    def __init__(self, app: App, *, host: str, port: int, threads: int, beside: Paths) -> None:
        paths: Paths = {**beside, PATH: SlackRequestHandler(app, path=PATH)}
        super().__init__(paths, host=host, port=port, threads=threads, setting="SLA_HTTP_PORT")

    @property
    def url(self) -> str:
        """Where Slack's requests go; known once started."""
        return super().url + PATH

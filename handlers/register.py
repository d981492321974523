"""Everything that people can type and press, attached to the Bolt app."""

from slack_bolt import App

from handlers import actions, commands, files, home, shortcuts, submissions
from handlers.services import Services


def register(app: App, *, services: Services) -> None:
    commands.register(app, services=services)
    actions.register(app, services=services)
    submissions.register(app, services=services)
    shortcuts.register(app, services=services)
    home.register(app, services=services)
    files.register(app, services=services)

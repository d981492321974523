"""A local Slack workspace: a strict stand-in of Slack's API with a web page, for trying the bot and for tests."""

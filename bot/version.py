"""Which version of the bot this is."""

from importlib.metadata import PackageNotFoundError, version


def own_version() -> str:
    try:
        return version("sla-bot")
    except PackageNotFoundError:
        return "from a checkout"

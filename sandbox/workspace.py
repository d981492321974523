"""The team a sandbox stands for: people, channels and the app's ids, as frozen values that refuse contradictions."""

from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sandbox.errors import SandboxError


class ChannelKind(StrEnum):
    """Who can find a channel."""

    CHANNEL = "channel"
    PRIVATE = "private"


@dataclass(frozen=True, kw_only=True, slots=True)
class Team:
    """The workspace itself; `zone` is an IANA name, the one in which the sandbox's clock is set."""

    id: str = "T0SANDBOX"
    name: str = "Sandbox"
    domain: str = "sandbox"
    zone: str = "Europe/Berlin"

    def __post_init__(self) -> None:
        _check_zone(self.zone, "The team")


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """One account; with `quiet_from` and `quiet_to`, do-not-disturb holds daily between them in the person's zone.

    `status_expiration` is in seconds since the epoch, 0 for a status that does not end.
    """

    id: str
    name: str
    real_name: str
    display_name: str = ""
    email: str = ""
    tz: str = "Europe/Berlin"
    title: str = ""
    is_admin: bool = False
    is_guest: bool = False
    is_stranger: bool = False
    is_bot: bool = False
    deleted: bool = False
    quiet_from: time | None = None
    quiet_to: time | None = None
    status_emoji: str = ""
    status_text: str = ""
    status_expiration: int = 0

    def __post_init__(self) -> None:
        _check_zone(self.tz, self.name)
        if (self.quiet_from is None) != (self.quiet_to is None):
            raise SandboxError(f"{self.name} needs both quiet_from and quiet_to, or neither.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Channel:
    """One channel; `members` are ids, `has_app`: the app was invited, `shared`: with another company."""

    id: str
    name: str
    kind: ChannelKind = ChannelKind.CHANNEL
    members: tuple[str, ...] = ()
    has_app: bool = True
    shared: bool = False
    archived: bool = False
    topic: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class AppIds:
    """The ids Slack would give the installed app."""

    app_id: str = "A0SANDBOX"
    bot_id: str = "B0SANDBOX"
    bot_user_id: str = "U0SANDBOT"


@dataclass(frozen=True, kw_only=True, slots=True)
class Workspace:
    """A whole team, ready to start from."""

    people: tuple[Person, ...]
    channels: tuple[Channel, ...]
    team: Team = field(default_factory=Team)
    app: AppIds = field(default_factory=AppIds)

    def __post_init__(self) -> None:
        ids = [person.id for person in self.people] + [self.app.bot_user_id]
        _check_unique(ids, "two people with the id")
        _check_unique([person.name for person in self.people], "two people named")
        _check_unique([channel.id for channel in self.channels], "two channels with the id")
        _check_unique([channel.name for channel in self.channels], "two channels named")
        for channel in self.channels:
            for member in channel.members:
                if member not in ids:
                    raise SandboxError(
                        f"Channel #{channel.name} lists {member}, who is not in the workspace."
                    )


def _check_unique(values: list[str], what: str) -> None:
    for value in values:
        if values.count(value) > 1:
            raise SandboxError(f"The workspace has {what} {value}.")


def _check_zone(zone: str, whose: str) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise SandboxError(
            f"{whose} has the time zone {zone!r}, which is no IANA zone such as Europe/Berlin."
        ) from None

"""The invented team: who they are, where they work, and the Slack workspace they share."""

import json
from dataclasses import dataclass
from pathlib import Path

from sla.people import Role, Side

WORKSPACE_NAME = "Alderfinch"
TEAM_ZONE = "Europe/Berlin"
CHANNEL = "marketing-and-sales"


@dataclass(frozen=True, kw_only=True, slots=True)
class TeamMember:
    """Somebody of the workspace. Whoever has no side is not named in the agreement.

    `hours` and `holidays` are as sla.toml writes them, None where the team's hold; `quiet` is
    do-not-disturb, from and to.
    """

    slack_id: str
    handle: str
    name: str
    title: str
    zone: str = TEAM_ZONE
    side: Side | None = None
    role: Role | None = None
    hours: str | None = None
    holidays: str | None = None
    is_admin: bool = False
    is_guest: bool = False
    quiet: tuple[str, str] | None = None

    @property
    def email(self) -> str:
        return f"{self.handle}@example.com"


MADRID = {"zone": "Europe/Madrid", "hours": "09:00-14:00, 15:30-18:30", "holidays": "ES-MD"}
NEW_YORK = {"zone": "America/New_York", "hours": "08:30-12:30, 13:15-17:15", "holidays": "US"}


def _rep(slack_id: str, handle: str, name: str, place: dict[str, str]) -> TeamMember:
    return TeamMember(
        slack_id=slack_id,
        handle=handle,
        name=name,
        title="Account executive",
        side=Side.SALES,
        role=Role.REP,
        zone=place.get("zone", TEAM_ZONE),
        hours=place.get("hours"),
        holidays=place.get("holidays"),
        quiet=("19:00", "08:00"),
    )


TEAM = (
    TeamMember(
        slack_id="U0MARA",
        handle="mara",
        name="Mara Lindqvist",
        title="Head of marketing",
        side=Side.MARKETING,
        role=Role.MANAGER,
    ),
    TeamMember(
        slack_id="U0JONAS",
        handle="jonas",
        name="Jonas Feld",
        title="Demand generation",
        side=Side.MARKETING,
        role=Role.MARKETER,
    ),
    TeamMember(
        slack_id="U0HELENA",
        handle="helena",
        name="Helena Brandt",
        title="Head of sales",
        side=Side.SALES,
        role=Role.MANAGER,
    ),
    _rep("U0ANA", "ana", "Ana Ruiz", MADRID),
    _rep("U0DIEGO", "diego", "Diego Navarro", MADRID),
    _rep("U0LUKAS", "lukas", "Lukas Weber", {}),
    _rep("U0PRIYA", "priya", "Priya Nair", {}),
    _rep("U0SAM", "sam", "Sam Carter", NEW_YORK),
    TeamMember(slack_id="U0INGRID", handle="ingrid", name="Ingrid Solberg", title="CEO", is_admin=True),
    TeamMember(
        slack_id="U0NOEL", handle="noel", name="Noël Achterberg", title="Agency, copywriting", is_guest=True
    ),
)

LATENESS = {
    "ana@example.com": 0.95,
    "diego@example.com": 1.25,
    "lukas@example.com": 0.8,
    "priya@example.com": 0.85,
    "sam@example.com": 1.15,
}
"""How often follow-ups slip with each rep, of the team's average; nobody is far from it."""


def write_workspace(path: Path, team: tuple[TeamMember, ...], *, name: str, zone: str) -> None:
    """The workspace as the sandbox reads it: everybody in the team's channel and in #random."""
    everybody = [person.slack_id for person in team]
    document = {
        "team": {"name": name, "domain": name.lower().replace(" ", "-"), "zone": zone},
        "people": [_account(person) for person in team],
        "channels": [
            {
                "id": "C0MKTSALES",
                "name": CHANNEL,
                "members": everybody,
                "topic": "What marketing and sales promised each other, and how it goes",
            },
            {"id": "C0RANDOM", "name": "random", "members": everybody, "has_app": False},
        ],
    }
    path.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _account(person: TeamMember) -> dict[str, str | bool]:
    account: dict[str, str | bool] = {
        "id": person.slack_id,
        "name": person.handle,
        "real_name": person.name,
        "display_name": person.name.split()[0],
        "email": person.email,
        "tz": person.zone,
        "title": person.title,
        "is_admin": person.is_admin,
        "is_guest": person.is_guest,
    }
    if person.quiet is not None:
        account["quiet_from"], account["quiet_to"] = person.quiet
    return account

"""The invented people of the demo on a history of stages: lenders in Utrecht who sell by phone, on Saturdays too."""

from bot.demo.team import TeamMember
from sla.people import Role, Side

TEAM_NAME = "Kade Krediet"
TEAM_ZONE = "Europe/Amsterdam"


def _member(
    name: str, handle: str, title: str, side: Side | None = None, role: Role | None = None
) -> TeamMember:
    return TeamMember(
        slack_id=f"U0{handle.upper()}",
        handle=handle,
        name=name,
        title=title,
        zone=TEAM_ZONE,
        side=side,
        role=role,
    )


TEAM = (
    _member("Marloes Dekker", "marloes", "Head of marketing", Side.MARKETING, Role.MANAGER),
    _member("Ruben Postma", "ruben", "Online marketing", Side.MARKETING, Role.MARKETER),
    _member("Saskia Veenstra", "saskia", "Head of sales", Side.SALES, Role.MANAGER),
    _member("Hendrik Aalbers", "hendrik", "Managing director"),
)

_REPS = (
    ("Anouk Brouwer", "anouk"),
    ("Bram Hoekstra", "bram"),
    ("Chantal Mulder", "chantal"),
    ("Daan Wiersma", "daan"),
    ("Esmee Kuipers", "esmee"),
    ("Floris Timmer", "floris"),
    ("Gijs van Loon", "gijs"),
    ("Hanneke Smit", "hanneke"),
    ("Ilse Zijlstra", "ilse"),
    ("Joris Bakker", "joris"),
)


def with_reps(number: int) -> tuple[TeamMember, ...]:
    """The team with so many reps, as far as there are names."""
    reps = (_member(name, handle, "Adviser", Side.SALES, Role.REP) for name, handle in _REPS[:number])
    return (*TEAM, *reps)

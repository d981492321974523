"""The invented people of the demo on a real file: a marketplace in São Paulo, with as many reps as it takes."""

from bot.demo.team import TeamMember
from sla.people import Role, Side

TEAM_NAME = "Feira Clara"
TEAM_ZONE = "America/Sao_Paulo"


def _member(
    name: str,
    handle: str,
    title: str,
    side: Side | None = None,
    role: Role | None = None,
    *,
    is_admin: bool = False,
    is_guest: bool = False,
) -> TeamMember:
    return TeamMember(
        slack_id=f"U0{handle.upper()}",
        handle=handle,
        name=name,
        title=title,
        zone=TEAM_ZONE,
        side=side,
        role=role,
        is_admin=is_admin,
        is_guest=is_guest,
    )


TEAM = (
    _member("Luísa Camargo", "luisa", "Head of marketing", Side.MARKETING, Role.MANAGER),
    _member("Renato Dias", "renato", "Performance marketing", Side.MARKETING, Role.MARKETER),
    _member("Patrícia Nogueira", "patricia", "Head of sales", Side.SALES, Role.MANAGER),
    _member("Álvaro Siqueira", "alvaro", "CEO", is_admin=True),
    _member("Mônica Tavares", "monica", "Agency, media buying", is_guest=True),
)

_REPS = (
    ("Beatriz Moura", "beatriz"),
    ("Caio Peixoto", "caio"),
    ("Daniela Farias", "daniela"),
    ("Eduardo Lins", "eduardo"),
    ("Fernanda Assis", "fernanda"),
    ("Gustavo Meireles", "gustavo"),
    ("Heloísa Prado", "heloisa"),
    ("Igor Vasconcelos", "igor"),
    ("Júlia Teles", "julia"),
    ("Leandro Quintão", "leandro"),
    ("Marina Bastos", "marina"),
    ("Otávio Rangel", "otavio"),
)


def with_reps(number: int) -> tuple[TeamMember, ...]:
    """The team with so many reps, as far as there are names."""
    reps = (
        _member(name, handle, "Account executive", Side.SALES, Role.REP) for name, handle in _REPS[:number]
    )
    return (*TEAM, *reps)

"""A team with as many reps as are wanted, each with a lead of their own: people for whom something happens at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from pydantic import SecretStr

from bot.store import open_store
from sandbox.manifest import read_manifest
from sandbox.server import Sandbox
from sandbox.workspace import Person
from tests.e2e.conftest import MANIFEST, Office
from tests.e2e.team import BEGINS, LEADS, PEOPLE, TERMS, TOUCHES

OWN_LEADS = 7
"""In the team's own file, which come first."""


def rep(n: int) -> str:
    """The Slack id of the n-th, from 0."""
    return f"U9REP{n}"


def lead(n: int) -> str:
    """The label of this rep's own."""
    return f"L{OWN_LEADS + n + 1}"


@contextmanager
def crowded(folder: Path, database_url: str, number: int) -> Iterator[Office]:
    """Everybody is in Slack and linked to it, and the leads are in."""
    _write(folder, number)
    people = (*PEOPLE.people, *(_person(n) for n in range(number)))
    with Sandbox(
        replace(PEOPLE, people=people), read_manifest(MANIFEST), clock_file=folder / "clock", start=BEGINS
    ) as sandbox:
        office = Office(folder, sandbox, "http")
        office.settings = office.settings.model_copy(update={"sla_database_url": SecretStr(database_url)})
        office.bring_in()
        _link(database_url, {str(person.email): person.id for person in people})
        yield office


def _person(n: int) -> Person:
    return Person(id=rep(n), name=f"rep{n}", real_name=f"Rep {n}", email=_address(n))


def _address(n: int) -> str:
    return f"rep{n}@example.com"


def _write(folder: Path, number: int) -> None:
    people = (
        f'\n[[people]]\nname = "Rep {n}"\nemail = "{_address(n)}"\nside = "sales"\nrole = "rep"\n'
        for n in range(number)
    )
    leads = (f"m{n},Company {n},2025-11-18T10:00:00+01:00,website,{_address(n)}\n" for n in range(number))
    (folder / "sla.toml").write_text(TERMS + "".join(people))
    (folder / "leads.csv").write_text(LEADS + "".join(leads))
    (folder / "touches.csv").write_text(TOUCHES)


def _link(database_url: str, ids: dict[str, str]) -> None:
    store = open_store(database_url=database_url, threads=1)
    try:
        desk = store.desk(store.tenants.sole())
        with desk.open() as work:
            work.members.link({one.id: ids[one.email] for one in work.members.all() if one.email in ids})
            work.commit()
    finally:
        store.engine.dispose()

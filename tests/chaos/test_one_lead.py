"""Two people who log on one lead at the same moment: both follow-ups are there, and the lead says so."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Barrier

from pydantic import SecretStr

from bot.settings import StoreSettings
from bot.store import open_store
from sla.activity import BY_HAND
from sla.leads import Lead, LeadId
from sla.people import Actor
from sla.services.desk import Desk
from sla.services.recording import NewTouch
from sla.services.recount import recount
from sla.services.touching import Touching
from sla.touches import TouchKind
from tests.chaos.ground import NINE, Ground
from tests.chaos.slow_database import SlowWay
from tests.e2e.conftest import bring_in

ROUNDS = 6
LEAD = LeadId(1)
BOTH = ("ana@example.com", "kim@example.com")
"""The lead's owner, and the manager of sales."""
KINDS = (TouchKind.CALL, TouchKind.EMAIL)


def day(round_: int) -> datetime:
    """When a round is; the others in it say that theirs was on days before, as only one counts a day."""
    return NINE + timedelta(days=len(BOTH) * (round_ + 1))


def actors(ground: Ground, emails: Sequence[str]) -> list[Actor]:
    with ground.desk.look() as work:
        book, members = ground.desk.book(work), {one.email: one for one in work.members.all()}
    return [
        Actor(slack_id=str(members[email].slack_id), person=book.person(email), member_id=members[email].id)
        for email in emails
    ]


@contextmanager
def slowed(ground: Ground) -> Iterator[Desk]:
    """Where the database can be far away it is, so that what two do there overlaps."""
    if ground.url.startswith("sqlite"):
        yield ground.desk
        return
    with SlowWay(ground.url, seconds=0.02).open() as way:
        store = open_store(database_url=way.url, threads=len(BOTH))
        yield store.desk(store.tenants.sole())
        store.engine.dispose()


def log_together(desk: Desk, people: Sequence[Actor], round_: int) -> None:
    touching, together = Touching(desk), Barrier(len(people))

    def log(n: int) -> None:
        at = day(round_) - timedelta(days=n)
        new = NewTouch(lead_id=LEAD, kind=KINDS[n], press=f"{round_}.{n}", occurred_at=at)
        together.wait()
        touching.log(people[n], new, day(round_))

    with ThreadPoolExecutor(len(people)) as pool:
        list(pool.map(log, range(len(people))))


def stored(ground: Ground) -> tuple[Lead, set[str]]:
    with ground.desk.look() as work:
        (history,) = work.leads.histories([LEAD])
        presses = (f"{round_}.{n}" for round_ in range(ROUNDS) for n in range(len(BOTH)))
        return history.lead, {press for press in presses if work.touches.by_key(BY_HAND, press)}


def test_both_are_there_and_counted(ground: Ground) -> None:
    files = {"sla_terms": ground.folder / "sla.toml", "sla_database_url": SecretStr(ground.url)}
    bring_in(ground.folder, StoreSettings(_env_file=None, **files))
    people = actors(ground, BOTH)
    before, _ = stored(ground)
    with slowed(ground) as desk:
        for round_ in range(ROUNDS):
            log_together(desk, people, round_)
            lead, _ = stored(ground)
            with ground.desk.open() as work:
                recount(work, [LEAD], book=ground.desk.book(work), now=day(round_))
                work.commit()
            assert stored(ground)[0] == lead, "as all its facts together say"
    lead, presses = stored(ground)
    assert len(presses) == ROUNDS * len(BOTH)
    assert lead.derived.follow_up_count > before.derived.follow_up_count

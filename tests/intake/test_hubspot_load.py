"""Thousands of contacts with one and the same modified time come in completely and once, however often it is killed."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest

from intake.hubspot_poller import HubSpotPoller
from tests.hubspot.portal import iso
from tests.hubspot.server import Asked
from tests.intake.hubspot_desk import EVERY, Office

LEASE = timedelta(minutes=4)


class Killed(BaseException):
    """The process ends here and now."""


def fill(office: Office, number: int) -> set[str]:
    """All modified at the same millisecond, as after an import."""
    stamp = office.clock.now - timedelta(days=3)
    ana = str(office.portal.owner("ana@example.com"))
    ids = set()
    for one in range(number):
        contact = office.portal.add(
            "contacts",
            {
                "firstname": "Lead",
                "lastname": str(one),
                "email": f"lead{one}@example.com",
                "hubspot_owner_id": ana,
                "lifecyclestage": "marketingqualifiedlead",
                "hs_v2_date_entered_marketingqualifiedlead": iso(stamp - timedelta(minutes=one)),
            },
            modified=stamp,
        )
        ids.add(str(contact))
    return ids


def load_with_kills(office: Office, *, pages: int, kills: int, seed: int) -> Counter[int]:
    """Read to the end with so many deaths on the way; how often each contact was stored."""
    kept: Counter[int] = Counter()
    deaths = sorted(Random(seed).sample(range(1, pages), kills))  # noqa: S311 - which pages, not a secret

    def die(asked: Asked) -> None:
        if asked.searched == "contacts" and deaths and len(office.hubspot.searches("contacts")) > deaths[0]:
            deaths.pop(0)
            raise Killed

    for _ in range(kills + 50):
        # The answer comes and is never stored, as the process ends between the two.
        victim = HubSpotPoller(office.desk, office.client, every=EVERY, seconds=office.clock.seconds)
        search = office.client.search

        def killed(kind: object, body: object, search: object = search) -> object:
            page = search(kind, body)  # type: ignore[operator]
            die(office.hubspot.asked[-1])
            if kind == "contacts":
                kept.update(one.id for one in page.results)
            return page

        office.client.search = killed  # type: ignore[assignment,method-assign]
        try:
            office.clock.now += LEASE
            victim.poll(office.clock.now)
        except Killed:
            continue
        finally:
            office.client.search = search  # type: ignore[method-assign]
        if office.feed.seen_at is not None:
            break
    assert not deaths
    return kept


@pytest.mark.parametrize(
    ("contacts", "kills"),
    [pytest.param(1300, 3), pytest.param(13_000, 10, marks=[pytest.mark.chaos, pytest.mark.timeout(900)])],
)
def test_equal_stamps_are_read_completely_and_once_through_kills(
    office: Office, contacts: int, kills: int
) -> None:
    wanted = fill(office, contacts)
    pages = contacts // 200 + 1
    kept = load_with_kills(office, pages=pages, kills=kills, seed=contacts)
    with office.desk.look() as work:
        assert work.leads.count() == contacts
        assert set(work.leads.ids_by_external("hubspot", wanted)) == wanted
    asked = office.hubspot.searches("contacts")
    after = Counter(str(one.body["filterGroups"][0]["filters"][0]["value"]) for one in asked)
    assert len(after) == pages, "each page begins after its own id"
    assert set(kept.values()) == {1}
    assert len(kept) == contacts
    assert len(asked) <= pages + kills + 1, "a kill costs its page again, and no other"
    assert office.hubspot.refused == 0

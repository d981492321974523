"""What is remembered of how files were read is found again by source, kind and titles, and by nothing else."""

from dataclasses import replace

import pytest

from sla.imports import Kind, Profile
from sla.people import TenantId
from tests.storage.examples import NOW, hours
from tests.stores import AnyStore

TITLES = ("Who", "When")
PROFILE = Profile(
    source="hubspot",
    kind=Kind.LEADS,
    titles=TITLES,
    columns={"name": "Who", "owner": ""},
    words={"Ping": "message"},
    zone="Europe/Berlin",
    dates="d/m/Y",
    leads_from=None,
    saved_at=NOW,
)


def test_it_is_found_by_its_titles_in_any_order_and_case(store: AnyStore, tenant_id: TenantId) -> None:
    with store.units(tenant_id) as work:
        work.profiles.save(PROFILE)
        work.commit()
    with store.looks(tenant_id) as work:
        assert work.profiles.find("hubspot", Kind.LEADS, TITLES) == PROFILE
        assert work.profiles.find("hubspot", Kind.LEADS, ("WHEN", "who")) == PROFILE


@pytest.mark.parametrize(
    ("source", "kind", "titles"),
    [
        ("csv", Kind.LEADS, TITLES),
        ("hubspot", Kind.TOUCHES, TITLES),
        ("hubspot", Kind.LEADS, ("Who",)),
        ("hubspot", Kind.LEADS, ("Who", "When", "What")),
    ],
)
def test_it_is_for_such_files_alone(
    store: AnyStore, tenant_id: TenantId, source: str, kind: Kind, titles: tuple[str, ...]
) -> None:
    with store.units(tenant_id) as work:
        work.profiles.save(PROFILE)
        assert work.profiles.find(source, kind, titles) is None
        work.profiles.forget(source, kind, titles)
        assert work.profiles.find("hubspot", Kind.LEADS, TITLES) == PROFILE


def test_the_newer_one_takes_its_place_and_can_be_forgotten(store: AnyStore, tenant_id: TenantId) -> None:
    newer = replace(PROFILE, columns={}, words={}, zone=None, dates=None, saved_at=NOW + hours(1))
    with store.units(tenant_id) as work:
        work.profiles.save(PROFILE)
        work.profiles.save(newer)
        assert work.profiles.find("hubspot", Kind.LEADS, TITLES) == newer
        work.profiles.forget("hubspot", Kind.LEADS, ("when", "Who"))
        assert work.profiles.find("hubspot", Kind.LEADS, TITLES) is None

"""Changed terms reach the store: who is named, which leads are judged, and every derived column."""

from dataclasses import replace
from datetime import date

import pytest

from sla.people import TenantId
from sla.ports import Tenants
from sla.services.reload import Reload
from tests.sla.services.agreement import ANA, TERMS, at, person
from tests.sla.services.team import Team

NOW = at("2026-03-18 10:00")
LATER = replace(TERMS, sha256="second", effective_on=date(2026, 3, 10))


def reload(team: Team) -> bool:
    return Reload(team.desk, team.store.tenants)(NOW)


def test_the_same_terms_change_nothing(team: Team) -> None:
    assert reload(team)
    lead = team.lead(at("2026-03-02 10:00"))
    before = team.stored(lead)
    assert not reload(team)
    assert team.stored(lead) == before
    assert before.derived.recount_at is None


def test_leads_are_judged_from_the_first_local_day_on(team: Team) -> None:
    before, on = team.lead(at("2026-03-09 23:59")), team.lead(at("2026-03-10 00:00"))
    team.terms = LATER
    assert reload(team)
    assert (team.stored(before).judged, team.stored(on).judged) == (False, True)
    team.terms = replace(LATER, sha256="third", effective_on=date(2026, 1, 1))
    assert reload(team)
    assert team.stored(before).judged


def test_the_next_tick_counts_every_lead_afresh(team: Team) -> None:
    lead = team.lead(at("2026-03-02 10:00"))
    assert team.stored(lead).derived.next_due_at == at("2026-03-17 00:00")
    team.terms = LATER
    reload(team)
    team.come(NOW)
    derived = team.stored(lead).derived
    assert (derived.next_due_at, derived.suggested_on, derived.recount_at) == (None, None, None)


def test_a_changed_cadence_too(team: Team) -> None:
    lead = team.lead(at("2026-03-02 10:00"))
    first, *others = TERMS.sales.cadence.checkpoints
    cadence = replace(TERMS.sales.cadence, checkpoints=(replace(first, day=21), *others))
    team.terms = replace(TERMS, sha256="second", sales=replace(TERMS.sales, cadence=cadence))
    reload(team)
    team.come(NOW)
    assert team.stored(lead).derived.next_due_at == at("2026-03-24 00:00")


def test_new_people_get_a_member_and_the_others_keep_theirs(team: Team) -> None:
    eve = person("Eve New")
    team.terms = replace(TERMS, sha256="second", people=(*TERMS.people, eve))
    reload(team)
    with team.work() as work:
        members = {member.email: member for member in work.members.all()}
    assert members[eve.email].slack_id is None
    assert members[ANA.email].slack_id == "U1"


class Broken(Exception):
    pass


class Forgetful:
    """Tenants whose store breaks off before it has noted the terms."""

    def __init__(self, tenants: Tenants) -> None:
        self.sole = tenants.sole
        self.adopt = tenants.adopt
        self.terms_sha = tenants.terms_sha

    def set_terms_sha(self, tenant_id: TenantId, sha256: str) -> None:
        raise Broken(tenant_id, sha256)


def test_a_start_that_breaks_off_is_made_up_for_by_the_next(team: Team) -> None:
    lead = team.lead(at("2026-03-02 10:00"))
    team.terms = LATER
    with pytest.raises(Broken):
        Reload(team.desk, Forgetful(team.store.tenants))(NOW)
    assert reload(team)
    assert not team.stored(lead).judged


def test_other_workspaces_keep_their_leads(team: Team) -> None:
    lead = team.lead(at("2026-03-02 10:00"))
    elsewhere = team.elsewhere()
    elsewhere.terms = LATER
    reload(elsewhere)
    assert team.stored(lead).judged

"""Sources: added, listed, rotated and removed; no old secret ever opens a new source of the same name."""

from datetime import timedelta

import pytest

from intake.push_proof import Claim, Prover
from intake.push_sources import Sources
from sla.errors import BadInput, Conflict, NotFound
from sla.pushed import Proof
from sla.waits import Waiting
from tests.push.desk import KEY, NOW, PushDesk, lead, touch


def opens(desk: PushDesk, token: str, name: str = "crm") -> bool:
    pusher = desk.pushing.find(name)
    prover = Prover(tenant_id=desk.tenant_id, key=KEY)
    return pusher is not None and prover.holds(Claim(token=token), pusher, b"", NOW)


def test_a_removed_source_is_gone_and_its_facts_stay(each: PushDesk) -> None:
    token = each.add()
    each.push(lead(), touch())
    assert opens(each, token)
    each.sources.remove("crm")
    assert not opens(each, token)
    assert each.pushing("crm", (), None, now=NOW, real_now=NOW) is None
    assert each.rows() == {"lead": 1, "touch": 1}
    again = each.add()
    assert (opens(each, token), opens(each, again)) == (False, True)


def test_a_new_source_of_an_old_name_has_another_signing_secret(each: PushDesk) -> None:
    secrets = {each.add(proof=Proof.SIGNATURE)}
    secrets.add(each.sources.rotate("crm", until=NOW))
    each.sources.remove("crm")
    secrets.add(each.add(proof=Proof.SIGNATURE))
    assert len(secrets) == 3
    pusher = each.pushing.find("crm")
    assert pusher is not None
    assert pusher.generations(NOW - timedelta(days=1)) == (3,)


def test_the_list_says_what_came_and_what_was_rejected(each: PushDesk) -> None:
    each.add()
    each.add("phone", zone="Europe/Berlin")
    each.push(lead(), touch(), touch("t2", about="9"), touch("t3", lead=None))
    crm, phone = each.sources.list(NOW)
    assert (crm.feed.seen_at, dict(crm.rows), crm.proof) == (NOW, {"lead": 1, "touch": 1}, Proof.TOKEN)
    assert {one.kind: one.rejected for one in crm.lately} == {"lead": 0, "touch": 1}
    assert (crm.waiting, phone.waiting) == (Waiting(number=1, since=NOW), None)
    assert (phone.feed.seen_at, phone.feed.zone, phone.rows, phone.lately) == (None, "Europe/Berlin", {}, ())


@pytest.mark.parametrize("name", ["", "CRM", "my crm", "slack", "a.b", "é", "x" * 41])
def test_names_that_cannot_be(desk: PushDesk, name: str) -> None:
    with pytest.raises(BadInput, match="cannot name a source"):
        desk.add(name)


def test_what_cannot_be_done_is_said(desk: PushDesk) -> None:
    desk.add()
    with pytest.raises(Conflict, match="There is a source crm already"):
        desk.add()
    with pytest.raises(NotFound, match="No source phone pushes; known are crm"):
        desk.sources.rotate("phone", until=NOW)
    with pytest.raises(NotFound, match="No source phone pushes"):
        desk.sources.remove("phone")
    with pytest.raises(BadInput, match="not a time zone"):
        desk.add("phone", zone="Mars")
    with pytest.raises(BadInput, match="SLA_PUSH_KEY is not set"):
        Sources(desk.desk, None).add("phone", Proof.SIGNATURE, zone=None, now=NOW)
    assert desk.pushing.find("phone") is None

"""Sources that push: what is kept of each, that a message is remembered for so long, and sums by day."""

from dataclasses import replace
from datetime import timedelta

from sla.people import TenantId
from sla.ports import UnitOfWork
from sla.pushed import Answered, Count, Message, Proof, Pusher
from tests.storage.examples import NOW, hours
from tests.stores import AnyStore

ZAPIER = Pusher(name="zapier", proof=Proof.TOKEN, generation=1, token_hash="00")
ANSWERED = Answered(message=Message(id="m1", body_hash="ff"), status=207, body='{"ü": 1}')


def test_a_source_is_kept_as_it_was_saved(store: AnyStore, tenant_id: TenantId) -> None:
    rotated = ZAPIER.rotated("11", until=NOW + hours(24))
    signed = Pusher(name="crm", proof=Proof.SIGNATURE, generation=3)
    with store.units(tenant_id) as work:
        for each in (ZAPIER, signed, rotated):
            work.pushes.save(each)
        work.commit()
    with store.units(tenant_id) as work:
        work.pushes.hold("zapier")
        work.pushes.hold("nobody")
        assert work.pushes.get("zapier") == rotated
        assert work.pushes.get("crm") == signed
        assert work.pushes.get("nobody") is None


def test_a_message_is_remembered_for_so_long_and_by_its_source(work: UnitOfWork) -> None:
    work.pushes.remember("zapier", ANSWERED, NOW)
    assert work.pushes.answer("zapier", "m1", since=NOW) == ANSWERED
    assert work.pushes.answer("zapier", "m1", since=NOW + timedelta(seconds=1)) is None
    assert work.pushes.answer("crm", "m1", since=NOW) is None
    again = replace(ANSWERED, status=200)
    work.pushes.remember("zapier", again, NOW + hours(30))
    assert work.pushes.answer("zapier", "m1", since=NOW + hours(6)) == again


def test_old_messages_are_forgotten(work: UnitOfWork) -> None:
    work.pushes.remember("zapier", ANSWERED, NOW)
    later = replace(ANSWERED, message=Message(id="m2", body_hash="ff"))
    work.pushes.remember("zapier", later, NOW + hours(1))
    assert work.pushes.forget(NOW + hours(1)) == 1
    assert work.pushes.answer("zapier", "m1", since=NOW) is None
    assert work.pushes.answer("zapier", "m2", since=NOW) == later


def test_counts_add_up_from_a_day_on(work: UnitOfWork) -> None:
    today = NOW.date()
    work.pushes.count("zapier", today - timedelta(days=8), [Count(kind="touch", rejected=9, reason="old")])
    work.pushes.count(
        "zapier", today - timedelta(days=1), [Count(kind="touch", created=2, rejected=1, reason="first")]
    )
    work.pushes.count("zapier", today, [Count(kind="touch", unchanged=3), Count(kind="lead", created=1)])
    work.pushes.count("zapier", today, [Count(kind="touch", updated=1, rejected=2, reason="last")])
    work.pushes.count("crm", today, [Count(kind="deal", created=4)])
    assert work.pushes.counted(today - timedelta(days=7)) == {
        "zapier": (
            Count(kind="lead", created=1),
            Count(kind="touch", created=2, updated=1, unchanged=3, rejected=3, reason="last"),
        ),
        "crm": (Count(kind="deal", created=4),),
    }

"""Sources that push: what is kept of each, that a message is remembered for so long, and sums by day."""

from dataclasses import replace
from datetime import timedelta

from sla.people import TenantId
from sla.ports import UnitOfWork
from sla.pushed import Answered, Count, Message, Proof, Pusher
from tests.storage.examples import NOW, hours
from tests.stores import AnyStore

ZAPIER = Pusher(
    name="zapier",
    proof=Proof.TOKEN,
    generation=1,
    zone="Europe/Berlin",
    token_hash="00",
    added_at=NOW,
)
ANSWERED = Answered(message=Message(id="m1", body_hash="ff"), status=207, body='{"ü": 1}')


def test_a_source_is_kept_as_it_was_saved(store: AnyStore, tenant_id: TenantId) -> None:
    rotated = ZAPIER.rotated("11", until=NOW + hours(24))
    signed = Pusher(name="crm", proof=Proof.SIGNATURE, generation=3, zone=None, token_hash=None, added_at=NOW)
    with store.units(tenant_id) as work:
        for each in (ZAPIER, signed, rotated):
            work.pushes.save(each)
        work.commit()
    with store.units(tenant_id) as work:
        assert work.pushes.all() == (signed, rotated)
        assert work.pushes.get("zapier") == work.pushes.hold("zapier") == rotated
        assert work.pushes.hold("nobody") is None


def test_when_it_was_last_seen(work: UnitOfWork) -> None:
    work.pushes.save(ZAPIER)
    work.pushes.seen("zapier", NOW + hours(1))
    assert work.pushes.get("zapier") == replace(ZAPIER, last_seen_at=NOW + hours(1))


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

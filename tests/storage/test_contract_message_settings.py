"""What managers chose about the kinds of message is kept alike by every store, and never overwritten."""

from datetime import time

import pytest

from sla.delivery import Kind
from sla.people import MemberId
from sla.ports import UnitOfWork
from sla.switches import Audience, NewChange, Setting, Switches
from tests.storage.examples import NOW, hours
from tests.stores import AnyStore


@pytest.fixture
def kim(work: UnitOfWork) -> MemberId:
    return work.members.ensure(["kim@example.com"])["kim@example.com"]


def test_every_change_is_kept_in_order_and_the_newest_holds(work: UnitOfWork, kim: MemberId) -> None:
    work.message_settings.take_turn()
    chosen = (
        Setting(kind=Kind.NUDGE, on=False),
        Setting(kind=Kind.LATE, at=time(15, 30)),
        Setting(kind=Kind.REJECTED, audience=Audience.MANAGERS),
        Setting(kind=Kind.HELD, most=8),
        Setting(kind=Kind.NUDGE),
    )
    made = [
        work.message_settings.add(NewChange(setting=one, by=kim, changed_at=NOW + hours(nth)))
        for nth, one in enumerate(chosen)
    ]
    assert work.message_settings.all() == tuple(made)
    assert [(one.setting, one.by, one.changed_at) for one in made] == [
        (one, kim, NOW + hours(nth)) for nth, one in enumerate(chosen)
    ]
    holds = Switches.of(work.message_settings.all())
    assert holds.wants(Kind.NUDGE)
    assert holds.at(Kind.LATE, time(9)) == time(15, 30)
    assert holds.most_a_day() == 8
    assert holds.audience(Kind.REJECTED) is Audience.MANAGERS


def test_another_workspace_has_its_own(store: AnyStore) -> None:
    store.tenants.adopt(enterprise_id=None, team_id="T1", name="first")
    first = store.tenants.adopt(enterprise_id=None, team_id="T1", name="first")
    second = store.tenants.adopt(enterprise_id=None, team_id="T2", name="second")
    with store.units(first) as work:
        kim = work.members.ensure(["kim@example.com"])["kim@example.com"]
        setting = Setting(kind=Kind.DIGEST, on=False)
        work.message_settings.add(NewChange(setting=setting, by=kim, changed_at=NOW))
        work.commit()
    with store.looks(second) as work:
        assert work.message_settings.all() == ()
    with store.looks(first) as work:
        assert len(work.message_settings.all()) == 1

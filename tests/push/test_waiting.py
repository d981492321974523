"""Events that come before their lead wait for it: in any order of arrival the same facts and dates come out."""

import json
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.file_import import importer_at
from bot.findings import waiting_findings
from intake import Options, push_waiting
from intake.import_run import Way
from intake.push_forgetting import ForgetAnswers
from intake.report import Kind
from sla.leads import StopReason
from sla.waits import LONGEST_WAIT, Waiting
from tests.fakes.store import FakeStore
from tests.push.desk import PushDesk, deal, deleted, lead, results, stage, touch

WAITS, CREATED = ("unchanged", "waiting"), ("created", None)


def waiting(desk: PushDesk, source: str = "crm") -> int:
    with desk.desk.look() as work:
        return work.waits.number(source)


def test_what_comes_first_waits_and_is_taken_with_its_lead(each: PushDesk) -> None:
    each.add()
    reply = each.reply(touch(), deal(), stage())
    assert reply.status == 200
    assert [(one["result"], one["code"], one["waiting"]) for one in results(reply)] == [
        ("unchanged", "waiting", True)
    ] * 3
    assert results(reply)[0]["message"] == (
        'lead "1" is not here yet; this waits for it until 2025-11-27 08:00 UTC.'
    )
    assert (each.rows(), waiting(each)) == ({}, 3)
    answer = each.reply(lead())
    assert json.loads(answer.body) == {
        "taken": 1,
        "rejected": 0,
        "results": [{"index": 0, "type": "lead", "external_id": "1", "result": "created"}],
    }
    found = each.history("1").lead
    assert (found.stop_reason, found.derived.first_attempt_at is None) == (StopReason.WON, False)
    assert (each.rows(), waiting(each)) == ({"lead": 1, "touch": 1, "stage": 1, "deal": 1}, 0)
    assert each.push(touch(), deal(), stage()) == [("unchanged", None)] * 3


def test_a_file_brings_the_lead_too(each: PushDesk) -> None:
    each.add()
    each.push(touch(), deal(), touch("t2", about="2"))
    leads, stages = each.folder / "leads.csv", each.folder / "stages.csv"
    leads.write_text("id,name,created\n1,One,2025-11-05\n")
    stages.write_text("id,lead id,stage,date\ns2,2,SUBMITTED,2025-11-05\n")
    way = Way(now=each.now, real_now=each.now, progress=lambda _done, _total: None)
    importer, options = importer_at(each.desk), Options(source="crm", zone="UTC", leads_from="SUBMITTED")
    importer.preview(Kind.LEADS, leads, options, way)
    assert waiting(each) == 3
    importer.take(Kind.LEADS, leads, options, way)
    assert (each.history("1").lead.stop_reason, waiting(each)) == (StopReason.WON, 1)
    importer.take(Kind.STAGES, stages, options, way)
    assert (each.rows(), waiting(each)) == ({"lead": 2, "touch": 2, "stage": 1, "deal": 1}, 0)
    (listed,) = each.sources.list(each.now)
    assert {one.kind: one.created for one in listed.lately} == {"touch": 2, "deal": 1}


def test_a_lead_takes_only_what_waits_for_it(each: PushDesk) -> None:
    each.add()
    each.push(touch(), touch("t2", about="2"), touch("both", about="7;2"))
    each.push(lead("2"))
    assert (each.rows(), waiting(each)) == ({"lead": 1, "touch": 2}, 1)
    each.push(lead("7"))
    assert each.rows() == {"lead": 2, "touch": 2}


def test_what_is_said_anew_holds_over_what_waited(each: PushDesk) -> None:
    each.add()
    each.push(touch(occurred_at="2025-11-06T10:00:00Z"))
    assert each.push(lead(), touch(occurred_at="2025-11-07T10:00:00Z")) == [CREATED, CREATED]
    first = each.history("1").lead.derived.first_attempt_at
    assert first is not None
    assert first.day == 7
    each.push(touch("t2", about="2", occurred_at="2025-11-10T10:00:00Z"))
    assert each.push(touch("t2", occurred_at="2025-11-05T12:00:00Z")) == [CREATED]
    each.push(lead("2"))
    assert each.history("2").lead.derived.first_attempt_at is None, "it was about the other lead after all"


def test_what_is_gone_or_no_fact_waits_no_longer(each: PushDesk) -> None:
    each.add()
    each.push(touch(), deal(), stage())
    gone = [deleted("touch", "t1"), deal(status="negotiation"), deleted("stage", "s1")]
    assert each.push(*gone) == [("updated", None), ("updated", "not_won"), ("updated", None)]
    each.push(lead())
    assert each.rows() == {"lead": 1}


def test_within_a_request_the_last_holds(each: PushDesk) -> None:
    each.add()
    superseded = ("unchanged", "superseded")
    assert each.push(touch(), touch(activity="email"), lead("2"), touch("t2"), touch("t2", about="2")) == [
        superseded,
        WAITS,
        CREATED,
        superseded,
        CREATED,
    ]
    assert each.push(touch("t3"), deleted("touch", "t3")) == [superseded, ("unchanged", "unknown_id")]
    assert waiting(each) == 1


def test_a_moment_is_kept_as_it_was_read(each: PushDesk) -> None:
    each.add(zone="Europe/Berlin")
    each.push(touch(occurred_at="2025-11-06 10:00"))
    each.sources.remove("crm")
    each.add(zone="America/New_York")
    each.push(lead())
    first = each.history("1").lead.derived.first_attempt_at
    assert first is not None
    assert first.hour == 9


def test_after_a_week_it_is_left_out_and_counted(each: PushDesk) -> None:
    each.add()
    each.push(touch(), deal())
    each.now += LONGEST_WAIT
    forget = ForgetAnswers(each.desk, lambda: each.now)
    assert (forget(each.now), waiting(each)) == (0, 2)
    each.now += timedelta(hours=1)
    assert (forget(each.now), waiting(each)) == (2, 0)
    (listed,) = each.sources.list(each.now)
    reasons = {one.kind: (one.rejected, one.reason) for one in listed.lately}
    assert reasons == dict.fromkeys(("deal", "touch"), (1, 'lead "1" did not come within 7 days.'))
    each.push(lead())
    assert each.rows() == {"lead": 1}


def test_only_so_many_wait(desk: PushDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(push_waiting, "MOST_WAITING", 2)
    desk.add()
    desk.add("phone")
    told = desk.reply(*(touch(f"t{number}") for number in range(3)))
    assert [(one["result"], one["code"]) for one in results(told)] == [
        WAITS,
        WAITS,
        ("rejected", "unknown_lead"),
    ]
    assert "2 events wait for theirs already" in results(told)[2]["message"]
    assert desk.push(touch("t9")) == [("rejected", "unknown_lead")]
    assert desk.push(touch(), source="phone") == [WAITS]
    assert desk.push(touch("long", about="3", owner="x" * 10_000), source="phone") == [
        ("rejected", "unknown_lead")
    ]


def test_the_list_and_the_doctor_say_how_many_wait(desk: PushDesk) -> None:
    desk.add()
    desk.push(touch(), touch("t2"))
    (listed,) = desk.sources.list(desk.now)
    assert listed.waiting == Waiting(number=2, since=desk.now)
    with desk.desk.look() as work:
        (finding,) = waiting_findings(work)
    assert finding.found == (
        "crm: 2 events wait for leads that have not come, since Thu 20 Nov 2025 08:00 UTC"
    )


EVENTS = (lead(), lead("2"), touch(), touch("t2"), deal(), stage(), touch("t3", about="2"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(len(EVENTS))), cuts=st.sets(st.integers(1, len(EVENTS) - 1)))
def test_the_order_of_arrival_changes_nothing(tmp_path: Path, order: list[int], cuts: set[int]) -> None:
    edges = [0, *sorted(cuts), len(order)]
    desk = PushDesk(FakeStore(), tmp_path)
    desk.add()
    for start, end in pairwise(edges):
        desk.push(*(EVENTS[place] for place in order[start:end]))
    assert (desk.rows(), waiting(desk)) == ({"lead": 2, "touch": 3, "stage": 1, "deal": 1}, 0)
    first, second = desk.history("1").lead, desk.history("2").lead
    assert (first.stop_reason, second.derived.first_attempt_at is None) == (StopReason.WON, False)

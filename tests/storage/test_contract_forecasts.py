"""How far leads came, and the chances that were told, on every store alike."""

from dataclasses import replace
from datetime import date, datetime

from sla.activity import StageChange
from sla.forecasts import Forecast
from sla.leads import LeadId, Stop, StopReason
from sla.money import Money
from sla.paths import Path
from sla.ports import UnitOfWork
from tests.storage.examples import NOW, days, deal_row, hours, lead_row

START, END = NOW - days(90), NOW
FORECAST = Forecast(
    starts_on=date(2026, 1, 1),
    ends_on=date(2026, 12, 31),
    as_of=date(2026, 2, 27),
    version=3,
    quota=Money.of(500_000, "USD"),
    chance=6_421,
    made_at=NOW,
)


def put(work: UnitOfWork, external_id: str, began_at: datetime, lead_type: str = "website") -> LeadId:
    work.leads.upsert([lead_row(external_id, handed_off_at=began_at, lead_type=lead_type)])
    return work.leads.ids_by_external("file", [external_id])[external_id]


def change(lead_id: LeadId, stage: str, at: datetime) -> StageChange:
    return StageChange(
        source="file", external_id=f"{lead_id} {stage}", lead_id=lead_id, stage=stage, entered_at=at
    )


def paths(work: UnitOfWork) -> tuple[Path, ...]:
    return work.paths.handed_off(START, END, currency="USD")


def test_a_lead_with_its_history_and_its_deals(work: UnitOfWork):
    lead = put(work, "1", START)
    put(work, "too young", END)
    put(work, "too old", START - hours(1))
    work.stages.upsert([change(lead, "SQL", NOW - days(50)), change(lead, "MQL", NOW - days(60))])
    work.leads.reach({lead: "SQL"})
    work.deals.upsert([
        deal_row("a", lead, won_at=NOW - days(9), amount=Money.of(100, "USD")),
        deal_row("b", lead, won_at=NOW - days(10), amount=Money.of(20, "USD")),
        deal_row("c", lead, won_at=NOW - days(8), amount=Money.of(7, "EUR")),
    ])  # fmt: skip
    assert paths(work) == (
        Path(
            lead_type="website",
            began_at=START,
            stage="SQL",
            entered=(("MQL", NOW - days(60)), ("SQL", NOW - days(50))),
            won_at=NOW - days(10),
            worth=12_000,
        ),
    )


def test_leads_come_by_their_handoff_and_end_as_they_were_lost(work: UnitOfWork):
    later, first = put(work, "1", NOW - days(5)), put(work, "2", NOW - days(6), "event")
    won_one, by_history = put(work, "3", NOW - days(4)), put(work, "4", NOW - days(3))
    work.leads.set_stops({
        first: Stop(at=NOW - days(3), reason=StopReason.DISQUALIFIED),
        later: Stop(at=NOW - days(2), reason=StopReason.ANSWERED),
        by_history: Stop(at=NOW - days(1), reason=StopReason.WON),
    })  # fmt: skip
    work.deals.upsert([deal_row("a", won_one, won_at=NOW, amount=None)])
    found = paths(work)
    assert [(one.lead_type, one.ended_at) for one in found] == [
        ("event", NOW - days(3)),
        ("website", None),
        ("website", None),
        ("website", None),
    ]
    assert [(one.won_at, one.worth) for one in found[2:]] == [(NOW, None), (NOW - days(1), None)]


def test_a_lead_that_was_rejected_for_good_is_left_out(work: UnitOfWork):
    gone, contested = put(work, "1", NOW - days(5)), put(work, "2", NOW - days(4))
    work.decisions.take_out(gone, NOW - days(1))
    work.decisions.take_out(contested, NOW + days(1))
    assert [one.began_at for one in paths(work)] == [NOW - days(4)]


def test_a_chance_is_kept_once_a_day(work: UnitOfWork):
    assert work.forecasts.all() == ()
    assert work.forecasts.add(FORECAST)
    assert not work.forecasts.add(replace(FORECAST, made_at=NOW + hours(1)))
    earlier = replace(FORECAST, chance=5_000, made_at=NOW - hours(1))
    next_day = replace(FORECAST, as_of=date(2026, 2, 28), made_at=NOW + days(1))
    next_version = replace(FORECAST, version=4, quota=Money.of(7, "EUR"), made_at=NOW + hours(2))
    assert [work.forecasts.add(one) for one in (earlier, next_day, next_version)] == [True] * 3
    assert work.forecasts.all() == (earlier, FORECAST, next_version, next_day)

"""Chances that were told, and how far leads came, in memory."""

from datetime import UTC, datetime

from sla.forecasts import Forecast
from sla.leads import Lead, StopReason
from sla.paths import Path
from tests.fakes.rows import Rows


def utc(moment: datetime) -> datetime:
    """As a database gives it back; in one zone of its own Python subtracts wall clocks."""
    return moment.astimezone(UTC)


class FakeForecasts:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, forecast: Forecast) -> bool:
        key = forecast.ends_on, forecast.as_of, forecast.version, forecast.chance
        known = {(one.ends_on, one.as_of, one.version, one.chance) for one in self._rows.forecasts}
        if key not in known:
            self._rows.forecasts.append(forecast)
        return key not in known

    def all(self) -> tuple[Forecast, ...]:
        return tuple(sorted(self._rows.forecasts, key=lambda one: (one.made_at, one.ends_on, one.chance)))


class FakePaths:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def handed_off(self, start: datetime, end: datetime, *, currency: str) -> tuple[Path, ...]:
        leads = [
            lead
            for lead in self._rows.leads.values()
            if start <= lead.handed_off_at < end
            and lead.stop_reason is not StopReason.MERGED
            and (lead.taken_out_at is None or lead.taken_out_at > end)
        ]
        leads.sort(key=lambda lead: (lead.handed_off_at, lead.id))
        return tuple(self._path(lead, currency) for lead in leads)

    def _path(self, lead: Lead, currency: str) -> Path:
        deals = [deal for deal in self._rows.deals.values() if deal.lead_id == lead.id]
        known = [one.amount.minor for one in deals if one.amount and one.amount.currency == currency]
        changes = [one for one in self._rows.stage_changes.values() if one.lead_id == lead.id]
        ends = {StopReason.LOST, StopReason.DISQUALIFIED, StopReason.REJECTED, StopReason.GONE}
        stopped_at = lead.stopped_at and utc(lead.stopped_at)
        won_at = stopped_at if lead.stop_reason is StopReason.WON else None
        return Path(
            lead_type=lead.lead_type,
            began_at=utc(lead.handed_off_at),
            stage=lead.stage,
            entered=tuple(
                (one.stage, utc(one.entered_at)) for one in sorted(changes, key=lambda one: one.entered_at)
            ),
            won_at=min((utc(one.won_at) for one in deals), default=won_at),
            worth=sum(known) if known else None,
            ended_at=stopped_at if lead.stop_reason in ends else None,
        )

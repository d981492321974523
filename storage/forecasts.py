"""The chances that one tenant was told. None is ever changed or removed."""

from sqlalchemy import Connection, select

from sla.forecasts import Forecast
from sla.money import Money
from sla.people import TenantId
from storage.bulk import insert_if_new
from storage.forecast_tables import FORECAST

KEY = ("tenant_id", "ends_on", "as_of", "agreement_version", "chance")


class SqlForecasts:
    def __init__(self, connection: Connection, tenant_id: TenantId) -> None:
        self._connection = connection
        self._tenant_id = tenant_id

    def add(self, forecast: Forecast) -> bool:
        values = {
            "tenant_id": self._tenant_id,
            "ends_on": forecast.ends_on,
            "as_of": forecast.as_of,
            "agreement_version": forecast.version,
            "chance": forecast.chance,
            "starts_on": forecast.starts_on,
            "quota_minor": forecast.quota.minor,
            "currency": forecast.quota.currency,
            "made_at": forecast.made_at,
        }
        statement = insert_if_new(self._connection, FORECAST, KEY).values(values)
        counted = {"preserve_rowcount": True}
        return self._connection.execute(statement, execution_options=counted).rowcount > 0

    def all(self) -> tuple[Forecast, ...]:
        statement = select(FORECAST).where(FORECAST.c.tenant_id == self._tenant_id)
        by_time = statement.order_by(FORECAST.c.made_at, FORECAST.c.ends_on, FORECAST.c.chance)
        return tuple(
            Forecast(
                starts_on=row.starts_on,
                ends_on=row.ends_on,
                as_of=row.as_of,
                version=row.agreement_version,
                quota=Money(minor=row.quota_minor, currency=row.currency),
                chance=row.chance,
                made_at=row.made_at,
            )
            for row in self._connection.execute(by_time)
        )

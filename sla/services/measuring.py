"""The rates of the agreement in force beside those that its leads show (MATHS §2, Calibration)."""

from datetime import UTC, datetime, timedelta

from sla.measured import RatesMeasured
from sla.measuring import Measuring
from sla.ports import UnitOfWork
from sla.services.desk import Desk
from sla.terms import Terms

LOOKED_BACK = timedelta(days=3 * 365)


class MeasureRates:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __call__(self, now: datetime) -> RatesMeasured:
        """NotFound where nothing is agreed."""
        with self._desk.look() as work:
            terms = self._desk.book(work).at(now)
            measuring = measuring_of(terms, work, now)
        return RatesMeasured(
            types=measuring.measured(),
            began_at=measuring.began_at,
            until=now,
            zone=terms.calendar.zone,
            locale=terms.locale,
            version=terms.version,
        )


def measuring_of(terms: Terms, work: UnitOfWork, now: datetime) -> Measuring:
    until = now.astimezone(UTC)
    paths = work.paths.handed_off(until - LOOKED_BACK, until, currency=terms.currency)
    return Measuring(terms, paths, until)

"""Public holidays of a country or region as plain dates, from the `holidays` library."""

import warnings
from datetime import date
from functools import cache

import holidays

from sla.errors import BadInput

NONE = "none"
YEARS_BEFORE, YEARS_AFTER = 3, 12
"""Around the agreement's first year: history that is imported, and all the years it may run."""


@cache
def public_holidays(place: str, year: int) -> frozenset[date]:
    """The days off around `year` of a place like "DE" or "DE-BE"; "none" has none; BadInput for an unknown one."""
    found = known_place(place)
    if found == NONE:
        return frozenset()
    country, _, region = found.partition("-")
    years = range(year - YEARS_BEFORE, year + YEARS_AFTER + 1)
    with warnings.catch_warnings():
        # Some countries' movable feasts are known for a few decades only; the fixed ones still hold.
        warnings.simplefilter("ignore")
        return frozenset(holidays.country_holidays(country, subdiv=region or None, years=years))


def known_place(place: str) -> str:
    """In one spelling: "DE", "DE-BE", or "none"; BadInput where no holidays are known."""
    if place.strip().casefold() == NONE:
        return NONE
    country, _, region = place.strip().upper().partition("-")
    regions = holidays.list_supported_countries().get(country)
    if regions is None:
        raise BadInput(f'"{place}" is not a country with known holidays; write a code like "DE" or "US".')
    if region and region not in regions:
        known = ", ".join(f"{country}-{name}" for name in regions[:60]) or f"only {country} as a whole"
        raise BadInput(f'"{place}" is not a region with known holidays; known are {known}.')
    return f"{country}-{region}" if region else country

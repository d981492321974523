"""Conversion rates, exact (MATHS.md D1): a decimal somebody stated or counts they observed, never a float."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

from sla.errors import BadInput

_COUNT = r"[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+"
_COUNTS = re.compile(rf"(?P<converted>{_COUNT})\s*(?:/|\bof\b)\s*(?P<entered>{_COUNT})")
_PERCENT = re.compile(r"(?P<whole>[0-9]+)(?:\.(?P<part>[0-9]{1,6}))?\s*%")
_BARE = re.compile(r"(?P<whole>[0-9]*)(?:\.(?P<part>[0-9]{1,8}))?")
_LONGEST = 40
_STORABLE = 2**63
_EXAMPLES = "34%, 0.34 or 1326 of 3900"
_STATED_PLACES, _COUNTED_PLACES = 6, 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Rate:
    """`converted` of `entered`, 0 < rate <= 1. `counted`: these are observed records, no stated percent."""

    converted: int
    entered: int
    counted: bool = False

    def __post_init__(self) -> None:
        if not 0 < self.converted <= self.entered < _STORABLE:
            raise BadInput(
                f"A rate of {self.converted:,} in {self.entered:,} is not possible; "
                "a rate is more than 0% and at most 100%."
            )

    @property
    def fraction(self) -> Fraction:
        return Fraction(self.converted, self.entered)

    def shown(self) -> str:
        """For people: "34%"; "34% (1,326 of 3,900)" counted; "about 28.2% (1,100 of 3,900)", if inexact."""
        counts = f" ({self.converted:,} of {self.entered:,})"
        places = _COUNTED_PLACES if self.counted else _STATED_PLACES
        scaled = self.fraction * 100 * 10**places
        if scaled.denominator == 1:
            percent = Decimal(scaled.numerator).scaleb(-places).normalize()
            return f"{percent:f}%" + (counts if self.counted else "")
        tenths = floor(self.fraction * 1000 + Fraction(1, 2))
        if tenths == 0:
            return f"under 0.1%{counts}"
        if tenths == 1000:  # noqa: PLR2004 — all thousand tenths of a percent
            return f"over 99.9%{counts}"
        return f"about {tenths // 10}.{tenths % 10}%{counts}"


def parse_rate(text: str, field: str | None = None) -> Rate:
    """A rate as a person types it: "34%", "34.5 %", "0.34", "1326 of 3900", "1,326/3,900".

    A bare "34" or "1" is refused: it does not say whether a percent or a share is meant.
    """
    typed = text.strip().lower()
    try:
        return _read(typed)
    except BadInput as refusal:
        raise BadInput(refusal.message, field=field) from None


def _read(typed: str) -> Rate:
    if not typed or len(typed) > _LONGEST:
        raise BadInput(f"Write the rate like {_EXAMPLES}.")
    if match := _COUNTS.fullmatch(typed):
        converted, entered = (int(match[name].replace(",", "")) for name in ("converted", "entered"))
        return Rate(converted=converted, entered=entered, counted=True)
    if match := _PERCENT.fullmatch(typed):
        places = match["part"] or ""
        return _stated(typed, Fraction(int(match["whole"] + places), 100 * 10 ** len(places)))
    if match := _BARE.fullmatch(typed):
        places = match["part"] or ""
        share = Fraction(int(match["whole"] + places or "0"), 10 ** len(places))
        if share < 1:
            return _stated(typed, share)
        raise BadInput(f'"{typed}" alone can be read in two ways; write the rate like {_EXAMPLES}.')
    raise BadInput(f'"{typed}" is not a rate; write it like {_EXAMPLES}.')


def _stated(typed: str, share: Fraction) -> Rate:
    """The same Rate however it was typed: "0.5", "50%" and "50.0 %" are all 50 of 100."""
    if not 0 < share <= 1:
        raise BadInput(f'"{typed}" cannot be a rate; a rate is more than 0% and at most 100%.')
    entered = 100
    while entered % share.denominator:
        entered *= 10
    return Rate(converted=int(share * entered), entered=entered)

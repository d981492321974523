"""Money in whole minor units, how people type an amount, and splits that add back exactly (MATHS.md D5)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import accumulate, pairwise
from math import floor
from typing import Self

from sla.errors import BadInput

# ISO 4217: decimals of the currencies that do not have two.
# fmt: off
_NO_DECIMALS = frozenset((
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
    "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF",
))
# fmt: on
_THREE_DECIMALS = frozenset(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"))
_STORABLE = 2**63  # a BIGINT column holds less than this

_AMOUNT = re.compile(
    r"(?P<whole>[1-9][0-9]{0,2}(?P<mark>[, ])[0-9]{3}(?:(?P=mark)[0-9]{3})*|[0-9]+)"
    r"(?:\.(?P<decimals>[0-9]+))? ?(?P<scale>[km]?)"
)
_SCALES = {"": 1, "k": 1_000, "m": 1_000_000}
_SPACES = str.maketrans({"\u00a0": " ", "\u2009": " ", "\u202f": " "})
_SHOWN_CHARACTERS = 40
_LONGEST = 40
_EXAMPLES = "500000, 500,000, 500k or 1.5m"


def exponent(currency: str) -> int:
    """Decimals of a currency by ISO 4217: 0 for JPY, 3 for KWD, otherwise 2."""
    if currency in _NO_DECIMALS:
        return 0
    return 3 if currency in _THREE_DECIMALS else 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Money:
    """An exact amount: `minor` counts the currency's smallest unit (cents; yen)."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[A-Z]{3}", self.currency):
            raise BadInput(
                f'"{self.currency}" is not a currency code; write three capitals, like USD or EUR.'
            )
        if abs(self.minor) >= _STORABLE:
            raise BadInput(
                f"An amount of that size in {self.currency} cannot be stored; write a smaller one."
            )

    @classmethod
    def of(cls, major: str | int | Decimal, currency: str) -> Self:
        """From whole currency, `Money.of("2000.50", "USD")`; BadInput when it is no whole minor amount."""
        try:
            minor = Fraction(Decimal(major)) * 10 ** exponent(currency)
        except (InvalidOperation, ValueError, OverflowError):
            raise BadInput(f'"{_cut(str(major))}" is not an amount; write it like 2000 or 2000.50.') from None
        if minor.denominator != 1:
            raise BadInput(f'"{_cut(str(major))}" has more decimals than {currency} has; leave them out.')
        return cls(minor=minor.numerator, currency=currency)

    @property
    def major(self) -> Decimal:
        """In whole currency, with the currency's own number of decimals."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))

    def __add__(self, other: "Money") -> "Money":
        return Money(minor=self.minor + self._same(other).minor, currency=self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(minor=self.minor - self._same(other).minor, currency=self.currency)

    def _same(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not mix")
        return other


def parse_amount(text: str, currency: str, field: str | None = None) -> Money:
    """An amount above zero as a person types it: a dot before decimals, commas or spaces between
    thousands, `k` and `m` for thousands and millions. Whatever can be read two ways is refused.
    """
    typed = text.translate(_SPACES).strip().lower()
    match = _AMOUNT.fullmatch(typed) if len(typed) <= _LONGEST else None
    if match is None:
        raise BadInput(_why_not(typed), field=field)
    decimals = match["decimals"] or ""
    digits = int(match["whole"].replace(match["mark"] or ",", "") + decimals)
    units = Fraction(digits * _SCALES[match["scale"]] * 10 ** exponent(currency), 10 ** len(decimals))
    # "2.000" may be two thousand written the European way: its zeros are not waved through.
    too_fine = len(decimals) > exponent(currency) and not match["scale"]
    if too_fine or units.denominator != 1:
        raise BadInput(
            f'"{_cut(typed)}" has more decimals than {currency} has; write thousands with a comma, '
            f"like {_EXAMPLES}.",
            field=field,
        )
    if units == 0:
        raise BadInput(f"An amount must be more than 0; write it like {_EXAMPLES}.", field=field)
    if units >= _STORABLE:
        raise BadInput(f'"{_cut(typed)}" is too large an amount; write a smaller one.', field=field)
    return Money(minor=units.numerator, currency=currency)


def _why_not(typed: str) -> str:
    if re.fullmatch(r"[-\u2212][0-9., ]+[km]?", typed):
        return f"An amount must be more than 0; write it like {_EXAMPLES}."
    if re.fullmatch(r"[0-9]+[0-9., ]*,[0-9., ]*[km]?", typed):
        return (
            f'"{_cut(typed)}" can be read in two ways; write a dot before decimals and a comma only between '
            "full thousands, like 12.5k or 12,500."
        )
    return f'"{_cut(typed)}" is not an amount; write it like {_EXAMPLES}.'


def _cut(typed: str) -> str:
    return typed if len(typed) <= _SHOWN_CHARACTERS else typed[: _SHOWN_CHARACTERS - 1] + "…"


def split_evenly(total: int, parts: int) -> tuple[int, ...]:
    """Whole shares as equal as can be, adding back to `total` (D5)."""
    if parts < 1:
        raise ValueError("a split needs at least one part")
    # The marks of `split_by_weights` in whole numbers: a plan splits hundreds of cells.
    marks = [(2 * total * upto + parts) // (2 * parts) for upto in range(parts + 1)]
    return tuple(after - before for before, after in pairwise(marks))


def split_by_weights(total: int, weights: Sequence[int | Fraction]) -> tuple[int, ...]:
    """Whole shares in proportion to `weights`: cumulative half-up rounding, adding back to `total` (D5)."""
    whole = sum(weights, Fraction(0))
    if whole <= 0 or min(weights) < 0:
        raise ValueError("a split needs weights of 0 or more, and one above 0")
    marks = [floor(total * Fraction(upto) / whole + Fraction(1, 2)) for upto in accumulate(weights)]
    return tuple(after - before for before, after in pairwise([0, *marks]))

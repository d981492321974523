"""Amounts of money as CRMs write them, in the agreement's currency."""

import re
from functools import cache

from babel.numbers import get_currency_symbol

from sla.errors import BadInput
from sla.money import Money, parse_amount

_ZERO = re.compile(r"0+(?:\.0*)?")


def read_amount(text: str, currency: str) -> Money | None:
    """ValueError, with the reason, for what is no amount; None where nobody named one, for which CRMs fill in 0."""
    bare = text.replace(_symbol(currency), "")
    bare = re.sub(currency, "", bare, flags=re.IGNORECASE).strip()
    if not bare or _ZERO.fullmatch(bare):
        return None
    try:
        return parse_amount(bare, currency)
    except BadInput as refusal:
        raise ValueError(refusal.message) from None


def same_currency(text: str, currency: str) -> str:
    """ValueError for another one."""
    if text and text.upper() != currency:
        raise ValueError(f"{text} is not {currency}, the agreement's currency; convert the amount.")
    return currency


@cache
def _symbol(currency: str) -> str:
    return get_currency_symbol(currency, locale="en_US")

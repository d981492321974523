"""The words of verdicts, promises and counts, in the one form that every message uses."""

from collections.abc import Sequence

from handlers.views import quantities
from sla.board import SalesSide, ShareLine
from sla.leads import Urgency
from sla.marketing import QuantityLine
from sla.pace import BAND
from sla.verdict import Verdict

SALES_ORDER = (Verdict.MISSED, Verdict.KEPT, Verdict.TOO_CLOSE, Verdict.TOO_FEW)

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")

URGENT = (
    Urgency.OVERDUE,
    Urgency.DUE_TODAY,
    Urgency.WAITING,
    Urgency.REMIND,
    Urgency.NEW,
    Urgency.SUGGESTED,
)


def joined(things: Sequence[str]) -> str:
    """Like "a, b and c"."""
    return " and ".join(filter(None, (", ".join(things[:-1]), *things[-1:])))


def counted(number: int, one: str, many: str | None = None, *, locale: str = quantities.ENGLISH) -> str:
    """Like "1 lead", "3,900 leads"."""
    word = one if number == 1 else many or plural(one)
    return f"{quantities.count(number, locale)} {word}"


def plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in set("aeiou"):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def ordinal(number: int) -> str:
    return _ORDINALS[number - 1] if 1 <= number <= len(_ORDINALS) else f"{number}th"


def agreement(version: int) -> str:
    """Like "agreement v3"; the one loaded at the start is version 0 and nobody has signed it (MATHS D16)."""
    return f"agreement v{version}" + ("" if version else ", not signed yet")


def pace_words(line: QuantityLine, locale: str) -> str:
    """The verdict of a quantity, with how far it is outside the band."""
    if line.verdict not in {Verdict.UNDER, Verdict.OVER} or not line.expected:
        return {Verdict.NOT_YET: "no verdict yet"}.get(line.verdict, line.verdict.value)
    away = quantities.percent(abs(line.delivered / line.expected - 1), BAND, locale=locale)
    more = ", normal for this volume" if line.normal_variation else ""
    if line.nth:
        more = f", {ordinal(line.nth)} month running"
    return f"{away} {line.verdict}{more}"


def promise(line: ShareLine, side: SalesSide) -> str:
    """What sales promised, as a row's name: "5 follow-ups by day 28"."""
    if line.acceptance:
        return f"Accepted or rejected within {quantities.span(side.accept_within)}"
    if line.checkpoint is None:
        within = side.first_attempt_within
        return f"First attempt within {quantities.span(within)}"
    return f"{counted(line.checkpoint.need, 'follow-up')} by day {line.checkpoint.day}"


def promise_place(line: ShareLine) -> str:
    """Where sales is behind, in a headline: "day 28"."""
    if line.acceptance:
        return "accepting"
    return "first attempts" if line.checkpoint is None else f"day {line.checkpoint.day}"


def tally(side: SalesSide, verdicts: Sequence[Verdict] = SALES_ORDER) -> str:
    """Like "1 missed, 2 too close to call"."""
    found = ((side.with_verdict(verdict), verdict) for verdict in verdicts)
    return ", ".join(f"{number} {verdict}" for number, verdict in found if number)


def urgencies(counts: Sequence[tuple[Urgency, int]]) -> str:
    """Like "1 overdue, 2 due today"."""
    return ", ".join(f"{number} {urgency}" for urgency, number in counts if number)

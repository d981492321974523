"""What became of the leads: quality next to quantity, the same lines on marketing's page as on sales'."""

from collections.abc import Sequence
from fractions import Fraction

from handlers.views import days, quantities, words
from handlers.views.escape import people
from sla.board import Board
from sla.marketing import TypePace
from sla.quality import Realised, TypeQuality
from sla.verdict import FEWEST

MOST_TYPES = 12
_NAME = 40


def became_lines(quality: Sequence[TypeQuality], realised: Realised | None, board: Board) -> tuple[str, ...]:
    """Both sides' part in it: what sales took, how far they came, what they brought in. Nothing before that."""
    lines = [line for one in quality[:MOST_TYPES] if (line := _type(one, board))]
    more = len(quality) - MOST_TYPES
    money = _realised(realised, board) if realised else None
    if not lines and not money:
        return ()
    return (
        "*What became of the leads* shown, not judged",
        *lines,
        *([f"… and {words.counted(more, 'more lead type')}"] if more > 0 else []),
        *([f"• {money}"] if money else []),
    )


def qualified_lines(board: Board) -> tuple[str, ...]:
    """Of the month's leads delivered, those that were held against the agreed definition and met it."""
    *types, total = board.marketing.spans or (None,)
    if total is None or total.qualified is None:
        return (
            "*Quality not checked*: the agreement does not define a qualified lead, so every lead counts.",
        )
    shown = [f"{people(one.lead_type or '', _NAME)} {_met(one, board)}" for one in types[:MOST_TYPES]]
    lines = [
        f"*Met the agreed definition* {_met(total, board)}",
        *([" · ".join(shown)] if len(types) > 1 else []),
    ]
    if total.qualified < total.leads.delivered:
        lines.append("The others came with a file and were held against nothing; they count.")
    return tuple(lines)


def _met(one: TypePace, board: Board) -> str:
    return _share(one.qualified or 0, quantities.half_up(one.leads.delivered), board.locale)


def _type(one: TypeQuality, board: Board) -> str:
    locale, parts = board.locale, []
    if one.answered:
        agreed = quantities.percent(one.agreed, locale=locale)
        parts.append(f"{_share(one.accepted, one.answered, locale)} accepted, agreed {agreed}")
    if one.entered:
        planned = quantities.percent(one.planned, locale=locale)
        advanced = _share(one.advanced, one.entered, locale)
        parts.append(f"{advanced} came to {people(one.stage, _NAME)}, planned {planned}")
    if one.realised and (money := _each(one.realised, board)):
        parts.append(money)
    return f"• {people(one.name, _NAME)}: {'; '.join(parts)}" if parts else ""


def _realised(found: Realised, board: Board) -> str | None:
    """Per lead, beside what it was priced at; not told where no amount is known."""
    each = _each(found, board)
    if each is None:
        return None
    leads = words.counted(found.leads, "lead", locale=board.locale)
    span = f"{days.brief(found.first, board.as_of)} to {days.brief(found.last, board.as_of)}"
    number = quantities.count(found.without_amount, board.locale)
    missing = f"; {number} of {words.counted(found.deals, 'deal', locale=board.locale)} without an amount"
    return f"{words.capital(each)}; {leads} handed over {span}{missing if found.without_amount else ''}"


def _each(found: Realised, board: Board) -> str | None:
    if found.without_amount == found.deals:
        return None
    currency, locale = board.quota.amount.currency, board.locale
    each = quantities.whole_money(Fraction(found.revenue.major) / found.leads, currency, locale)
    planned = quantities.whole_money(found.planned / found.leads, currency, locale)
    return f"revenue so far {each} a lead, planned {planned}"


def _share(part: int, whole: int, locale: str) -> str:
    """Under twenty the counts alone."""
    of = f"{quantities.count(part, locale)} of {quantities.count(whole, locale)}"
    return f"{of} ({quantities.percent(Fraction(part, whole), locale=locale)})" if whole >= FEWEST else of

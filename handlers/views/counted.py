"""“How is this counted?”: the rule, the cohort and the range behind every line of the board, in plain words."""

from fractions import Fraction

from handlers.views import days, figures, layout, paced, quantities, words
from handlers.views.escape import people
from handlers.views.ids import Act, Foot
from handlers.views.message import Message
from handlers.views.situation import Situation
from sla.board import Board, ShareLine
from sla.delivered import ONCE_WITHIN_DAYS
from sla.marketing import QuantityLine
from sla.pace import BAND
from sla.verdict import FEWEST, Verdict, wilson

MOST_LINES = 20


def counted_message(board: Board) -> Message:
    return Message.of(
        layout.header("How is this counted?"),
        layout.section("*Marketing*", *_marketing_rule(board)),
        layout.section(*_quantities(board)),
        layout.section(*lines) if (lines := paced.uncounted_lines(board)) else None,
        layout.section("*Sales*", *_sales_rule(board)),
        layout.section(*(_share(line, board) for line in board.sales.lines)) if board.sales.lines else None,
        layout.section("*Money*", *_money(board)),
        layout.context(figures.as_of_words(board), figures.agreement_words(board)),
        layout.buttons(
            layout.button("Full board", Act.OPEN_BOARD, "team"),
            layout.button("Marketing in detail", Act.OPEN_PACE, "marketing"),
            layout.button("Sales in detail", Act.OPEN_DETAIL, "sales"),
            layout.button("Leads needed", Act.OPEN_DEMAND, "demand"),
            block_id=Foot.COUNTED,
        ),
    )


def _marketing_rule(board: Board) -> tuple[str, ...]:
    situation, band = Situation(board=board), quantities.percent(BAND)
    elapsed = f"{board.days_elapsed} of {board.days_total} working days"
    checked = board.marketing.spans and board.marketing.spans[-1].qualified is not None
    quality = "once it meets the agreed definition" if checked else "whatever its quality, as none is defined"
    return (
        f"A lead counts in the month it was handed to sales, {quality}; today’s count from tomorrow.",
        f"The same person within {ONCE_WITHIN_DAYS} days counts once, and one whose rejection is final not at all.",
        f"Expected is the month’s number × the working days gone ({elapsed} of {situation.month}).",
        f"Within ±{band} is *on pace*, edges included. The first three working days of a month have no verdict.",
        "*Within normal variation for this volume*: outside by no more than chance explains (1.645 ÷ √ promised).",
        "Two closed months outside on one side are a notice, three are for the review; too many leads like too few.",
    )


def _quantities(board: Board) -> list[str]:
    side, situation = board.marketing, Situation(board=board)
    lines = [
        _quantity(f"{people(line.lead_type or '', 40)} leads", line, expected, board)
        for line, expected in zip(side.types[:MOST_LINES], figures.expected_leads(board), strict=False)
    ]
    if len(side.types) != 1:
        lines.append(_quantity("All leads", side.total, quantities.half_up(side.total.expected), board))
    since = days.brief(board.effective_on, board.as_of)
    lines.append(_quantity(f"Value of leads, {situation.month}", side.value_month, None, board))
    lines.append(_quantity(f"Value of leads since {since}", side.value_cumulative, None, board))
    return lines


def _quantity(name: str, line: QuantityLine, leads: int | None, board: Board) -> str:
    """Delivered of expected with the percent between, and the whole span's number."""
    delivered, expected = figures.amounts(line, board)
    if leads is not None:
        expected = quantities.count(leads, board.locale)
    ratio = f" ({figures.ratio_percent(line, board.locale)})" if line.expected else ""
    return f"• {name}: {delivered} of {expected} expected{ratio} → {words.pace_words(line, board.locale)}"


def _sales_rule(board: Board) -> tuple[str, ...]:
    if not board.sales.measured:
        return (
            "Not measured: no activity is known from any source yet, so nobody is counted late meanwhile.",
        )
    return (
        "A lead is counted when its date has passed, unless it was won, lost or disqualified before.",
        "One follow-up per lead and day counts; the first attempt is not one of them. Its time is working time.",
        "*Kept*: the agreed share is reached. *Missed*: even the top of the range is below it.",
        f"*Too close to call*: the agreed share lies inside the range. Under {FEWEST} leads: *too few to judge*.",
        "The range is where the true share lies 9 times in 10, given so many leads.",
    )


def _share(line: ShareLine, board: Board) -> str:
    """One promise: the share with its range, the verdict, of which leads, and how many closed before their day."""
    name = words.promise(line, board.sales)
    closed = f"; {line.stopped_before} more closed before" if line.stopped_before else ""
    closed += f"; {line.in_gap} more due while a source is silent" if line.in_gap else ""
    if not line.judged:
        return f"• {name}: no lead due {_cohort(line, board)}{closed} → {line.verdict}"
    judged = words.counted(line.judged, "lead", locale=board.locale)
    share = f"{quantities.count(line.kept, board.locale)} of {judged}"
    if line.kept_late:
        share += f", {quantities.count(line.kept_late, board.locale)} of them by late logging"
    own = f"; {_versions(line)}" if len(line.versions) > 1 else ""
    return (
        f"• {name}: {share}{_range(line, board)} → {line.verdict}. "
        f"Due {_cohort(line, board)}{closed}{_after_gap(line)}{_unattended(line)}{own}."
    )


def _after_gap(line: ShareLine) -> str:
    """They are in the figure, by what the source brought once it was heard of again."""
    return f"; {line.after_gap} of them fell due while a source was silent" if line.after_gap else ""


def _unattended(line: ShareLine) -> str:
    """They stay in the team's figure and are in no person's."""
    return f"; {line.unattended} of those not kept with nobody on duty" if line.unattended else ""


def _versions(line: ShareLine) -> str:
    """A new version never rewrites what came under an older one."""
    numbers = words.joined([f"v{number}" for number in line.versions])
    return f"each lead by the agreement it was handed over under, {numbers}"


def _cohort(line: ShareLine, board: Board) -> str:
    """Which leads the share is of (MATHS D15)."""
    since, to = days.brief(line.since, board.as_of), days.brief(board.as_of, board.as_of)
    few = f", the last 90 days, as {Situation(board=board).month} alone has fewer than {FEWEST}"
    return f"{since} to {to}{few if line.last_90_days else ''}"


def _range(line: ShareLine, board: Board) -> str:
    if line.judged < FEWEST:
        return ""
    low, high = (Fraction(bound) for bound in wilson(line.kept, line.judged))
    edge = (line.target,) if line.verdict is Verdict.MISSED else ()
    bounds = f"{quantities.percent(low)} to {quantities.percent(high, *edge, locale=board.locale)}"
    agreed = quantities.percent(line.target, locale=board.locale)
    return f" ({figures.share_percent(line, board.locale)}, range {bounds}, agreed {agreed})"


def _money(board: Board) -> tuple[str, ...]:
    period = board.quota.period
    quota = quantities.whole_money(board.quota.amount.major, board.quota.amount.currency, board.locale)
    return (
        f"A lead is worth the quota ({quota} a {period}) ÷ the leads it needs.",
        "One that is overdue or due soon is priced by its stage: the further it has come, the more.",
        figures.won_words(board),
    )

"""What stands behind sales' lines, in words: the same for a rep's own numbers as for the team's."""

from datetime import timedelta

from handlers.views import days, quantities, words
from handlers.views.quantities import ENGLISH, count
from sla.attempt_time import TimeSplit
from sla.board import ClosedLine, ClosedMonth, SalesDetail, SalesSide, ShareLine
from sla.first_contact import FirstAttempts
from sla.habits import Habits
from sla.scorecard import FollowUpShare
from sla.verdict import FEWEST

_ORDINALS = {1: "1st", 2: "2nd", 3: "3rd"}
_DAY = timedelta(days=1)


def wait_lines(detail: SalesDetail, side: SalesSide, locale: str = ENGLISH) -> tuple[str, ...]:
    """How long leads waited, first for an attempt, then until both sides had spoken."""
    within = quantities.span(side.first_attempt_within)
    tried, spoken = detail.attempts, detail.contacts
    if not tried.judged:
        return ("*First attempts* none due yet",)
    share = f"{_of(spoken.kept, spoken.judged, locale)} within {within}; " if spoken.judged else ""
    return (
        f"*First attempts* {_waits(tried, 'never tried', locale)}",
        f"*First two-way contact* {share}{_waits(spoken, 'not spoken to', locale)}",
    )


def who_lines(side: SalesSide, detail: SalesDetail, locale: str = ENGLISH) -> tuple[str, ...]:
    """For each follow-up promise: which leads it is of, which not, and how many had each follow-up in time."""
    lines = []
    for line in side.lines:
        if line.checkpoint is not None:
            lines.append(f"*{words.promise(line, side)}* {_who(line, locale)}")
            steps = [one for one in detail.follow_ups if one.checkpoint == line.checkpoint and one.judged]
            lines += [f"      each in time: {_steps(steps, locale)}"] if steps else []
    return tuple(lines)


def split_lines(split: TimeSplit) -> tuple[str, ...]:
    """System, queue and human time, each over the leads it is known of; away time apart."""
    if not split.leads:
        return ("*Until the first attempt* no lead was tried yet",)
    parts = []
    if split.system.median is not None:
        coming = quantities.span(split.system.median)
        parts.append(f"half handed over within {coming} of coming in ({_leads(split.system.leads)})")
    if split.queue.median is not None and split.human.median is not None:
        waited, worked = quantities.span(split.queue.median), quantities.span(split.human.median)
        asked = _leads(split.queue.leads)
        parts.append(f"half accepted within {waited}, half tried within {worked} of that ({asked})")
    said = "; ".join(parts) or f"{_leads(split.leads)} tried"
    return f"*Until the first attempt* {said}", *_split_notes(split)


def _split_notes(split: TimeSplit) -> list[str]:
    """What is in none of the parts, and what is not known."""
    notes = []
    if split.away.median is not None:
        away = f"on {_leads(split.away.leads)}, half of them at most {quantities.span(split.away.median)}"
        notes.append(f"Time the owner was away is in none of these: {away}.")
    if split.undivided:
        whole = split.undivided == split.leads
        those = "these" if whole else f"{words.counted(split.undivided, 'more lead')}"
        notes.append(f"Nobody was asked to accept {those}, so their time is not divided.")
    if not split.system.leads:
        notes.append("When leads first came in is not known, so the time before the handoff is left out.")
    return notes


def habit_lines(habits: Habits, locale: str = ENGLISH) -> tuple[str, ...]:
    """Three plain counts without a verdict, in the same words for the rep as for the manager."""
    gap = (
        "none yet"
        if habits.gap is None
        else f"half within {_days(habits.gap)}, over {count(habits.gaps, locale)}"
    )
    return (
        "*The last 90 days* shown, not judged",
        f"Closed as not fitting before a follow-up day: {_of(habits.closed_by_rep, habits.reached, locale)}",
        f"From one follow-up to the next: {gap}",
        f"Logged more than a day after: {_of(habits.late, habits.logged, locale)} logged by hand",
    )


def closed_lines(closed: ClosedMonth, side: SalesSide, locale: str = ENGLISH) -> tuple[str, ...]:
    """Every promise as the month closed, with what late logging has corrected since."""
    shown = (_closed(one, side, locale) for one in closed.lines)
    number = closed.corrections
    since = f"since then {words.counted(number, 'correction', locale=locale)} by late logging"
    return (
        f"*{days.month(closed.month)} as it closed* {since if number else 'no correction since'}",
        *(f"• {one}" for one in shown),
    )


def closed_short(closed: ClosedMonth, side: SalesSide, locale: str = ENGLISH) -> str:
    """The same in one line."""
    shown = " · ".join(_closed(one, side, locale) for one in closed.lines)
    return f"Sales in {days.month(closed.month)}, as it closed: {shown}"


def _closed(one: ClosedLine, side: SalesSide, locale: str) -> str:
    more = one.kept_since - one.line.kept
    since = f" ({count(more, locale)} more since, by late logging)" if more else ""
    return f"{words.promise(one.line, side)}: {_of(one.line.kept, one.line.judged, locale)}{since}"


def _waits(found: FirstAttempts, never: str, locale: str) -> str:
    """Nine in ten of a handful would be the slowest one: it is said from twenty leads on."""
    half = f"half within {quantities.span(found.half)}" if found.half is not None else "half not reached"
    missing = f", {count(found.never, locale)} {never}" if found.never else ""
    of = f"{words.counted(found.judged, 'lead', locale=locale)}{missing}"
    if found.judged < FEWEST:
        return f"{half}; {of}, too few to judge"
    ninth = "not reached" if found.nine_in_ten is None else f"within {quantities.span(found.nine_in_ten)}"
    return f"{half}, 9 in 10 {ninth}; {of}"


def _who(line: ShareLine, locale: str) -> str:
    ended = line.stopped_before - line.stopped_by_rep
    parts = [
        f"{count(line.judged, locale)} due so far",
        f"{count(ended, locale)} answered or ended before" if ended else "",
        f"{count(line.stopped_by_rep, locale)} closed as not fitting" if line.stopped_by_rep else "",
        f"{count(line.in_gap, locale)} due while a source is silent" if line.in_gap else "",
        f"{count(line.not_due, locale)} not due yet" if line.not_due else "",
    ]
    return " · ".join(filter(None, parts))


def _steps(steps: list[FollowUpShare], locale: str) -> str:
    """Like "1st 11, 2nd 10, 3rd 9 of 11"."""
    each = ", ".join(
        f"{_ORDINALS.get(one.number, f'{one.number}th')} {count(one.on_time, locale)}" for one in steps
    )
    return f"{each} of {count(steps[-1].judged, locale)}"


def _of(part: int, whole: int, locale: str) -> str:
    return f"{count(part, locale)} of {count(whole, locale)}"


def _leads(number: int) -> str:
    return words.counted(number, "lead")


def _days(length: timedelta) -> str:
    """Whole days, or the half between two."""
    whole, rest = divmod(length, _DAY)
    half = "½" if rest else ""
    return f"{whole or ''}{half or ('' if whole else '0')} {'day' if length == _DAY else 'days'}"

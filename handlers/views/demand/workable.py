"""Whether sales can work the leads that the quota orders, in words (MATHS §2, Capacity)."""

from handlers.views import quantities, words
from sla.capacity import Capacity


def workable_lines(capacity: Capacity, locale: str) -> tuple[str, ...]:
    """The verdict, the sum behind it, and what one rep has open at once."""
    return (
        f"*Can sales work them?* {_verdict(capacity, locale)}".rstrip(),
        f"{_sum(capacity, locale)}; {_have(capacity, locale)}.",
        f"At that rate a rep has up to {words.counted(capacity.open_per_rep, 'lead', locale=locale)} open at once.",
    )


def _verdict(capacity: Capacity, locale: str) -> str:
    spare, reps = capacity.spare, capacity.reps or 0
    if spare is None:
        return ""
    if spare > 0:
        return f"Yes, with {quantities.count(spare, locale)} to spare."
    if not spare:
        return "Yes, with nothing to spare."
    can = words.counted(capacity.workable(reps), "lead", locale=locale)
    short = words.counted(-spare, "rep", locale=locale)
    return f"No, {short} short: yours can work about {can} a week."


def _sum(capacity: Capacity, locale: str) -> str:
    """Like "75 leads a week need up to 5 reps at 140 touches a week, 8 a lead"."""
    week = capacity.leads_per_week
    leads = words.counted(quantities.half_up(week), "lead", locale=locale)
    about = "" if week.denominator == 1 else "About "
    needed = words.counted(capacity.reps_needed, "rep", locale=locale)
    used = (
        f", {quantities.percent(capacity.utilisation)} of them for these leads"
        if capacity.utilisation != 1
        else ""
    )
    each = quantities.count(quantities.half_up(capacity.touches_per_lead), locale)
    touches = quantities.count(capacity.touches_per_rep_week, locale)
    verb = "needs" if quantities.half_up(week) == 1 else "need"
    return f"{about}{leads} a week {verb} up to *{needed}* at {touches} touches a week{used}, up to {each} a lead"


def _have(capacity: Capacity, locale: str) -> str:
    if capacity.reps is None:
        return "say how many you have to see whether that is enough"
    return f"you have {quantities.count(capacity.reps, locale)}"

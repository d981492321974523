"""`/sla demand measured`: the agreed rates beside those that the leads show, each with its counts and range."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction

from handlers.views import days, layout, quantities, words
from handlers.views.escape import people, plain
from handlers.views.ids import Act, Foot
from handlers.views.message import Message
from sla.calendar import local_date
from sla.confidence import FEWEST_WINS
from sla.measured import BORROWED, Finding, RatesMeasured, StepMeasured, TypeMeasured

MOST_TYPES = 12
_NAME = 40
_HEAD = ("Step", "Agreed", "Measured", "Range", "Verdict", "Proposed")


def measured_message(found: RatesMeasured) -> Message:
    steps = [step for kind in found.types for step in kind.steps]
    told, notes = any(step.entered for step in steps), list(_notes(found))
    return Message.of(
        layout.header(_headline(steps)),
        layout.section(_counted(found)) if told else layout.section(_nothing(found)),
        layout.table(list(_rows(found)), ("left", *("right",) * 3, "left", "left")) if told else None,
        layout.section(*notes) if told and notes else None,
        layout.context(
            "The range is the 90% one: the true rate lies in it in 9 cases of 10" if told else None,
            words.agreement(found.version),
        ),
        layout.buttons(
            layout.button("Leads needed", Act.OPEN_DEMAND, "demand"),
            layout.button("The outlook", Act.OPEN_OUTLOOK, "outlook"),
            layout.button("The agreement", Act.OPEN_AGREEMENT, "agreement"),
            block_id=Foot.MEASURED,
        ),
    )


def _headline(steps: list[StepMeasured]) -> str:
    """Like "2 of 6 agreed rates hold, 1 is lower, 3 have too few leads to judge"."""
    many = Counter(step.finding for step in steps)
    if many[Finding.TOO_FEW] == len(steps):
        return "Too few leads to measure the agreed rates"
    said = [f"{many[Finding.AS_AGREED]} of {words.counted(len(steps), 'agreed rate')} measured as agreed"]
    others = {Finding.LOWER: "lower", Finding.HIGHER: "higher", Finding.TOO_FEW: "too few to judge"}
    said += [f"{many[one]} {word}" for one, word in others.items() if many[one]]
    return ", ".join(said)


def _counted(found: RatesMeasured) -> str:
    counted = [step for kind in found.types for step in kind.steps if step.since and step.until]
    first = min(step.since for step in counted if step.since)
    last = max(step.until for step in counted if step.until)
    return (
        "Of each step only leads count that were handed over so long ago that 9 in 10 of those that go on have done "
        f"so: {_day(first, found)} to {_day(last, found)}, at most a year of them."
    )


def _nothing(found: RatesMeasured) -> str:
    since = f", and leads are known whole since {_day(found.began_at, found)}" if found.began_at else ""
    return (
        f"It takes {FEWEST_WINS} leads that went on at a step, and leads old enough to know what became of them; "
        f"there are not so many yet{since}."
    )


def _rows(found: RatesMeasured) -> Iterator[tuple[str, ...]]:
    yield _HEAD
    several = len(found.types) > 1
    for kind in found.types[:MOST_TYPES]:
        if several and len(kind.steps) == 1:
            yield (plain(kind.name, _NAME), *_row(kind.steps[0], found.locale)[1:])
            continue
        if several:
            yield (plain(kind.name, _NAME).upper(), *("",) * (len(_HEAD) - 1))
        for step in kind.steps:
            yield _row(step, found.locale)
        if len(kind.steps) > 1:
            yield ("From lead to won", *_row(kind.whole, found.locale)[1:])


def _row(step: StepMeasured, locale: str) -> tuple[str, ...]:
    name, agreed = f"{plain(step.before, _NAME)} → {plain(step.after, _NAME)}", rate(step.agreed)
    if step.share is None:
        return name, agreed, "–", "", step.finding.value, _proposed(step)
    low, high = (rate(Fraction(edge)) for edge in step.range)
    count, of = (quantities.count(one, locale) for one in (step.converted, step.entered))
    return (
        name,
        agreed,
        f"{rate(step.share)} ({count} of {of})",
        f"{low} to {high}",
        step.finding.value,
        _proposed(step),
    )


def _proposed(step: StepMeasured) -> str:
    proposed = step.proposed
    if proposed is None:
        return ""
    return f"{rate(proposed)}, of all types" if step.borrows and not step.alone else rate(proposed)


def _notes(found: RatesMeasured) -> Iterator[str]:
    hidden = len(found.types) - MOST_TYPES
    if hidden > 0:
        yield f"… and {words.counted(hidden, 'more lead type')}"
    for kind in found.types[:MOST_TYPES]:
        yield from _costs(kind)
    if len(found.types) > 1:
        yield (
            f"*Proposed* for the next version: a lead type’s own counts with {BORROWED} further leads at the rate of "
            f"all lead types; where fewer than {FEWEST_WINS} went on, the rate of all."
        )


def _costs(kind: TypeMeasured) -> Iterator[str]:
    """What another rate from lead to won comes to, in leads."""
    share = kind.whole.share
    if not share or kind.whole.finding not in {Finding.LOWER, Finding.HIGHER}:
        return
    more = kind.whole.agreed / share - 1
    yield (
        f"*{people(kind.name, _NAME)}* From lead to won {rate(share)} instead of {rate(kind.whole.agreed)}: the same "
        f"deals need {quantities.percent(abs(more))} {'more' if more > 0 else 'fewer'} leads."
    )


def rate(share: Fraction) -> str:
    """Like "34%" or "3.9%", to a tenth of a percent."""
    tenths = quantities.half_up(share * 1000)
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}%"


def _day(moment: datetime, found: RatesMeasured) -> str:
    return days.brief(local_date(moment, found.zone), local_date(found.until, found.zone))

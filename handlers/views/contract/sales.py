"""How a lead changes hands, what sales does with it, and what happens when something is late."""

from collections.abc import Iterator

from handlers.views import quantities, words
from handlers.views.contract import amounts
from handlers.views.contract.clause import Clause, Part
from sla.cadence import Cadence
from sla.promises import HandoffTerms, Routing, SalesTerms, Tells
from sla.terms import Terms

_ROUTING = {
    Routing.ROUND_ROBIN: "to the reps in turn",
    Routing.BY_HAND: "by a manager of sales, by hand",
}
_TELLS = {
    Tells.REP: "the rep is told",
    Tells.STAND_IN: "the rep and the stand-in are told",
    Tells.MANAGER: "the manager of the rep’s own side is told",
    Tells.REASSIGN: "the manager is offered to give the lead to another rep",
}


def handing_over(terms: Terms) -> Iterator[Clause]:
    handoff, sales = terms.handoff, terms.sales
    for number, step in enumerate(handoff.process, start=1):
        yield Clause(part=Part.HANDOFF, key=f"process.{number}", label=f"Step {number}", value=step)
    for key, label, value, detail in _rules(handoff, sales):
        yield Clause(part=Part.HANDOFF, key=key, label=label, value=value, detail=detail)


def sales(terms: Terms) -> Iterator[Clause]:
    promised = terms.sales
    yield Clause(
        part=Part.SALES,
        key="first_attempt",
        label="First attempt",
        value=f"within {quantities.span(promised.first_attempt_within)}",
        detail="Working time of the lead’s owner, from the handoff on",
    )
    for kind in terms.lead_types:
        if kind.first_attempt_within is not None:
            yield Clause(
                part=Part.SALES,
                key=f"first_attempt.{kind.key}",
                label="First attempt",
                value=f"within {quantities.span(kind.first_attempt_within)}",
                of=kind.name,
            )
    for key, label, value, detail in _promises(promised):
        yield Clause(part=Part.SALES, key=key, label=label, value=value, detail=detail)


def late(terms: Terms) -> Iterator[Clause]:
    for number, rung in enumerate(terms.ladder, start=1):
        when = f"{amounts.working_days(rung.after_days)} after" if rung.after_days else "right after"
        yield Clause(
            part=Part.LATE,
            key=f"ladder.{number}",
            label=f"Step {number}",
            value=f"{when} a due date has passed, {_TELLS[rung.tells]}",
        )
    yield Clause(
        part=Part.LATE,
        key="in_the_channel",
        label="In the channel",
        value="teams’ figures only, never a person’s name",
        detail="This rule is fixed: no version can change it",
    )


def follow_ups(cadence: Cadence) -> str:
    """Like "3 follow-ups by day 14, 5 by day 28, 7 by day 56"."""
    first, *rest = cadence.checkpoints
    lines = [f"{words.counted(first.need, 'follow-up')} by day {first.day}"]
    return ", ".join([*lines, *(f"{one.need} by day {one.day}" for one in rest)])


def _rules(handoff: HandoffTerms, sales: SalesTerms) -> tuple[tuple[str, str, str, str], ...]:
    """Key, label, value and detail of each."""
    return (
        ("routing", "A lead without a rep goes", _ROUTING[handoff.routing], ""),
        (
            "accept_within",
            "Accept or reject",
            f"within {quantities.span(sales.accept_within)}",
            "Working time of the rep who gets it; a logged attempt accepts it too",
        ),
        ("reject_reasons", "Reasons to reject", "; ".join(sales.reject_reasons), ""),
        (
            "unreachable_after",
            "Unreachable",
            f"after {words.counted(handoff.unreachable_after, 'attempt')}, not before",
            "",
        ),
        (
            "dispute_within",
            "Marketing may contest a rejection",
            f"within {amounts.working_days(handoff.dispute_within_days)}",
            "",
        ),
        (
            "intake_factor",
            "Sales takes at most",
            f"{amounts.times(sales.intake_factor)} the plan’s leads of a working day",
            "Leads beyond that wait in order, and nobody is late for the wait",
        ),
    )


def _promises(promised: SalesTerms) -> Iterator[tuple[str, str, str, str]]:
    """Key, label, value and detail of each."""
    yield (
        "first_attempt_target",
        "In time with it",
        f"{amounts.share(promised.first_attempt_target)} of the leads",
        "",
    )
    yield (
        "cadence",
        "Cadence",
        follow_ups(promised.cadence),
        "Days from the handoff, weekends included; one follow-up a lead and day counts, after the first attempt",
    )
    suggested = words.joined([str(day) for day in promised.cadence.suggested_days])
    yield (
        "suggested_days",
        "Suggested days",
        f"day {suggested}",
        "Moved to working days, and not counted late",
    )
    yield (
        "cadence_target",
        "In time at each checkpoint",
        f"{amounts.share(promised.cadence_target)} of the leads",
        "",
    )
    yield (
        "longest_gap",
        "Longest gap",
        f"{words.counted(promised.longest_gap_days, 'day')} between two follow-ups",
        "Aimed at, not counted late",
    )
    yield from _capacity(promised)


def _capacity(promised: SalesTerms) -> Iterator[tuple[str, str, str, str]]:
    yield (
        "touches_per_week",
        "What a rep can do",
        f"{quantities.count(promised.touches_per_rep_week)} touches a week",
        "",
    )
    yield "utilisation", "Of that for these leads", amounts.share(promised.utilisation), ""

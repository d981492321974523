"""`/sla plan`: leads by the month they are to come in, with what the plan rests on and the months at risk."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from handlers.views import days, layout, plan_table, quantities, words
from handlers.views.contract.planned import months as in_months
from handlers.views.contract.planned import time_to_close
from handlers.views.escape import people
from handlers.views.ids import Act, Foot
from handlers.views.message import Message
from handlers.views.plan_table import month_words, span_words
from sla.measured import Closing
from sla.money import split_evenly
from sla.plan import LENGTHS
from sla.planned import AtRisk, PlanAnswer, TypePlan
from sla.terms import EVEN

MOST_LINES = 8
_MOST_TOLD = 3
_NAME = 40


def plan_message(answer: PlanAnswer) -> Message:
    plan = answer.plan
    several = len(plan.types) > 1 or len(plan.streams) > 1
    return Message.of(
        layout.header(_headline(answer)),
        layout.section(_pace(answer), *_speed(answer)),
        layout.section("*Months at risk*", *_risks(answer)),
        plan_table.chart(answer),
        layout.section("*By stream and lead type*", *_parts(answer)) if several else None,
        layout.section(*_improvement(answer)) if plan.improved != plan.needed else None,
        plan_table.table(answer),
        layout.section(*_landing(answer)),
        layout.context(
            "Whole leads; deals are rounded up at every step",
            "assumes the rates hold",
            "numbers to try, not the agreement’s"
            if answer.version is None
            else words.agreement(answer.version),
            f"planned anew in {month_words(answer.begins_anew)}" if answer.begins_anew else None,
        ),
        layout.buttons(*_lengths(answer), *_others(), block_id=Foot.PLAN),
    )


def _headline(answer: PlanAnswer) -> str:
    plan = answer.plan
    quota = _money(answer, plan.quota.major)
    leads = words.counted(plan.needed, "lead", locale=answer.locale)
    risks = words.counted(len(answer.at_risk), "month")
    tail = f"; {risks} at risk" if answer.at_risk else ""
    return f"{quota} closing {span_words(plan.first, plan.last)} needs {leads}{tail}"


def _pace(answer: PlanAnswer) -> str:
    """Months at the edges, which only some lead types come in, do not count as a slower pace."""
    plan = answer.plan
    numbers = sorted(set(split_evenly(plan.needed, answer.length)))
    if answer.quota.season != EVEN:
        numbers = sorted(set(plan_table.by_month(plan).values()))
    between = " or " if answer.quota.season == EVEN else " to "
    ends = (quantities.count(one, answer.locale) for one in (numbers[0], numbers[-1]))
    pace = between.join(dict.fromkeys(ends))
    return f"*{pace} leads a month*, to come in {span_words(plan.created[0], plan.created[-1])}."


def _speed(answer: PlanAnswer) -> Iterator[str]:
    """How long leads take to close; with several lead types each says it in its own line."""
    types = answer.plan.types
    unknown = [people(part.kind.name, _NAME) for part in types if part.kind.lag is None]
    if unknown and answer.version is None:
        yield "No time to close is given: leads are planned for the month they close in."
    elif unknown:
        names = words.joined([*unknown[:3], *([f"{len(unknown) - 3} more"] if len(unknown) > 3 else [])])  # noqa: PLR2004 - names that fit a line
        yield (
            f"No time to close is agreed for {names}: those leads are planned for the month they close in. "
            "A manager adds it with `/sla setup`."
        )
        yield from _history(answer)
    elif len(types) == 1:
        yield _lag(types[0])
    if answer.quota.season != EVEN:
        yield "The months of the quota differ by the season that is agreed."


def _history(answer: PlanAnswer) -> Iterator[str]:
    """What the leads themselves say of it, where enough were won."""
    told = [_closed(name, closing, answer) for name, closing in answer.history[:_MOST_TOLD]]
    more = len(answer.history) - len(told)
    if told:
        yield f"What history says: {'; '.join([*told, *([f'{more} more'] if more else [])])}."


def _closed(name: str, closing: Closing, answer: PlanAnswer) -> str:
    lag, mostly = closing.lag, closing.mostly_within
    after = f"after {in_months(lag.months)} on average" if lag.months else "mostly in the month they come in"
    within = f"within {in_months(mostly)}" if mostly else "in that month"
    first, last = (days.brief(day, answer.today) for day in (closing.first, closing.last))
    won = words.counted(closing.won, "won lead", locale=answer.locale)
    return f"{won} of {people(name, _NAME)} handed over {first} to {last} closed {after}, 9 in 10 {within}"


def _lag(part: TypePlan) -> str:
    lag = part.kind.lag
    if lag is None:
        return "no time to close agreed"
    if lag.spread:
        return f"They close after {in_months(lag.months)} on average ({time_to_close(lag)})."
    return f"They close {f'after {in_months(lag.months)}' if lag.months else 'in the month they come in'}."


def _risks(answer: PlanAnswer) -> Iterator[str]:
    """What was to be here by now and is not; of numbers to try, what lies before the plan."""
    if not answer.at_risk:
        yield "None: the leads that were to be here by now are here."
        return
    for one in answer.at_risk[:MOST_LINES]:
        yield _risk(one, answer)
    if len(answer.at_risk) > MOST_LINES:
        yield f"… and {len(answer.at_risk) - MOST_LINES} more"


def _risk(one: AtRisk, answer: PlanAnswer) -> str:
    needed = words.counted(one.needed, "lead", locale=answer.locale)
    gap = quantities.whole_money(one.gap, answer.plan.quota.currency, answer.locale)
    came = quantities.count(one.came, answer.locale)
    why = f"{came} of the {needed} due by now are known here"
    if answer.version is None:
        why = f"its {needed} are to come in before the plan begins"
    return f"• {month_words(one.closes)}: {why}, which leaves {gap} of its quota uncovered"


def _parts(answer: PlanAnswer) -> Iterator[str]:
    """Each stream with its lead types, unless one stream is all there is."""
    lines: list[str] = []
    for stream in answer.plan.streams:
        if len(answer.plan.streams) > 1:
            amount = _money(answer, stream.quota.major)
            needs = "" if stream.types else ": no new leads"
            lines.append(f"*{people(stream.stream.name, _NAME)}* {amount}{needs}")
        lines += [_part(part, answer) for part in stream.types]
    yield from lines[: 2 * MOST_LINES]
    if len(lines) > 2 * MOST_LINES:
        yield f"… and {len(lines) - 2 * MOST_LINES} more"


def _part(part: TypePlan, answer: PlanAnswer) -> str:
    leads = words.counted(part.needed, "lead", locale=answer.locale)
    value = quantities.whole_money(part.lead_value, answer.plan.quota.currency, answer.locale)
    share = f"{quantities.percent(part.kind.share)} of the {answer.share_of}"
    lag = part.kind.lag
    after = f", won after {in_months(lag.months)}" if lag and lag.months else ""
    return f"• {people(part.kind.name, _NAME)}: {leads}, each worth {value} · {share}{after}"


def _improvement(answer: PlanAnswer) -> tuple[str, ...]:
    plan = answer.plan
    enough = words.counted(plan.improved, "lead", locale=answer.locale)
    fewer = plan.needed - plan.improved
    said = f"{quantities.count(abs(fewer), answer.locale)} {'fewer' if fewer > 0 else 'more'}"
    short = quantities.whole_money(plan.short, plan.quota.currency, answer.locale)
    return (
        f"*With the improvement that is promised* {enough} will do, {said}.",
        f"If only those come and the rates do not rise, {short} of the quota is missing: the price of missing it.",
    )


def _landing(answer: PlanAnswer) -> Iterator[str]:
    """How much of an even year lands inside it, and what would land it all (MATHS §2, Plan)."""
    plan = answer.plan
    if plan.landed < 1:
        share = quantities.percent(plan.landed, locale=answer.locale)
        yield f"*{share}* of what comes in evenly over the plan, by value, also closes inside it."
        yield _rate(answer)
    if plan.next_from == plan.last.next():
        yield f"What comes in up to the end of {month_words(plan.last)} feeds this plan."
    else:
        yield f"What comes in from 1 {month_words(plan.next_from)} on mostly feeds the next plan."


def _rate(answer: PlanAnswer) -> str:
    plan = answer.plan
    there = _money(answer, plan.open_value)
    given = f"With {there} open already and won" if plan.open_value else "With nothing open at its start"
    if plan.rate is None:
        return (
            f"{given}, no number of new leads lands the quota: some take longer to close than the plan lasts."
        )
    rate = words.counted(plan.rate, "lead", locale=answer.locale)
    return f"{given}, *{rate} a month* from {month_words(plan.first)} on land the quota inside it."


def _lengths(answer: PlanAnswer) -> Iterator[layout.Element]:
    acts = dict(zip(LENGTHS, (Act.PLAN_SHORT, Act.PLAN_LONG), strict=True))
    for length, act in acts.items():
        if length != answer.length:
            yield layout.button(f"{length} months", act, str(length))


def _others() -> tuple[layout.Element, ...]:
    return (
        layout.button("Leads needed", Act.OPEN_DEMAND, "demand"),
        layout.button("The outlook", Act.OPEN_OUTLOOK, "outlook"),
        layout.button("The agreement", Act.OPEN_AGREEMENT, "agreement"),
    )


def _money(answer: PlanAnswer, amount: Fraction | Decimal) -> str:
    return quantities.whole_money(amount, answer.plan.quota.currency, answer.locale)

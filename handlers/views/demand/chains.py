"""The chains from the quota to the leads, a step a line, each with its arithmetic and the agreed beside it."""

from fractions import Fraction
from itertools import zip_longest

from handlers.views import quantities, words
from handlers.views.escape import people
from sla.demand import DemandAnswer, TypeChain
from sla.funnel import DemandStep
from sla.mix import ShareOf
from sla.money import Money

_NAME = 40


def chain_lines(number: int, answer: DemandAnswer) -> list[str]:
    """The chain of one lead type; with several types, first as if it carried the whole quota."""
    chain, several = answer.chains[number], len(answer.chains) > 1
    steps, before = chain.demand.steps, _agreed(number, answer)
    own = _own(number, before, answer)
    lines = [_title(chain, answer)] if several else []
    lines += [
        f"{_division(step, chain, answer)} → {_needed(step, old, steps, answer)}"
        for step, old in zip_longest(steps[:-1], before[:-1])
    ]
    if not several:
        return [*lines, f"{_division(steps[-1], chain, answer)} → {own}"]
    of = chain.demand.leads if answer.share_of is ShareOf.REVENUE else answer.leads
    last = _needed(steps[-1], before[-1], steps, answer)
    return [
        *lines,
        f"{_division(steps[-1], chain, answer)} → {last} if it carried {_whole_of(chain)}",
        f"`{_share(chain)} of {quantities.count(of, answer.locale)}` → {own}",
    ]


def total_lines(answer: DemandAnswer, *, shown: int) -> list[str]:
    """All lead types together, in leads and in money, and the funnel that they come to."""
    leads = [quantities.count(chain.leads, answer.locale) for chain in answer.chains]
    total = words.counted(answer.leads, "lead", locale=answer.locale)
    lines = [f"*Together* {' + '.join(leads)} = *{total}*, worth {_worth(answer)}"]
    needed = by_stage(answer)
    if needed:
        through = (stage_words(count, at, answer) for at, (_, count) in enumerate(needed))
        lines.append("All of them: " + " → ".join(through))
    lines += [
        f"{people(name, _NAME)} carries {money(part, answer)} and needs no leads."
        for name, part in answer.idle
    ]
    hidden = len(answer.chains) - shown
    return [*lines, f"{words.counted(hidden, 'further lead type')} not shown above."] if hidden > 0 else lines


def by_stage(answer: DemandAnswer) -> list[tuple[str, int]]:
    """From leads to deals, all lead types together: none where they do not have the same stages."""
    stages = answer.alike()
    if stages is None:
        return []
    return [(stage, quantities.half_up(_through(stage, answer))) for stage in stages]


def _through(stage: str, answer: DemandAnswer) -> Fraction:
    """Each lead type's part of what it would need at this stage with the whole quota."""
    return sum((through(chain, stage) for chain in answer.chains), Fraction(0))


def through(chain: TypeChain, stage: str) -> Fraction:
    needed = next(step.needed for step in chain.demand.steps if step.stage == stage)
    return Fraction(chain.leads, chain.demand.leads) * needed


def stage_words(count: int, at: int, answer: DemandAnswer) -> str:
    """Like "1,326 SQLs"; `at` counts from the leads on."""
    steps = answer.chains[0].demand.steps
    return f"{quantities.count(count, answer.locale)} {people(stage_name(steps[len(steps) - 1 - at], steps), _NAME)}"


def stage_name(step: DemandStep, steps: tuple[DemandStep, ...]) -> str:
    """What a stage's records are called: the first are deals, the last leads, whatever the funnel names them."""
    if step is steps[0]:
        return "deals"
    return "leads" if step is steps[-1] else words.plural(step.stage)


def money(amount: Money, answer: DemandAnswer) -> str:
    return quantities.whole_money(amount.major, amount.currency, answer.locale)


def whole(value: Fraction, answer: DemandAnswer) -> str:
    return quantities.whole_money(value, answer.quota.amount.currency, answer.locale)


def more_or_fewer(now: int, before: int, answer: DemandAnswer) -> str:
    return f"{quantities.count(abs(now - before), answer.locale)} {'more' if now > before else 'fewer'}"


def _agreed(number: int, answer: DemandAnswer) -> tuple[DemandStep | None, ...]:
    """The agreement's own steps, to compare with; none where its quota is of another period."""
    chain = answer.chains[number]
    if answer.agreed is None or answer.agreed.quota.period is not answer.quota.period:
        return (None,) * len(chain.demand.steps)
    return answer.agreed.chains[number].demand.steps


def _title(chain: TypeChain, answer: DemandAnswer) -> str:
    of = f" of {people(chain.stream, _NAME)}" if chain.stream else ""
    return f"*{people(chain.name, _NAME)}* · {_share(chain)} of the {answer.share_of}{of}"


def _whole_of(chain: TypeChain) -> str:
    return "the whole quota" if chain.stream is None else f"all of {people(chain.stream, _NAME)}"


def _own(number: int, before: tuple[DemandStep | None, ...], answer: DemandAnswer) -> str:
    """The leads of one type, and what each is worth."""
    chain = answer.chains[number]
    leads = f"*{words.counted(chain.leads, 'lead', locale=answer.locale)}*"
    worth = f"each worth *{whole(chain.lead_value, answer)}*"
    if answer.agreed is not None and before[-1] is not None:
        old = answer.agreed.chains[number]
        differs = f", {more_or_fewer(chain.leads, old.leads, answer)}" if chain.leads != old.leads else ""
        was = whole(old.lead_value, answer)
        instead = f" instead of {was}" if was != whole(chain.lead_value, answer) else ""
        return f"{leads}{differs}, {worth}{instead}"
    together = f", together {_worth(answer)}" if len(answer.chains) == 1 else ""
    return f"{leads}, {worth}{together}"


def _needed(
    step: DemandStep, before: DemandStep | None, steps: tuple[DemandStep, ...], answer: DemandAnswer
) -> str:
    said = f"{quantities.count(step.needed, answer.locale)} {people(stage_name(step, steps), _NAME)}"
    if before is None or before.needed == step.needed:
        return said
    return f"{said}, {more_or_fewer(step.needed, before.needed, answer)}"


def _division(step: DemandStep, chain: TypeChain, answer: DemandAnswer) -> str:
    if isinstance(step.divided, Money):
        return f"`{money(step.divided, answer)} ÷ {money(chain.aov, answer)}`"
    won = " won" if step.from_stage == chain.demand.steps[0].stage else ""
    rate = step.rate.shown() if step.rate else "1"
    return f"`{quantities.count(step.divided, answer.locale)} ÷ {rate}{won}`"


def _worth(answer: DemandAnswer) -> str:
    """Of all leads; a mix of whole leads is worth a little more than the quota that they carry."""
    over = quantities.half_up(answer.worth) - quantities.half_up(answer.carried)
    said = whole(answer.worth, answer)
    return f"{said}, {whole(Fraction(over), answer)} over, as leads are whole" if over else said


def _share(chain: TypeChain) -> str:
    return quantities.percent(chain.share)

"""`/sla demand`: how many leads the quota needs, every step shown, and whether sales can work them."""

from fractions import Fraction
from math import floor

from handlers.views import layout, quantities, words
from handlers.views.escape import people
from handlers.views.ids import Act, Foot
from handlers.views.message import Message
from sla.answers import DemandAnswer, TypeChain
from sla.funnel import DemandStep
from sla.mix import ShareOf
from sla.money import Money
from sla.terms import Period

MOST_CHAINS = 8
_MOST_WARNINGS = 5
_WARNING = 400
_MOST_VALUE = 2000


def demand_message(answer: DemandAnswer, *, propose: str | None = None) -> Message:
    """`propose` is the what-if as it was typed, where the reader may take it for a proposal."""
    several = len(answer.chains) > 1
    shown = answer.chains[:MOST_CHAINS]
    return Message.of(
        layout.header(_headline(answer)),
        *(layout.section(*_chain(chain, answer, several=several)) for chain in shown),
        layout.section(*_total(answer)) if several else None,
        layout.section(*_capacity(answer)),
        layout.section(_against_agreement(answer)) if answer.agreed_leads is not None else None,
        layout.section("*Worth a second look*", *_warnings(answer)) if answer.warnings else None,
        layout.context(
            "Rounded up at every step, as half a deal cannot be sold",
            "assumes the rates hold; even then this number is an even chance, not a safe one",
            words.agreement(answer.version)
            if answer.agreed_leads is None
            else "numbers to try, not the agreement’s",
        ),
        layout.buttons(
            *_propose(propose),
            layout.button("Full board", Act.OPEN_BOARD, "team"),
            layout.button("How is this counted?", Act.OPEN_WHY, "team"),
            block_id=Foot.DEMAND,
        ),
    )


def _propose(typed: str | None) -> list[layout.Element]:
    """Words too long for a button's value cannot be taken along."""
    if typed is None or not 0 < len(typed) <= _MOST_VALUE:
        return []
    return [layout.button("Propose as agreement", Act.PROPOSE_NUMBERS, typed)]


def _headline(answer: DemandAnswer) -> str:
    quota = _money(answer.quota.amount, answer)
    leads = words.counted(answer.mixed.total_leads, "lead", locale=answer.locale)
    what_if = "What if: " if answer.agreed_leads is not None else ""
    return f"{what_if}{quota} a {answer.quota.period} needs {leads}{_monthly(answer)}"


def _monthly(answer: DemandAnswer) -> str:
    period = answer.quota.period
    if period is Period.MONTH:
        return ""
    even = answer.per_month * period.months == answer.mixed.total_leads
    return f": {'' if even else 'up to '}{quantities.count(answer.per_month, answer.locale)} a month"


def _chain(chain: TypeChain, answer: DemandAnswer, *, several: bool) -> list[str]:
    """The chain of one lead type, a step a line; with several types, first as if it carried the whole quota."""
    steps = chain.demand.steps
    lines = [f"*{people(chain.name, 40)}* · {_share(chain)} of the {answer.share_of}"] if several else []
    lines += [_step(step, steps, chain, answer) for step in steps]
    worth = f", each worth *{quantities.whole_money(chain.lead_value, answer.quota.amount.currency, answer.locale)}*"
    leads = f"*{words.counted(chain.leads, 'lead', locale=answer.locale)}*{worth}"
    if not several:
        return [*lines[:-1], lines[-1].rpartition("→ ")[0] + f"→ {leads}"]
    lines[-1] += " if it carried the whole quota"
    whole = chain.demand.leads if answer.share_of is ShareOf.REVENUE else answer.mixed.total_leads
    return [*lines, f"`{_share(chain)} of {quantities.count(whole, answer.locale)}` → {leads}"]


def _step(step: DemandStep, steps: tuple[DemandStep, ...], chain: TypeChain, answer: DemandAnswer) -> str:
    needed = quantities.count(step.needed, answer.locale)
    return f"`{_division(step, chain, answer)}` → {needed} {_stage(step, steps)}"


def _division(step: DemandStep, chain: TypeChain, answer: DemandAnswer) -> str:
    if isinstance(step.divided, Money):
        by = f" ÷ {_money(chain.aov, answer)}"
        return _money(step.divided, answer) + by
    won = " won" if step.from_stage == chain.demand.steps[0].stage else ""
    rate = step.rate.shown() if step.rate else "1"
    return f"{quantities.count(step.divided, answer.locale)} ÷ {rate}{won}"


def _stage(step: DemandStep, steps: tuple[DemandStep, ...]) -> str:
    """What a stage's records are called: the first are deals, the last leads, whatever the funnel names them."""
    if step is steps[0]:
        return "deals"
    return "leads" if step is steps[-1] else words.plural(people(step.stage, 40))


def _total(answer: DemandAnswer) -> tuple[str, ...]:
    leads = [quantities.count(chain.leads, answer.locale) for chain in answer.chains]
    total = words.counted(answer.mixed.total_leads, "lead", locale=answer.locale)
    hidden = len(answer.chains) - MOST_CHAINS
    more = [f"{words.counted(hidden, 'further lead type')} not shown above."] if hidden > 0 else []
    return f"*Together* {' + '.join(leads)} = *{total}*", *more


def _capacity(answer: DemandAnswer) -> tuple[str, ...]:
    """MATHS §2, Capacity: the demand answer always says whether sales can work what it orders."""
    capacity, locale = answer.capacity, answer.locale
    week = capacity.leads_per_week
    leads = quantities.count(quantities.half_up(week), locale)
    about = "" if week.denominator == 1 else "About "
    used = f" at {quantities.percent(capacity.utilisation)} of the time" if capacity.utilisation != 1 else ""
    needed = words.counted(capacity.reps_needed, "rep", locale=locale)
    sum_ = (
        f"{about}{leads} leads a week × up to {words.counted(capacity.touches_per_lead, 'touch')} "
        f"÷ {quantities.count(capacity.touches_per_rep_week, locale)} touches a rep{used} → *{needed}*, rounded up."
    )
    return "*Can sales work them?*", sum_, _enough(answer)


def _enough(answer: DemandAnswer) -> str:
    capacity = answer.capacity
    spare = capacity.reps - capacity.reps_needed
    have = f"You have {quantities.count(capacity.reps, answer.locale)}."
    if spare > 0:
        return f"{have} Yes, with {quantities.count(spare, answer.locale)} to spare."
    if not spare:
        return f"{have} Yes, with nothing to spare."
    each = Fraction(capacity.touches_per_rep_week) * capacity.utilisation / capacity.touches_per_lead
    can = words.counted(floor(capacity.reps * each), "lead", locale=answer.locale)
    short = words.counted(-spare, "rep", locale=answer.locale)
    return f"{have} No, {short} short: yours can work about {can} a week."


def _against_agreement(answer: DemandAnswer) -> str:
    agreed = answer.agreed_leads or 0
    gap = answer.mixed.total_leads - agreed
    own = f"*The agreement’s own number* is {words.counted(agreed, 'lead', locale=answer.locale)}"
    if not gap:
        return f"{own}: the same."
    return f"{own}: this is {quantities.count(abs(gap), answer.locale)} {'more' if gap > 0 else 'fewer'}."


def _warnings(answer: DemandAnswer) -> list[str]:
    shown = [f"• {people(warning, _WARNING)}" for warning in answer.warnings[:_MOST_WARNINGS]]
    hidden = len(answer.warnings) - len(shown)
    return [*shown, f"… and {hidden} more"] if hidden else shown


def _share(chain: TypeChain) -> str:
    return quantities.percent(chain.share)


def _money(amount: Money, answer: DemandAnswer) -> str:
    return quantities.whole_money(amount.major, amount.currency, answer.locale)

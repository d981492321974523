"""A what-if beside the agreement's own numbers: leads, money and reps."""

from collections.abc import Iterator

from handlers.views import quantities, words
from handlers.views.demand import chains
from sla.demand import DemandAnswer


def against_lines(answer: DemandAnswer) -> tuple[str, ...]:
    """Per step, each chain says it itself."""
    agreed = answer.agreed
    if agreed is None:
        return ()
    found = [*_quota(answer, agreed), *_leads(answer, agreed), *_reps(answer, agreed)]
    return ("*Beside the agreement*", *(found or ["The same leads, worth the same."]))


def _quota(answer: DemandAnswer, agreed: DemandAnswer) -> Iterator[str]:
    if answer.quota == agreed.quota:
        return
    was, now = (f"{chains.money(one.quota.amount, one)} a {one.quota.period}" for one in (agreed, answer))
    gap = ""
    if answer.quota.period is agreed.quota.period:
        away = answer.quota.amount.minor - agreed.quota.amount.minor
        larger, smaller = (answer, agreed) if away > 0 else (agreed, answer)
        amount = chains.money(larger.quota.amount - smaller.quota.amount, answer)
        gap = f", {amount} {'more' if away > 0 else 'less'}"
    yield f"• Quota: {now} instead of {was}{gap}"


def _leads(answer: DemandAnswer, agreed: DemandAnswer) -> Iterator[str]:
    """By month where the periods differ, as nothing else compares."""
    locale = answer.locale
    if answer.quota.period is agreed.quota.period:
        now, was, per = answer.leads, agreed.leads, f"a {answer.quota.period}"
    else:
        now, was, per = answer.per_month, agreed.per_month, "a month"
    if now != was:
        gap = chains.more_or_fewer(now, was, answer)
        counts = f"{quantities.count(now, locale)} instead of {quantities.count(was, locale)}"
        yield f"• Leads {per}: {counts}, {gap}"
    elif answer.leads == agreed.leads:
        yield f"• Leads {per}: the same {quantities.count(now, locale)}"
    shown = [chains.whole(one.carried / one.leads, one) for one in (answer, agreed)]
    if shown[0] != shown[1]:
        average = "A lead on average" if len(answer.chains) > 1 else "A lead"
        yield f"• {average}: worth {shown[0]} instead of {shown[1]}"


def _reps(answer: DemandAnswer, agreed: DemandAnswer) -> Iterator[str]:
    now, was = answer.capacity.reps_needed, agreed.capacity.reps_needed
    if now != was:
        needed = words.counted(now, "rep", locale=answer.locale)
        yield f"• Sales: up to {needed} instead of {quantities.count(was, answer.locale)}"

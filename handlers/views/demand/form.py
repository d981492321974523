"""“Try other numbers”: the agreement's own in fields, each to be changed; errors stand at the field."""

from collections.abc import Mapping

from slack_sdk.models.blocks import InputBlock

from handlers.views import entry_fields, layout
from handlers.views.ids import Form
from handlers.views.modal import Modal
from handlers.views.words import capital
from sla.demand import DemandNumbers, StepRate
from sla.money import Money
from sla.rates import Rate
from sla.terms import Period

QUOTA, AOV, PERIOD = "quota", "aov", "period"
"""The fields' block ids, and what people type for them; each rate's is its step's name."""
_MOST = 40
_OWN = "Left empty, each lead type keeps its own."


def numbers_modal(numbers: DemandNumbers, tried: Mapping[str, str], carries: Mapping[str, str]) -> Modal:
    """`tried` are numbers of a what-if by name, as they were typed, in place of the agreement's."""
    values = {**agreed_values(numbers), **tried}
    return Modal(
        form=Form.NUMBERS,
        title="Try other numbers",
        submit="Show",
        close="Cancel",
        carries=carries,
        blocks=(
            layout.section(
                f"These are the agreement’s own{', with what you tried' if tried else ''}. Nothing changes in it by "
                "trying others."
            ),
            _text(QUOTA, "Quota", values, hint="Like 500k or 500,000."),
            entry_fields.one_of(
                PERIOD, "It is for a", {one: capital(one) for one in Period}, initial=values[PERIOD]
            ),
            _text(AOV, "Average order value", values, hint="Like 2,000." if AOV in values else _OWN),
            *(_rate(step, values) for step in numbers.rates),
        ),
    )


def agreed_values(numbers: DemandNumbers) -> dict[str, str]:
    """What each field begins with, by its name; lead types that differ leave theirs empty."""
    found = {QUOTA: _amount(numbers.quota.amount), PERIOD: numbers.quota.period.value}
    if numbers.aov is not None:
        found[AOV] = _amount(numbers.aov)
    return found | {step.name: _typed(step.rate) for step in numbers.rates if step.rate is not None}


def _rate(step: StepRate, values: Mapping[str, str]) -> InputBlock:
    hint = "Like 34% or 680 of 2,000." if step.name in values else _OWN
    return _text(step.name, f"{capital(step.before)} → {step.after}", values, hint=hint)


def _text(name: str, label: str, values: Mapping[str, str], *, hint: str) -> InputBlock:
    return entry_fields.words(
        name, label, most=_MOST, hint=hint, optional=True, initial=values.get(name, "")[:_MOST] or None
    )


def _amount(money: Money) -> str:
    major = money.major
    return f"{major:,.0f}" if major == major.to_integral_value() else f"{major:,f}"


def _typed(rate: Rate) -> str:
    """As it can be typed again."""
    return f"{rate.converted:,} of {rate.entered:,}" if rate.counted else rate.shown()

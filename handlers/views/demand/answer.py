"""`/sla demand`: how many leads the quota needs, every step shown, and whether sales can work them."""

from handlers.views import layout, quantities, words
from handlers.views.demand import against, chains, funnel_chart, odds, workable
from handlers.views.escape import people
from handlers.views.ids import Act, Foot
from handlers.views.message import Message
from handlers.views.values import numbers_value
from sla.demand import DemandAnswer, NoOdds
from sla.terms import Period

MOST_CHAINS = 8
_MOST_WARNINGS = 5
_WARNING = 400
_MOST_VALUE = 1900


def demand_message(
    answer: DemandAnswer,
    *,
    typed: str = "",
    may_propose: bool = False,
    to_all: bool = False,
    shared: bool = False,
) -> Message:
    """`typed` is a what-if in words, for the buttons that take it along.

    `to_all` is what the channel sees; `shared` is one's own answer after it has been shared there.
    """
    several = len(answer.chains) > 1
    return Message.of(
        layout.header(_headline(answer)),
        layout.section(*against.against_lines(answer)) if answer.agreed else None,
        *(
            layout.section(*chains.chain_lines(number, answer))
            for number in range(min(len(answer.chains), MOST_CHAINS))
        ),
        layout.section(*chains.total_lines(answer, shown=MOST_CHAINS)) if several else None,
        layout.section(*workable.workable_lines(answer.capacity, answer.locale)),
        layout.section(*odds.odds_lines(answer)),
        layout.section("*Worth a second look*", *_warnings(answer)) if answer.warnings else None,
        funnel_chart.funnel_chart(answer),
        layout.context(
            "Rounded up at every step, as half a deal cannot be sold",
            "assumes the rates hold" if isinstance(answer.confidence, NoOdds) else None,
            _whose(answer),
            "shared in this channel" if shared else None,
        ),
        layout.buttons(
            *_buttons(
                typed,
                may_propose=may_propose,
                may_share=not (to_all or shared),
                agreed=answer.version is not None and answer.agreed is None,
            ),
            block_id=Foot.DEMAND,
        ),
    )


def _headline(answer: DemandAnswer) -> str:
    quota = chains.money(answer.quota.amount, answer)
    leads = words.counted(answer.leads, "lead", locale=answer.locale)
    what_if = "What if: " if answer.agreed else ""
    return f"{what_if}{quota} a {answer.quota.period} needs {leads}{_monthly(answer)}"


def _monthly(answer: DemandAnswer) -> str:
    period = answer.quota.period
    if period is Period.MONTH:
        return ""
    even = answer.per_month * period.months == answer.leads
    return f": {'' if even else 'up to '}{quantities.count(answer.per_month, answer.locale)} a month"


def _warnings(answer: DemandAnswer) -> list[str]:
    shown = [f"• {people(warning, _WARNING)}" for warning in answer.warnings[:_MOST_WARNINGS]]
    hidden = len(answer.warnings) - len(shown)
    return [*shown, f"… and {hidden} more"] if hidden else shown


def _whose(answer: DemandAnswer) -> str | None:
    if answer.agreed:
        return "numbers to try, not the agreement’s"
    return None if answer.version is None else words.agreement(answer.version)


def _buttons(typed: str, *, may_propose: bool, may_share: bool, agreed: bool) -> list[layout.Element]:
    """Words too long for a button's value are not taken along, so what needs them is not offered."""
    carried = len(typed) <= _MOST_VALUE
    value = numbers_value(typed if carried else "")
    found = [
        layout.button("Propose as agreement", Act.PROPOSE_NUMBERS, typed)
        if typed and carried and may_propose
        else None,
        layout.button("Try other numbers", Act.TRY_NUMBERS, value),
        layout.button("Share", Act.SHARE_NUMBERS, value) if carried and may_share else None,
        layout.button("Measured rates", Act.OPEN_MEASURED, "measured") if agreed else None,
        layout.button("How is this worked out?", Act.OPEN_METHOD, "method"),
    ]
    return [one for one in found if one is not None]

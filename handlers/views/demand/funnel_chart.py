"""The funnel as Slack's own chart; the chains beside it say the same in words."""

from collections.abc import Callable, Mapping

from handlers.views import words
from handlers.views.charts import MOST_CATEGORIES, MOST_SERIES, bar_chart, labels
from handlers.views.demand import chains
from handlers.views.escape import plain
from handlers.views.quantities import half_up
from sla.demand import DemandAnswer, TypeChain

Count = Callable[[str], int]
"""How many there are at a stage."""


def funnel_chart(answer: DemandAnswer) -> Mapping[str, object] | None:
    """A bar a stage; by lead type, or beside the agreement's. None where lead types have stages of their own."""
    stages = answer.alike()
    if stages is None:
        return None
    steps = answer.chains[0].demand.steps
    if len(steps) > MOST_CATEGORIES:
        return None
    named = labels([plain(words.capital(chains.stage_name(step, steps))) for step in reversed(steps)])
    return bar_chart(
        f"From leads to deals, a {answer.quota.period}",
        named,
        {name: [count(stage) for stage in stages] for name, count in _series(answer).items()},
    )


def _series(answer: DemandAnswer) -> Mapping[str, Count]:
    agreed = answer.agreed
    comparable = agreed is not None and agreed.quota.period is answer.quota.period
    if agreed is not None and comparable:
        return {"Agreed": _all(agreed), "What if": _all(answer)}
    if not 1 < len(answer.chains) <= MOST_SERIES:
        return {"All leads": _all(answer)}
    names = labels([plain(chain.name) for chain in answer.chains])
    return {name: _one(chain) for name, chain in zip(names, answer.chains, strict=True)}


def _all(answer: DemandAnswer) -> Count:
    needed = dict(chains.by_stage(answer))
    return lambda stage: needed[stage]


def _one(chain: TypeChain) -> Count:
    return lambda stage: half_up(chains.through(chain, stage))

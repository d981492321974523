"""How sure it is that so many leads are enough: odds in words, from counted rates only (MATHS §2, Wording)."""

from fractions import Fraction

from handlers.views import quantities, words
from handlers.views.escape import people
from sla.confidence import observed, two_figures
from sla.demand import DemandAnswer, NoOdds, Odds
from sla.rates import Rate

EVEN = "an even chance"
_WORDS = (
    (0.05, "a chance below 5%"),
    (0.15, "a chance of 1 in 10"),
    (0.265, "a chance of 1 in 5"),
    (0.415, "a chance of 1 in 3"),
    (0.585, EVEN),
    (0.735, "a chance of 2 in 3"),
    (0.85, "a chance of 4 in 5"),
    (0.95, "a chance of 9 in 10"),
    (1.01, "a chance above 95%"),
)
"""Each up to its upper bound, which lies about halfway to the next."""
_MOST_NAMES = 3
_NAME = 40


def chance_words(chance: float) -> str:
    return next(said for upto, said in _WORDS if chance < upto)


def odds_lines(answer: DemandAnswer) -> tuple[str, ...]:
    if isinstance(answer.confidence, NoOdds):
        return (f"*How sure?* {_missing(answer.confidence, several=len(answer.chains) > 1)}",)
    return _odds(answer, answer.confidence)


def _odds(answer: DemandAnswer, odds: Odds) -> tuple[str, ...]:
    own = chance_words(odds.own)
    leads = words.counted(answer.leads, "lead", locale=answer.locale)
    others = [
        f"{_short(chance)}: about {quantities.count(two_figures(needed), answer.locale)}"
        for chance, needed in odds.leads_for
        if chance_words(float(chance)) != own
    ]
    drift, spread = (quantities.percent(one) for one in (odds.drift, odds.spread))
    return (
        f"*How sure?* {leads} {'is' if answer.leads == 1 else 'are'} about {own}. {'; '.join(others)}.",
        (
            f"From {_counted(odds, answer)}. This assumes the rates hold, give or take {drift} a quarter, "
            f"and deals that spread by {spread} around their average."
        ),
    )


def _short(chance: Fraction) -> str:
    return words.capital(chance_words(float(chance)).removeprefix("a chance of ").removeprefix("an "))


def _counted(odds: Odds, answer: DemandAnswer) -> str:
    """What the odds rest on, with its n: the counts of each lead type, those of one set of records as one."""
    several = len(odds.counted) > 1
    found = [
        (f"{people(name, _NAME)}: " if several else "") + _counts(rates, answer.locale)
        for name, rates in odds.counted[:_MOST_NAMES]
    ]
    hidden = len(odds.counted) - len(found)
    more = [f"{words.counted(hidden, 'more lead type')}"] if hidden else []
    return "; ".join([*found, *more])


def _counts(rates: tuple[Rate, ...], locale: str) -> str:
    """From the wins back: "92 wins in 400, 410 of 500 and 680 of 2,000"."""
    (won, of), *before = reversed(observed(rates))
    wins = f"{words.counted(won, 'win', locale=locale)} in {quantities.count(of, locale)}"
    earlier = [f"{quantities.count(k, locale)} of {quantities.count(n, locale)}" for k, n in before]
    return words.joined([wins, *earlier])


def _missing(found: NoOdds, *, several: bool) -> str:
    """One line: what would have to be there."""
    few = _names(tuple(one.name for one in found.missing if one.won is not None))
    why = []
    if any(one.won is None for one in found.missing):
        why.append(f"{_stated(found, several=several)} stated, not counted")
    if few:
        where = f"{few} has a step" if several else "a step has counts"
        why.append(f"{where} with fewer than {found.fewest} that went on")
    because = f": {' and '.join(why)}" if why else ""
    return (
        f"No odds yet{because}. They need each rate as counts with at least {found.fewest} that went on, "
        "like 158 of 1,200."
    )


def _stated(found: NoOdds, *, several: bool) -> str:
    """The only step where there is one, as with a rate that is tried; otherwise whose rates."""
    stated = [one for one in found.missing if one.won is None]
    of = f" of {_names(tuple(one.name for one in stated))}" if several else ""
    steps = {(one.before, one.after) for one in stated}
    if len(steps) > 1:
        return f"rates{of} are"
    ((before, after),) = steps
    return f"{people(before, _NAME)} → {people(after, _NAME)}{of} is"


def _names(names: tuple[str, ...]) -> str:
    each = [people(name, _NAME) for name in dict.fromkeys(names)]
    hidden = len(each) - _MOST_NAMES
    return words.joined(each if hidden <= 0 else [*each[:_MOST_NAMES], f"{hidden} more"])

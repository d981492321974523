"""`/sla outlook`: how likely the quota is reached from today, in odds, and how such odds turned out before."""

from collections.abc import Iterator
from fractions import Fraction

from handlers.views import days, layout, quantities, words
from handlers.views.demand.odds import chance_words
from handlers.views.ids import Act, Foot
from handlers.views.measured import rate
from handlers.views.message import Message
from sla.confidence import FEWEST_WINS, SPREAD
from sla.foreseen import FEWEST_DAYS, Foreseen, Hangs, Hinge, OutlookAnswer, Source, TooEarly
from sla.money import Money
from sla.reliability import FEWEST_PERIODS, Band, Reliability, ReliabilityAnswer

_WEEK, _MONTH = 7, 30.4
_HANGS = {Hangs.OPEN: "the leads that are open", Hangs.TO_COME: "the leads still to come"}


def outlook_message(answer: OutlookAnswer) -> Message:
    outlook = answer.outlook
    if isinstance(outlook, TooEarly):
        head, lines = None, [_too_early(outlook, answer), _won(answer)]
    else:
        head = layout.header(_headline(outlook, answer))
        lines = [*_sums(outlook, answer), *_hangs(outlook, answer)]
    return Message.of(
        head,
        layout.section(*lines),
        layout.context(*_small(answer)),
        layout.buttons(
            layout.button("Measured rates", Act.OPEN_MEASURED, "measured"),
            layout.button("Leads needed", Act.OPEN_DEMAND, "demand"),
            layout.button("Plan by month", Act.OPEN_PLAN, "plan"),
            layout.button("Were such odds right?", Act.OPEN_RELIABILITY, "odds"),
            block_id=Foot.OUTLOOK,
        ),
    )


def _headline(outlook: Foreseen, answer: OutlookAnswer) -> str:
    quota = _whole(answer.quota, answer)
    if answer.reached:
        return f"The quota of {quota} for this {answer.period} is reached"
    return f"{words.capital(chance_words(outlook.chance))} to reach {quota} this {answer.period}"


def _too_early(found: TooEarly, answer: OutlookAnswer) -> str:
    """One sentence: what it takes and what is there."""
    known = f"{words.counted(found.wins, 'won deal', locale=answer.locale)} from {_span(found.days)} of leads"
    if found.wins >= FEWEST_WINS and found.days >= FEWEST_DAYS:
        known = f"{known}, only {found.old_wins} of them from leads old enough to know what became of them"
    return f"*No odds yet.* They need {FEWEST_WINS} won deals and 3 months of leads, won or not; there are {known}."


def _span(length: int) -> str:
    if length < FEWEST_DAYS:
        return words.counted(length // _WEEK, "week")
    return words.counted(int(length / _MONTH), "month")


def _won(answer: OutlookAnswer) -> str:
    deals = words.counted(answer.deals, "deal", locale=answer.locale)
    won, quota = (_whole(one, answer) for one in (answer.won, answer.quota))
    return f"*Won this {answer.period}* {won} of {quota} · {deals}"


def _sums(outlook: Foreseen, answer: OutlookAnswer) -> Iterator[str]:
    """Won and expected add up to what is shown as their sum."""
    yield _won(answer)
    if answer.reached:
        return
    ends = days.dated(answer.ends_on, answer.today)
    parts = [
        (f"of {_leads(outlook.open, answer)} that are open", outlook.open.expected),
        (f"of about {_leads(outlook.to_come, answer)} to come by {ends}", outlook.to_come.expected),
        ("of what the agreement had open at its start", outlook.agreed_business),
    ]
    shown = [(said, amount) for said, amount in parts if amount > 0]
    if shown:
        said = " + ".join(f"{_about(amount, answer)} {words_}" for words_, amount in shown)
        whole = float(answer.won.major) + outlook.expected
        yield f"*Expected besides* {said}: about {_about(whole, answer)} in all."
    low, high = (_about(one, answer) for one in (outlook.low, outlook.high))
    yield f"*Likely between {low} and {high}*: 8 cases of 10 end there."


def _hangs(outlook: Foreseen, answer: OutlookAnswer) -> Iterator[str]:
    if answer.reached:
        yield f"What is still to be won this {answer.period} comes on top."
        return
    if outlook.hinge is None:
        yield "No lead is open that could still be won in time, and none came in the last three months."
        return
    yield f"*It hangs most on {_HANGS[outlook.hinge.on]}.* {_less(outlook.hinge, outlook, answer)}"
    yield (
        "Open leads count by their stage and how long they have been open, those to come as many a day as in the "
        "last three months."
    )


def _less(hinge: Hinge, outlook: Foreseen, answer: OutlookAnswer) -> str:
    before, after = chance_words(outlook.chance), chance_words(hinge.chance)
    less = f"A tenth fewer would be {_about(hinge.less, answer)} less"
    return f"{less}, about the same odds." if before == after else f"{less}, and {after}."


def _small(answer: OutlookAnswer) -> Iterator[str | None]:
    outlook = answer.outlook
    if isinstance(outlook, Foreseen) and not answer.reached:
        leads = words.counted(outlook.leads, "lead", locale=answer.locale)
        wins = words.counted(outlook.wins, "win", locale=answer.locale)
        drift, spread = (quantities.percent(one) for one in (Fraction(outlook.drift), SPREAD))
        yield f"From {wins} of {leads} old enough to tell"
        yield f"assumes the rates hold, give or take {drift}, and deals that spread by {spread}"
    if answer.without_amount:
        each = _whole(answer.usual, answer)
        yield f"{words.counted(answer.without_amount, 'deal')} without an amount counted as {each} each"
    if answer.idle.minor:
        yield f"{_whole(answer.idle, answer)} of the quota need no leads and are not in it"
    yield words.agreement(answer.version)


def _leads(source: Source, answer: OutlookAnswer) -> str:
    return words.counted(source.leads, "lead", locale=answer.locale)


def _whole(money: Money, answer: OutlookAnswer) -> str:
    return quantities.whole_money(money.major, money.currency, answer.locale)


def _about(amount: float, answer: OutlookAnswer) -> str:
    return quantities.short_money(Fraction(amount), answer.quota.currency, answer.locale)


def reliability_message(answer: ReliabilityAnswer) -> Message:
    found = answer.found
    return Message.of(
        layout.header("Were the odds right?"),
        layout.section(*_score(found, answer)),
        layout.table([_HEAD, *(_band(band) for band in found.bands)], ("left", *("right",) * 4))
        if found.bands
        else None,
        layout.context(
            "Each chance that was shown to somebody is kept, once a day",
            f"{found.waiting} more are of a period that is not over"
            if found.told and found.waiting
            else None,
        ),
        layout.buttons(layout.button("The outlook", Act.OPEN_OUTLOOK, "outlook"), block_id=Foot.RELIABILITY),
    )


_HEAD = ("Odds told", "How often", "Periods", "On average", "Came true")


def _score(found: Reliability, answer: ReliabilityAnswer) -> Iterator[str]:
    if found.brier is None:
        kept = words.counted(found.waiting, "chance", locale=answer.locale)
        first = f", the first from {days.dated(answer.first.date(), answer.today)}" if answer.first else ""
        yield f"No quota that odds were told of is over yet. Kept so far: {kept}{first}."
        return
    told = words.counted(found.told, "chance", locale=answer.locale)
    periods = words.counted(found.periods, "period")
    score = f"*Brier score {_score_words(found.brier)}*"
    yield f"{score} over {told} of {periods}: 0 is perfect, 0.25 no better than a coin."
    if not found.telling:
        yield f"Under {FEWEST_PERIODS} periods this says little: the odds of one period rise and fall together."


def _score_words(score: Fraction) -> str:
    hundredths = quantities.half_up(score * 100)
    return f"{hundredths // 100}.{hundredths % 100:02}"


def _band(band: Band) -> tuple[str, ...]:
    between = f"{rate(band.low)} to {rate(band.high)}"
    return between, str(band.told), str(band.periods), rate(band.mean), rate(band.came_true)

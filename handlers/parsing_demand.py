"""How the numbers of `/sla demand …` are read: `name=value`, in any order, each name one that can be tried."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from handlers.parsing import NEAR, USAGE, UsageError, Verb
from handlers.views.demand.form import AOV, QUOTA
from sla.demand import DemandNumbers
from sla.errors import BadFields, BadInput
from sla.money import parse_amount
from sla.rates import parse_rate
from sla.services.demand import WhatIf
from sla.terms import Period

MEASURED = "measured"
"""In place of numbers: the rates as the leads show them."""
_NAME = re.compile(r"(?<![\w-])(\w[\w-]*)\s*=\s*")
_SHARE = re.compile(r"(?<!\S)share(?!\S)[ ,;]*", re.IGNORECASE)

_LONGEST = 150
"""Of a line that is offered again, put right."""


def without_share(words: str) -> tuple[str, bool]:
    """The numbers alone, and whether everybody in the channel is to see the answer."""
    rest, found = _SHARE.subn("", words)
    return rest.strip(), found > 0


def parse_what_if(words: str, numbers: DemandNumbers) -> WhatIf:
    """`quota=500k/year aov=2k win=27%`, in any order; any of them may be left out."""
    before, *pairs = _NAME.split(words.casefold())
    if before.strip():
        raise UsageError(
            f"“{before.strip()[:40]}” is not of the form name=value.",
            usage=USAGE[Verb.DEMAND],
            nearest="demand win=27%",
        )
    names, values = pairs[::2], [value.strip(" ,;") for value in pairs[1::2]]
    _check_names(names, numbers, words)
    return _read(dict(zip(names, values, strict=True)), numbers)


def typed_numbers(words: str) -> dict[str, str]:
    """The value of each name as it was typed."""
    _, *pairs = _NAME.split(words)
    return dict(zip(pairs[::2], (value.strip(" ,;") for value in pairs[1::2]), strict=True))


def parse_fields(given: Mapping[str, str], numbers: DemandNumbers) -> WhatIf:
    """The same from a form, by the same names; BadFields with the sentence of each that cannot be taken."""
    wrong: dict[str, str] = {}
    for name, value in given.items():
        try:
            _read({name: value.casefold().strip()}, numbers)
        except BadInput as refused:
            wrong[name] = refused.message
    if wrong:
        raise BadFields(wrong)
    return _read({name: value.casefold().strip() for name, value in given.items()}, numbers)


def _read(given: Mapping[str, str], numbers: DemandNumbers) -> WhatIf:
    currency = numbers.quota.amount.currency
    figure, _, span = given.get(QUOTA, "").partition("/")
    return WhatIf(
        amount=parse_amount(figure, currency, field=QUOTA) if QUOTA in given else None,
        period=_period(span) if span else None,
        aov=parse_amount(given[AOV], currency, field=AOV) if AOV in given else None,
        rates={
            name: parse_rate(value, field=name) for name, value in given.items() if name not in {QUOTA, AOV}
        },
    )


def _period(word: str) -> Period:
    typed = word.strip()
    if typed not in set(Period):
        raise BadInput(
            f"“{typed[:40]}” is no period I know; write the quota for a month, a quarter or a year, like "
            "500k/quarter.",
            field=QUOTA,
        )
    return Period(typed)


def _check_names(names: Sequence[str], numbers: DemandNumbers, words: str) -> None:
    """Each once, and none that stands for nothing; one that is nearly right is put right in the whole line."""
    known = [QUOTA, AOV, *(step.name for step in numbers.rates)]
    for name in names:
        if name not in known:
            raise UsageError(
                f"There is nothing called “{name[:40]}” to try; there is {', '.join(known)}.",
                usage=USAGE[Verb.DEMAND],
                nearest=_put_right(name, known, words),
            )
        if names.count(name) > 1:
            raise UsageError(f"“{name[:40]}” is given twice; give it once.", usage=USAGE[Verb.DEMAND])


def _put_right(name: str, known: Sequence[str], words: str) -> str | None:
    near = get_close_matches(name, known, n=1, cutoff=NEAR)
    if not near or len(words) > _LONGEST:
        return None
    typed = rf"(?<![\w-]){re.escape(name)}(?=\s*=)"
    return "demand " + re.sub(typed, lambda _: near[0], words.casefold(), count=1)

"""How `/sla …` is read: the verb, and each verb's own words, with one helpful sentence where they do not fit."""

import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Literal, TypeVar

from sla.activity import Outcome
from sla.answers import LeadFilter
from sla.errors import SlaError
from sla.money import parse_amount
from sla.rates import Rate, parse_rate
from sla.services.demand import WhatIf
from sla.terms import Period
from sla.touches import TouchKind


class Verb(StrEnum):
    STATUS = "status"
    LEADS = "leads"
    LOG = "log"
    WHY = "why"
    DEMAND = "demand"
    HELP = "help"


USAGE = {
    Verb.STATUS: "/sla status [me | team | marketing | sales | @rep]",
    Verb.LEADS: "/sla leads [due | overdue | all]",
    Verb.LOG: "/sla log <lead> <call | email | meeting | message> [outcome] [note]",
    Verb.WHY: "/sla why <lead>",
    Verb.DEMAND: "/sla demand [quota=500k/year aov=2k mql_sql=34% sql_opp=82% win=23%]",
    Verb.HELP: "/sla help",
}


class UsageError(SlaError):
    """The words do not fit the verb: one sentence, the usage line, and the nearest thing that was meant."""

    def __init__(self, message: str, *, usage: str, nearest: str | None = None) -> None:
        super().__init__(message)
        self.usage = usage
        self.nearest = nearest


def parse_verb(text: str) -> tuple[Verb, str]:
    """The verb and the words after it; nothing at all is help."""
    word, _, rest = text.strip().partition(" ")
    known = [verb.value for verb in Verb]
    wanted = word.casefold() or Verb.HELP.value
    if wanted in known:
        return Verb(wanted), rest.strip()
    near = get_close_matches(wanted, known, n=1, cutoff=0.5)
    raise UsageError(
        f"“{word[:40]}” is not something I know.",
        usage="/sla <" + " | ".join(known) + ">",
        nearest=f"/sla {near[0]}" if near else None,
    )


def parse_filter(words: str) -> LeadFilter:
    return _choice(words.casefold() or LeadFilter.DUE, LeadFilter, Verb.LEADS, "list of leads")


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """Whose status: one of the words, or the Slack id of a person."""

    side: Literal["team", "marketing", "sales"] = "team"
    own: bool = False
    slack_id: str | None = None


MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")


def parse_scope(words: str) -> Scope:
    mention = MENTION.fullmatch(words)
    if mention:
        return Scope(own=True, slack_id=mention[1])
    match words.casefold():
        case "me":
            return Scope(own=True)
        case "" | "team":
            return Scope()
        case "marketing" | "sales" as side:
            return Scope(side=side)
    raise _unfit(words, ["me", "team", "marketing", "sales"], Verb.STATUS, "status")


@dataclass(frozen=True, kw_only=True, slots=True)
class LogWords:
    lead: str
    kind: TouchKind
    outcome: Outcome | None
    note: str


Choice = TypeVar("Choice", bound=StrEnum)

KINDS = (TouchKind.CALL, TouchKind.EMAIL, TouchKind.MEETING, TouchKind.MESSAGE)
OUTCOMES = {
    TouchKind.CALL: (Outcome.REACHED, Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE),
    TouchKind.EMAIL: (Outcome.BOUNCED,),
    TouchKind.MEETING: (Outcome.HELD, Outcome.SCHEDULED),
    TouchKind.MESSAGE: (),
}


def parse_log(words: str) -> LogWords:
    """`Blue Fjord call no answer left word with the front desk`: the kind divides the lead from the rest."""
    parts = _split(words, Verb.LOG)
    at = _kind_at(parts, quoted=words.startswith(('"', "“")))
    if at is None or at == 0:
        near = _near([part.casefold() for part in parts[1:]], [kind.value for kind in KINDS])
        raise UsageError(
            "I need a lead and what you did: call, email, meeting or message.",
            usage=USAGE[Verb.LOG],
            nearest=f"/sla log {parts[0]} {near}" if parts and near else None,
        )
    kind = TouchKind(parts[at].casefold())
    outcome, note = _outcome(kind, parts[at + 1 :])
    return LogWords(lead=" ".join(parts[:at]), kind=kind, outcome=outcome, note=note)


def _kind_at(parts: Sequence[str], *, quoted: bool) -> int | None:
    """Where the kind stands: right after a quoted lead or a label, else at the first word that is one."""
    kinds = {kind.value for kind in KINDS}
    if quoted:
        return 1 if len(parts) > 1 and parts[1].casefold() in kinds else None
    return next((at for at, part in enumerate(parts) if at and part.casefold() in kinds), None)


def _outcome(kind: TouchKind, words: Sequence[str]) -> tuple[Outcome | None, str]:
    text = " ".join(words)
    for outcome in OUTCOMES[kind]:
        if text.casefold() == outcome or text.casefold().startswith(f"{outcome} "):
            return outcome, text[len(outcome) :].strip(" ,:;-")
    return None, text


STEP = re.compile(r"(\w[\w-]*)\s*=\s*(\S+)")


def parse_what_if(words: str, currency: str) -> WhatIf:
    """`quota=500k/year aov=2k win=27%`, in any order; any of them may be left out."""
    left = STEP.sub("", words).strip()
    if left:
        raise UsageError(
            f"“{left[:40]}” is not of the form name=value.",
            usage=USAGE[Verb.DEMAND],
            nearest="/sla demand win=27%",
        )
    amount = period = aov = None
    rates: dict[str, Rate] = {}
    for name, value in STEP.findall(words.casefold()):
        if name == "quota":
            figure, _, span = value.partition("/")
            amount = parse_amount(figure, currency, field="quota")
            period = _choice(span, Period, Verb.DEMAND, "period") if span else None
        elif name == "aov":
            aov = parse_amount(value, currency, field="aov")
        else:
            rates[name] = parse_rate(value, field=name)
    return WhatIf(amount=amount, period=period, aov=aov, rates=rates)


def _split(words: str, verb: Verb) -> list[str]:
    try:
        return shlex.split(words.replace("“", '"').replace("”", '"').replace("'", "’"))
    except ValueError:
        raise UsageError("A quotation mark is missing its partner.", usage=USAGE[verb]) from None


def _choice(word: str, kind: type[Choice], verb: Verb, what: str) -> Choice:
    values = [member.value for member in kind]
    if word in values:
        return kind(word)
    raise _unfit(word, values, verb, what)


def _unfit(word: str, values: list[str], verb: Verb, what: str) -> UsageError:
    near = _near([word.casefold()], values)
    return UsageError(
        f"“{word[:40]}” is no {what} I know.",
        usage=USAGE[verb],
        nearest=f"/sla {verb} {near}" if near and verb is not Verb.DEMAND else None,
    )


def _near(words: Sequence[str], values: Sequence[str]) -> str | None:
    for word in words:
        near = get_close_matches(word, values, n=1, cutoff=0.5)
        if near:
            return near[0]
    return None

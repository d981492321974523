"""How `/sla …` is read: the verb, and each verb's own words, with one helpful sentence where they do not fit."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from enum import StrEnum
from typing import Literal, TypeVar

from sla.activity import Outcome
from sla.answers import LeadFilter
from sla.errors import SlaError
from sla.money import Money, parse_amount
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
    PLAN = "plan"
    AGREEMENT = "agreement"
    SETUP = "setup"
    HELP = "help"


USAGE = {
    Verb.STATUS: "/sla status [me | team | marketing | sales | @rep]",
    Verb.LEADS: "/sla leads [due | overdue | all]",
    Verb.LOG: "/sla log [lead] [call | email | meeting | message] [outcome] [note]",
    Verb.WHY: "/sla why <lead>",
    Verb.DEMAND: "/sla demand [quota=500k/year aov=2k mql_sql=34% sql_opp=82% win=23%]",
    Verb.PLAN: "/sla plan [6 | 12]",
    Verb.AGREEMENT: "/sla agreement [show | propose | sign | history]",
    Verb.SETUP: "/sla setup",
    Verb.HELP: "/sla help",
}

NEAR = 0.5
"""How alike a word must be to one that was probably meant."""

MOST_WORDS = 50
"""So many words are looked through for one that was probably meant."""


class UsageError(SlaError):
    """The words do not fit the verb: one sentence, the usage line, and what was probably meant after `/sla`."""

    def __init__(self, message: str, *, usage: str, nearest: str | None = None) -> None:
        super().__init__(message)
        self.usage = usage
        self.nearest = nearest


def parse_verb(text: str) -> tuple[Verb, str]:
    """The verb and the words after it; nothing at all is help. What cannot be printed is read as a space."""
    word, rest = (*_printable(text).split(None, 1), "", "")[:2]
    known = [verb.value for verb in Verb]
    wanted = word.casefold() or Verb.HELP.value
    if wanted in known:
        return Verb(wanted), rest.strip()
    near = get_close_matches(wanted, known, n=1, cutoff=NEAR)
    raise UsageError(
        f"“{word[:40]}” is not something I know.",
        usage="/sla <" + " | ".join(known) + ">",
        nearest=near[0] if near else None,
    )


def _printable(text: str) -> str:
    return "".join(" " if unicodedata.category(each) in {"Cc", "Cs"} else each for each in text)


def parse_filter(words: str) -> LeadFilter:
    return _choice(words.casefold() or LeadFilter.DUE, LeadFilter, Verb.LEADS, "list of leads")


class AgreementWord(StrEnum):
    SHOW = "show"
    PROPOSE = "propose"
    SIGN = "sign"
    HISTORY = "history"


def parse_agreement(words: str) -> AgreementWord:
    return _choice(
        words.casefold() or AgreementWord.SHOW, AgreementWord, Verb.AGREEMENT, "word for the agreement"
    )


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
KIND = re.compile(rf"(?<!\S)(?:{'|'.join(KINDS)})(?!\S)", re.IGNORECASE)
QUOTED = re.compile(r'["“]([^"“”]*)["”]\s*(.*)', re.DOTALL)


def names_kind(words: str) -> bool:
    return KIND.search(words) is not None


def parse_log(words: str) -> LogWords:
    """`Blue Fjord call no answer left word with the front desk`: the kind divides the lead from the rest.

    A quoted lead may have such a word in its name; the kind then comes right after it.
    """
    lead, rest, kind = _around_kind(words)
    if kind is None or not lead:
        raise UsageError(
            "I need a lead and what you did: call, email, meeting or message.",
            usage=USAGE[Verb.LOG],
            nearest=_near_log(lead, rest),
        )
    done = TouchKind(kind[0].casefold())
    outcome, note = _outcome(done, rest[kind.end() :].strip())
    return LogWords(lead=lead, kind=done, outcome=outcome, note=note)


def _around_kind(words: str) -> tuple[str, str, re.Match[str] | None]:
    """The lead, the words that its kind stands in, and where in them."""
    if words.startswith(('"', "“")):
        quoted = QUOTED.fullmatch(words)
        if quoted is None:
            raise UsageError("A quotation mark is missing its partner.", usage=USAGE[Verb.LOG])
        return quoted[1].strip(), quoted[2], KIND.match(quoted[2])
    kind = next((found for found in KIND.finditer(words) if found.start()), None)
    return words[: kind.start()].strip() if kind else "", words, kind


def _near_log(lead: str, rest: str) -> str | None:
    """The line with the word most like a kind put right, and all before it as it was typed."""
    parts = rest.split()[:MOST_WORDS]
    likeness = [(_likeness(part.casefold()), at) for at, part in enumerate(parts) if at or lead]
    (_, kind), at = max(likeness, key=lambda one: (one[0][0], -one[1]), default=((0.0, None), 0))
    before = f'"{lead}"' if lead else " ".join(parts[:at])
    return f"log {before} {kind}" if kind else None


def _likeness(word: str) -> tuple[float, TouchKind | None]:
    near = get_close_matches(word, KINDS, n=1, cutoff=NEAR)
    return (SequenceMatcher(None, word, near[0]).ratio(), TouchKind(near[0])) if near else (0.0, None)


def _outcome(kind: TouchKind, text: str) -> tuple[Outcome | None, str]:
    for outcome in OUTCOMES[kind]:
        spoken = r"\s+".join(outcome.split())
        said = re.match(rf"{spoken}(?!\w)", text, re.IGNORECASE)
        if said:
            return outcome, text[said.end() :].lstrip(" ,.:;-–—")
    return None, text


NAME = re.compile(r"(?<![\w-])(\w[\w-]*)\s*=\s*")


def parse_what_if(words: str, currency: str) -> WhatIf:
    """`quota=500k/year aov=2k win=27%`, in any order; any of them may be left out."""
    before, *pairs = NAME.split(words.casefold())
    if before.strip():
        raise UsageError(
            f"“{before.strip()[:40]}” is not of the form name=value.",
            usage=USAGE[Verb.DEMAND],
            nearest="demand win=27%",
        )
    given = list(zip(pairs[::2], (value.strip(" ,;") for value in pairs[1::2]), strict=True))
    amount: Money | None = None
    period: Period | None = None
    aov: Money | None = None
    rates: dict[str, Rate] = {}
    _check_once([name for name, _ in given])
    for name, value in given:
        if name == "quota":
            figure, _, span = value.partition("/")
            amount = parse_amount(figure, currency, field="quota")
            period = _choice(span.strip(), Period, Verb.DEMAND, "period") if span else None
        elif name == "aov":
            aov = parse_amount(value, currency, field="aov")
        else:
            rates[name] = parse_rate(value, field=name)
    return WhatIf(amount=amount, period=period, aov=aov, rates=rates)


def _check_once(names: Sequence[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise UsageError(f"“{name[:40]}” is given twice; give it once.", usage=USAGE[Verb.DEMAND])


def _choice(word: str, kind: type[Choice], verb: Verb, what: str) -> Choice:
    values = [member.value for member in kind]
    if word in values:
        return kind(word)
    raise _unfit(word, values, verb, what)


def _unfit(word: str, values: list[str], verb: Verb, what: str) -> UsageError:
    near = get_close_matches(word.casefold(), values, n=1, cutoff=NEAR)
    return UsageError(
        f"“{word[:40]}” is no {what} I know.",
        usage=USAGE[verb],
        nearest=f"{verb} {near[0]}" if near and verb is not Verb.DEMAND else None,
    )

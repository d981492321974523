"""How `/sla …` is read: the verb, and each verb's own words, with one helpful sentence where they do not fit."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Literal, TypeVar

from sla.answers import LeadFilter
from sla.errors import SlaError


class Verb(StrEnum):
    STATUS = "status"
    LEADS = "leads"
    LOG = "log"
    WHY = "why"
    DEMAND = "demand"
    PLAN = "plan"
    OUTLOOK = "outlook"
    LEAD = "lead"
    AWAY = "away"
    REASSIGN = "reassign"
    SKIP = "skip"
    SNOOZE = "snooze"
    AGREEMENT = "agreement"
    SETUP = "setup"
    HANDOFF = "handoff"
    DIGEST = "digest"
    HELP = "help"


USAGE = {
    Verb.STATUS: "/sla status [me | team | marketing | sales | @rep]",
    Verb.LEADS: "/sla leads [due | overdue | all]",
    Verb.LOG: "/sla log [lead] [call | email | meeting | message] [outcome] [note]",
    Verb.WHY: "/sla why <lead>",
    Verb.DEMAND: "/sla demand [quota=500k/year aov=2k mql_sql=34% sql_opp=82% win=23%] [measured] [share]",
    Verb.PLAN: "/sla plan [6 | 12]",
    Verb.OUTLOOK: "/sla outlook",
    Verb.LEAD: "/sla lead <id or name | add>",
    Verb.AWAY: "/sla away [@rep] [24.12..31.12] [@stand-in]",
    Verb.REASSIGN: "/sla reassign <lead> @rep",
    Verb.SKIP: "/sla skip <lead> <reason>",
    Verb.SNOOZE: "/sla snooze <lead> <days>",
    Verb.AGREEMENT: "/sla agreement [show | propose | sign | history]",
    Verb.SETUP: "/sla setup [messages]",
    Verb.HANDOFF: "/sla handoff",
    Verb.DIGEST: "/sla digest [preview [weekly] | now | start]",
    Verb.HELP: "/sla help [method]",
}

NEAR = 0.5
"""How alike a word must be to one that was probably meant."""


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
    word = words.casefold() or AgreementWord.SHOW
    return _choice(word, AgreementWord, Verb.AGREEMENT, "word for the agreement")


class DigestWord(StrEnum):
    PREVIEW = "preview"
    WEEKLY = "preview weekly"
    NOW = "now"
    START = "start"


def parse_digest(words: str) -> DigestWord:
    given = " ".join(words.casefold().split())
    return _choice(given or DigestWord.PREVIEW, DigestWord, Verb.DIGEST, "word for the digest")


class SetupWord(StrEnum):
    AGREEMENT = ""
    MESSAGES = "messages"


def parse_setup(words: str) -> SetupWord:
    return _choice(words.casefold(), SetupWord, Verb.SETUP, "part of the set-up")


class HelpWord(StrEnum):
    SIDE = ""
    METHOD = "method"


def parse_help(words: str) -> HelpWord:
    return _choice(words.casefold(), HelpWord, Verb.HELP, "page of help")


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


Choice = TypeVar("Choice", bound=StrEnum)


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
        nearest=f"{verb} {near[0]}" if near else None,
    )

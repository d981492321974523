"""How the words after `reassign`, `skip`, `snooze` and `lead` are read."""

import re
from dataclasses import dataclass

from handlers.parsing import MENTION, USAGE, UsageError, Verb
from handlers.parsing_log import QUOTED

_MOST_DIGITS = 4
_DAYS = re.compile(
    rf"(.*\S)\s+(\d{{1,{_MOST_DIGITS}}})(?:\s*d(?:ays?)?)?", re.DOTALL | re.ASCII | re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True, slots=True)
class ReassignWords:
    """`to` is a Slack id."""

    lead: str
    to: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SkipWords:
    lead: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SnoozeWords:
    lead: str
    days: int


def parse_reassign(words: str) -> ReassignWords:
    mentions = list(MENTION.finditer(words))
    lead = MENTION.sub(" ", words).strip()
    if len(mentions) != 1 or not lead or words[mentions[0].end() :].strip():
        raise UsageError("I need a lead and the one rep who gets it.", usage=USAGE[Verb.REASSIGN])
    return ReassignWords(lead=lead, to=mentions[0][1])


def parse_skip(words: str) -> SkipWords:
    """The lead is the first word, or what stands in quotation marks."""
    quoted = QUOTED.fullmatch(words) if words.startswith(('"', "“")) else None
    lead, reason = (quoted[1], quoted[2]) if quoted else (*words.split(None, 1), "", "")[:2]
    if not lead.strip() or not reason.strip():
        raise UsageError("I need a lead and why it is not for today.", usage=USAGE[Verb.SKIP])
    return SkipWords(lead=lead.strip(), reason=_typed(reason.strip()))


def _typed(text: str) -> str:
    """As it was typed: Slack escapes the words of a command."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def parse_snooze(words: str) -> SnoozeWords:
    match = _DAYS.fullmatch(words)
    if match is None:
        raise UsageError("I need a lead and for how many days, 1 to 14.", usage=USAGE[Verb.SNOOZE])
    return SnoozeWords(lead=match[1], days=int(match[2]))

"""How `/sla log …` is read: a lead, what was done about it, how it ended, and a note."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from handlers.parsing import NEAR, USAGE, UsageError, Verb
from sla.activity import Outcome
from sla.touches import TouchKind

MOST_WORDS = 50
"""So many words are looked through for one that was probably meant."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LogWords:
    lead: str
    kind: TouchKind
    outcome: Outcome | None
    note: str


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


def nearly_names_kind(words: str) -> bool:
    """Whether a word after the first is a kind with a slip in it."""
    return _near_log("", words) is not None


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

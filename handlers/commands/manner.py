"""Which commands are questions, which change nothing and open nothing, so that they are acknowledged at once; and
which are deeds, which open nothing either, so that they are acknowledged as soon as they are kept.
"""

from collections.abc import Mapping

from handlers.parsing import AgreementWord, DigestWord, Verb
from handlers.parsing_log import names_kind

NO_WORDS: frozenset[str] = frozenset()

QUESTIONS: Mapping[Verb, frozenset[str]] = {
    Verb.STATUS: NO_WORDS,
    Verb.LEADS: NO_WORDS,
    Verb.WHY: NO_WORDS,
    Verb.DEMAND: NO_WORDS,
    Verb.PLAN: NO_WORDS,
    Verb.OUTLOOK: NO_WORDS,
    Verb.LEAD: frozenset({"add"}),
    Verb.AGREEMENT: frozenset({AgreementWord.PROPOSE}),
    Verb.DIGEST: frozenset({DigestWord.NOW, DigestWord.START}),
    Verb.HELP: NO_WORDS,
}
"""Each but for these words, with which it does something or opens a form."""


def is_question(verb: Verb, words: str) -> bool:
    acts = QUESTIONS.get(verb)
    return acts is not None and words.casefold() not in acts


def is_deed(verb: Verb, words: str) -> bool:
    """To log something without saying what opens a form."""
    return names_kind(words) if verb is Verb.LOG else verb in {Verb.SNOOZE, Verb.SKIP}

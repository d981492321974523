"""Which commands are questions: they change nothing and open nothing, so that they are acknowledged at once."""

from collections.abc import Mapping

from handlers.parsing import AgreementWord, DigestWord, Verb

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

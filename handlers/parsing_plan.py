"""How the length of `/sla plan` is read."""

from handlers.parsing import USAGE, UsageError, Verb
from sla.plan import LENGTHS
from sla.services.planning import USUAL_LENGTH


def parse_length(words: str) -> int:
    """How many months a plan is for; twelve where nothing is said."""
    word = words.casefold().removesuffix("months").strip() or str(USUAL_LENGTH)
    if word not in {str(length) for length in LENGTHS}:
        raise UsageError(
            f"“{words[:40]}” is no length of a plan; it is for 6 or 12 months.",
            usage=USAGE[Verb.PLAN],
            nearest="plan 12",
        )
    return int(word)

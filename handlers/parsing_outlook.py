"""`/sla outlook` takes no words of its own."""

from handlers.parsing import USAGE, UsageError, Verb


def parse_outlook(words: str) -> None:
    if words:
        raise UsageError(
            f"“{words[:40]}” is more than the outlook can take; it is of the agreement’s quota, from today.",
            usage=USAGE[Verb.OUTLOOK],
            nearest="outlook",
        )

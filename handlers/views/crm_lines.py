"""How the reading of a CRM goes, in sentences: for the managers' Home and the set-up."""

from collections.abc import Iterator

from handlers.views import days, words
from handlers.views.escape import people
from sla.crm import CrmBoard

MOST_NAMED = 5
LONGEST = 200


def how_it_goes(board: CrmBoard) -> str:
    """The verdict, in mrkdwn."""
    found = board.connection.found
    if found.trouble is not None:
        since = f" Last read {days.when(board.read_at, board.now, board.zone)}." if board.read_at else ""
        return f"*HubSpot is not read whole.* {people(found.trouble, LONGEST * 2)}{since}"
    if found.loading:
        first = next((one for one in found.loading if one.total), None)
        so_far = f": {first.read:,} of {first.total:,} {first.what} so far" if first else ""
        return f"*HubSpot is being read for the first time*{so_far}. Numbers are not whole before it is done."
    if board.read_at is None:
        return "*HubSpot has not been read yet.* It is asked again by itself."
    return f"*HubSpot is read.* Last {days.when(board.read_at, board.now, board.zone)}."


def to_look_at(board: CrmBoard) -> Iterator[str]:
    """Each with what can be done about it."""
    found = board.connection.found
    for was, called in board.renamed:
        if called is None:
            yield f"HubSpot has the stage “{people(was)}” no longer; choose another in the set-up."
        else:
            yield (
                f"HubSpot calls the stage “{people(was)}” now “{people(called)}”. It counts as before; save the "
                "set-up's HubSpot part to take the new name over."
            )
    if found.unmatched:
        named = [people(one) for one in found.unmatched[:MOST_NAMED]]
        more = len(found.unmatched) - len(named)
        whom = words.joined([*named, *([f"{more} more"] if more else [])])
        are = "is" if len(found.unmatched) == 1 else "are"
        yield (
            f"{words.counted(len(found.unmatched), 'owner')} in HubSpot {are} not named in the agreement, so "
            f"their leads have no owner here: {whom}."
        )
    if found.foreign:
        yield (
            f"Won deals in {words.joined(list(found.foreign))} count without an amount, as the agreement is in "
            f"{board.currency}."
        )

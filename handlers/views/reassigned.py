"""A lead that was given to another rep: what moved, and that its dates did not."""

from handlers.views import layout
from handlers.views.escape import people
from handlers.views.lead_words import Reading, due, lead_name
from handlers.views.message import Message
from sla.cadence import State
from sla.lead_story import Reassigned


def reassigned_message(given: Reassigned) -> Message:
    reading = Reading(now=given.now, zone=given.zone)
    standing = given.item.standing
    whose = "yours" if given.to_actor else f"{people(given.to)}’s"
    before = f", no longer {people(given.before)}’s" if given.before else ""
    stays = (
        f"Its dates and counts stay: {due(standing, reading)}." if standing.checkpoint else "Its counts stay."
    )
    late = "What is late already is shown apart and not counted as theirs."
    told = "They read of it in their next reminder and have two working days to settle in."
    return Message.of(
        layout.section(
            f"*{lead_name(given.item.lead)} is {whose} now*{before}.",
            stays,
            *([late] if standing.state is State.OVERDUE and not given.to_actor else []),
            *([] if given.to_actor else [told]),
        ),
        layout.context("Only you see this"),
    )

"""What both sides said of a rejected lead, in the words of every message about it."""

from handlers.views.card import decided_sentence
from handlers.views.escape import people
from sla.home import Rejected

MOST_CONTEST = 900


def said_lines(one: Rejected) -> tuple[str, ...]:
    contest = (f"Marketing contests that: {people(one.contest, MOST_CONTEST)}",) if one.contest else ()
    return f"Sales rejected it: {decided_sentence(one.rejection)}", *contest

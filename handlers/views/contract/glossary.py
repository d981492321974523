"""The words that the contract uses and not everybody knows, each in one sentence."""

import re

from handlers.views.contract.clause import Clause
from handlers.views.contract.clauses import clauses
from sla.terms import Terms

_WORDS = (
    ("MQL", r"\bMQLs?\b", "short for marketing qualified lead: one that marketing hands to sales."),
    ("SQL", r"\bSQLs?\b", "short for sales qualified lead: one that sales has taken up after speaking with it."),
    ("Opportunity", r"\bopportunit(y|ies)\b", "a deal under way, with an amount and an expected day."),
    ("Lead value", r"\bworth\b", "the quota divided by the leads that it needs: what one lead is worth."),
    ("Attainment", r"\battainment\b", "what was delivered as a share of what was promised."),
    ("Pace", r"\bpace\b", "what was delivered against what was expected by that working day."),
    ("Handoff", r"\bhandoff\b|\bhand(ed)? .*over\b", "the moment at which sales gets a lead and its clocks start."),
    (
        "First attempt",
        r"\bfirst attempt\b",
        "the first call, email, message or meeting with a lead after its handoff, answered or not.",
    ),
    ("Follow-up", r"\bfollow-ups?\b", "a further attempt on another day; one a lead and day counts."),
    ("Touch", r"\btouch(es)?\b", "anything done with a lead that is recorded, first attempt and follow-ups alike."),
    ("Cadence", r"\bcadence\b", "how many follow-ups a lead gets by which day."),
    ("Checkpoint", r"\bcheckpoints?\b", "a day of the cadence; its follow-ups must be done when it ends."),
    (
        "Due date",
        r"\bdue dates?\b",
        "the day of a lead’s next checkpoint; weekends and holidays do not move it.",
    ),
    ("Breach", r"\bbreach(es)?\b", "the record that something was short when its day ended."),
)  # fmt: skip
"""The word, how it shows in a text, and what it means."""


def glossary(terms: Terms) -> tuple[str, ...]:
    """A line for each word that the contract of these terms uses, in mrkdwn; our own words alone."""
    text = "\n".join(_said(clause) for clause in clauses(terms))
    return tuple(
        f"*{word}:* {meaning}" for word, form, meaning in _WORDS if re.search(form, text, re.IGNORECASE)
    )


def _said(clause: Clause) -> str:
    return f"{clause.label}: {clause.value}. {clause.detail}"

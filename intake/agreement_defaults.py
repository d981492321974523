"""The sentences that an agreement has where its team wrote none of its own."""

STAGE_MEANINGS = {
    "lead": "Somebody who fits our target buyer and left a way to be reached.",
    "mql": "A lead that fits our target buyer and has shown interest, so that marketing hands it to sales.",
    "sql": "A lead that a rep has spoken with and accepts: there is a need, and somebody who can decide.",
    "opportunity": "A deal with an amount and an expected closing date, discussed with somebody who can decide.",
    "won": "The contract is signed or the order is placed.",
}
"""By the stage's name in lower case."""

PROCESS = (
    "Marketing checks a lead against the definition and hands it over with what it knows of the buyer.",
    "The rep who gets it accepts or rejects it in time, a rejection with a reason.",
    "What is rejected goes back to marketing, to be contested, to be nurtured further or to be closed.",
)

REJECT_REASONS = (
    "not our target buyer",
    "wrong contact data",
    "duplicate",
    "no budget or need",
    "unreachable",
    "other",
)

METRICS = (
    ("Leads delivered", "Imported files of leads, dated by the handoff."),
    ("First attempt", "Imported files of activities, `/sla log` and the buttons under a reminder."),
    ("Follow-ups", "Imported files of activities, `/sla log` and the buttons under a reminder."),
    ("Won deals", "Imported files of deals, dated by the day they were won."),
)
"""Name and source."""

MEETINGS = (
    ("Stand-up", "Every working day when the digest comes, 15 minutes."),
    ("Review", "Every week: what is overdue, what was rejected and why."),
    ("Rates", "Every quarter: the agreed rates beside the measured ones."),
)
"""Name and when."""

ALL_BUSINESS = "All business"
"""The one stream of an agreement that names none."""

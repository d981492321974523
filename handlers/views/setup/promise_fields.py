"""The inputs of the set-up for what both sides promise: sales, goals and qualified lead, handoff."""

from handlers.views.setup.field import Field, Kind

SALES = (
    Field(
        path="sales.accept_within",
        label="A new lead is accepted or rejected within",
        hint="Working time, like 8h or 90m.",
        usual="8h",
    ),
    Field(
        path="sales.first_attempt_within",
        label="First attempt within",
        hint="Working time, like 2h or 90m.",
        usual="2h",
    ),
    Field(path="sales.first_attempt_target", label="Share of leads first tried in that time", usual="90%"),
    Field(
        path="sales.cadence",
        label="Follow-ups",
        hint="In all, by the end of a day after the handoff, with commas between.",
        usual="3 by day 14, 5 by day 28, 7 by day 56",
    ),
    Field(path="sales.cadence_target", label="Share of leads whose follow-ups are kept", usual="90%"),
    Field(
        path="sales.suggested_days",
        label="Suggested days",
        hint=(
            "One for each follow-up, like 5, 10, 14. Left empty, or left alone while the follow-ups change, they "
            "are spread evenly."
        ),
    ),
    Field(
        path="sales.longest_gap_days",
        label="Longest gap between two follow-ups, in days",
        hint="Aimed at; nobody is counted late by it.",
        kind=Kind.NUMBER,
        usual="14",
        most=60,
    ),
    Field(
        path="sales.reject_reasons",
        label="Reasons to reject a lead",
        hint="A line each.",
        kind=Kind.LINES,
        usual="not our target buyer\nwrong contact data\nduplicate\nno budget or need\nunreachable\nother",
    ),
    Field(
        path="sales.intake_factor",
        label="Most leads of a day, in times the plan",
        hint="Sales takes at most so many times the plan’s leads on a working day.",
        usual="1.5",
    ),
    Field(
        path="sales.touches_per_rep_week",
        label="Touches that one rep can do in a week",
        kind=Kind.NUMBER,
        usual="140",
    ),
    Field(path="sales.utilisation", label="Share of those for these leads", usual="100%"),
)
PURPOSE = (
    Field(path="team.goals", label="Goals of both sides", hint="A line each.", kind=Kind.LINES),
    Field(
        path="team.target_buyer",
        label="Target buyer",
        hint="In a few sentences.",
        kind=Kind.PARAGRAPH,
        longest=500,
    ),
    Field(
        path="qualified_lead.fit",
        label="Qualified lead: who they are",
        hint="A line each, with its points, like: Company of 50 people or more = 20",
        kind=Kind.LINES,
    ),
    Field(
        path="qualified_lead.behaviour",
        label="Qualified lead: what they did",
        hint="A line each, with its points, like: Asked for a demo = 30",
        kind=Kind.LINES,
    ),
    Field(
        path="qualified_lead.threshold",
        label="Points that make a lead qualified",
        hint="Left empty with the two above, the agreement defines none.",
        kind=Kind.NUMBER,
    ),
    Field(
        path="marketing.accepted_target", label="Share of marketing’s leads that sales accepts", usual="80%"
    ),
    Field(
        path="marketing.sql_target",
        label="Share of marketing’s leads that become SQLs",
        hint="Left empty, none is promised.",
    ),
)
HANDOFF = (
    Field(
        path="handoff.process",
        label="How a lead changes hands",
        hint="A line each step.",
        kind=Kind.LINES,
        usual=(
            "Marketing checks a lead against the definition and hands it over with what it knows of the buyer.\n"
            "The rep who gets it accepts or rejects it in time, a rejection with a reason.\n"
            "What is rejected goes back to marketing, to be contested, to be nurtured further or to be closed."
        ),
    ),
    Field(
        path="handoff.routing",
        label="A lead that names no rep goes",
        kind=Kind.CHOICE,
        usual="round robin",
        choices=(("round robin", "To the reps in turn"), ("by hand", "To whom a manager gives it")),
    ),
    Field(
        path="handoff.unreachable_after",
        label="Attempts before a lead may be called unreachable",
        kind=Kind.NUMBER,
        usual="7",
        most=60,
    ),
    Field(
        path="handoff.dispute_within_days",
        label="Working days to contest a rejection",
        kind=Kind.NUMBER,
        usual="3",
        most=60,
    ),
    Field(
        path="escalation",
        label="Who is told of a lead that is late",
        hint=(
            "A line each: working days after the due date = rep, rep and stand-in, manager or offer to reassign. "
            "Never a channel."
        ),
        kind=Kind.LINES,
        usual="0 = rep\n1 = rep and stand-in\n3 = manager\n5 = offer to reassign",
    ),
    Field(
        path="other_promises",
        label="Promises that are entered by hand",
        hint="A line each, like: Customer satisfaction | 4.5 of 5 | ana@example.com | sales",
        kind=Kind.LINES,
    ),
    Field(
        path="meetings",
        label="Meetings",
        hint="A line each, like: Review | Monday 10:00",
        kind=Kind.LINES,
        usual=(
            "Stand-up | Every working day when the digest comes, 15 minutes.\n"
            "Review | Every week: what is overdue, what was rejected and why.\n"
            "Rates | Every quarter: the agreed rates beside the measured ones."
        ),
    ),
)

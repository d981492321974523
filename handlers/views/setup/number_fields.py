"""The inputs of the set-up that the leads are worked out from: channel, quota, lead types, working times."""

from handlers.views.setup.field import Field, Kind

CHANNEL = (
    Field(path="team.name", label="Team or company", needed=True, example="Northwind Tools", longest=80),
    Field(
        path="team.channel",
        label="Channel of the morning digest",
        hint="Its name as Slack shows it. Invite the bot there, or it cannot post.",
        needed=True,
        example="#sla",
    ),
    Field(
        path="team.digest_at",
        label="Morning digest at",
        hint="In the team’s time zone.",
        kind=Kind.TIME,
        usual="09:00",
    ),
    Field(
        path="team.nudge_at",
        label="Reminders to reps at",
        hint="In each rep’s own time zone.",
        kind=Kind.TIME,
        usual="09:00",
    ),
    Field(
        path="team.locale",
        label="How numbers and dates are written",
        hint="A language and a country, like en_US or de_DE.",
        usual="en_US",
    ),
)
QUOTA = (
    Field(
        path="quota.amount",
        label="Revenue to reach",
        hint="Like 500k, 1.5m or 500,000, without the currency.",
        needed=True,
        example="500k",
    ),
    Field(path="team.currency", label="Currency", hint="Three letters.", needed=True, example="USD"),
    Field(
        path="quota.period",
        label="For each",
        kind=Kind.CHOICE,
        usual="year",
        choices=(("month", "Month"), ("quarter", "Quarter"), ("year", "Year")),
    ),
    Field(
        path="quota.share_of",
        label="The shares of the lead types are of",
        kind=Kind.CHOICE,
        usual="revenue",
        choices=(("revenue", "The revenue"), ("leads", "The leads")),
    ),
    Field(
        path="quota.season",
        label="Season",
        hint="Twelve weights, January first; twice the weight is twice the quota. Left empty, all months are alike.",
        example="1, 1, 1, 1, 1, 1, 0.5, 0.5, 1, 1, 1, 2",
    ),
    Field(
        path="team.until",
        label="Agreed until",
        hint="The last day. Left empty, it holds until something else is agreed.",
        kind=Kind.DATE,
    ),
)
STREAM = (
    Field(
        path="streams[].name",
        label="What this part of the business is called",
        hint="A business unit, a customer segment, new business or retention.",
        needed=True,
        example="New business",
        longest=80,
    ),
    Field(
        path="streams[].share",
        label="Share of the quota",
        hint="The shares of all streams add up to 100%.",
        needed=True,
        example="60%",
    ),
    Field(
        path="streams[].needs_leads",
        label="Does it need leads?",
        hint="Without leads it takes its part of the quota, and no lead type is for it.",
        kind=Kind.CHOICE,
        usual="yes",
        choices=(("yes", "Yes, from its own lead types"), ("no", "No, like retention")),
    ),
    Field(
        path="streams[].margin",
        label="Margin",
        hint="Left empty, it is not known.",
        example="35%",
    ),
)
LEAD_TYPE = (
    Field(
        path="lead_types[].name",
        label="What these leads are called",
        needed=True,
        example="Website form",
        longest=80,
    ),
    Field(
        path="lead_types[].aov",
        label="Average order value",
        hint="What one won deal brings, like 2,000 or 2k, in the currency of the quota.",
        needed=True,
        example="2000",
    ),
    Field(
        path="lead_types[].stages",
        label="Stages, from lead to customer",
        hint="With commas between.",
        usual="MQL, SQL, opportunity, won",
    ),
    Field(
        path="lead_types[].rates",
        label="Rate from each stage to the next",
        hint="One fewer than the stages, with commas between. Your own counts are best: 1326 of 3900, 82%, 23%.",
        needed=True,
        example="34%, 82%, 23%",
    ),
    Field(
        path="lead_types[].share",
        label="Share of the quota",
        hint="The shares of all lead types add up to 100%.",
        needed=True,
        example="60%",
    ),
    Field(
        path="lead_types[].stream",
        label="Stream",
        hint="The part of the quota that these leads are for.",
        kind=Kind.CHOICE,
    ),
    Field(
        path="lead_types[].origins",
        label="What files call these leads",
        hint="With commas between. The name itself always counts; * takes every word that is no other type’s.",
        example="website form, paid search",
    ),
    Field(
        path="lead_types[].first_attempt_within",
        label="First attempt at these leads within",
        hint="Working time, like 30m or 4h. Left empty, it is as for every lead.",
    ),
    Field(
        path="lead_types[].months_to_close",
        label="Months from lead to won deal",
        hint="On average, up to 36. Leads are wanted so much earlier than the revenue.",
        example="3",
    ),
    Field(
        path="lead_types[].closes_after",
        label="Or how many closed after 0, 1, 2 … months",
        hint="Of leads whose outcome you know, with commas between; it takes the place of the average.",
        example="5, 20, 40, 25, 10",
    ),
)
HOURS = (
    Field(
        path="team.zone",
        label="Time zone",
        hint="Like Europe/Berlin or America/New_York. The agreement’s days and months are this zone’s.",
        needed=True,
        example="Europe/Berlin",
    ),
    Field(path="team.days", label="Working days", hint="Also Sun-Thu, or Mon, Wed, Fri.", usual="Mon-Fri"),
    Field(
        path="team.hours",
        label="Working hours",
        hint="Several like 09:00-12:30, 13:30-18:00; by weekday like Mon-Fri 08:00-20:00; Sat 09:00-17:00.",
        usual="09:00-17:00",
    ),
    Field(
        path="team.holidays",
        label="Public holidays",
        hint="Of a country or region, like US, DE or DE-BE. Left empty, there are none.",
    ),
)

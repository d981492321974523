"""What the parts of the set-up are called, everywhere."""

from collections.abc import Mapping

from sla.agreed import Part

TITLES: Mapping[Part, str] = {
    Part.PEOPLE: "Team and people",
    Part.CHANNEL: "Channel and times",
    Part.QUOTA: "Quota",
    Part.STREAM: "Stream",
    Part.LEAD_TYPE: "Lead type",
    Part.SALES: "What sales promises",
    Part.HOURS: "Working times",
    Part.PURPOSE: "Goals and qualified lead",
    Part.HANDOFF: "Handoff and escalation",
}
"""At most as long as the title of a modal."""

NEW: Mapping[Part, str] = {Part.STREAM: "New stream", Part.LEAD_TYPE: "New lead type"}

ADD: Mapping[Part, str] = {Part.STREAM: "Add a stream", Part.LEAD_TYPE: "Add a lead type"}

MOST: Mapping[Part, int] = {Part.STREAM: 20, Part.LEAD_TYPE: 50}
"""As many as the file may have."""

NEEDED: tuple[Part, ...] = (Part.PEOPLE, Part.CHANNEL, Part.QUOTA, Part.LEAD_TYPE)
"""The rest has usual values, or Slack knows it."""

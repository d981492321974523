"""Who a lead was with and since when, and when its reminders were put off: facts that never move its dates."""

from dataclasses import dataclass
from datetime import datetime

from sla.leads import LeadId
from sla.people import MemberId


@dataclass(frozen=True, kw_only=True, slots=True)
class Ownership:
    """From a moment on the lead is this member's; None: nobody's. The first one is from the handoff.

    `by` is who gave it to them; None where an import or the handoff itself did.
    """

    lead_id: LeadId
    member_id: MemberId | None
    since: datetime
    by: MemberId | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Snooze:
    """No reminder of the lead before `until`. A skip has a reason."""

    lead_id: LeadId
    by: MemberId
    at: datetime
    until: datetime
    reason: str | None

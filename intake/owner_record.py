"""One row of a file of owners, as checked, typed values."""

from dataclasses import dataclass

from intake.records import ExternalId, KnownLead, KnownOwner, Past


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnerRecord:
    """From a moment on a lead is this person's."""

    lead: KnownLead
    owner: KnownOwner
    owned_from: Past
    external_id: ExternalId = ""

"""What a lead is called, so that people can tell one from another and type it."""

from intake.records import LeadRecord
from sla.delivered import fingerprint

LONGEST_NAME = 200
_SHORT = 8
_SHORT_ENOUGH = 12


def lead_name(record: LeadRecord, key: str) -> str:
    """Like "Ana Lima (Acme)", what of it there is, or else "Lead dac32acd"; may be longer than is stored."""
    person = record.name or f"{record.first_name} {record.last_name}".strip()
    if person and record.company and record.company.casefold() != person.casefold():
        return f"{person} ({record.company})"
    short = key if len(key) <= _SHORT_ENOUGH else key[:_SHORT]
    return person or record.company or f"Lead {short}"


def person_of(record: LeadRecord, key: str) -> str | None:
    """By the e-mail address, or by name and company together; a name alone may be another's too."""
    if record.email:
        return fingerprint(record.email)
    named = record.company and (record.name or (record.first_name and record.last_name))
    return fingerprint(lead_name(record, key)) if named else None


def stored_name(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"

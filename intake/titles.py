"""What CRMs call the columns of their exports, by kind of file and field."""

from collections.abc import Mapping

from intake.report import Kind

_LEAD = (
    "lead id", "mql id", "contact id", "associated contact id", "associated contact ids", "lead", "case id",
    "activity lead id", "deal lead id",
    "associated lead id", "associated lead ids", "contact person id", "activity contact person id",
    "deal contact person id", "whoid",
)  # fmt: skip
_OWNER_EMAIL = ("owner email", "owner e mail", "lead owner email", "contact owner email", "assigned to email")

SYNONYMS: Mapping[Kind, Mapping[str, tuple[str, ...]]] = {
    Kind.LEADS: {
        "external_id": (
            "external id", "lead id", "mql id", "record id", "record id contact", "contact id", "lead lead id",
            "lead id 18", "record id lead", "id",
        ),
        "name": (
            "name", "lead name", "full name", "contact name", "person name", "lead contact person",
            "contact person", "lead title",
        ),
        "first_name": ("first name", "firstname", "given name", "contact first name"),
        "last_name": ("last name", "lastname", "surname", "family name", "contact last name"),
        "email": (
            "email", "e mail", "email address", "e mail address", "contact email", "person email", "lead email",
            "work email", "primary email", "person email work",
            "lead person email", "primary email address",
        ),
        "company": (
            "company", "company name", "organization", "organisation", "organization name",
            "lead organization", "company account", "associated company", "account name", "account",
        ),
        "handed_off": (
            "handed off", "handed off at", "handoff date", "handed over", "handed over at", "owner assigned date",
            "assigned date", "date entered marketing qualified lead lifecycle stage pipeline",
            "became a marketing qualified lead date", "mql date", "first contact date", "create date",
            "created date", "created at", "created", "lead created", "lead lead created", "lead lead created on",
            "lead created on", "created on", "creation date", "create time", "createddate", "date",
        ),
        "origin": (
            "origin", "lead type", "lead source", "source", "original source", "original traffic source",
            "lead source channel", "source channel", "channel", "leadsource",
        ),
        "owner": (*_OWNER_EMAIL, "lead owner", "contact owner", "owner", "assigned to", "sales rep", "rep",
                  "lead owner full name"),
    },
    Kind.TOUCHES: {
        "external_id": (
            "external id", "activity id", "touch id", "engagement id", "task id", "event id", "record id", "id",
        ),
        "lead": (*_LEAD, "person id", "who id"),
        "activity": ("activity", "activity type", "type", "kind", "engagement type", "task type", "task subtype",
                     "task event type", "tasksubtype"),
        "occurred_at": (
            "occurred at", "completed at utc", "completed at", "activity date", "completed date",
            "completed date time", "marked as done time", "activity marked as done time", "done at", "timestamp",
            "meeting start time", "start time", "completeddatetime", "activitydate", "date", "time", "create date",
            "created at",
        ),
        "direction": ("direction", "call direction", "email direction", "call type", "calltype"),
        "outcome": (
            "outcome", "call outcome", "meeting outcome", "result", "call result", "disposition",
            "activity status", "status", "activity done", "done",
        ),
        "manner": ("manner", "sent as"),
        "owner": (
            *_OWNER_EMAIL, "activity assigned to", "activity assigned to user", "activity owner", "user email",
            "owner", "user", "assigned to", "assigned to user", "assigned", "rep",
        ),
    },
    Kind.DEALS: {
        "external_id": ("external id", "deal id", "opportunity id", "record id", "deal deal id", "id"),
        "lead": (*_LEAD, "converted lead id", "person id"),
        "won_at": (
            "won at", "won date", "won time", "deal won time", "deal deal closed on", "deal closed on", "close date",
            "closed date", "closed at", "date won", "closedate",
        ),
        "amount": ("amount", "deal amount", "value", "deal value", "deal deal value", "order value",
                   "amount in company currency"),
        "currency": (
            "currency", "currency code", "deal currency", "deal currency code", "deal currency of value",
            "amount currency",
        ),
        "status": (
            "deal status", "is closed won", "is won", "won", "deal stage", "stage", "status", "stagename",
        ),
    },
    Kind.STAGES: {
        "external_id": ("external id", "change id", "history id", "event id", "id"),
        "lead": (*_LEAD, "deal id", "opportunity id", "record id"),
        "stage": (
            "stage", "lead stage", "new stage", "to stage", "lifecycle stage", "deal stage", "new value",
            "lead status", "status",
        ),
        "entered_at": (
            "entered at utc", "entered at", "date entered", "changed at", "change date", "stage changed at",
            "occurred at", "edit date", "last modified", "timestamp", "date", "time", "created date", "created at",
        ),
    },
    Kind.OWNERS: {
        "external_id": ("external id", "change id", "history id", "assignment id"),
        "lead": (*_LEAD, "record id"),
        "owner": (
            *_OWNER_EMAIL, "new owner email", "new owner", "lead owner", "contact owner", "owner", "new value",
            "assigned to",
        ),
        "owned_from": (
            "owned from", "owner since", "owner assigned date", "assigned at", "assigned date", "since", "edit date",
            "changed at", "change date", "date", "timestamp",
        ),
    },
}  # fmt: skip
"""Titles as they are compared: lower case, words parted by one space."""

EACH_ROW_IS: Mapping[str, tuple[str, ...]] = {
    "call": ("call outcome", "call direction", "call title", "call duration hh mm ss", "call duration"),
    "meeting": ("meeting outcome", "meeting name", "meeting start time", "meeting type"),
    "email": ("email direction", "email send status", "email subject"),
}
"""What an export holds that has no column for it, by titles that only such a one has."""

NEEDED: Mapping[Kind, tuple[str, ...]] = {
    Kind.LEADS: ("handed_off",),
    Kind.TOUCHES: ("lead", "activity", "occurred_at"),
    Kind.DEALS: ("lead", "won_at"),
    Kind.STAGES: ("lead", "stage", "entered_at"),
    Kind.OWNERS: ("lead", "owner", "owned_from"),
}
DATE_FIELD: Mapping[Kind, str] = {
    Kind.LEADS: "handed_off",
    Kind.TOUCHES: "occurred_at",
    Kind.DEALS: "won_at",
    Kind.STAGES: "entered_at",
    Kind.OWNERS: "owned_from",
}

"""What the fields of imported files are called on screen, and the importer's sentences in the words of Slack."""

import re
from collections.abc import Mapping

from sla.imports import Kind

KINDS: Mapping[Kind, str] = {
    Kind.LEADS: "Leads",
    Kind.TOUCHES: "Activities",
    Kind.STAGES: "Stages",
    Kind.DEALS: "Won deals",
    Kind.OWNERS: "Owners of leads",
}

FIELDS: Mapping[Kind, Mapping[str, str]] = {
    Kind.LEADS: {
        "external_id": "Its own id",
        "name": "Name",
        "first_name": "First name",
        "last_name": "Last name",
        "email": "Email",
        "company": "Company",
        "handed_off": "Handed off",
        "origin": "Where it came from",
        "owner": "Owner",
    },
    Kind.TOUCHES: {
        "external_id": "Its own id",
        "lead": "Lead",
        "activity": "What was done",
        "occurred_at": "When",
        "direction": "Direction",
        "outcome": "Outcome",
        "manner": "How it was done",
        "owner": "By whom",
    },
    Kind.DEALS: {
        "external_id": "Its own id",
        "lead": "Lead",
        "won_at": "Won",
        "amount": "Amount",
        "currency": "Currency",
        "status": "Stage or status",
    },
    Kind.STAGES: {
        "external_id": "Its own id",
        "lead": "Lead",
        "stage": "Stage",
        "entered_at": "Entered",
    },
    Kind.OWNERS: {
        "external_id": "Its own id",
        "lead": "Lead",
        "owner": "Owner",
        "owned_from": "From when",
    },
}

DATES: Mapping[str, str] = {
    "Y-m-d": "2026-03-31",
    "d/m/Y": "31/03/2026, day first",
    "m/d/Y": "03/31/2026, month first",
    "d.m.Y": "31.03.2026",
    "Y/m/d": "2026/03/31",
    "d-m-Y": "31-03-2026, day first",
    "m-d-Y": "03-31-2026, month first",
}

_TYPED = (
    (re.compile(r"; say which with --dates \S+ or --dates \S+\.$"), "; choose which under Change."),
    (re.compile(r", or name another column with --map\.$"), ", or choose another column under Change."),
    (re.compile(r", so say which one with --map (\w+)=TITLE\.$"), "; choose one under Change."),
    (re.compile(r'; say with --map-value ".*?" what it is: '), "; known are "),
    (re.compile(r'; say which ones are with --map-value ".*?"\.$'), "."),
    (
        re.compile(r"No column of the (\w+) file is known as (\w+); its"),
        r"No column of it is known as \2; its",
    ),
)
"""The command line's options have no place on screen: there the form says the same."""


def said(sentence: str) -> str:
    for typed, seen in _TYPED:
        sentence = typed.sub(seen, sentence)
    return sentence


def in_words(kind: Kind, field: str) -> str:
    return FIELDS[kind].get(field, field)

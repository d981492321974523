"""Between the values of an agreement and their rows; the tenant is the caller's to add."""

from sqlalchemy import Row

from sla.agreement import ChangeAsked, NewVersion, PromiseEntry, Signature, State, Version
from sla.people import MemberId, Side


def version_of(row: Row[tuple[object, ...]], asked: frozenset[MemberId]) -> Version:
    return Version(
        number=row.number,
        body=row.body,
        sha256=row.sha256,
        effective_on=row.effective_on,
        state=State(row.state),
        proposed_by=None if row.proposed_by is None else MemberId(row.proposed_by),
        proposed_at=row.proposed_at,
        asked=asked,
        note=row.note,
        settled_at=row.settled_at,
        begins_on=row.begins_on,
    )


def version_values(new: NewVersion) -> dict[str, object]:
    return {
        "body": new.body,
        "sha256": new.sha256,
        "effective_on": new.effective_on,
        "state": new.state.value,
        "proposed_by": new.proposed_by,
        "proposed_at": new.proposed_at,
        "note": new.note,
    }


def signature_of(row: Row[tuple[object, ...]]) -> Signature:
    return Signature(
        version=row.version,
        member_id=MemberId(row.member_id),
        name=row.name,
        side=Side(row.side),
        at=row.signed_at,
        sha256=row.sha256,
    )


def signature_values(signature: Signature) -> dict[str, object]:
    return {
        "version": signature.version,
        "member_id": signature.member_id,
        "name": signature.name,
        "side": signature.side.value,
        "signed_at": signature.at,
        "sha256": signature.sha256,
    }


def entry_of(row: Row[tuple[object, ...]]) -> PromiseEntry:
    return PromiseEntry(
        key=row.key,
        month=row.month,
        value=row.value,
        by=MemberId(row.entered_by),
        at=row.entered_at,
    )


def entry_values(entry: PromiseEntry) -> dict[str, object]:
    return {
        "key": entry.key,
        "month": entry.month,
        "value": entry.value,
        "entered_by": entry.by,
        "entered_at": entry.at,
    }


def change_asked_of(row: Row[tuple[object, ...]]) -> ChangeAsked:
    return ChangeAsked(
        version=row.version,
        member_id=MemberId(row.member_id),
        name=row.name,
        at=row.asked_at,
        comment=row.comment,
    )


def change_asked_values(asked: ChangeAsked) -> dict[str, object]:
    return {
        "version": asked.version,
        "member_id": asked.member_id,
        "name": asked.name,
        "asked_at": asked.at,
        "comment": asked.comment,
    }

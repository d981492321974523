"""Finds in an answer of the agreement's services what a button or a form is about."""

from sla.agreed import AgreementPage, Entry, History
from sla.agreement import State
from sla.errors import NotFound
from sla.people import Actor
from sla.promises import OtherPromise


def promise_of(page: AgreementPage, key: str) -> OtherPromise:
    promise = next((one for one in page.terms.other_promises if one.key == key), None)
    if promise is None:
        raise NotFound("This commitment is not in the agreement any longer. `/sla agreement` shows it.")
    return promise


def latest_entry(page: AgreementPage, key: str) -> Entry | None:
    found = [entry for entry in page.entries if entry.key == key]
    return max(found, key=lambda entry: (entry.month, entry.at), default=None)


def may_withdraw(actor: Actor, history: History) -> bool:
    """Whether this reader may take back the proposal that is open."""
    open_ = [one.version for one in history.proposals if one.version.state is State.PROPOSED]
    own = any(version.proposed_by == actor.member_id for version in open_ if actor.member_id is not None)
    return bool(open_) and (actor.is_manager or own)

"""The agreement in force as a message of a screen or two, and any version of it as a page to read."""

from collections.abc import Iterable, Iterator, Sequence

from handlers.views import layout
from handlers.views.contract.clauses import clauses
from handlers.views.contract.differences import change_lines, differences
from handlers.views.contract.essentials import marketing_lines, quota_words, sales_lines
from handlers.views.contract.glossary import glossary
from handlers.views.contract.paper import contract_blocks, sections_of
from handlers.views.days import month
from handlers.views.escape import cut, people, plain
from handlers.views.ids import Act, Foot, Form
from handlers.views.message import AnyBlock, Message
from handlers.views.modal import Modal
from handlers.views.signatures import (
    begins_on,
    by_side,
    ended,
    full_day,
    progress,
    proposed_words,
    read_button,
    sign_button,
    stamp,
    version_name,
)
from handlers.views.words import capital, counted
from sla.agreed import AgreementPage, Entry, Proposal
from sla.agreement import State
from sla.calendar import local_date
from sla.promises import OtherPromise
from sla.terms import Terms

MOST_CHANGES = 5
MOST_PROMISES = 20
MOST_SIGNATURES = 40
_TEAM, _BUYER = 60, 200
_NAME, _TARGET, _OWNER, _VALUE = 50, 80, 40, 40


def agreement_message(page: AgreementPage) -> Message:
    terms = page.terms
    return Message.of(
        layout.header(_headline(page)),
        layout.columns(marketing_lines(terms, page.demand), sales_lines(terms)),
        layout.section(*_purpose(terms)),
        layout.section(*_signed(page)),
        *(_open(page.open) if page.open else ()),
        *_promises(page),
        layout.buttons(*_foot(page), block_id=Foot.AGREEMENT),
        layout.context(
            "Only you see this",
            f"ends {full_day(terms.ends_on)}" if terms.ends_on else None,
            "changed only by a new version that both sides sign",
        ),
    )


def whole_modal(proposal: Proposal) -> Modal:
    """Every clause by its part, the words explained, and below it who has signed."""
    terms, version = proposal.terms, proposal.version
    title = f"Agreement, version {version.number}" if version.number else "Agreement, not signed"
    return Modal(
        form=Form.PAGE,
        title=title,
        blocks=(
            layout.section(*_standing(proposal)),
            *contract_blocks(clauses(terms)),
            layout.header("What the words mean"),
            *sections_of(glossary(terms)),
            layout.header("Signatures"),
            *sections_of(list(_signature_lines(proposal))),
            layout.context(_fingerprint(proposal)),
        ),
    )


def _headline(page: AgreementPage) -> str:
    terms = page.terms
    today = local_date(page.now, page.zone)
    which = f", version {terms.version}" if terms.version else ""
    since = "since" if terms.effective_on <= today else "from"
    unsigned = "" if terms.version else ", not signed yet"
    tail = f"{which} · in force {since} {full_day(terms.effective_on)}{unsigned}"
    return f"The agreement of {plain(terms.team, _TEAM)}{tail}"


def _purpose(terms: Terms) -> Iterator[str]:
    yield f"*Revenue to win* {quota_words(terms)}"
    if terms.prose.target_buyer:
        yield f"*Target buyer* {people(terms.prose.target_buyer, _BUYER)}"


def _signed(page: AgreementPage) -> Iterator[str]:
    if page.signatures:
        yield f"*Signed* by {by_side(page.signatures)}"
    elif page.terms.version:
        yield "*Signed* by nobody yet"
    else:
        yield "*Not signed yet.* It counts as it was loaded; a proposal lets both sides sign it."
    if page.mine and page.mine.countersign and page.mine.signed is None:
        yield "You joined after it was signed; your own signature is still missing."


def _open(proposal: Proposal) -> Iterator[AnyBlock]:
    """The next version, on its way."""
    version = proposal.version
    until = stamp(version.lapses_at, proposal.terms.calendar.zone)
    yield layout.section(
        f"*{capital(version_name(version.number))} waits for signatures:* {progress(proposal)}",
        f"{proposed_words(proposal)}; from {full_day(version.effective_on)} on, if it is signed by {until}",
        accessory=read_button(version.number, f"Read version {version.number}"),
    )
    changes = differences(proposal.before, proposal.terms) if proposal.before else ()
    if changes:
        yield from sections_of(["*What it changes*", *change_lines(changes, MOST_CHANGES)])


def _promises(page: AgreementPage) -> Iterator[AnyBlock]:
    """What no file tells: the last figure that somebody entered for each, and the button for the next."""
    promises = page.terms.other_promises
    if not promises:
        return
    yield layout.divider()
    for promise in promises[:MOST_PROMISES]:
        own = [entry for entry in page.entries if entry.key == promise.key]
        yield _promise(promise, sorted(own, key=lambda one: (one.month, one.at), reverse=True), page)
    hidden = len(promises) - MOST_PROMISES
    if hidden > 0:
        yield layout.context(f"{counted(hidden, 'further promise')} not shown here")


def _promise(promise: OtherPromise, entries: Sequence[Entry], page: AgreementPage) -> AnyBlock:
    name = people(promise.name, _NAME)
    lines = (
        f"*{name}* · {people(promise.target, _TARGET)} · {people(promise.owner, _OWNER)}, {promise.side}",
        _entered(entries, page) if entries else "Nothing entered yet",
    )
    if promise.key not in page.may_enter:
        return layout.section(*lines)
    label = cut(f"Enter this month’s figure of {plain(promise.name)}", layout.MOST_BUTTON)
    button = layout.button("Enter this month’s figure", Act.ENTER, promise.key, label=label)
    return layout.section(*lines, accessory=button)


def _entered(entries: Sequence[Entry], page: AgreementPage) -> str:
    """The newest figure with who entered it, and the one before it."""
    latest = entries[0]
    on = full_day(local_date(latest.at, page.zone))
    before = f"; before that, {_figure(entries[1])}" if len(entries) > 1 else ""
    return f"{_figure(latest)}, entered by {people(latest.by, _OWNER)} on {on}{before}"


def _figure(entry: Entry) -> str:
    return f"{month(entry.month)} {entry.month.year}: {people(entry.value, _VALUE)}"


def _foot(page: AgreementPage) -> Iterable[layout.Element]:
    if page.mine and page.mine.signed is None:
        yield sign_button(page.mine.proposal, again=page.mine.countersign)
    yield read_button(page.terms.version)
    yield layout.button("History", Act.OPEN_HISTORY, "history")
    if page.may_propose:
        yield layout.button("Change it", Act.OPEN_SETUP, "setup")


def _standing(proposal: Proposal) -> Iterator[str]:
    """Where this version stands, before its text."""
    version, name = proposal.version, capital(version_name(proposal.version.number))
    if version.state is State.PROPOSED:
        until = stamp(version.lapses_at, proposal.terms.calendar.zone)
        yield f"*{name} is proposed:* {progress(proposal)}"
        yield f"It can be signed until {until}, and holds from {full_day(version.effective_on)} on."
        return
    fate = ended(version)
    yield f"*{name}* {fate}." if fate else f"*{name}* holds from {full_day(begins_on(version))} on."
    if not version.number:
        yield "Nobody has signed it: it counts as it was loaded."


def _signature_lines(proposal: Proposal) -> Iterator[str]:
    zone = proposal.terms.calendar.zone
    if version_by := proposal.proposer:
        yield f"Proposed by {people(version_by, _NAME)}, {stamp(proposal.version.proposed_at, zone)}"
    for one in proposal.signatures[:MOST_SIGNATURES]:
        yield f"✓ {people(one.name, _NAME)}, {one.side}, {stamp(one.at, zone)}"
    hidden = len(proposal.signatures) - MOST_SIGNATURES
    if hidden > 0:
        yield f"… and {hidden} more"
    if proposal.version.state is State.PROPOSED:
        yield f"{capital(progress(proposal))}."
    elif not proposal.signatures:
        yield "None."


def _fingerprint(proposal: Proposal) -> str:
    return f"Every signature is under the text with the fingerprint {proposal.version.sha256[:12]}"

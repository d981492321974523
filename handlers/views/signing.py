"""Asking one person to sign: their own numbers first, what changes, and what their signature is for."""

from collections.abc import Iterator

from handlers.views import entry_fields, layout, quantities, words
from handlers.views.contract.essentials import marketing_lines, sales_lines
from handlers.views.contract.paper import changes_of, quoted
from handlers.views.escape import people
from handlers.views.ids import Act, Foot, Form
from handlers.views.message import AnyBlock, Message
from handlers.views.modal import Modal
from handlers.views.signatures import (
    begins_on,
    ended,
    full_day,
    progress,
    proposed_words,
    read_button,
    sign_button,
    stamp,
    version_name,
)
from handlers.views.values import version_value
from sla.agreed import OwnNumbers, Signed, SignRequest
from sla.agreement import Signature, State
from sla.people import Role, Side
from sla.targets import plan_of

MOST_CHANGES = 12
MOST_NOTE = 500
MOST_COMMENT = 1000


def sign_request_message(request: SignRequest) -> Message:
    """Once signed, or once it can no longer be signed, the same message says so and its buttons go."""
    if request.signed is not None:
        return _signed_message(request, request.signed, again=False)
    fate = ended(request.proposal.version)
    if fate is not None:
        return _ended_message(request, fate)
    if request.proposal.version.state is not State.PROPOSED and not request.countersign:
        return _ended_message(request, "is in force; your signature was not needed")
    return Message.of(
        layout.header(_headline(request)),
        layout.section(*own_lines(request)),
        *_proposal(request),
        *_content(request),
        None if request.countersign else layout.section(*_validity(request)),
        _buttons(request),
        layout.context(*_small_print(request)),
    )


def sign_reminder_message(request: SignRequest) -> Message:
    """Short: what waits, what it means for the reader, until when."""
    if request.signed is not None or request.proposal.version.state is not State.PROPOSED:
        return sign_request_message(request)
    number = request.proposal.version.number
    return Message.of(
        layout.section(
            f"*Version {number} of the agreement still waits for your signature*", *own_lines(request)
        ),
        layout.section(
            f"{proposed_words(request.proposal)}; {progress(request.proposal)}.", *_validity(request)
        ),
        _buttons(request),
        layout.context("Only you see this"),
    )


def signed_message(signed: Signed) -> Message:
    """What the request turns into after the press."""
    if signed.request.signed is None:
        return sign_request_message(signed.request)
    return _signed_message(signed.request, signed.request.signed, again=signed.again)


def ask_change_modal(request: SignRequest) -> Modal:
    version = request.proposal.version
    to = people(request.proposal.proposer) if request.proposal.proposer else "whoever proposed it"
    return Modal(
        form=Form.ASK_CHANGE,
        title="Ask for a change",
        submit="Send",
        close="Cancel",
        carries={"version": version_value(version.number, version.sha256)},
        blocks=(
            layout.section(
                f"*Version {version.number}* stays open meanwhile. Your words go to {to}, with your name; "
                "a change means a new proposal, which everybody is asked to sign anew."
            ),
            entry_fields.words(
                "change.comment",
                "What should read otherwise?",
                most=MOST_COMMENT,
                several_lines=True,
                hint="Name the promise and what you would sign, like “first attempt within 4 h for events”.",
            ),
        ),
    )


def own_lines(request: SignRequest) -> tuple[str, ...]:
    """What the version means for the reader; for a manager both sides, their own first."""
    own, terms = request.own, request.proposal.terms
    if request.person.carries_leads:
        return (f"*For you:* {_rep(own)}",)
    worth = quantities.whole_money(own.value_per_month, terms.currency, terms.locale)
    leads = words.counted(own.leads_per_month, "lead", locale=terms.locale)
    marketing = f"*For marketing:* {leads} a month worth {worth}"
    if request.person.role is not Role.MANAGER:
        return (marketing,)
    reps = words.counted(own.reps, "rep", locale=terms.locale)
    each = ", " if own.reps == 1 else ", each "
    sales = (
        f"*For sales:* {reps}{each}{_rep(own)}"
        if own.reps
        else f"*For sales:* no rep yet; {_rep(own)} in all"
    )
    return (marketing, sales) if own.side is Side.MARKETING else (sales, marketing)


def _rep(own: OwnNumbers) -> str:
    """Like "about 15 new leads a week, up to 120 touches, first attempt within 2 h"."""
    whole = quantities.half_up(own.leads_per_week)
    about = "" if own.leads_per_week.denominator == 1 else "about "
    if 0 < own.leads_per_week < 1:
        about, whole = "at most ", 1
    touches = words.counted(own.touches_per_week, "touch")
    within = quantities.span(own.first_attempt_within)
    return f"{about}{words.counted(whole, 'new lead')} a week, up to {touches}, first attempt within {within}"


def _headline(request: SignRequest) -> str:
    number = request.proposal.version.number
    if request.countersign:
        return f"Version {number} of the agreement has room for your signature"
    return f"Version {number} of the agreement waits for your signature"


def _proposal(request: SignRequest) -> Iterator[AnyBlock]:
    """Who proposed it and why; somebody who joins later reads that it is in force."""
    if request.countersign:
        yield layout.section(*_validity(request))
        return
    proposal = request.proposal
    note = proposal.version.note
    said = [*quoted(note, MOST_NOTE)] if note.strip() else []
    yield layout.section(f"*{proposed_words(proposal)}*{', with a note:' if said else ''}", *said)


def _content(request: SignRequest) -> Iterator[AnyBlock]:
    """What changes, or all of it in short where there was nothing before."""
    terms, before = request.proposal.terms, request.proposal.before
    replaced = request.proposal.replaced
    if replaced is not None and not request.countersign:
        yield layout.section(
            f"It takes the place of version {replaced.version}; signatures under that are void."
        )
        yield from changes_of(version_name(replaced.version), replaced, terms, most=MOST_CHANGES)
    if before is None or request.countersign:
        title = "*What it says*" if request.countersign else "*The first agreement*"
        yield layout.section(f"{title}, in short:")
        yield layout.columns(marketing_lines(terms, plan_of(terms)), sales_lines(terms))
        return
    yield from changes_of(version_name(before.version), before, terms, most=MOST_CHANGES)


def _validity(request: SignRequest) -> tuple[str, ...]:
    version = request.proposal.version
    if request.countersign:
        return (
            f"It is in force since {full_day(begins_on(version))}: both sides signed it before you joined.",
            "Your name below it says that you have read it.",
        )
    until = stamp(version.lapses_at, request.person.calendar.zone)
    return (
        f"*In force from* {full_day(version.effective_on)}, once everybody who is asked has signed",
        f"*To be signed by* {until}",
    )


def _buttons(request: SignRequest) -> layout.Row:
    version = request.proposal.version
    ask = layout.button("Ask for a change", Act.ASK_CHANGE, version_value(version.number, version.sha256))
    return layout.buttons(
        sign_button(request.proposal, again=request.countersign),
        *(() if request.countersign else (ask,)),
        read_button(version.number),
        block_id=Foot.SIGN,
    )


def _small_print(request: SignRequest) -> tuple[str | None, ...]:
    return (
        "Only you see this",
        "your signature is kept with your name and the time, and both sides see it",
        f"fingerprint {request.proposal.version.sha256[:12]}",
    )


def _signed_message(request: SignRequest, mine: Signature, *, again: bool) -> Message:
    proposal, version = request.proposal, request.proposal.version
    when = stamp(mine.at, request.person.calendar.zone)
    verb = "had signed" if again else "countersigned" if request.countersign else "signed"
    already = " already" if again else ""
    return Message.of(
        layout.section(f"*You {verb} version {version.number}{already}* · {when}", _after(request)),
        layout.section(*own_lines(request)),
        layout.buttons(read_button(proposal.version.number), block_id=Foot.SIGN),
        layout.context("Only you see this", f"fingerprint {mine.sha256[:12]}"),
    )


def _after(request: SignRequest) -> str:
    """What the version still waits for, or from when it holds."""
    proposal, version = request.proposal, request.proposal.version
    fate = ended(version)
    if fate is not None:
        return f"It {fate}."
    if version.state is State.PROPOSED:
        return f"{words.capital(progress(proposal))}."
    begins = begins_on(version)
    tense = "is in force since" if begins <= request.person.calendar.local_date(request.now) else "holds from"
    return f"{words.capital(progress(proposal))}; it {tense} {full_day(begins)}."


def _ended_message(request: SignRequest, fate: str) -> Message:
    version = request.proposal.version
    return Message.of(
        layout.section(f"*Version {version.number} {fate}.* There is nothing to sign any more."),
        layout.buttons(
            read_button(version.number),
            layout.button("The agreement", Act.OPEN_AGREEMENT, "agreement"),
            block_id=Foot.SIGN,
        ),
        layout.context("Only you see this"),
    )

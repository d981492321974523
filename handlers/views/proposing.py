"""Proposing a version: what is about to be asked of whom, what follows, and how it ended."""

from collections import Counter
from collections.abc import Iterator, Mapping

from handlers.views import entry_fields, layout, quantities, words
from handlers.views.contract import amounts
from handlers.views.contract.essentials import marketing_lines, sales_lines, worth_words
from handlers.views.contract.paper import changes_of, quoted, sections_of
from handlers.views.escape import people, sentence
from handlers.views.ids import Act, Foot, Form
from handlers.views.message import AnyBlock, Message
from handlers.views.modal import Modal
from handlers.views.signatures import (
    by_side,
    ended,
    full_day,
    names,
    progress,
    read_button,
    stamp,
    version_name,
)
from sla.agreed import Preview, Proposal
from sla.agreement import LAPSES_AFTER, ChangeAsked
from sla.capacity import Capacity
from sla.people import MemberId, Person, Side

EVERYBODY = "everybody"
"""The only value of "propose.asked" where there are too many people to list: all of both sides."""
SEEN = "seen"
MOST_ASKED = 100
MOST_NOTE = 500
MOST_COMMENT = 1000
_MOST_CHANGES = 30
_MOST_WARNINGS = 20
_WARNING = 400


def propose_modal(preview: Preview) -> Modal:
    terms = preview.terms
    headline = (
        f"*{amounts.leads_promised(preview.demand.total_leads, terms)}, {worth_words(terms, preview.demand)}*"
    )
    return Modal(
        form=Form.PROPOSE,
        title="Propose this agreement",
        submit="Propose",
        close="Not yet",
        carries={"revision": str(preview.revision)},
        blocks=(
            layout.section(headline, capacity_line(preview.capacity, terms.locale)),
            *_against(preview),
            *_warnings(preview),
            layout.divider(),
            *_inputs(preview),
            layout.context(
                f"Each gets a private message and has {LAPSES_AFTER.days} days to sign",
                "it begins only once everybody who is asked has signed",
            ),
        ),
    )


def proposed_modal(proposal: Proposal) -> Modal:
    """What happens next, right after the proposal."""
    version = proposal.version
    asked = words.counted(len(version.asked), "person", "people")
    until = stamp(version.lapses_at, proposal.terms.calendar.zone)
    return Modal(
        form=Form.PAGE,
        title=f"Version {version.number} is proposed",
        blocks=(
            layout.section(
                f"*{asked} {'gets' if len(version.asked) == 1 else 'get'} a private message now*, "
                "with what it means for them and a button to sign.",
                *([f"Asked: {names([one.name for one in proposal.waiting])}"] if proposal.waiting else []),
            ),
            layout.section(
                f"• It can be signed until {until}; after that it lapses.",
                f"• Once all have signed, it is in force from {full_day(version.effective_on)}, or from the day "
                "after the last signature if that is later.",
                "• Until then nothing changes: what is in force stays in force.",
                "• `/sla agreement` shows who has signed; a newer proposal takes this one’s place.",
            ),
        ),
    )


def change_asked_message(proposal: Proposal, change: ChangeAsked) -> Message:
    """To the proposer: somebody would rather have it otherwise."""
    version = proposal.version
    return Message.of(
        layout.section(
            f"*{people(change.name)} asks for a change in version {version.number}*",
            *quoted(change.comment, MOST_COMMENT),
        ),
        layout.section(
            f"So far {progress(proposal)}. Changing it means a new proposal, which takes this one’s place."
        ),
        layout.buttons(
            layout.button("Change it", Act.OPEN_SETUP, "setup", primary=True),
            read_button(version.number),
            block_id=Foot.SIGN,
        ),
        layout.context("Only you see this", stamp(change.at, proposal.terms.calendar.zone)),
    )


def settled_message(proposal: Proposal) -> Message:
    """To those who were asked, and the proposer: how it ended."""
    version = proposal.version
    name = words.capital(version_name(version.number))
    fate = ended(version)
    if fate is None:
        begins = version.begins_on or version.effective_on
        lines = (
            f"*{name} is signed by all and in force from {full_day(begins)}*",
            f"Signed by {by_side(proposal.signatures)}" if proposal.signatures else "",
            "Leads handed over from that day on fall under it; earlier ones stay with their own version.",
        )
    else:
        stays = (
            "What was in force stays in force." if proposal.before else "There is no agreement in force yet."
        )
        lines = (f"*{name} {fate}*", f"When it ended, {progress(proposal)}.", stays)
    return Message.of(
        layout.section(*filter(None, lines)),
        layout.buttons(
            read_button(version.number),
            layout.button("The agreement", Act.OPEN_AGREEMENT, "agreement"),
            block_id=Foot.SIGN,
        ),
        layout.context("Only you see this"),
    )


def capacity_line(capacity: Capacity, locale: str) -> str:
    """Like "Sales: about 75 leads a week × up to 8 touches need 5 reps; there are 5."."""
    about = "" if capacity.leads_per_week.denominator == 1 else "about "
    leads = words.counted(quantities.half_up(capacity.leads_per_week), "lead", locale=locale)
    touches = words.counted(quantities.half_up(capacity.touches_per_lead), "touch")
    need = words.counted(capacity.reps_needed, "rep", locale=locale)
    reps, short = capacity.reps or 0, -(capacity.spare or 0)
    missing = f", {quantities.count(short, locale)} short" if short > 0 else ""
    there = f"there {'is' if reps == 1 else 'are'} {quantities.count(reps, locale)}"
    return f"Sales: {about}{leads} a week × up to {touches} need {need}; {there}{missing}."


def _inputs(preview: Preview) -> tuple[AnyBlock, ...]:
    """From when, asking whom, and why."""
    return (
        entry_fields.day(
            "propose.effective_on",
            "In force from",
            initial=preview.effective_on,
            hint=f"{full_day(preview.earliest)} at the earliest. A lead handed over from that day on "
            "falls under it; if the last signature comes later, it begins the day after that.",
        ),
        _asked(preview.members),
        entry_fields.words(
            "propose.note",
            "Note to those who are asked",
            most=MOST_NOTE,
            several_lines=True,
            optional=True,
            hint="Why now, and what it is about.",
        ),
    )


def _against(preview: Preview) -> Iterator[AnyBlock]:
    """What it changes of the version in force, or what both sides promise where nothing is."""
    if preview.before is None:
        yield layout.section("*The first agreement:* nothing is in force yet.")
        yield layout.columns(marketing_lines(preview.terms, preview.demand), sales_lines(preview.terms))
    else:
        yield from changes_of(
            version_name(preview.before.version), preview.before, preview.terms, most=_MOST_CHANGES
        )
    if preview.replaced is not None:
        yield layout.section(
            f"It takes the place of version {preview.replaced.version}, which not all have signed."
        )
        yield from changes_of(
            version_name(preview.replaced.version), preview.replaced, preview.terms, most=_MOST_CHANGES
        )


def _warnings(preview: Preview) -> Iterator[AnyBlock]:
    if not preview.warnings:
        return
    shown = [f"• {sentence(one, _WARNING)}" for one in preview.warnings[:_MOST_WARNINGS]]
    hidden = len(preview.warnings) - len(shown)
    yield from sections_of(["*Worth a second look*", *shown, *([f"… and {hidden} more"] if hidden else [])])
    yield entry_fields.tick("propose.acknowledged", "Before it is proposed", "I have seen these", SEEN)


def _asked(members: Mapping[MemberId, Person]) -> AnyBlock:
    if not members:
        return layout.section("*Nobody can be asked yet:* name people of both sides first.")
    if len(members) > MOST_ASKED:
        count = quantities.count(len(members))
        return entry_fields.tick(
            "propose.asked",
            "Who is asked to sign",
            f"All {count} people of both sides",
            EVERYBODY,
            ticked=True,
        )
    repeated = Counter(person.name for person in members.values())
    groups = {
        words.capital(side): [
            (str(member), _name(person, repeated))
            for member, person in sorted(members.items(), key=lambda pair: (pair[1].name, pair[0]))
            if person.side is side
        ]
        for side in Side
    }
    hint = "Everybody of both sides; take out whom it does not need, at least one of each side must sign."
    return entry_fields.all_of("propose.asked", "Who is asked to sign", groups, hint=hint)


def _name(person: Person, repeated: Mapping[str, int]) -> str:
    """Namesakes are told apart by their addresses."""
    return person.name if repeated[person.name] == 1 else f"{person.email} ({person.name})"

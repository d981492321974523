"""Every version of the agreement, newest first: what it changed, who signed it, and when it held."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from slack_sdk.models.blocks import ButtonElement, ConfirmObject, PlainTextObject

from handlers.views import layout, words
from handlers.views.contract.differences import change_lines, differences
from handlers.views.ids import Act, Foot
from handlers.views.message import AnyBlock, Message
from handlers.views.signatures import (
    begins_on,
    by_side,
    ended,
    full_day,
    progress,
    proposed_words,
    read_button,
    stamp,
    version_name,
)
from handlers.views.values import version_value
from sla.agreed import History, Proposal
from sla.agreement import State, Version
from sla.calendar import local_date

MOST_VERSIONS = 15
MOST_CHANGES = 4
_MOST_TEXT = 9000
_DAY = timedelta(days=1)


def history_message(history: History, *, may_withdraw: bool = False) -> Message:
    """`may_withdraw`: the reader may take back the proposal that is open."""
    timeline = _Timeline(
        versions=tuple(one.version for one in history.proposals),
        today=local_date(history.now, history.zone),
    )
    shown = _shown(history.proposals, timeline)
    hidden = len(history.proposals) - len(shown)
    open_ones = [one.version for one in history.proposals if one.version.state is State.PROPOSED]
    if not shown:
        return Message.of(layout.section("*No version yet.* `/sla setup` leads to the first, step by step."))
    return Message.of(
        layout.header(f"{words.counted(len(history.proposals), 'version')} of the agreement"),
        *(_entry(proposal, lines) for proposal, lines in shown),
        layout.section(f"… and {words.counted(hidden, 'earlier version')}") if hidden else None,
        _withdraw(open_ones[0]) if open_ones and may_withdraw else None,
        layout.context("Only you see this", "a lead stays with the version that held at its handoff"),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Timeline:
    """When each version held: until the next one that binds begins."""

    versions: tuple[Version, ...]
    today: date

    def held(self, version: Version) -> str:
        """Like "in force since Mon 2 Nov 2026" or "in force from … to …"."""
        begins = begins_on(version)
        later = [
            (begins_on(one), one.number)
            for one in self.versions
            if one.binds and (begins_on(one), one.number) > (begins, version.number)
        ]
        if not later:
            return f"in force {'since' if begins <= self.today else 'from'} {full_day(begins)}"
        ends = min(later)[0] - _DAY
        if ends < begins:
            return "never in force: the next one began the same day"
        return f"in force from {full_day(begins)} to {full_day(ends)}"


def _shown(proposals: Sequence[Proposal], timeline: _Timeline) -> list[tuple[Proposal, list[str]]]:
    """As many as a message holds, with their lines; the newest always."""
    kept: list[tuple[Proposal, list[str]]] = []
    length = 0
    for proposal in proposals[:MOST_VERSIONS]:
        lines = list(_lines(proposal, timeline))
        length += sum(map(len, lines))
        if kept and length > _MOST_TEXT:
            break
        kept.append((proposal, lines))
    return kept


def _entry(proposal: Proposal, lines: Sequence[str]) -> AnyBlock:
    return layout.section(*lines, accessory=read_button(proposal.version.number))


def _lines(proposal: Proposal, timeline: _Timeline) -> Iterator[str]:
    version = proposal.version
    yield f"*{words.capital(version_name(version.number))}* · {_state(proposal, timeline)}"
    if version.number:
        yield proposed_words(proposal)
    if proposal.signatures:
        yield f"Signed by {by_side(proposal.signatures)}"
    if proposal.before is not None:
        changes = differences(proposal.before, proposal.terms)
        yield from change_lines(changes, MOST_CHANGES) or ["Changes nothing but the day from which it holds"]
    elif version.number:
        yield "The first agreement"


def _state(proposal: Proposal, timeline: _Timeline) -> str:
    version, zone = proposal.version, proposal.terms.calendar.zone
    fate = ended(version)
    if fate is not None:
        on = f" on {full_day(local_date(version.settled_at, zone))}" if version.settled_at else ""
        return fate.removeprefix("was ") + on
    if version.state is State.PROPOSED:
        return f"{progress(proposal)}; open until {stamp(version.lapses_at, zone)}"
    unsigned = "" if version.number else ", not signed"
    return f"{timeline.held(version)}{unsigned}"


def _withdraw(version: Version) -> layout.Row:
    confirm = ConfirmObject(
        title=_plain(f"Withdraw version {version.number}?"),
        text=_plain(
            "Nobody can sign it any more, and those who were asked are told. What is in force stays."
        ),
        confirm=_plain("Withdraw"),
        deny=_plain("Keep it"),
    )
    button = ButtonElement(
        text=_plain(f"Withdraw version {version.number}"),
        action_id=Act.WITHDRAW,
        value=version_value(version.number, version.sha256),
        confirm=confirm,
    )
    return layout.buttons(button, block_id=Foot.HISTORY)


def _plain(text: str) -> PlainTextObject:
    return PlainTextObject(text=text, emoji=False)

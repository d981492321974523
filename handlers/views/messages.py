"""The managers' page of every kind of message, and the form by which one is changed."""

from collections.abc import Iterator

from slack_sdk.models.blocks import InputBlock

from handlers.views import days, layout, words
from handlers.views.escape import people
from handlers.views.ids import Act, Form
from handlers.views.message import AnyBlock
from handlers.views.message_words import (
    AUDIENCES,
    NAMES,
    STAYS,
    WEEKS,
    a_day,
    acted_words,
    chosen_words,
    counted_words,
    hour,
    in_brackets,
    to_whom,
)
from handlers.views.modal import Modal
from handlers.views.setup.field import Field, Kind
from handlers.views.setup.inputs import input_of
from sla.acted import ASKING
from sla.budget import MOST_A_DAY, USUAL_A_DAY
from sla.messages import Changed, MessageLine, MessagesBoard
from sla.services.switching import AT, AUDIENCE, MOST, ON
from sla.switches import Clock, Stays

TITLE = "Messages"
AGREED_HOUR = "the hour is part of the agreement: change it by a new version"
IS_ON, IS_OFF = "on", "off"


def messages_modal(board: MessagesBoard) -> Modal:
    chosen = [line for line in board.lines if not line.rule.fixed]
    return Modal(
        form=Form.MESSAGES,
        title=TITLE,
        blocks=(
            layout.section(_verdict(chosen)),
            layout.context(
                "A change holds at once, without a signature",
                "the managers of both sides see it",
                "undo it by setting it back",
            ),
            layout.divider(),
            *(_line(line, board) for line in chosen),
            layout.divider(),
            layout.section(f"*Always sent* (in brackets: how many in {WEEKS})", *_always(board)),
            layout.section("*Last changes*", *_changes(board)),
            layout.context(
                "Acted on: something in it was pressed, or a rep it reminded tried a lead, by the end of their next "
                "working day; counted once that is over",
                "an agreed hour is changed by a new version of the agreement",
            ),
        ),
    )


def message_modal(board: MessagesBoard, line: MessageLine) -> Modal:
    """One kind; only what can be chosen about it is asked for."""
    return Modal(
        form=Form.MESSAGE,
        title=NAMES[line.kind],
        submit="Save",
        blocks=(
            layout.section(*_about(line, board)),
            *_inputs(line, board),
            layout.context(
                "It is a step of the agreed ladder; while it is off, the digest says so each morning"
                if line.signed
                else None,
                AGREED_HOUR if line.rule.clock is Clock.AGREED else None,
                "the managers of both sides read who changed it",
            ),
        ),
        carries={"kind": line.kind.value, "seen": str(line.seen)},
    )


def _verdict(lines: list[MessageLine]) -> str:
    off = [NAMES[line.kind] for line in lines if not line.on]
    if not off:
        return "*Everything is sent.*"
    return f"*{words.counted(len(off), 'message')} switched off:* {words.joined(off)}."


def _line(line: MessageLine, board: MessagesBoard) -> AnyBlock:
    name = NAMES[line.kind]
    return layout.section(
        f"*{name}* · {_state(line, board)}",
        *_about(line, board),
        *(["The managers of " + next(iter(line.rule.sides)) + " choose about it"] if not line.own else []),
        block_id=f"message.{line.kind}",
        accessory=layout.button("Change", Act.SET_MESSAGE, line.kind, label=f"Change: {name}")
        if line.own
        else None,
    )


def _state(line: MessageLine, board: MessagesBoard) -> str:
    if line.rule.limited:
        return a_day(line.setting)
    if line.on:
        return "on"
    said = (
        f"off since {days.when(line.changed.change.changed_at, board.now, board.zone)}"
        if line.changed
        else "off"
    )
    return f"{said}; agreed, so the digest says so" if line.signed else said


def _about(line: MessageLine, board: MessagesBoard) -> tuple[str, ...]:
    whom = f"{to_whom(line, board.channel)}{hour(line)}"
    if line.rule.limited:
        return whom, f"Held back in {WEEKS}: {sum(one.counted.held for one in board.lines)}"
    acted = f" · {acted_words(line.acted)}" if line.kind in ASKING else ""
    return whom, f"{counted_words(line.counted)}{acted}"


def _always(board: MessagesBoard) -> Iterator[str]:
    """Why, and which ones."""
    for stays in Stays:
        names = [
            f"{NAMES[line.kind]}{in_brackets(line.counted)}"
            for line in board.lines
            if line.rule.stays is stays and not line.rule.limited
        ]
        if names:
            yield f"• {words.joined(names)}: {STAYS[stays]}"


def _changes(board: MessagesBoard) -> Iterator[str]:
    if not board.changes:
        yield "None yet: all is as usual."
    for one in board.changes:
        change = one.change
        at = days.when(change.changed_at, board.now, board.zone)
        yield f"• {NAMES[change.setting.kind]}: {chosen_words(change.setting)}; {by_words(one)}, {at}"


def by_words(changed: Changed) -> str:
    if changed.name is None or changed.side is None:
        return "by somebody who has left the agreement"
    return f"by {people(changed.name)} ({changed.side})"


def _inputs(line: MessageLine, board: MessagesBoard) -> Iterator[InputBlock]:
    if line.rule.stays is None:
        yield input_of(_SENT, ON, IS_ON if line.on else IS_OFF)
    if line.rule.clock is Clock.CHOSEN:
        at, usual = line.setting.at or line.usual_at, line.usual_at
        field = Field(
            path=AT, label="At", kind=Kind.TIME, needed=True, hint="In each reader’s own time and working hours.",
            usual=f"{usual:%H:%M}" if usual else "",
        )  # fmt: skip
        yield input_of(field, AT, f"{at:%H:%M}" if at else "09:00")
    if line.rule.audiences:
        choices = tuple((one.value, AUDIENCES[one]) for one in line.rule.audiences)
        label = "Who reads of a lead that came in a file"
        field = Field(path=AUDIENCE, label=label, kind=Kind.CHOICE, needed=True, choices=choices)
        yield input_of(field, AUDIENCE, line.setting.audience or line.rule.audiences[0])
    if line.rule.limited:
        yield input_of(_limit(board.fewest), MOST, str(line.setting.most or USUAL_A_DAY))


def _limit(fewest: int) -> Field:
    """What they need at least is the day's own messages of whoever has the most parts to play."""
    return Field(
        path=MOST,
        label="Messages a day to one person, at most",
        kind=Kind.NUMBER,
        needed=True,
        least=fewest,
        most=MOST_A_DAY,
        hint=f"From {fewest} to {MOST_A_DAY}: the reminders and lists of a day take up to {fewest} places. Lead "
        "cards, requests to sign and the hello are not counted.",
        usual=str(USUAL_A_DAY),
    )


_SENT = Field(
    path=ON,
    label="Is it sent?",
    kind=Kind.CHOICE,
    needed=True,
    choices=((IS_ON, "Yes"), (IS_OFF, "No, it is switched off")),
)

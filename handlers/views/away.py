"""Days away: the form for them, and what recording some does."""

from datetime import date

from slack_sdk.models.blocks import (
    ContextBlock,
    DatePickerElement,
    InputBlock,
    Option,
    PlainTextObject,
    SectionBlock,
    StaticSelectElement,
)

from handlers.views import days, layout
from handlers.views.escape import cut, people, plain
from handlers.views.ids import Act, Foot, Form
from handlers.views.message import Message
from handlers.views.modal import Modal
from sla.away import AwayBoard, AwayPeriod, AwayRecorded
from sla.away_hint import Hint
from sla.services.absences import FIRST, LAST, STAND_IN

MOST_PERIODS = 20
MOST_STAND_INS = 100
MOST_SAID = 100
_ACTION = "value"
_NOTE = "No reminders in these days and no due date moves; what falls due meanwhile is not counted as yours."


def away_modal(board: AwayBoard) -> Modal:
    return Modal(
        form=Form.AWAY,
        title="Days away",
        submit="Save",
        carries={"of": board.slack_id},
        blocks=(
            layout.section(f"*{_whose(board)} days away*", _NOTE if board.own else _theirs(board)),
            *(_planned(one, board.today) for one in board.periods[:MOST_PERIODS]),
            _hinted(board.hint, board.today) if board.hint else None,
            _picker(FIRST, "First day", board.hint.first if board.hint else board.today),
            _picker(LAST, "Last day", board.hint.last if board.hint else None),
            _stand_ins(board),
        ),
    )


def away_message(recorded: AwayRecorded) -> Message:
    period = recorded.period
    who = "You are" if recorded.own else f"{people(recorded.name)} is"
    return Message.of(
        layout.section(
            f"*{who} away {span(period, recorded.today)}.*",
            *_effects(recorded),
            f"Back on {days.dated(recorded.back_on, recorded.today)}.",
        ),
        layout.buttons(_cancel(period, recorded.today), block_id=Foot.AWAY),
        layout.context("Only you see this"),
    )


def cancelled_message(board: AwayBoard) -> Message:
    left = [span(one, board.today) for one in board.periods[:MOST_PERIODS]]
    still = f"Still planned: {'; '.join(left)}." if left else "No days away are planned now."
    return Message.of(
        layout.section(
            "*Cancelled; reminders come as usual.*"
            if board.own
            else f"*Cancelled for {people(board.name)}.*",
            still,
        )
    )


def span(period: AwayPeriod, today: date) -> str:
    """Like "from Wed 24 Dec to Wed 31 Dec", "on Fri 28 Nov"."""
    first, last = days.dated(period.first, today), days.dated(period.last, today)
    return f"on {first}" if period.first == period.last else f"from {first} to {last}"


def _effects(recorded: AwayRecorded) -> tuple[str, ...]:
    to = "you" if recorded.own else people(recorded.name)
    of = "yours" if recorded.own else "theirs"
    stand_in = recorded.period.stand_in
    if not recorded.carries_leads:
        return (f"The bot does not write to {to} on these days.", *_covered(stand_in))
    stays = "Due dates stay where they are; a date missed because nobody was there is not counted as"
    return (
        f"No reminders to {to} on these days. {stays} {of}.",
        *(_covered(stand_in) or ("Nobody covers; `/sla away` names a stand-in.",)),
    )


def _covered(stand_in: str | None) -> tuple[str, ...]:
    if stand_in is None:
        return ()
    return (f"{people(stand_in)} covers: urgent leads are in their list and reminder meanwhile.",)


def _hinted(hint: Hint, today: date) -> ContextBlock:
    until = f" until {days.dated(hint.last, today)}" if hint.last else ""
    said = people(hint.said, MOST_SAID)
    return layout.context(
        f"Your Slack status says “{said}”{until}: these days are an offer, saved only by you"
    )


def _whose(board: AwayBoard) -> str:
    return "Your" if board.own else f"{people(board.name)}’s"


def _theirs(board: AwayBoard) -> str:
    return f"{people(board.name)} gets no reminders in these days, and no due date moves."


def _planned(period: AwayPeriod, today: date) -> SectionBlock:
    covers = f" · {people(period.stand_in)} covers" if period.stand_in else " · nobody covers"
    return layout.section(
        f"{span(period, today)[:1].upper()}{span(period, today)[1:]}{covers}",
        block_id=f"away.{period.id}",
        accessory=_cancel(period, today),
    )


def _cancel(period: AwayPeriod, today: date) -> layout.Element:
    label = f"Cancel, away {span(period, today)}"
    return layout.button("Cancel", Act.CANCEL_AWAY, str(period.id), label=label)


def _picker(block_id: str, label: str, initial: date | None) -> InputBlock:
    shown = initial.isoformat() if initial else None
    element = DatePickerElement(action_id=_ACTION, initial_date=shown)
    return InputBlock(block_id=block_id, label=PlainTextObject(text=label, emoji=False), element=element)


def _stand_ins(board: AwayBoard) -> InputBlock | None:
    options = [
        Option(value=str(one.member_id), text=PlainTextObject(text=cut(plain(one.name), 75), emoji=False))
        for one in board.stand_ins[:MOST_STAND_INS]
    ]
    if not options:
        return None
    label = PlainTextObject(text="Stand-in", emoji=False)
    hint = PlainTextObject(text="Sees your urgent leads meanwhile and may log on them.", emoji=False)
    chosen = StaticSelectElement(
        action_id=_ACTION, options=options, placeholder=PlainTextObject(text="Nobody", emoji=False)
    )
    return InputBlock(block_id=STAND_IN, label=label, hint=hint, element=chosen, optional=True)

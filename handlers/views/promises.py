"""The commitments that no file tells: the form for a month's figure, and what was entered."""

from datetime import date

from handlers.views import days, entry_fields, layout
from handlers.views.escape import people
from handlers.views.ids import Act, Foot, Form
from handlers.views.message import Message
from handlers.views.modal import Modal
from handlers.views.signatures import stamp
from sla.agreed import Entry
from sla.promises import OtherPromise
from sla.targets import Month

MONTHS = 3
MOST_VALUE = 80


def enter_modal(promise: OtherPromise, *, today: date, latest: Entry | None = None) -> Modal:
    """`today` is the team's; this month is chosen to begin with. `latest` is what was entered last."""
    months = _months(today)
    return Modal(
        form=Form.ENTER,
        title="Enter a figure",
        submit="Save",
        close="Cancel",
        carries={"key": promise.key},
        blocks=(
            layout.section(
                f"*{people(promise.name)}*",
                f"Promised: {people(promise.target, 300)}, by {people(promise.owner)} of {promise.side}",
            ),
            entry_fields.one_of("promise.month", "Month", months, initial=next(iter(months))),
            entry_fields.words(
                "promise.value",
                "Figure",
                most=MOST_VALUE,
                hint="As it is to be read, like “4” or “12 of 15”. A figure of the same month takes the "
                "place of an earlier one.",
            ),
            layout.context(
                f"Last entered: {_figure(latest)} by {people(latest.by)}" if latest else None,
                "shown in the agreement with your name and the day",
            ),
        ),
    )


def entered_message(entry: Entry, promise: OtherPromise | None = None, *, zone: str = "UTC") -> Message:
    """`zone` is the reader's, for those who get no times drawn by Slack."""
    name = people(promise.name) if promise else people(entry.key.replace("-", " "))
    promised = f"Promised: {people(promise.target, 300)}" if promise else None
    return Message.of(
        layout.section(f"*{name}* · {_figure(entry)} saved", *([promised] if promised else [])),
        layout.buttons(
            layout.button("The agreement", Act.OPEN_AGREEMENT, "agreement"), block_id=Foot.AGREEMENT
        ),
        layout.context(f"Entered by {people(entry.by)}, {stamp(entry.at, zone)}"),
    )


def _figure(entry: Entry) -> str:
    return f"{_month(entry.month)}: {people(entry.value)}"


def _months(today: date) -> dict[str, str]:
    """This month and those before it, newest first, by the date of their first day."""
    month, found = Month.of(today), {}
    for _ in range(MONTHS):
        found[month.first.isoformat()] = _month(month.first)
        month = month.previous()
    return found


def _month(first: date) -> str:
    return f"{days.month(first)} {first.year}"

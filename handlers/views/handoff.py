"""Handing a lead over: the form with the agreed checklist, and what became of it."""

from collections.abc import Sequence

from handlers.views import entry_fields, layout
from handlers.views.escape import people, plain
from handlers.views.ids import Form
from handlers.views.lead_words import Reading, lead_name
from handlers.views.message import AnyBlock, Message
from handlers.views.modal import Modal
from sla.handed import HandedOver, HandoffForm
from sla.promises import Criterion

MOST_NAME, MOST_CAMPAIGN, MOST_REPS = 200, 100, 99
IN_TURN = "turn"


def handoff_modal(form: HandoffForm) -> Modal:
    return Modal(
        form=Form.HANDOFF,
        title="Hand off a lead",
        submit="Hand over",
        close="Cancel",
        carries={"seen": form.seen},
        blocks=(
            entry_fields.words("handoff.name", "Company or person", most=MOST_NAME),
            entry_fields.one_of("handoff.type", "Lead type", form.types, initial=next(iter(form.types))),
            entry_fields.words("handoff.campaign", "Campaign", most=MOST_CAMPAIGN, optional=True),
            _reps(form),
            *_checklist(form),
        ),
    )


def handed_over_message(answer: HandedOver) -> Message:
    """For whoever handed it over; times are theirs."""
    lead, reading = answer.lead, Reading(now=answer.now, zone=answer.zone)
    how = "whose turn it was" if answer.by_turn else "as you chose"
    accept = f"accept or reject it by {reading.when(lead.accept_due_at)}" if lead.accept_due_at else ""
    later = _waits(answer, reading) or _back(answer, reading)
    return Message.of(
        layout.section(
            f"*{lead_name(lead)}* goes to {people(answer.rep.name)}, {how}.",
            f"They are to {accept}, and to try it for the first time by {reading.when(lead.first_attempt_due_at)}.",
            *([later] if later else []),
        ),
        layout.context(f"{lead.label}, {people(answer.type_name, 40)}", _points(answer)),
    )


def _waits(answer: HandedOver, reading: Reading) -> str | None:
    if answer.waits_until is None:
        return None
    return (
        "Sales has as many leads as it takes a day; this one is dealt out "
        f"{reading.when(answer.waits_until)}, and its time runs from then."
    )


def _back(answer: HandedOver, reading: Reading) -> str | None:
    if answer.works_from is None:
        return None
    return (
        f"{people(answer.rep.first_name)} is at work again {reading.when(answer.works_from)}; "
        "the lead is shown and counted from then."
    )


def criterion_lines(ticked: Sequence[Criterion]) -> tuple[str, ...]:
    return tuple(f"• {people(one.name)} · {points(one.points)}" for one in ticked)


def points(number: int) -> str:
    return "1 point" if number == 1 else f"{number} points"


def _points(answer: HandedOver) -> str:
    quality = answer.quality
    if quality.points is None:
        return "quality not checked"
    return f"{quality.points} points" + (f" of the agreed {quality.threshold}" if quality.threshold else "")


def _reps(form: HandoffForm) -> AnyBlock:
    """Who has a name twice is not told apart here; their order is that of the agreement."""
    turn = {IN_TURN: "Next in turn"} if form.in_turn else {}
    names = [(str(member_id), name) for member_id, name in form.reps.items()]
    choices = turn | dict(names[:MOST_REPS])
    return entry_fields.one_of("handoff.rep", "Rep", choices, initial=next(iter(choices)))


def _checklist(form: HandoffForm) -> tuple[AnyBlock, ...]:
    definition = form.definition
    if definition is None:
        return (layout.context("The agreement does not define a qualified lead, so quality is not checked."),)
    needed = layout.context(f"A qualified lead has {definition.threshold} points or more from both lists.")
    lists = (
        ("handoff.fit", "Fit", definition.fit),
        ("handoff.behaviour", "Behaviour", definition.behaviour),
    )
    boxes = [
        entry_fields.some_of(
            block_id, label, [(str(place), _worth(one)) for place, one in enumerate(criteria)]
        )
        for block_id, label, criteria in lists
        if criteria
    ]
    return needed, *boxes


def _worth(one: Criterion) -> str:
    """The points stay readable however long the name is."""
    return f"{plain(one.name, 55)} · {points(one.points)}"

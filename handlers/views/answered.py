"""“They answered …”: the form, and what a lead's lines become when an answer is recorded or taken back."""

from collections.abc import Mapping

from handlers.views import days, entry_fields, layout, words
from handlers.views.escape import people
from handlers.views.ids import Act, Form
from handlers.views.lead_lines import LeadPair, lead_button, lead_pair, pair_of
from handlers.views.lead_words import Reading, due, lead_name
from handlers.views.logged import not_counted
from handlers.views.modal import Modal
from sla.answers import AnswerForm, AnswerLogged, AnswerUndone
from sla.cadence import State
from sla.lead_answers import AnswerRow, How, NextStep
from sla.services.answering import REASON_LENGTH
from sla.touches import Role

HOW, NEXT, ON, REASON = "answer.how", "answer.next", "answer.on", "answer.reason"

_HOW: Mapping[str, str] = {
    How.REACHED: "I called and reached them",
    How.CALLED: "They called",
    How.EMAIL: "They wrote an email",
    How.MESSAGE: "They sent a message",
    How.MET: "We met",
}
_NEXT: Mapping[str, str] = {
    NextStep.MEETING: "A meeting",
    NextStep.CONTACT_AGAIN: "Contact again",
    NextStep.NOT_NOW: "Not now",
    NextStep.NO_INTEREST: "No interest",
    NextStep.WRONG_PERSON: "Wrong person",
    NextStep.OPEN: "No next step yet",
}


def answer_modal(form: AnswerForm, carries: Mapping[str, str]) -> Modal:
    return Modal(
        form=Form.ANSWER,
        title="They answered",
        submit="Save",
        close="Cancel",
        carries={**carries, "lead": form.lead.label},
        blocks=(
            layout.section(f"*{lead_name(form.lead)}* ({form.lead.label})"),
            entry_fields.one_of(HOW, "How", _HOW, initial=How.REACHED),
            entry_fields.radio(NEXT, "What comes next", _NEXT, initial=None),
            entry_fields.day(
                ON,
                "On",
                initial=None,
                optional=True,
                hint="The day of the meeting, to contact again, or until when.",
            ),
            entry_fields.words(
                REASON, "Why not", most=REASON_LENGTH, optional=True, hint="For no interest: a few words."
            ),
            layout.context("An answer with a next step stops the clock; without one it runs on."),
        ),
    )


def answered_lines(logged: AnswerLogged) -> LeadPair:
    reading = Reading.of(logged)
    step = next_step(logged.answer.row, reading)
    head = f"*{lead_name(logged.lead)}* · *answered*; {step}. {_clock(logged, reading)}".rstrip()
    undo = lead_button("Undo answer", Act.UNDO_ANSWER, logged.lead, value=str(logged.answer.id))
    why = lead_button("Why", Act.WHY, logged.lead)
    return pair_of(logged.lead, (head, _again(logged, reading), _touch(logged)), (undo, why))


def answer_undone_lines(undone: AnswerUndone) -> LeadPair:
    """The lead as it stands again, with its buttons back."""
    text, buttons = lead_pair(undone.item, Reading.of(undone))
    said = text.text.text if text.text else ""
    return layout.section("Answer undone.", *said.split("\n"), block_id=text.block_id), buttons


def next_step(row: AnswerRow, reading: Reading) -> str:
    """Like "meeting on Thu 27 Nov", "no interest: has a supplier"."""
    if row.on is not None:
        until = ", until" if row.next_step is NextStep.NOT_NOW else " on"
        return f"{row.next_step}{until} {reading.dated(row.on)}"
    if row.next_step is NextStep.OPEN:
        return "no next step yet"
    return f"{row.next_step}: {people(row.reason, REASON_LENGTH)}" if row.reason else str(row.next_step)


def _clock(logged: AnswerLogged, reading: Reading) -> str:
    match logged.standing.state:
        case State.LISTED:
            return "This lead is listed, never judged."
        case State.STOPPED | State.COMPLETED:
            return "The clock has stopped."
        case State.OVERDUE:
            return f"The clock runs on; still short: {due(logged.standing, reading)}."
        case _:
            return f"The clock runs on: {due(logged.standing, reading)}."


def _again(logged: AnswerLogged, reading: Reading) -> str:
    """When the lead comes up again, which moves no date."""
    if logged.reminder is None:
        return ""
    day = days.on(logged.reminder.on, reading.today)
    if logged.reminder.step is NextStep.OPEN:
        return f"You are asked about the next step {day}."
    return f"It comes up again {day}."


def _touch(logged: AnswerLogged) -> str:
    """What the answer counted as, being a touch too."""
    touch = logged.touch
    kind = words.capital(touch.fact.kind)
    if touch.not_counted is not None:
        return f"{kind} saved, not counted. {not_counted(touch.not_counted)}"
    if touch.role is Role.FIRST_ATTEMPT:
        return f"{kind} saved as the first attempt."
    return f"{kind} saved as follow-up {touch.number}."

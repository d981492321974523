"""Taking an exception of the digest on: the form for its hour, and what it says once it is taken."""

from slack_sdk.models.blocks import ActionsBlock

from handlers.views import days, entry_fields, layout, words
from handlers.views.escape import people
from handlers.views.ids import Act, Foot, Form
from handlers.views.message import Message
from handlers.views.modal import Modal
from handlers.views.take_values import back_value, take_value
from sla.calendar import local_date, zone_info
from sla.commitments import About, TopicKind
from sla.digest import TakeForm
from sla.services.taking import UNTIL

CHECKED = (
    "The next digest says whether it is done, by what is known then; nobody has to report it. "
    "In the channel it says “{side}”, never your name."
)


def take_modal(form: TakeForm, *, response_url: str) -> Modal:
    return Modal(
        form=Form.TAKE,
        title="I take it",
        submit="Change the hour" if form.own else "Take it",
        close="Cancel",
        carries={"take": take_value(form.on, form.about), "response_url": response_url},
        blocks=(
            layout.section(
                f"*{words.capital(about_words(form.about, form.leads))}*",
                CHECKED.format(side=form.about.kind.side),
            ),
            entry_fields.hour(
                UNTIL,
                "Until",
                initial=form.until.astimezone(zone_info(form.zone)).time(),
                hint=f"Today, {days.city(form.zone)} time.",
            ),
            _back(form, response_url) if form.own else None,
        ),
    )


def taken_message(form: TakeForm, *, response_url: str) -> Message:
    what = about_words(form.about, form.leads)
    if not form.own:
        return Message.of(
            layout.section(f"*Given back: {what}.*", "Somebody else can take it; nothing is noted about you.")
        )
    day = days.on(local_date(form.until, form.zone), local_date(form.now, form.zone))
    return Message.of(
        layout.section(
            f"*You took {what}, until {days.clock(form.until, form.zone)} {day}.*",
            CHECKED.format(side=form.about.kind.side),
        ),
        _back(form, response_url),
    )


def about_words(about: About, leads: int) -> str:
    """Like "9 leads short of their follow-ups", "Website form under pace"."""
    match about.kind:
        case TopicKind.OVERDUE:
            return f"{words.counted(leads, 'lead')} short of {'its' if leads == 1 else 'their'} follow-ups"
        case TopicKind.CONTESTED:
            return words.counted(leads, "contested rejection")
        case _:
            return f"{people(about.lead_type or 'All leads', 40)} {about.kind}"


def _back(form: TakeForm, response_url: str) -> ActionsBlock:
    value = back_value(form.on, form.about, response_url)
    return layout.buttons(layout.button("Give it back", Act.LET_GO, value), block_id=Foot.TAKEN)

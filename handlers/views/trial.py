"""What managers of both sides see while the bot is tried out: what would have been sent, and the way to begin."""

from handlers.views import days, layout, words
from handlers.views.digest import digest_blocks
from handlers.views.escape import people
from handlers.views.ids import Act, Foot
from handlers.views.message import Message
from sla.services.trials import Started, TrialNote


def trial_message(note: TrialNote) -> Message:
    """The same to both sides, with no rep named."""
    channel, starts = people(note.channel), days.dated(note.starts_on, note.digest.on)
    return Message.of(
        layout.section(
            f"*Would have been sent today to #{channel}*",
            f"Day {note.day} of {note.of_days} of trying it out. Nothing of it was posted; {_reminders(note)}.",
        ),
        layout.divider(),
        *digest_blocks(note.digest),
        layout.divider(),
        layout.buttons(layout.button("Start now", Act.START_NOW, "start"), block_id=Foot.TRIAL),
        layout.context(
            f"By itself it starts on {starts}",
            "one manager of either side is enough to start it now",
            "the managers of both sides see this",
        ),
    )


def started_message(started: Started) -> Message:
    channel = people(started.channel)
    title = "It has started already." if started.again else "Started."
    return Message.of(
        layout.section(
            f"*{title}* The digest comes to #{channel} and reminders to reps, each at its time on working days.",
        ),
        layout.context("`/sla digest preview` shows what comes next"),
    )


def _reminders(note: TrialNote) -> str:
    """In counts: who is late is first of all that person's to know."""
    if not note.reps:
        return "no rep would have got a private reminder"
    reps, leads = words.counted(note.reps, "rep"), words.counted(note.leads, "lead")
    return f"{reps} would have got a private reminder, about {leads} in all"

"""The next digest as one person sees it before its time, and that today's was sent for."""

from handlers.views import days, layout
from handlers.views.digest import digest_blocks
from handlers.views.escape import people
from handlers.views.message import Message
from handlers.views.weekly import weekly_message
from sla.calendar import local_date
from sla.services.digests import PostedNow, Previewed, WeeklyPreviewed


def preview_message(preview: Previewed) -> Message:
    """Without the buttons by which something is taken on: it is not there yet to be taken."""
    due = f"{days.dated(preview.digest.on, preview.digest.on)}, {days.clock(preview.due_at, preview.zone)}"
    trial = (
        f"until {days.dated(preview.trial_until, preview.digest.on)} shown to the managers of both sides alone"
        if preview.trial_until
        else None
    )
    return Message.of(
        layout.context(
            f"What #{people(preview.channel)} would read on {due}, if nothing changed until then",
            "the digest is switched off, so it does not come by itself" if preview.off else trial,
        ),
        *digest_blocks(preview.digest),
        layout.context("Only you see this"),
    )


def weekly_preview_message(preview: WeeklyPreviewed) -> Message:
    on = local_date(preview.due_at, preview.zone)
    return Message.of(
        layout.context(
            f"What #{people(preview.channel)} would read on {days.dated(on, on)}, "
            f"{days.clock(preview.due_at, preview.zone)}, if nothing changed until then",
            "its week is not over yet, so both sides are judged on a part of it"
            if preview.unfinished
            else None,
            "the weekly summary is switched off, so it does not come by itself" if preview.off else None,
        ),
        *weekly_message(preview.summary).blocks,
        layout.context("Only you see this"),
    )


def posted_message(posted: PostedNow) -> Message:
    instead = (
        f" It does not come again at {days.clock(posted.instead_of, posted.zone)}."
        if posted.instead_of is not None
        else ""
    )
    return Message.of(
        layout.section(f"*Today’s digest is on its way to #{people(posted.channel)}.*{instead}"),
        layout.context("Only you see this"),
    )

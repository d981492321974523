"""What a manager reads where something could not be delivered, and what to do about it."""

from collections.abc import Mapping

from handlers.views import days, layout
from handlers.views.escape import people
from handlers.views.message import Message
from sla.troubles import Trouble, TroubleNote

_CHANNEL: Mapping[Trouble, tuple[str, str]] = {
    Trouble.ARCHIVED: (
        "#{name} is archived",
        "Unarchive it, or name another channel with `/sla setup`.",
    ),
    Trouble.GONE: (
        "#{name} cannot be found",
        "It was deleted, or SLA was removed from it. Name another with `/sla setup`, or invite SLA there again.",
    ),
    Trouble.NOT_A_MEMBER: (
        "SLA is not in #{name}",
        "Type in that channel: `/invite @SLA`.",
    ),
    Trouble.SHARED: (
        "#{name} is now shared with another company",
        "The team’s figures are not posted there. Name a channel of your own company with `/sla setup`.",
    ),
    Trouble.MAY_NOT_POST: (
        "SLA may not post in #{name}",
        "Allow it in the channel’s posting permissions, or name another channel with `/sla setup`.",
    ),
}


def trouble_message(note: TroubleNote) -> Message:
    """The channel goes on to be tried each morning, and a person each time; this is said once."""
    name, on = people(note.name), days.dated(note.on, note.on)
    if note.trouble is Trouble.ACCOUNT:
        return Message.of(
            layout.section(
                f"*No reminders reach {name}: the Slack account is not active.*",
                "If they have left, their open leads need another owner. If not, a Slack admin can activate the "
                "account, and the next reminder arrives as usual.",
            ),
            layout.context(f"First on {on}", "said once, to the managers of their side"),
        )
    what, (verdict, to_do) = "weekly summary" if note.weekly else "digest", _CHANNEL[note.trouble]
    return Message.of(
        layout.section(f"*The {what} of {on} was not posted: {verdict.format(name=name)}.*", to_do),
        layout.context(
            "The next one comes as usual once that is done", "said once, to the managers of both sides"
        ),
    )

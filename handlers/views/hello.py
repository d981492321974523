"""What a person reads before the first reminder ever: who speaks, what will come, and what stays private."""

from handlers.views import days, layout
from handlers.views.escape import people
from handlers.views.ids import Act, Foot
from handlers.views.message import Message
from sla.answers import LeadFilter
from sla.digest import Hello
from sla.people import Person, Role


def hello_message(hello: Hello) -> Message:
    person = hello.person
    lines = _for_rep(hello) if person.carries_leads else _for_others(hello)
    return Message.of(
        layout.section(_greeting(hello)),
        layout.section(*(f"• {line}" for line in lines)),
        layout.buttons(*_buttons(hello), block_id=Foot.HELLO),
    )


def _greeting(hello: Hello) -> str:
    name = people(hello.person.first_name) if hello.person.name.strip() else "there"
    role = _role(hello.person)
    by = hello.added_by if hello.added_by != hello.person.name else None
    how = f"{people(by)} added you" if by else "You are in the agreement"
    return f"*Hello {name}, I am the SLA bot.* {how} as {role}."


def _role(person: Person) -> str:
    if person.role is Role.MANAGER:
        return f"manager of {person.side}"
    return "a rep" if person.carries_leads else f"a member of {person.side}"


def _for_rep(hello: Hello) -> tuple[str, ...]:
    return (
        f"On working days at {people(hello.nudge_at)} your time, one message: the leads that need you, if any do.",
        "One press logs a call or an email, and says whether it counts and what is next.",
        "Only you see it. No rep is named in a channel.",
        *_trial(hello),
        f"Leads handed over before {_effective(hello)} are listed, never judged.",
    )


def _for_others(hello: Hello) -> tuple[str, ...]:
    return (
        "Every working morning the channel sees both sides by one rule: leads against pace, follow-ups by date.",
        "`/sla status` shows the full board whenever you want it; only you see the answer.",
        "No rep is named in a channel.",
        *_trial(hello),
        f"The agreement counts from {_effective(hello)} on.",
    )


def _trial(hello: Hello) -> tuple[str, ...]:
    if hello.trial_until is None:
        return ()
    until = days.dated(hello.trial_until, hello.trial_until)
    seen = "The managers of both sides see how much it would be, without names."
    return (f"Until {until} it is tried out: none of this is sent yet. {seen}",)


def _effective(hello: Hello) -> str:
    return days.dated(hello.effective_on, hello.effective_on)


def _buttons(hello: Hello) -> tuple[layout.Element, ...]:
    board = layout.button("The team’s board", Act.OPEN_BOARD, "team")
    help_ = layout.button("What I can do", Act.OPEN_HELP, "help")
    if not hello.person.carries_leads:
        return board, help_
    mine = layout.button(f"My leads ({hello.leads})", Act.OPEN_MINE, LeadFilter.ALL, primary=True)
    return mine, board, help_

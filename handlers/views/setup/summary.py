"""What stands in each part of the set-up, in a line or two."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import zip_longest

from handlers.views import days, quantities, words
from handlers.views.escape import people, sentence
from handlers.views.setup.fields import BY_PATH, FIELDS
from handlers.views.setup.spelled import entries, spelled, spelled_or_usual, texts_at
from sla.agreed import Part, PartOf, SetUpBoard
from sla.cadence import ARTICLE
from sla.errors import BadInput
from sla.funnel import DEFAULT_STAGES
from sla.money import parse_amount
from sla.people import Named, Role, Side

MOST_NAMES = 8
_SHORT, _LONG = 40, 160
_WRITTEN_OUT = {"sales.suggested_days": ", ".join(map(str, ARTICLE.suggested_days))}
"""What a stored version writes out where nobody wrote anything."""


def lines_of(of: PartOf, board: SetUpBoard) -> tuple[str, ...]:
    """Mrkdwn; a line that would say nothing is left out."""
    return tuple(line for line in _LINES[of.part](board, of.number) if line)


def as_usual(part: Part, board: SetUpBoard) -> bool:
    """Whether everything in it stands as it would if nobody had written anything."""
    return all(
        spelled(board.tables, field) in {"", field.usual, _WRITTEN_OUT.get(field.path)}
        for field in FIELDS[part]
    )


def _people(board: SetUpBoard, _number: int | None) -> Iterator[str]:
    for side in Side:
        ours = sorted(
            (one for one in board.people if one.side is side), key=lambda one: one.role is not Role.MANAGER
        )
        if ours:
            yield f"{words.capital(side)}: {_names(ours)}"


def _names(people_: Sequence[Named]) -> str:
    shown = [
        people(one.name, _SHORT) + (" (manager)" if one.role is Role.MANAGER else "")
        for one in people_[:MOST_NAMES]
    ]
    more = len(people_) - len(shown)
    return words.joined([*shown, *([f"{more} more"] if more else [])])


def _channel(board: SetUpBoard, _number: int | None) -> Iterator[str]:
    name, channel = _said(board, "team.name"), _said(board, "team.channel")
    yield " in ".join(filter(None, (name, channel)))
    yield f"Digest at {_said(board, 'team.digest_at')}, reminders at {_said(board, 'team.nudge_at')}"


def _quota(board: SetUpBoard, _number: int | None) -> Iterator[str]:
    amount = _money(board, spelled(board.tables, BY_PATH["quota.amount"]))
    if not amount:
        return
    until = _until(board)
    several = len(entries(board.tables, "lead_types")) > 1
    shares = f"the lead types’ shares are of the {_said(board, 'quota.share_of')}" if several else ""
    yield " · ".join(filter(None, (f"{amount} a {_said(board, 'quota.period')}", until, shares)))


def _until(board: SetUpBoard) -> str:
    text = spelled(board.tables, BY_PATH["team.until"])
    try:
        return f"until {days.dated(date.fromisoformat(text), board.now.date())}" if text else ""
    except ValueError:
        return ""


def _stream(board: SetUpBoard, number: int | None) -> Iterator[str]:
    several = len(entries(board.tables, "streams")) > 1
    share = _said(board, "streams[].share", number)
    whole = not several and share in {"", "100%"}
    part = "All of the quota" if whole else f"{share} of the quota" if share else ""
    idle = _said(board, "streams[].needs_leads", number) == "no"
    margin = _said(board, "streams[].margin", number)
    yield " · ".join(
        filter(None, (part, "needs no leads" if idle else "", f"margin {margin}" if margin else ""))
    )


def _lead_type(board: SetUpBoard, number: int | None) -> Iterator[str]:
    rates = texts_at(board.tables, BY_PATH["lead_types[].rates"], number)
    stages = texts_at(board.tables, BY_PATH["lead_types[].stages"], number) or [*DEFAULT_STAGES]
    if rates:
        steps = zip_longest(stages[:8], rates[:7], fillvalue="")
        yield " → ".join(
            f"{people(stage, _SHORT)} {people(rate, _SHORT) if rate else ''}".strip()
            for stage, rate in steps
            if stage
        )
    aov = _money(board, spelled(board.tables, BY_PATH["lead_types[].aov"], number))
    several = len(entries(board.tables, "lead_types")) > 1
    share = _said(board, "lead_types[].share", number) if several else ""
    within = _said(board, "lead_types[].first_attempt_within", number)
    divided = len(entries(board.tables, "streams")) > 1
    stream = _said(board, "lead_types[].stream", number) if divided else ""
    of = stream or f"the {_said(board, 'quota.share_of')}"
    yield " · ".join(
        filter(
            None,
            (
                f"{aov} an order" if aov else "",
                f"{share} of {of}" if share else stream,
                f"first attempt within {within}" if within else "",
            ),
        )
    )


def _sales(board: SetUpBoard, _number: int | None) -> Iterator[str]:
    within, target = _said(board, "sales.first_attempt_within"), _said(board, "sales.first_attempt_target")
    yield f"First attempt within {within} for {target} of leads"
    yield f"Follow-ups: {_said(board, 'sales.cadence', most=_LONG)}"


def _hours(board: SetUpBoard, _number: int | None) -> Iterator[str]:
    zone = spelled(board.tables, BY_PATH["team.zone"])
    hours = spelled_or_usual(board.tables, BY_PATH["team.hours"])
    week = f"{_said(board, 'team.days')}, {sentence(hours, _LONG)}"
    yield f"{week}, {people(days.city(zone))} time" if zone else week
    holidays = _said(board, "team.holidays")
    yield f"Public holidays of {holidays}" if holidays not in {"", "none"} else "No public holidays"


def _purpose(board: SetUpBoard, _number: int | None) -> Iterator[str]:
    goals = spelled(board.tables, BY_PATH["team.goals"]).splitlines()
    buyer = spelled(board.tables, BY_PATH["team.target_buyer"])
    threshold = spelled(board.tables, BY_PATH["qualified_lead.threshold"])
    written = (
        words.counted(len(goals), "goal") if goals else "no goals written",
        "the target buyer" if buyer else "no target buyer",
        f"a lead is qualified from {people(threshold, _SHORT)} points"
        if threshold
        else "no qualified lead defined",
    )
    yield words.capital(", ".join(written))
    yield f"Sales accepts {_said(board, 'marketing.accepted_target')} of marketing’s leads"


def _handoff(board: SetUpBoard, _number: int | None) -> Iterator[str]:
    turn = _said(board, "handoff.routing") == "round robin"
    goes = "in turn to the reps" if turn else "to whom a manager gives it"
    yield f"A lead that names no rep goes {goes}"
    rungs = [
        line.partition(" = ") for line in spelled_or_usual(board.tables, BY_PATH["escalation"]).splitlines()
    ]
    told = [f"{people(tells, _SHORT)} after {people(after, _SHORT)}" for after, _, tells in rungs[:6]]
    yield f"Working days after a due date: {', '.join(told)}"


def _said(board: SetUpBoard, path: str, number: int | None = None, *, most: int = _SHORT * 2) -> str:
    text = spelled_or_usual(board.tables, BY_PATH[path], number)
    return people(text, most) if text else ""


def _money(board: SetUpBoard, amount: str) -> str:
    """In the draft's currency; as it was typed where it cannot be read."""
    currency = spelled(board.tables, BY_PATH["team.currency"]).strip().upper()
    if not amount:
        return ""
    try:
        exact = parse_amount(amount, currency)
    except BadInput:
        return people(f"{amount} {currency}".strip(), _SHORT)
    return quantities.whole_money(exact.major, currency, _locale(board))


def _locale(board: SetUpBoard) -> str:
    return spelled_or_usual(board.tables, BY_PATH["team.locale"])


_LINES: Mapping[Part, Callable[[SetUpBoard, int | None], Iterator[str]]] = {
    Part.PEOPLE: _people,
    Part.CHANNEL: _channel,
    Part.QUOTA: _quota,
    Part.STREAM: _stream,
    Part.LEAD_TYPE: _lead_type,
    Part.SALES: _sales,
    Part.HOURS: _hours,
    Part.PURPOSE: _purpose,
    Part.HANDOFF: _handoff,
}

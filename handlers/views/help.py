"""Bare `/sla`: what can be asked, for the person's side first, with the answers a press away."""

from handlers.views import layout
from handlers.views.ids import Act, Foot
from handlers.views.message import Message
from sla.answers import LeadFilter
from sla.people import Side

_LEADS = "`/sla leads [due|overdue|all]` · your leads, most urgent first, with buttons to log"
_LOG = "`/sla log [lead] [call|email|meeting|message]` · log an attempt and see what is next"
_STATUS = "`/sla status [me|team|marketing|sales]` · the board of both sides"
_DEMAND = "`/sla demand [quota=500k/year win=27%] [share]` · how many leads the quota needs, step by step"
_AWAY = "`/sla away [24.12..31.12] [@stand-in]` · days without reminders, and who covers"
_AGREEMENT = "`/sla agreement [show|propose|sign|history]` · what both sides promised, and who signed it"
_SETUP = "`/sla setup` · write the agreement or change it, part by part"
_HANDOFF = "`/sla handoff` · hand a qualified lead to a rep, with the agreed checklist"
_ESCAPES = str.maketrans({"<": "&lt;", ">": "&gt;"})


def help_message(side: Side | None) -> Message:
    """`side` is the person's own, None for somebody who is not named in the agreement."""
    ours = {
        Side.SALES: (_LEADS, _LOG, _STATUS, _DEMAND, _AWAY, _AGREEMENT, _SETUP),
        Side.MARKETING: (_HANDOFF, _STATUS, _DEMAND, _AWAY, _AGREEMENT, _SETUP),
        None: (_STATUS, _DEMAND, _AGREEMENT, _SETUP),
    }[side]
    return Message.of(
        layout.section("*Marketing and sales, and what they promised each other*"),
        layout.section(*(line.translate(_ESCAPES) for line in ours)),
        layout.buttons(*_buttons(side), block_id=Foot.HELP),
        layout.context(
            "Only you see the answers",
            "a lead is its short name, like L64, or a part of its name" if side is Side.SALES else None,
            None if side else "you are not named in the agreement, so you see what the channel sees",
        ),
    )


def _buttons(side: Side | None) -> list[layout.Element]:
    board = layout.button("The team’s board", Act.OPEN_BOARD, "team", primary=side is not Side.SALES)
    demand = layout.button("Leads needed", Act.OPEN_DEMAND, "demand")
    plan = layout.button("Plan by month", Act.OPEN_PLAN, "plan")
    agreement = layout.button("The agreement", Act.OPEN_AGREEMENT, "agreement")
    why = layout.button("How is this counted?", Act.OPEN_WHY, "team")
    away = layout.button("I’m away …", Act.OPEN_AWAY, "away")
    if side is None:
        return [board, demand, plan, agreement, why]
    if side is not Side.SALES:
        return [board, demand, plan, agreement, why, away]
    return [
        layout.button("My leads", Act.OPEN_MINE, LeadFilter.DUE, primary=True),
        board,
        demand,
        plan,
        agreement,
        why,
        away,
    ]

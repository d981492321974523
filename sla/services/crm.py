"""The CRM that is read, for the managers: how it goes, whose account it is, which stage stands for what."""

from collections.abc import Mapping
from datetime import datetime

from sla.book import Book
from sla.crm import CrmBoard, Ladder, StageDefinition, StageMap, StageUse
from sla.crm_stages import usual_stages
from sla.errors import BadInput, NotAllowed, NotFound
from sla.feeds import FeedKind
from sla.leads import StopReason
from sla.people import Actor
from sla.ports import UnitOfWork
from sla.services.desk import Desk

SOURCE = FeedKind.HUBSPOT.value
ENDS = (StopReason.WON.value, StopReason.LOST.value)

Choices = Mapping[tuple[Ladder, str], str]
"""What each stage stands for, by its ladder and id; one that stands for nothing is left out."""


def crm_board(work: UnitOfWork, book: Book, now: datetime, *, zone: str) -> CrmBoard | None:
    """None where no CRM is read."""
    feed = work.feeds.get(SOURCE)
    if feed is None or not book.begun:
        return None
    connection, terms = work.connections.get(SOURCE), book.at(now)
    stages = connection.stages or usual_stages(connection.found.definitions, terms)
    names = dict.fromkeys(stage for kind in terms.lead_types for stage in kind.funnel.stages[1:-1])
    return CrmBoard(
        connection=connection,
        stages=stages,
        choices=(*names, *ENDS),
        read_at=feed.seen_at,
        currency=terms.currency,
        zone=zone,
        now=now,
    )


class Crm:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def board(self, actor: Actor, now: datetime) -> CrmBoard:
        with self._desk.look() as work:
            return self._board(work, actor, now)

    def choose(
        self, actor: Actor, handoff: str, choices: Choices, *, take_other: bool, now: datetime
    ) -> CrmBoard:
        """From the next reading on; another handoff or another meaning reads people and deals again."""
        with self._desk.open() as work:
            board = self._board(work, actor, now)
            found = board.connection.found
            known = {(one.ladder, one.id): one for one in found.definitions}
            chosen = known.get((Ladder.LIFECYCLE, handoff))
            if chosen is None:
                raise BadInput("HubSpot has this stage no longer; choose another.", field="crm.handoff")
            work.connections.choose(SOURCE, _map(chosen, known, choices))
            if take_other and found.other is not None:
                work.connections.connect(SOURCE, found.other)
            board = self._board(work, actor, now)
            work.commit()
            return board

    def _board(self, work: UnitOfWork, actor: Actor, now: datetime) -> CrmBoard:
        if not actor.is_manager:
            raise NotAllowed(
                "Only the managers of marketing and sales see and set what is read from HubSpot."
            )
        zone = actor.person.calendar.zone if actor.person else "UTC"
        board = crm_board(work, self._desk.book(work), now, zone=zone)
        if board is None:
            raise NotFound("No HubSpot account is connected; whoever runs the bot sets SLA_HUBSPOT_KEY.")
        return board


def _map(
    handoff: StageDefinition, known: Mapping[tuple[Ladder, str], StageDefinition], choices: Choices
) -> StageMap:
    uses = (
        StageUse(ladder=one.ladder, id=one.id, label=one.label, stage=choices[key])
        for key, one in known.items()
        if key in choices and one != handoff
    )
    return StageMap(handoff=handoff.id, handoff_label=handoff.label, uses=tuple(uses))

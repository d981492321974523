"""One pushed request in one transaction: what became of each event, and the answer kept for a repeat."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from intake.push_answer import ItemResult, Result, answer_of, as_json, counts_of, refusal_json
from intake.push_events import Event
from intake.push_taking import taking_of
from intake.writer import Target
from sla.errors import Conflict
from sla.feeds import Feed, FeedKind
from sla.ports import UnitOfWork
from sla.pushed import REMEMBERED, Answered, Message, Pusher
from sla.services.desk import Desk
from sla.services.gaps import heard


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """`results` counts the events of a request that was taken now; a repeat has none."""

    status: HTTPStatus
    body: str
    results: Mapping[Result, int]


class Pushing:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def find(self, name: str) -> Pusher | None:
        """None where no such source pushes, or no longer."""
        with self._desk.look() as work:
            feed = work.feeds.get(name)
            return work.pushes.get(name) if feed and feed.kind is FeedKind.PUSH else None

    def __call__(
        self,
        name: str,
        events: Sequence[Event],
        message: Message | None,
        *,
        now: datetime,
        real_now: datetime,
    ) -> Reply | None:
        """Committed when it returns; None where the source is gone. Conflict where nothing is agreed yet."""
        with self._desk.open() as work:
            work.pushes.hold(name)
            feed = work.feeds.get(name)
            if feed is None:
                return None
            if message and (earlier := work.pushes.answer(name, message.id, since=real_now - REMEMBERED)):
                return _again(earlier, message)
            results = self._taken(work, feed, events, now=now, real_now=real_now)
            answer = answer_of(tuple(one for one in results if one.index >= 0))
            reply = Reply(
                status=answer.status,
                body=as_json(answer),
                results=Counter(one.result for one in answer.results),
            )
            work.pushes.count(name, real_now.date(), counts_of(results))
            heard(work, feed, now)
            if message:
                answered = Answered(message=message, status=reply.status, body=reply.body)
                work.pushes.remember(name, answered, real_now)
            work.commit()
        return reply

    def _taken(
        self, work: UnitOfWork, feed: Feed, events: Sequence[Event], *, now: datetime, real_now: datetime
    ) -> tuple[ItemResult, ...]:
        """Also of events that waited for its leads: those have places below 0."""
        book = self._desk.book(work)
        if not book.begun:
            raise Conflict(
                "There is no agreement yet, so nothing says what these events are judged by: type /sla setup in "
                "Slack, then send this again."
            )
        target = Target(source=feed.name, book=book, now=now)
        return taking_of(work, target, zone=feed.zone, real_now=real_now)(events)


def _again(earlier: Answered, message: Message) -> Reply:
    if earlier.message == message:
        return Reply(status=HTTPStatus(earlier.status), body=earlier.body, results={})
    said = "This webhook-id came with another body before; give every message an id of its own."
    return Reply(status=HTTPStatus.UNPROCESSABLE_ENTITY, body=refusal_json("id_used_again", said), results={})

"""What may be done with a file that was dropped in Slack, by whom, and one import at a time."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from sla.activity import BY_HAND
from sla.calendar import zone_info
from sla.dropped import Choice, Dropped, Step
from sla.errors import BadInput, Conflict, NotAllowed, NotFound
from sla.imports import Kind
from sla.people import Actor
from sla.ports import UnitOfWork
from sla.services.desk import Desk

RUNS_AT_MOST = timedelta(minutes=10)
"""An import that began longer ago was cut off: it is taken up again, which changes nothing that it did already."""

SHOWN_WITHIN = timedelta(minutes=5)
_SOURCE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


class DroppedFiles:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def heard(self, drop: Dropped) -> bool:
        """Kept before anything is said about it; False where Slack tells of it again."""
        with self._desk.open() as work:
            new = work.drops.add(drop)
            work.commit()
        return new

    def get(self, file_id: str) -> Dropped:
        with self._desk.look() as work:
            return _there(work.drops.get(file_id))

    def open_to(self, actor: Actor, file_id: str) -> Dropped:
        """As `get`, for somebody who is about to decide about it."""
        with self._desk.look() as work:
            return self._own(work, actor, file_id)

    def waiting(self, now: datetime) -> tuple[str, ...]:
        """The files whose turn it is though nobody is at them: a process was cut off, or nothing came of a try."""
        with self._desk.look() as work:
            looked_at = (*work.drops.at_step(Step.TO_SHOW), *work.drops.at_step(Step.SHOWN))
            to_show = [one for one in looked_at if _unsaid(one) and one.at <= now - SHOWN_WITHIN]
            running = [one for one in work.drops.at_step(Step.RUNNING) if one.at <= now - RUNS_AT_MOST]
        return tuple(one.file_id for one in (*to_show, *running))

    def check_may_import(self, actor: Actor) -> None:
        """NotAllowed for whoever is no manager of either side, naming those who are."""
        if actor.is_manager:
            return
        with self._desk.look() as work:
            book = self._desk.book(work)
        managers = [person.name for person in book.people if person.manages(person.side)]
        if not book.begun:
            raise Conflict(
                "There is no agreement yet, so nothing says what a file is judged by; type `/sla setup`."
            )
        raise NotAllowed(
            f"Files are imported by managers; give it to {' or '.join(managers)}."
            if managers
            else "Files are imported by managers, and the agreement names none; `/sla setup` adds one."
        )

    def choose(self, actor: Actor, file_id: str, kind: Kind, now: datetime) -> None:
        """The person says what the file holds; columns named before were another kind's."""
        with self._desk.open() as work:
            drop = self._own(work, actor, file_id)
            work.drops.save(replace(drop, kind=kind, columns={}, step=Step.TO_SHOW, at=now))
            work.commit()

    def change(self, actor: Actor, file_id: str, choice: Choice, now: datetime) -> None:
        """Only what differs from what was found is kept as said. BadInput at the field."""
        if choice.zone is not None:
            _check_zone(choice.zone)
        if not _SOURCE.fullmatch(choice.source) or choice.source == BY_HAND:
            raise BadInput("Write a short word in lower case, like hubspot.", field="source")
        with self._desk.open() as work:
            drop = self._own(work, actor, file_id)
            said = _differing(drop, choice.columns)
            work.drops.save(
                replace(
                    drop,
                    columns={**drop.columns, **said},
                    zone=choice.zone,
                    dates=choice.dates,
                    source=choice.source,
                    step=Step.TO_SHOW,
                    at=now,
                )
            )
            work.commit()

    def start(self, actor: Actor, file_id: str, now: datetime) -> None:
        """Conflict while another file is being imported."""
        with self._desk.open() as work:
            drop = self._own(work, actor, file_id)
            others = [one for one in work.drops.at_step(Step.RUNNING) if one.at > now - RUNS_AT_MOST]
            if others:
                raise Conflict("Another file is being imported; press Import again when it is done.")
            work.drops.save(replace(drop, step=Step.RUNNING, at=now))
            work.commit()

    def cancel(self, actor: Actor, file_id: str, now: datetime) -> None:
        with self._desk.open() as work:
            drop = self._own(work, actor, file_id)
            work.drops.save(replace(drop, step=Step.CANCELLED, at=now))
            work.commit()

    def settle(self, drop: Dropped) -> bool:
        """What came of a step; False where the person has taken another one meanwhile."""
        with self._desk.open() as work:
            before = _there(work.drops.get(drop.file_id))
            if before.at != drop.at:
                return False
            work.drops.save(drop)
            work.commit()
        return True

    def answered(self, file_id: str, answer_ts: str) -> None:
        """Where the bot's answer stands, whatever the person has done meanwhile."""
        with self._desk.open() as work:
            work.drops.save(replace(_there(work.drops.get(file_id)), answer_ts=answer_ts))
            work.commit()

    def _own(self, work: UnitOfWork, actor: Actor, file_id: str) -> Dropped:
        self.check_may_import(actor)
        drop = _there(work.drops.get(file_id))
        if drop.slack_id != actor.slack_id:
            raise NotAllowed("Only the person who put this file here decides about it.")
        if drop.step is Step.RUNNING:
            raise Conflict("This file is being imported already.")
        if drop.step is Step.TO_SHOW:
            raise Conflict("This file is being looked at; try again in a moment.")
        if drop.step is not Step.SHOWN:
            raise Conflict("This file has been dealt with; drop it here again to begin anew.")
        return drop


def _unsaid(drop: Dropped) -> bool:
    return drop.step is Step.TO_SHOW or drop.answer_ts is None


def _there(drop: Dropped | None) -> Dropped:
    if drop is None:
        raise NotFound("This file is not known any longer; drop it here again.")
    return drop


def _check_zone(zone: str) -> None:
    try:
        zone_info(zone)
    except BadInput as refusal:
        raise BadInput(refusal.message, field="zone") from None


def _differing(drop: Dropped, columns: Mapping[str, str]) -> dict[str, str]:
    found = {field: title for field, title in drop.found.items() if title in drop.titles}
    return {field: title for field, title in columns.items() if title != found.get(field, "")}

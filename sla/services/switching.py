"""Choosing what is sent: the managers' page of every kind of message, and changing one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time

from sla.acted import ASKING, LOOK_BACK, Counted
from sla.book import NOTHING_AGREED, Book
from sla.budget import MOST_A_DAY, USUAL_A_DAY, fewest
from sla.delivery import Kind
from sla.errors import BadInput, Conflict, NotAllowed, NotFound
from sla.messages import Changed, MessageLine, MessagesBoard, SwitchedOff
from sla.people import Actor, MemberId, Person
from sla.ports import UnitOfWork
from sla.services.desk import Desk
from sla.switches import RULES, Change, ChangeId, Clock, NewChange, Setting, Switches
from sla.terms import Terms

ON, AT, AUDIENCE, MOST = "message.on", "message.at", "message.audience", "message.most"
"""The inputs that a refusal can stand at."""

MOST_CHANGES = 10
NOT_MANAGER = "Only the managers of marketing and sales choose which messages are sent; ask one of them."
CHANGED_MEANWHILE = "Somebody changed this while the form was open. Close it and open it again to see."
SAYS_SO = (
    "This is a step of the agreed ladder, so while it is off the digest says so each morning. The digest is off "
    "itself: switch that on first."
)
MUST_SAY = (
    "The digest says each morning which steps of the agreed ladder are switched off, and some are: switch those "
    "on first, or leave the digest on."
)


class Switching:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def board(self, actor: Actor, now: datetime) -> MessagesBoard:
        """For the managers of either side, the same for both but for what each may change."""
        with self._desk.look() as work:
            return _board(work, self._allowed(work, actor), actor, now)

    def save(self, actor: Actor, chosen: Setting, now: datetime, *, seen: ChangeId) -> MessagesBoard:
        """In force at once, for what was planned already too; as it was changes nothing."""
        with self._desk.open() as work:
            book = self._allowed(work, actor)
            work.message_settings.take_turn()
            before = _board(work, book, actor, now).line(chosen.kind)
            if actor.member_id is None or not before.own:
                raise NotAllowed(not_yours(chosen.kind))
            if before.seen != seen:
                raise Conflict(CHANGED_MEANWHILE)
            setting = _fitted(chosen, before)
            if setting != before.setting:
                self._check(work, book.at(now), setting)
                work.message_settings.add(NewChange(setting=setting, by=actor.member_id, changed_at=now))
            board = _board(work, book, actor, now)
            work.commit()
        return board

    def switch_off(self, work: UnitOfWork, actor: Actor, kind: Kind, now: datetime) -> None:
        """Inside the caller's transaction; nothing where it is off already."""
        book = self._allowed(work, actor)
        setting = replace(Switches.of(work.message_settings.all()).setting(kind), on=False)
        if actor.member_id is not None and Switches.of(work.message_settings.all()).wants(kind):
            self._check(work, book.at(now), setting)
            work.message_settings.add(NewChange(setting=setting, by=actor.member_id, changed_at=now))

    def _allowed(self, work: UnitOfWork, actor: Actor) -> Book:
        book = self._desk.book(work)
        if not book.begun:
            raise NotFound(NOTHING_AGREED)
        if not actor.is_manager:
            raise NotAllowed(NOT_MANAGER)
        return book

    @staticmethod
    def _check(work: UnitOfWork, terms: Terms, setting: Setting) -> None:
        """A signed step is never off in silence: the digest says so, and so is on."""
        least = fewest(terms.people)
        if setting.most is not None and not least <= setting.most <= MOST_A_DAY:
            raise BadInput(f"Choose a number from {least} to {MOST_A_DAY}.", field=MOST)
        after = Switches.of(work.message_settings.all())
        if setting.on:
            return
        if setting.kind is Kind.DIGEST and after.off_ladder(terms.ladder):
            raise BadInput(MUST_SAY, field=ON)
        if is_signed(setting.kind, terms) and not after.wants(Kind.DIGEST):
            raise BadInput(SAYS_SO, field=ON)


def switched_off_of(work: UnitOfWork, terms: Terms, book: Book) -> tuple[SwitchedOff, ...]:
    """Signed steps of the ladder that are off just now, for the digest."""
    off = Switches.of(work.message_settings.all()).off_ladder(terms.ladder)
    people = _people(work, book) if off else {}
    return tuple(
        SwitchedOff(
            kind=one.setting.kind,
            side=people[one.by].side if one.by in people else None,
            since=one.changed_at,
        )
        for one in off
    )


def changed_by(work: UnitOfWork, book: Book, changes: Sequence[Change]) -> tuple[Changed, ...]:
    people = _people(work, book) if changes else {}
    who = ((one, people.get(one.by)) for one in changes)
    return tuple(
        Changed(change=one, name=by.name if by else None, side=by.side if by else None) for one, by in who
    )


def not_yours(kind: Kind) -> str:
    if RULES[kind].fixed:
        return "This message is always sent; nothing about it can be chosen."
    (side,) = RULES[kind].sides
    return f"Only {side} gets this message, so the managers of {side} choose about it."


def _board(work: UnitOfWork, book: Book, actor: Actor, now: datetime) -> MessagesBoard:
    terms, changes = book.at(now), work.message_settings.all()
    switches = Switches.of(changes)
    named = {one.change.id: one for one in changed_by(work, book, changes)}
    rates = work.acts.rates(ASKING, since=now - LOOK_BACK, until=now)
    counts = work.acts.counts(now - LOOK_BACK)
    lines = []
    for kind, rule in RULES.items():
        change = switches.changes.get(kind)
        lines.append(
            MessageLine(
                setting=switches.setting(kind),
                usual_at=_usual_at(kind, terms),
                signed=is_signed(kind, terms),
                own=actor.side in rule.sides and not rule.fixed,
                changed=named[change.id] if change else None,
                acted=rates.get(kind),
                counted=counts.get(kind, Counted()),
            )
        )
    return MessagesBoard(
        lines=tuple(lines),
        changes=tuple(named[one.id] for one in reversed(changes[-MOST_CHANGES:])),
        fewest=fewest(terms.people),
        channel=terms.channel.lstrip("#"),
        zone=actor.person.calendar.zone if actor.person else terms.calendar.zone,
        now=now,
    )


def _fitted(chosen: Setting, before: MessageLine) -> Setting:
    """Only what can be chosen about the kind, and what is as usual as None."""
    rule, at = before.rule, chosen.at
    timed = rule.clock is Clock.CHOSEN and at not in {None, before.usual_at}
    audience = chosen.audience if chosen.audience in rule.audiences[1:] else None
    most = chosen.most if rule.limited and chosen.most != USUAL_A_DAY else None
    on = chosen.on or rule.stays is not None
    return replace(chosen, on=on, at=at if timed else None, audience=audience, most=most)


def is_signed(kind: Kind, terms: Terms) -> bool:
    """Whether it carries out a step of the ladder that both sides signed."""
    return bool(RULES[kind].rungs & {rung.tells for rung in terms.ladder})


def _usual_at(kind: Kind, terms: Terms) -> time | None:
    if kind is Kind.DIGEST:
        return terms.digest_at
    if kind is Kind.UNACCEPTED:
        return min(windows[0].start for windows in terms.calendar.week.days if windows)
    return terms.nudge_at if RULES[kind].clock is not Clock.EVENT else None


def names_of(work: UnitOfWork, book: Book) -> Mapping[MemberId, str]:
    return {member_id: person.name for member_id, person in _people(work, book).items()}


def _people(work: UnitOfWork, book: Book) -> Mapping[MemberId, Person]:
    found = ((member.id, book.person(member.email)) for member in work.members.all())
    return {member_id: person for member_id, person in found if person is not None}

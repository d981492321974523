"""Sources that push: added, listed, rotated and removed by an operator. A secret is shown once and kept nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from intake.push_secrets import hash_of_token, new_token, signing_secret
from intake.source_names import check_source
from sla.calendar import zone_info
from sla.errors import BadInput, Conflict, NotFound
from sla.feeds import Feed, FeedKind, NewFeed
from sla.ports import UnitOfWork
from sla.pushed import LATELY, Count, Proof, Pusher
from sla.services.desk import Desk
from sla.waits import Waiting


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """A source with what it has in the store by kind, what became of its events lately, and what of it waits."""

    feed: Feed
    proof: Proof | None
    former_until: datetime | None
    rows: Mapping[str, int]
    lately: tuple[Count, ...]
    waiting: Waiting | None


class Sources:
    """`key` is what signing secrets are made of, None where there is none. Moments are real time."""

    def __init__(self, desk: Desk, key: str | None) -> None:
        self._desk = desk
        self._key = key

    def add(self, name: str, proof: Proof, *, zone: str | None, now: datetime) -> str:
        """The secret that its sender is to be given."""
        check_source(name, field="name")
        if zone is not None:
            zone_info(zone)
        new = NewFeed(name=name, kind=FeedKind.PUSH, zone=zone, every=None, added_at=now)
        with self._desk.open() as work:
            if work.feeds.add(new) is None:
                raise Conflict(
                    f"There is a source {name} already; for a new secret type: sla-bot source rotate {name}"
                )
            before = work.pushes.get(name)
            secret = self._given(work, name, proof, before, until=None)
            work.commit()
        return secret

    def rotate(self, name: str, *, until: datetime) -> str:
        """A new secret; the one before holds until then."""
        with self._desk.open() as work:
            pusher = self._pushing(work, name)
            secret = self._given(work, name, pusher.proof, pusher, until=until)
            work.commit()
        return secret

    def remove(self, name: str) -> None:
        """Its secret no longer holds; its facts stay."""
        with self._desk.open() as work:
            self._pushing(work, name)
            work.feeds.remove(name)
            work.commit()

    def list(self, now: datetime) -> tuple[Listed, ...]:
        with self._desk.look() as work:
            rows, lately = work.pushes.rows(), work.pushes.counted((now - LATELY).date())
            waits = work.waits.by_source()
            return tuple(
                replace(
                    self._listed(feed, work.pushes.get(feed.name), rows, lately), waiting=waits.get(feed.name)
                )
                for feed in work.feeds.all()
            )

    @staticmethod
    def _listed(
        feed: Feed,
        pusher: Pusher | None,
        rows: Mapping[str, Mapping[str, int]],
        lately: Mapping[str, tuple[Count, ...]],
    ) -> Listed:
        pushes = feed.kind is FeedKind.PUSH and pusher is not None
        return Listed(
            feed=feed,
            proof=pusher.proof if pushes and pusher else None,
            former_until=pusher.former_until if pushes and pusher else None,
            rows=rows.get(feed.name, {}),
            lately=lately.get(feed.name, ()),
            waiting=None,
        )

    def _given(
        self, work: UnitOfWork, name: str, proof: Proof, before: Pusher | None, *, until: datetime | None
    ) -> str:
        """Another generation than any before it, also where a source of this name was removed."""
        token = new_token(name) if proof is Proof.TOKEN else None
        hashed = None if token is None else hash_of_token(token)
        if before is None:
            pusher = Pusher(name=name, proof=proof, generation=1, token_hash=hashed)
        else:
            pusher = replace(before.rotated(hashed, until=until), proof=proof)
        work.pushes.save(pusher)
        if token is not None:
            return token
        return signing_secret(
            self._needed_key(), tenant_id=work.tenant_id, source=name, generation=pusher.generation
        )

    def _needed_key(self) -> str:
        if self._key is None:
            raise BadInput(
                "SLA_PUSH_KEY is not set: signing secrets are made of it. Make one with: python -c 'import secrets; "
                "print(secrets.token_urlsafe(32))', put it into .env, and keep it with your backups.",
                field="SLA_PUSH_KEY",
            )
        return self._key

    @staticmethod
    def _pushing(work: UnitOfWork, name: str) -> Pusher:
        feed, pusher = work.feeds.get(name), work.pushes.get(name)
        if feed is None or feed.kind is not FeedKind.PUSH or pusher is None:
            known = ", ".join(one.name for one in work.feeds.all() if one.kind is FeedKind.PUSH)
            raise NotFound(
                f"No source {name} pushes; " + (f"known are {known}." if known else "none was added.")
            )
        return pusher

"""Writes the next version's draft, part by part, and names the people whom the agreement binds."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from sla import parts
from sla.agreed import Measured, Part, PartForm, PartOf, PartState, SetUpBoard
from sla.agreement import Json, Tables
from sla.confidence import FEWEST_WINS
from sla.documents import Fault
from sla.errors import BadFields, BadInput, Conflict
from sla.measured import Closing
from sla.people import Actor, Named
from sla.ports import Directory, UnitOfWork
from sla.services.crm import crm_board
from sla.services.demand import WhatIf
from sla.services.demand_answer import step_names
from sla.services.desk import Desk
from sla.services.drafting import Drafting, Writing, check_writer, taking_effect
from sla.services.enrolment import Enrolment, people_faults
from sla.services.measuring import measuring_of
from sla.stream_parts import in_use

MEASURED_MONTHS = 12
_CALLED = {Part.LEAD_TYPE: "lead type", Part.STREAM: "stream"}
CHANGED_MEANWHILE = "Somebody changed this part while the form was open. Close it and open it again to see."


class SetUp:
    """Every change is checked by the same rules as a file."""

    def __init__(self, desk: Desk, directory: Directory) -> None:
        self._desk = desk
        self._drafting = Drafting(desk, directory)
        self._enrolment = Enrolment(directory, desk.shelf.documents)

    def board(self, actor: Actor, now: datetime) -> SetUpBoard:
        with self._desk.look() as work:
            return self._board(work, self._allowed(work, actor), now)

    def form(self, actor: Actor, of: PartOf, now: datetime) -> PartForm:
        with self._desk.look() as work:
            writing = self._allowed(work, actor)
            members = [member for member in work.members.all() if member.named is not None]
            people = tuple(member.named for member in members if member.named is not None)
            measured, closing = self._history(work, writing, of, now)
            return PartForm(
                of=of,
                tables=writing.tables,
                people=people,
                slack_ids={member.email: member.slack_id for member in members if member.slack_id},
                seen=_seen(of, writing.tables, people),
                measured=measured,
                closing=closing,
                zone=_zone(writing.tables),
            )

    def save(self, actor: Actor, of: PartOf, patch: Tables, *, seen: str, now: datetime) -> SetUpBoard:
        """BadFields where what was written cannot be taken; other parts may still be wrong or missing."""
        with self._desk.open() as work:
            writing = self._unchanged(work, actor, of, seen)
            tables = parts.changed(writing.tables, of, patch)
            wrong = self._wrong(writing.tables, tables, of, now)
            if wrong:
                raise BadFields({fault.field: fault.sentence for fault in reversed(wrong)})
            return self._saved(work, actor, tables, now)

    def save_people(
        self, actor: Actor, chosen: Mapping[str, Sequence[str]], *, seen: str, now: datetime
    ) -> SetUpBoard:
        """At once, as people are not terms: whoever is new is asked to countersign what is in force."""
        with self._desk.open() as work:
            writing = self._unchanged(work, actor, PartOf(part=Part.PEOPLE), seen)
            self._enrolment.enrol(work, chosen, now)
            return self._saved(work, actor, writing.tables, now)

    def remove(self, actor: Actor, of: PartOf, *, seen: str, now: datetime) -> SetUpBoard:
        """A lead type or a stream; BadInput for the only one, and for a stream that something is for."""
        what = _CALLED[of.part]
        with self._desk.open() as work:
            writing = self._unchanged(work, actor, of, seen)
            if parts.how_many(writing.tables, of) == 1:
                raise BadInput(
                    f"This is the only {what}; change it instead of removing it.", field=parts.REMOVE
                )
            used = in_use(writing.tables, of.number or 0) if of.part is Part.STREAM else None
            if used is not None:
                raise BadInput(used, field=parts.REMOVE)
            return self._saved(work, actor, parts.without(writing.tables, of), now)

    def take_numbers(self, actor: Actor, what_if: WhatIf, now: datetime) -> SetUpBoard:
        """A draft of the version in force with the numbers of a what-if."""
        with self._desk.open() as work:
            writing, documents = self._allowed(work, actor), self._desk.shelf.documents
            if self._faults(writing.tables, now):
                raise BadInput(
                    "The draft of the agreement is not whole yet; finish it with `/sla setup` first."
                )
            written = documents.read(_dated(writing.tables, now))
            names = [step_names(kind.funnel) for kind in written.terms.lead_types]
            tables = _with_numbers(documents.tables(written.body), what_if, names)
            return self._saved(work, actor, tables, now)

    def discard(self, actor: Actor, now: datetime) -> SetUpBoard:
        """Back to the open proposal or what is in force; people stay as they are."""
        with self._desk.open() as work:
            self._allowed(work, actor)
            work.agreements.drop_draft()
            board = self._board(work, self._drafting.writing(work, actor), now)
            work.commit()
            return board

    def _allowed(self, work: UnitOfWork, actor: Actor) -> Writing:
        writing = self._drafting.writing(work, actor)
        member = work.members.by_slack_id(actor.slack_id)
        check_writer(self._desk.shelf.fresh(work), writing.draft, actor, member.id if member else None)
        return writing

    def _unchanged(self, work: UnitOfWork, actor: Actor, of: PartOf, seen: str) -> Writing:
        writing = self._allowed(work, actor)
        people = tuple(member.named for member in work.members.all() if member.named is not None)
        if _seen(of, writing.tables, people) != seen:
            raise Conflict(CHANGED_MEANWHILE)
        return writing

    def _saved(self, work: UnitOfWork, actor: Actor, tables: Tables, now: datetime) -> SetUpBoard:
        work.agreements.save_draft(tables, by=self._drafting.author(work, actor), at=now)
        board = self._board(work, self._drafting.writing(work, actor), now)
        work.commit()
        return board

    def _board(self, work: UnitOfWork, writing: Writing, now: datetime) -> SetUpBoard:
        documents, book = self._desk.shelf.documents, self._desk.shelf.fresh(work)
        people = tuple(member.named for member in work.members.all() if member.named is not None)
        faults = (*people_faults(people), *self._faults(writing.tables, now))
        whole = not faults and documents.read(_dated(writing.tables, now))
        draft = writing.draft
        names = {
            member.id: member.named.name if member.named else member.email for member in work.members.all()
        }
        return SetUpBoard(
            tables=writing.tables,
            parts=tuple(
                PartState(of=of, faults=parts.own_faults(of, faults)) for of in parts.parts_of(writing.tables)
            ),
            people=people,
            terms=whole.terms if whole else None,
            in_force=book.at(now) if book.begun else None,
            changed=self._changed(writing),
            proposal=writing.open,
            by=names.get(draft.by) if draft and draft.by is not None else None,
            at=draft.at if draft else None,
            zone=_zone(writing.tables),
            now=now,
            crm=crm_board(work, book, now, zone=_zone(writing.tables)),
        )

    def _changed(self, writing: Writing) -> bool:
        """Whether the draft says anything else than what it was begun from."""
        if writing.draft is None or writing.base is None:
            return writing.draft is not None
        tables = taking_effect(writing.tables, writing.base.effective_on)
        if self._desk.shelf.documents.faults(tables):
            return True
        return self._desk.shelf.documents.read(tables).sha256 != writing.base.sha256

    def _faults(self, tables: Tables, now: datetime) -> tuple[Fault, ...]:
        return self._desk.shelf.documents.faults(_dated(tables, now))

    def _wrong(self, before: Tables, after: Tables, of: PartOf, now: datetime) -> list[Fault]:
        """What a part cannot be saved with."""
        faults = self._faults(after, now)
        wrong = [fault for fault in parts.own_faults(of, faults) if parts.is_at_a_key(fault)]
        if of.number is not None:
            wrong += parts.mixed_up(of, faults, self._faults(before, now))
        if of.part is Part.STREAM and of.number is not None and not _needs_leads(of, after):
            used = in_use(before, of.number)
            wrong += [Fault(field=f"streams[{of.number}].needs_leads", sentence=used)] if used else []
        return wrong

    def _history(
        self, work: UnitOfWork, writing: Writing, of: PartOf, now: datetime
    ) -> tuple[Measured | None, Closing | None]:
        """As `/sla demand measured` does, from lead to won in one step; None where too few were won."""
        if of.part is not Part.LEAD_TYPE or writing.base is None or of.number is None:
            return None, None
        terms = self._desk.shelf.documents.terms(writing.base.body)
        held = parts.held_by(of, writing.tables)
        name = held.get("name") if isinstance(held, Mapping) else None
        kind = next((kind for kind in terms.lead_types if kind.name == name), None)
        if kind is None:
            return None, None
        measuring = measuring_of(terms, work, now)
        whole = next(one.whole for one in measuring.measured() if one.key == kind.key)
        known = FEWEST_WINS <= whole.converted < whole.entered
        rate = Measured(leads=whole.entered, won=whole.converted, months=MEASURED_MONTHS) if known else None
        return rate, measuring.closing(kind)


def _seen(of: PartOf, tables: Tables, people: Sequence[Named]) -> str:
    if of.part is not Part.PEOPLE:
        return parts.seen(of, tables)
    everybody = sorted(f"{one.email} {one.side} {one.role}" for one in people)
    return parts.seen(of, {"people": "\n".join(everybody)})


def _dated(tables: Tables, now: datetime) -> Tables:
    """To be checked as if it took effect soon: the day is only asked for when it is proposed."""
    return taking_effect(tables, now.date() + timedelta(days=2))


def _needs_leads(of: PartOf, tables: Tables) -> bool:
    held = parts.held_by(of, tables)
    return not isinstance(held, Mapping) or held.get("needs_leads") is not False


def _zone(tables: Tables) -> str:
    team = tables.get("team")
    zone = team.get("zone") if isinstance(team, Mapping) else None
    return zone if isinstance(zone, str) else "UTC"


def _with_numbers(tables: Tables, what_if: WhatIf, names: Sequence[Sequence[str]]) -> Tables:
    """A what-if's quota, order value and rates in place of the tables' own."""
    quota: dict[str, Json] = {}
    if what_if.amount is not None:
        quota["amount"] = str(what_if.amount.major)
    if what_if.period is not None:
        quota["period"] = what_if.period.value
    kinds: list[Json] = []
    for kind, steps in zip(parts.lead_types(tables), names, strict=True):
        table = dict(kind) if isinstance(kind, Mapping) else {}
        if what_if.aov is not None:
            table["aov"] = str(what_if.aov.major)
        rates = table.get("rates")
        old = rates if isinstance(rates, list) else []
        table["rates"] = [_rate(what_if, step, rate) for step, rate in zip(steps, old, strict=True)]
        kinds.append(table)
    return parts.changed({**tables, parts.LEAD_TYPES: kinds}, PartOf(part=Part.QUOTA), {"quota": quota})


def _rate(what_if: WhatIf, step: str, old: Json) -> Json:
    tried = what_if.rates.get(step)
    if tried is None:
        return old
    if tried.counted:
        return f"{tried.converted} of {tried.entered}"
    return f"{(Decimal(tried.converted) * 100 / Decimal(tried.entered)).normalize():f}%"

"""What the agreement is for, how long it holds, and the quota that it serves."""

from collections.abc import Iterator
from fractions import Fraction

from handlers.views.contract import amounts
from handlers.views.contract.clause import Clause, Part
from handlers.views.contract.planned import planned
from sla.mix import ShareOf
from sla.money import Money
from sla.targets import stream_quotas
from sla.terms import Stream, Terms

EFFECTIVE = "validity.from"
"""Said apart wherever versions are compared: each has a day of its own."""

_SHARES = {
    ShareOf.REVENUE: "of the revenue that it is to bring",
    ShareOf.LEADS: "of the leads",
}


def purpose(terms: Terms) -> Iterator[Clause]:
    part = Part.PURPOSE
    yield Clause(part=part, key="team", label="Between", value=f"marketing and sales of {terms.team}")
    for number, goal in enumerate(terms.prose.goals, start=1):
        yield Clause(part=part, key=f"goal.{number}", label=f"Goal {number}", value=goal)
    yield Clause(
        part=part,
        key="target_buyer",
        label="Target buyer",
        value=terms.prose.target_buyer or "not written down",
    )


def validity(terms: Terms) -> Iterator[Clause]:
    yield Clause(
        part=Part.VALIDITY,
        key=EFFECTIVE,
        label="From",
        value=amounts.day(terms.effective_on),
        detail="A lead handed over earlier stays with the version of that day; before the first one it is "
        "listed, never judged",
    )
    until = f"{amounts.day(terms.ends_on)}, that day included" if terms.ends_on else "another version begins"
    yield Clause(part=Part.VALIDITY, key="validity.until", label="Until", value=until)


def quota(terms: Terms) -> Iterator[Clause]:
    part, amount = Part.QUOTA, terms.quota.amount
    yield Clause(
        part=part,
        key="quota",
        label="Revenue to win",
        value=f"{amounts.money(amount, terms)} a {terms.quota.period}",
    )
    yield Clause(
        part=part,
        key="money",
        label="Money and numbers",
        value=f"in {terms.currency}, written as in {amounts.language(terms.locale)}",
    )
    for stream, own in zip(terms.streams, stream_quotas(terms), strict=True):
        yield _stream(stream, own, terms)
    yield from planned(terms)
    yield Clause(
        part=part,
        key="share_of",
        label="A lead type’s share is",
        value=_SHARES[terms.share_of],
    )


def _stream(stream: Stream, own: Money, terms: Terms) -> Clause:
    of_it = "all of it" if stream.share == 1 else f"{amounts.share(stream.share)} of it"
    needs = "from new leads" if stream.needs_leads else "without new leads"
    margin = "margin not known" if stream.margin is None else f"margin {amounts.share(stream.margin)}"
    return Clause(
        part=Part.QUOTA,
        key=f"stream.{stream.key}",
        label=stream.name,
        value=f"{of_it}, {needs}; {margin}",
        detail=f"{amounts.money(own, terms)} a {terms.quota.period}" if stream.share != 1 else "",
    )


def in_stream(part: Fraction, stream: Stream | None, terms: Terms) -> str:
    """A lead type's share, and of what: "60% of the revenue", with the stream where there are several."""
    of = f" of {stream.name}" if stream and len(terms.streams) > 1 else ""
    whole = "all" if part == 1 else amounts.share(part)
    return f"{whole} of the {terms.share_of}{of}"

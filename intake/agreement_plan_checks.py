"""What the parts of an agreement that only the plan goes by must keep: season, time to close, open business."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from intake.agreement_mix_checks import refused, stream_key, unknown_stream
from intake.agreement_shape import LeadTypeTable, OpenBusinessTable, QuotaTable, StreamTable
from intake.agreement_terms import season_of
from sla.documents import Fault
from sla.money import Money, parse_amount
from sla.terms import Period, Quota

_ANY = Money(minor=1, currency="USD")


def season_faults(quota: QuotaTable) -> Iterator[Fault]:
    if quota.season is None:
        return
    if quota.period is Period.MONTH:
        yield Fault(
            field="quota.season",
            sentence="has no meaning where every month has its own quota; leave it out, or write a quota for the "
            "year.",
        )
        return
    in_force = Quota(amount=_ANY, period=quota.period)
    yield from refused("quota.season", lambda: replace(in_force, season=season_of(quota)))


def time_to_close_faults(kinds: Sequence[LeadTypeTable]) -> Iterator[Fault]:
    for number, kind in enumerate(kinds, start=1):
        field = f"lead_types[{number}].closes_after"
        if kind.closes_after is None:
            continue
        if kind.months_to_close is not None:
            sentence = "says the same as months_to_close in another way; write one of them."
            yield Fault(field=field, sentence=sentence)
        if not any(kind.closes_after):
            sentence = (
                "says that none closes; write how many do after 0, 1, 2 and more months, like [10, 30, 60]."
            )
            yield Fault(field=field, sentence=sentence)


def open_business_faults(
    tables: Sequence[OpenBusinessTable],
    streams: Sequence[StreamTable],
    effective: date | None,
    currency: str | None,
) -> Iterator[Fault]:
    for number, table in enumerate(tables, start=1):
        key = f"open_business[{number}]"
        if effective is not None and table.closes < effective:
            yield Fault(
                field=f"{key}.closes",
                sentence=f"{table.closes} lies before the plan, which begins on {effective}; write the day on which "
                "it is expected to be won, or leave it out.",
            )
        if currency is not None:
            yield from refused(f"{key}.value", partial(parse_amount, table.value, currency))
        if (
            sentence := unknown_stream(table.stream, stream_key(table, streams), streams, "this is")
        ) is not None:
            yield Fault(field=f"{key}.stream", sentence=sentence)

"""Deals: a won one with its amount, a lost one as the end of its lead's clock."""

from collections.abc import Iterable, Iterator, Mapping

from intake.dates import Moment
from intake.hubspot_api import SOURCE, Kind
from intake.hubspot_shapes import Record
from intake.records import DealRecord
from intake.row_reader import Taken
from sla.activity import StageChange
from sla.errors import BadInput
from sla.leads import LeadId, StopReason
from sla.money import Money, parse_amount

YES = "true"


def is_won(deal: Record) -> bool:
    return deal.said("hs_is_closed_won") == YES


def is_lost(deal: Record) -> bool:
    return deal.said("hs_is_closed") == YES and not is_won(deal)


def won_deals(
    deals: Iterable[Record], leads: Mapping[str, LeadId], currency: str
) -> Iterator[Taken[DealRecord]]:
    """`leads` by the deal's id. An amount in another currency is kept as such and adds to no sum."""
    for one in deals:
        at, lead = one.moment("closedate"), leads.get(one.key)
        if at is None or lead is None or not is_won(one):
            continue
        record = DealRecord(
            lead=lead,
            won_at=Moment(at=at, whole_day=False),
            external_id=one.key,
            amount=amount(one, currency),
        )
        yield Taken(row=0, key=one.key, record=record)


def amount(deal: Record, currency: str) -> Money | None:
    """None where none is named, or it is nothing."""
    said = deal.said("amount")
    try:
        return parse_amount(said, deal.said("deal_currency_code") or currency) if said else None
    except BadInput:
        return None


def foreign(deals: Iterable[Record], currency: str) -> tuple[str, ...]:
    """The currencies of won deals that are not the agreement's."""
    said = (one.said("deal_currency_code") for one in deals if is_won(one))
    return tuple(dict.fromkeys(code for code in said if code and code != currency))


def lost_key(deal: str) -> str:
    return f"{Kind.DEALS}-{deal}-lost"


def lost_deals(deals: Iterable[Record], leads: Mapping[str, LeadId]) -> Iterator[StageChange]:
    for one in deals:
        at, lead = one.moment("closedate"), leads.get(one.key)
        if at is not None and lead is not None and is_lost(one):
            yield StageChange(
                source=SOURCE,
                external_id=lost_key(one.key),
                lead_id=lead,
                stage=StopReason.LOST.value,
                entered_at=at,
            )

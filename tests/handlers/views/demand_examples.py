"""What the company's quota needs, by one lead type and by two."""

from fractions import Fraction

from sla.answers import (
    Capacity,
    DemandAnswer,
    TypeChain,
)
from sla.funnel import Funnel
from sla.mix import ShareOf, mix
from sla.money import Money
from tests.handlers.views.examples import FUNNEL, OUTBOUND, QUOTA


def demand(*, share_of: ShareOf = ShareOf.REVENUE, reps: int = 5, agreed: int | None = None) -> DemandAnswer:
    types = [("web", FUNNEL, Fraction(3, 5)), ("out", OUTBOUND, Fraction(2, 5))]
    return _answer(types, ("Website form", "Outbound"), share_of=share_of, reps=reps, agreed=agreed)


def one_chain() -> DemandAnswer:
    return _answer([("web", FUNNEL, Fraction(1))], ("Website form",))


def _answer(
    types: list[tuple[str, Funnel, Fraction]],
    names: tuple[str, ...],
    *,
    share_of: ShareOf = ShareOf.REVENUE,
    reps: int = 5,
    agreed: int | None = None,
) -> DemandAnswer:
    mixed = mix(QUOTA.amount, types, by=share_of)
    week = Fraction(mixed.total_leads, 52)
    return DemandAnswer(
        quota=QUOTA,
        locale="en_US",
        mixed=mixed,
        chains=tuple(
            TypeChain(
                name=name, demand=part.demand, share=part.share, leads=part.leads, lead_value=part.lead_value,
                aov=Money.of(2000, "USD"),
            )
            for name, part in zip(names, mixed.types, strict=True)
        ),
        per_month=-(-mixed.total_leads // 12),
        capacity=Capacity(
            leads_per_week=week,
            touches_per_lead=8,
            touches_per_rep_week=140,
            utilisation=Fraction(1),
            reps_needed=-(-week * 8 // 140),
            reps=reps,
        ),
        warnings=("Outbound: winning 60% is unusual; check that lost deals are counted.",) if agreed else (),
        version=0,
        agreed_leads=agreed,
        share_of=share_of,
    )  # fmt: skip

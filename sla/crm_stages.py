"""Which of an account's stages stands for which stage here, until somebody chooses otherwise."""

from collections.abc import Iterable

from sla.crm import Ladder, StageDefinition, StageMap, StageUse
from sla.leads import StopReason
from sla.stages import plain
from sla.terms import Terms

HANDOFF = "marketingqualifiedlead"
HANDOFF_LABEL = "Marketing Qualified Lead"
CUSTOMER = "customer"
ALIASES = {
    "salesqualifiedlead": frozenset(("sql", "sales qualified lead", "sales qualified")),
    "opportunity": frozenset(("opportunity", "opp", "opps")),
}


def usual_stages(definitions: Iterable[StageDefinition], terms: Terms) -> StageMap:
    """The handoff is HubSpot's marketing-qualified lead, and whatever has the name of a stage here is that stage."""
    known = tuple(definitions)
    label = next((one.label for one in known if _is_handoff(one)), HANDOFF_LABEL)
    names = dict.fromkeys(stage for kind in terms.lead_types for stage in kind.funnel.stages[1:-1])
    uses = (
        StageUse(ladder=one.ladder, id=one.id, label=one.label, stage=stage)
        for one in known
        if not _is_handoff(one) and not one.closed and (stage := _meant(one, tuple(names))) is not None
    )
    return StageMap(handoff=HANDOFF, handoff_label=label, uses=tuple(uses))


def _is_handoff(one: StageDefinition) -> bool:
    return one.ladder is Ladder.LIFECYCLE and one.id == HANDOFF


def _meant(one: StageDefinition, names: tuple[str, ...]) -> str | None:
    if one.ladder is Ladder.LIFECYCLE and one.id == CUSTOMER:
        return StopReason.WON.value
    called = {plain(one.label)} | (
        ALIASES.get(one.id, frozenset()) if one.ladder is Ladder.LIFECYCLE else set()
    )
    return next((name for name in names if plain(name) in called), None)

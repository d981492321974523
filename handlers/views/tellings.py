"""What several sources tell of one event: what each is called, and how a touch that is another's twin is shown."""

from handlers.views.escape import people
from sla.touches import JudgedTouch, NotCounted, TouchKind

_NAMES = {
    "": "Slack",
    "csv": "an imported file",
    "hubspot": "HubSpot",
    "pipedrive": "Pipedrive",
    "salesforce": "Salesforce",
}


def source_name(source: str) -> str:
    """A source as people call it, for mrkdwn; blank is what somebody logged here."""
    return _NAMES.get(source) or people(source, 40)


def twin(touch: JudgedTouch) -> str | None:
    """Like "the same call, also in HubSpot" where another touch stands in its place; None where none does."""
    if touch.not_counted is not NotCounted.TWIN:
        return None
    fact = touch.fact
    what = "the task of what is counted" if fact.kind is TouchKind.TASK else f"the same {fact.kind}"
    return f"{what}, also in {source_name(fact.source)}"


def a_kind(kind: TouchKind) -> str:
    return f"an {kind}" if kind is TouchKind.EMAIL else f"a {kind}"


def late(touch: JudgedTouch) -> str:
    """How a touch that mended a day that had ended short came in: "a call logged late", "an email from HubSpot"."""
    fact = touch.fact
    kind = a_kind(fact.kind)
    return (
        f"{kind} logged late" if fact.by_hand else f"{kind} that came later from {source_name(fact.source)}"
    )

"""Why HubSpot gave no answer, in a sentence that says what to do."""

from sla.errors import SlaError

WHERE = "in HubSpot, Development → Keys → Service keys"


class HubSpotSilent(SlaError):
    """It may answer later by itself: nobody has to do anything. `retry_after` in seconds, where it says so."""

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class HubSpotRefused(SlaError):
    """Somebody has to put something right first."""


def unreachable(reason: str) -> HubSpotSilent:
    return HubSpotSilent(f"HubSpot cannot be reached ({reason}); it is asked again by itself.")


def too_many(policy: str, retry_after: float | None) -> HubSpotSilent:
    limit = "the day's" if policy.startswith("DAILY") else "its"
    return HubSpotSilent(
        f"HubSpot has had {limit} limit of requests and answers again later.", retry_after=retry_after
    )


def broken(status: int, retry_after: float | None) -> HubSpotSilent:
    return HubSpotSilent(f"HubSpot answered with an error of its own ({status}).", retry_after=retry_after)


def wrong_key() -> HubSpotRefused:
    return HubSpotRefused(
        f"HubSpot does not take the key in SLA_HUBSPOT_KEY; make a new one ({WHERE}) and put it there."
    )


def missing_scopes(scopes: tuple[str, ...]) -> HubSpotRefused:
    named = " or ".join(scopes) or "of those in docs/crm.md"
    return HubSpotRefused(
        f"HubSpot's key lacks the scope {named}; add it to the key {WHERE}, and nothing else has to be done."
    )


def not_understood(what: str) -> HubSpotRefused:
    return HubSpotRefused(f"HubSpot did not understand what it was asked ({what}).")


def strange(path: str) -> HubSpotSilent:
    return HubSpotSilent(f"HubSpot's answer at {path} is in a form that is not known here.")

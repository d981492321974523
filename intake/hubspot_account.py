"""What is known of the connected account: whose it is, who owns records in it, what its stages are called."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from intake.hubspot_api import PROPERTIES, Kind
from intake.hubspot_client import HubSpotClient
from intake.hubspot_refusals import HubSpotRefused
from intake.hubspot_shapes import Owner
from sla.crm import Connection, Found, Portal, StageMap
from sla.crm_stages import usual_stages
from sla.terms import Terms

FRESH = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """`stages` are those that the team chose, else the usual ones."""

    portal: Portal
    owners: Mapping[str, Owner]
    stages: StageMap
    found: Found

    @property
    def meant(self) -> str:
        """What the stages stand for, as one text: another one means reading everything again."""
        uses = sorted(f"{use.ladder}:{use.id}={use.stage}" for use in self.stages.uses)
        return "|".join((str(self.portal.id), self.stages.handoff, *uses))

    @staticmethod
    def asked(kind: Kind) -> tuple[str, ...]:
        return PROPERTIES[kind]


class AnotherPortal(HubSpotRefused):
    """The key belongs to `portal`, and another account is connected."""

    def __init__(self, connected: Portal, portal: Portal) -> None:
        super().__init__(
            f"The key in SLA_HUBSPOT_KEY belongs to another HubSpot account ({portal.id}) than the connected one "
            f"({connected.id}); nothing is read from it until a manager says so in /sla setup, under HubSpot."
        )
        self.portal = portal


class AccountReader:
    """Asks for what seldom changes after a while only; for owners each time, as a new one has leads at once."""

    def __init__(self, client: HubSpotClient) -> None:
        self._client = client
        self._asked_at: datetime | None = None
        self._portal = Portal(id=0, name="")
        self._found = Found()

    def known(self, connection: Connection, terms: Terms, now: datetime) -> Known:
        """HubSpotRefused where the key is another account's, until somebody says that it is meant."""
        if self._asked_at is None or now - self._asked_at >= FRESH:
            self._ask()
            self._asked_at = now
        _same(connection.portal, self._portal)
        owners = self._client.owners()
        found = replace(connection.found, definitions=self._found.definitions, other=None)
        stages = connection.stages or usual_stages(found.definitions, terms)
        return Known(portal=self._portal, owners=owners, stages=stages, found=found)

    def _ask(self) -> None:
        account = self._client.account()
        self._portal = Portal(id=account.portal_id, name=account.ui_domain)
        self._found = Found(definitions=self._client.stages())


def _same(connected: Portal | None, now: Portal) -> None:
    if connected is not None and connected.id != now.id:
        raise AnotherPortal(connected, now)

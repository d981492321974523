"""What a unit of work has for facts that come from elsewhere: files, pushes and CRMs."""

from typing import Protocol

from sla.crm import Connections
from sla.dropped import Dropping
from sla.feeds import Feeds, Gaps
from sla.imports import Importing
from sla.listed import Listed
from sla.pushed import Pushed
from sla.same_leads import SameLeads
from sla.waits import Waited


class Fed(Dropping, Importing, Pushed, Waited, Protocol):
    @property
    def feeds(self) -> Feeds: ...

    @property
    def gaps(self) -> Gaps: ...

    @property
    def listed(self) -> Listed: ...

    @property
    def same_leads(self) -> SameLeads: ...

    @property
    def connections(self) -> Connections: ...

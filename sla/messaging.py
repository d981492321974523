"""What a unit of work keeps of messages besides the ledger itself: what managers chose, and what was acted on."""

from typing import Protocol

from sla.acted import Acts
from sla.switches import MessageSettings
from sla.unheeded import Proposals


class Messaging(Protocol):
    @property
    def message_settings(self) -> MessageSettings: ...

    @property
    def acts(self) -> Acts: ...

    @property
    def switch_proposals(self) -> Proposals: ...

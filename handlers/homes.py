"""What handlers tell whoever keeps the Home tabs: that one was opened, and that something changed for a person."""

from collections.abc import Sequence
from typing import Protocol

from handlers.views.message import JsonDict


class Homes(Protocol):
    """Both return at once and never fail: a tab is drawn later, and the press that changed it stands anyway."""

    def opened(self, slack_id: str) -> None:
        """Draw it, whoever it is."""

    def changed(self, slack_id: str, notice: Sequence[JsonDict] = ()) -> None:
        """Draw it anew if this person has ever opened it; `notice` says on it what they have just done."""

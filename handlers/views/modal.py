"""A modal as Slack takes it: blocks, a title, and what its submission is told by."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from handlers.views.escape import cut
from handlers.views.ids import Form
from handlers.views.message import AnyBlock, as_dicts

MOST_TITLE = 24
MOST_BLOCKS = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Modal:
    """`carries` comes back with the submission, unseen. Without `submit` it is only read."""

    form: Form
    title: str
    blocks: tuple[AnyBlock | None, ...]
    submit: str | None = None
    close: str = "Close"
    carries: Mapping[str, str] = field(default_factory=dict)

    def as_view(self) -> dict[str, object]:
        view: dict[str, object] = {
            "type": "modal",
            "callback_id": self.form,
            "title": _plain(self.title),
            "close": _plain(self.close),
            "private_metadata": json.dumps(self.carries) if self.carries else "",
            "blocks": as_dicts(block for block in self.blocks if block is not None),
        }
        return view | ({"submit": _plain(self.submit)} if self.submit else {})


def _plain(text: str) -> dict[str, object]:
    return {"type": "plain_text", "text": cut(text, MOST_TITLE), "emoji": False}

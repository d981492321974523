"""Where a form about a lead was opened from, carried by the form, so that its answer appears in that place."""

import base64
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from http.client import HTTPException

from handlers import replies
from handlers.asked import Pressed
from handlers.services import Services
from handlers.views.lead_lines import LeadPair, rewritten
from handlers.views.leads import leads_message
from handlers.views.message import Message, as_dicts
from handlers.views.modal import Modal
from handlers.views.on_page import on_page
from handlers.views.page import LEADS, as_page
from handlers.views.values import page_value, parse_page
from sla.answers import LeadFilter
from sla.people import Actor

MOST_CARRIED = 2400
"""Characters of a packed message that fit into a modal beside all else that it carries."""

AT_HOME = "home"
"""What a form carries that was opened on the Home tab."""

Blocks = tuple[dict[str, object], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """A message whose lines are rewritten (`blocks`, or the `page` of a list), or else a place to answer in.

    Such a list may stand in the modal `view_id`; `at_home` it is the Home tab, which is drawn anew.
    """

    response_url: str
    page: tuple[LeadFilter, int] | None = None
    blocks: Blocks | None = None
    view_id: str | None = None
    at_home: bool = False

    @classmethod
    def of(cls, press: Pressed) -> "Origin":
        return cls(
            response_url=press.response_url,
            page=press.page,
            blocks=press.blocks,
            view_id=press.view_id,
            at_home=press.at_home,
        )

    @classmethod
    def read(cls, carries: Mapping[str, str]) -> "Origin":
        page, packed = carries.get("page"), carries.get("blocks")
        return cls(
            response_url=carries.get("url", ""),
            page=parse_page(page) if page else None,
            blocks=_unpacked(packed) if packed else None,
            view_id=carries.get("view"),
            at_home=AT_HOME in carries,
        )

    def carried(self) -> dict[str, str]:
        """A message too large to be carried is left as it is, and answered beside."""
        found = {"url": self.response_url}
        found |= {"view": self.view_id} if self.view_id else {}
        found |= {AT_HOME: "yes"} if self.at_home else {}
        if self.page is not None:
            return found | {"page": page_value(*self.page)}
        packed = _packed(self.blocks) if self.blocks else ""
        return found | ({"blocks": packed} if packed and len(packed) <= MOST_CARRIED else {})

    def show(self, services: Services, actor: Actor, now: datetime, pair: LeadPair) -> Modal | None:
        """Rewrite the lead's lines where the form was opened; in the form itself where Slack takes no more."""
        try:
            self._show(services, actor, now, pair)
        except (replies.AnswerRefusedError, OSError, HTTPException):
            # The record is made; a response_url lives for half an hour and five uses.
            return as_page("Saved", Message.of(pair[0]))
        return None

    def rewrite(self, services: Services, actor: Actor, now: datetime, pair: LeadPair) -> None:
        """The lead's lines in their place, wherever that is."""
        if self.at_home:
            services.homes.changed(actor.slack_id, as_dicts(pair))
            return
        message = with_lines(self, services, actor, now, pair)
        if self.view_id is not None:
            services.modals.redraw(self.view_id, as_page(LEADS, message))
        else:
            replies.rewrite(self.response_url, message)

    def _show(self, services: Services, actor: Actor, now: datetime, pair: LeadPair) -> None:
        if self.page is None and self.blocks is None and not self.at_home:
            replies.answer(self.response_url, Message.of(*pair))
        else:
            self.rewrite(services, actor, now, pair)


def with_lines(origin: Origin, services: Services, actor: Actor, now: datetime, pair: LeadPair) -> Message:
    """The message with this lead's lines rewritten; a list that Slack sends no blocks of is drawn afresh."""
    label = str(pair[1].block_id)
    if origin.page is None:
        return rewritten(origin.blocks or (), label, pair)
    which, number = origin.page
    page = services.my_leads.page(actor, now, which=which, page=number)
    around = rewritten(as_dicts(leads_message(page).blocks), label, pair)
    return replace(around, blocks=on_page(as_dicts(around.blocks), which, page.page))


def _packed(blocks: Blocks) -> str:
    text = json.dumps(blocks, separators=(",", ":"))
    return base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode()


def _unpacked(packed: str) -> Blocks:
    blocks = json.loads(zlib.decompress(base64.urlsafe_b64decode(packed)))
    return tuple(dict(block) for block in blocks)

"""What `doctor` finds out about HubSpot: whether its key opens what is needed, and how far the reading came."""

from collections.abc import Iterator

from bot.findings import Finding, Grade
from bot.hubspot import hubspot_client
from bot.settings import StoreSettings
from sla.services.crm import crm_board
from sla.services.desk import Desk

WHAT = "HubSpot"


def hubspot_findings(settings: StoreSettings, desk: Desk) -> Iterator[Finding]:
    """Nothing where no key is set. Raises SlaError in the sentence of what is wrong with the key."""
    client = hubspot_client(settings)
    if client is None:
        return
    try:
        account = client.account()
        client.owners()
        client.stages()
    finally:
        client.close()
    opened = f"the key opens account {account.portal_id}, {account.ui_domain}"
    yield Finding(
        what=WHAT, grade=Grade.FINE, found=f"{opened}; it is read every {settings.sla_hubspot_seconds:g} s"
    )
    yield from _reading(desk)


def _reading(desk: Desk) -> Iterator[Finding]:
    with desk.look() as work:
        book = desk.book(work)
        feed = work.feeds.get(WHAT.casefold())
        at = feed.added_at if feed else None
        board = crm_board(work, book, at, zone="UTC") if at else None
    if board is None:
        yield _look("nothing was read yet", "start the bot; it needs an agreement to read by")
        return
    found = board.connection.found
    if board.read_at is not None:
        yield Finding(
            what=WHAT, grade=Grade.FINE, found=f"last read in full {board.read_at:%a %d %b %Y %H:%M} UTC"
        )
    for one in found.loading:
        so_far = f"{one.read:,} of {one.total:,}" if one.total else "not begun"
        yield _look(f"first reading of {one.what}: {so_far}", "nothing: it goes on by itself")
    if found.trouble is not None:
        yield Finding(what=WHAT, grade=Grade.WRONG, found=found.trouble)
    for was, called in board.renamed:
        now = f"is now called “{called}”" if called else "is there no longer"
        yield _look(f"the stage “{was}” {now}", "a manager looks at /sla setup, HubSpot")
    for address in found.unmatched:
        yield _look(f"the owner {address} is not named in the agreement", "name them in /sla setup, People")
    for currency in found.foreign:
        yield _look(f"won deals in {currency} count without an amount", None)


def _look(found: str, to_do: str | None) -> Finding:
    return Finding(what=WHAT, grade=Grade.LOOK, found=found, to_do=to_do)

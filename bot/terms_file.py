"""Takes the agreement's file of the settings into the store, where there is one and nothing is signed yet."""

from datetime import datetime
from pathlib import Path

import structlog

from bot.settings import StoreSettings
from intake.agreement_file import read_file
from sla.services.desk import Desk
from sla.services.starting import FromFile, Starting, Taken

log = structlog.get_logger()


def take_terms(desk: Desk, settings: StoreSettings, now: datetime) -> Taken | None:
    """None where no file is there and none was asked for: the agreement is then set up in Slack."""
    path = settings.sla_terms
    if "sla_terms" not in settings.model_fields_set and not path.exists():
        return None
    taken = take_file(desk, path, now)
    if taken is Taken.KEPT_OUT:
        log.warning(
            "the file's terms are not those that were signed, and are not taken",
            file=str(path),
            to_do=f"`sla-bot agreement load {path}` makes them a draft to propose",
        )
    return taken


def take_file(desk: Desk, path: Path, now: datetime) -> Taken:
    read = read_file(path)
    return Starting(desk)(FromFile(written=read.written, people=read.people), now)

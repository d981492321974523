"""Takes up what another system pushed about leads before a file brought them."""

from collections.abc import Sequence
from datetime import datetime

from intake.push_answer import counts_of
from intake.push_taking import taking_of
from intake.writer import Target
from sla.ports import UnitOfWork


def take_up(work: UnitOfWork, target: Target, leads: Sequence[str], *, real_now: datetime) -> None:
    """In the transaction in which the leads came; `hold` was called in it before they were written."""
    results = taking_of(work, target, zone=None, real_now=real_now).waited_for(leads)
    if results:
        work.pushes.count(target.source, real_now.date(), counts_of(results))

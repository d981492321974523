"""Takes changed terms into the store: who is named, from when leads are judged, and every derived column."""

from datetime import datetime

from sla.ports import Tenants
from sla.services.desk import Desk


class Reload:
    """Does nothing when the terms are those of the last start."""

    def __init__(self, desk: Desk, tenants: Tenants) -> None:
        self._desk = desk
        self._tenants = tenants

    def __call__(self, now: datetime) -> bool:
        """Whether anything had changed. The leads are recounted by the next tick, not here."""
        terms, tenant_id = self._desk.terms, self._desk.tenant_id
        if self._tenants.terms_sha(tenant_id) == terms.sha256:
            return False
        with self._desk.open() as work:
            work.members.ensure(person.email for person in terms.people)
            work.leads.judge_from(terms.calendar.day_start(terms.effective_on), recount_at=now)
            work.commit()
        self._tenants.set_terms_sha(tenant_id, terms.sha256)
        return True

"""What a team records in HubSpot comes in by itself and counts here."""

from datetime import timedelta

from sla.services.recount import judged
from sla.touches import Role
from tests.intake.hubspot_desk import Office

HOUR = timedelta(hours=1)


def test_a_contact_and_a_call_come_in_and_count(office: Office) -> None:
    ana = office.portal.owner("ana@example.com", "Ana Lima")
    vera = office.portal.lead("Vera Kern", owner=ana, company="Kern AG", at=office.clock.now - 2 * HOUR)
    office.poll()
    history = office.history(vera)
    assert (history.lead.name, history.lead.origin) == ("Vera Kern (Kern AG)", "organic search")
    assert history.lead.derived.first_attempt_at is None
    called_at = office.clock.now
    office.portal.call(vera, owner=ana)
    office.poll()
    history = office.history(vera)
    assert history.lead.derived.first_attempt_at == called_at
    (touch,) = judged(history, office.clock.now)
    assert touch.role is Role.FIRST_ATTEMPT
    assert office.feed.seen_at is not None
    assert called_at < office.feed.seen_at <= office.clock.now
    assert office.connection.found.trouble is None

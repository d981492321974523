"""Buttons that open a person's list of leads or turn its pages."""

from handlers.actions.showing import rewrite, show
from handlers.asked import Pressed
from handlers.services import Services
from handlers.views.leads import leads_message
from handlers.views.page import LEADS
from handlers.views.values import parse_page
from sla.answers import LeadFilter


def open_list(press: Pressed, services: Services) -> None:
    """The button's value says which of the person's leads."""
    which = LeadFilter(press.value) if press.value in set(LeadFilter) else LeadFilter.ALL
    page = services.my_leads.page(press.actor, press.now, which=which)
    show(press, services, LEADS, leads_message(page))


def turn_page(press: Pressed, services: Services) -> None:
    """The list is replaced by another page of it."""
    which, number = parse_page(press.value)
    page = services.my_leads.page(press.actor, press.now, which=which, page=number)
    rewrite(press, services, LEADS, leads_message(page))

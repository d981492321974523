"""`/sla leads [due | overdue | all]`: the person's own leads by urgency."""

from handlers.asked import Asked
from handlers.parsing import parse_filter
from handlers.services import Services
from handlers.views.leads import leads_message
from handlers.views.message import Message


def show_leads(asked: Asked, services: Services) -> Message:
    which = parse_filter(asked.words)
    return leads_message(services.my_leads.page(asked.actor, asked.now, which=which))

"""`/sla plan [6 | 12]`: leads by month for the quotas of the coming months."""

from handlers.asked import Asked
from handlers.parsing_plan import parse_length
from handlers.services import Services
from handlers.views.message import Message
from handlers.views.plan import plan_message


def show_plan(asked: Asked, services: Services) -> Message:
    return plan_message(services.plan(parse_length(asked.words), asked.now))

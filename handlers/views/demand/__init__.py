"""How many leads the quota needs: the answer with its chains, odds, capacity and chart, and a form to try others."""

from handlers.views.demand.answer import demand_message
from handlers.views.demand.form import agreed_values, numbers_modal

__all__ = ["agreed_values", "demand_message", "numbers_modal"]

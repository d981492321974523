"""How many leads the quota needs: the answer with its chains, odds, capacity and chart, and a form to try others."""

from handlers.views.demand.answer import demand_message

__all__ = ["demand_message"]

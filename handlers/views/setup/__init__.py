"""The set-up in Slack: one modal that shows where the draft stands, and a form for each of its parts."""

from handlers.views.setup.part import part_modal
from handlers.views.setup.root import is_whole, setup_modal

__all__ = ["is_whole", "part_modal", "setup_modal"]

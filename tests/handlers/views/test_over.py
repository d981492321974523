"""A lead whose last day is over: what its menu offers fits into Slack's, and says that it can go back."""

from handlers.views.lead_lines import log_buttons
from tests.handlers.views.lead_examples import HARBOUR


def options(*, over: bool) -> list[str]:
    *_, menu = log_buttons(HARBOUR, over=over)
    return [option["text"]["text"] for option in menu.to_dict()["options"]]


def test_it_offers_to_give_it_back_and_meetings_in_the_form() -> None:
    assert "Give back to marketing" in options(over=True)
    assert "Log meeting" not in options(over=True)
    assert "Give back to marketing" not in options(over=False)
    assert len(options(over=True)) == len(options(over=False)) == 5

"""The Home tab through the whole bot: as a rep, the manager of sales, a marketer, a viewer and a guest."""

import pytest

from sandbox.seen import SeenView
from tests.e2e.conftest import Mode, Office

pytestmark = pytest.mark.e2e


@pytest.fixture(params=["socket", "http"])
def mode(request: pytest.FixtureRequest) -> Mode:
    """The same in Socket Mode and over signed HTTP."""
    return request.param


def home(office: Office, user: str, expect: str) -> SeenView:
    """Their Home tab once it says so."""

    def seen() -> SeenView | None:
        view = office.people.home(user)
        return view if view is not None and expect in view.shown else None

    return office.people.wait_for(seen, user=user)


def open_home(office: Office, user: str, expect: str) -> SeenView:
    office.people.open_home(user)
    return home(office, user, expect)


class TestRep:
    def test_the_day_at_a_glance(self, running: Office) -> None:
        shown = open_home(running, "ana", "need you today").shown
        assert "5 leads need you today: 1 overdue, 1 due today" in shown
        assert "Harbour GmbH" in shown
        assert "Your follow-ups" in shown
        assert "only you and the manager of sales can see these numbers" in shown
        assert "Days away:" in shown

    def test_a_press_says_on_the_line_what_it_did(self, running: Office) -> None:
        open_home(running, "ana", "1 overdue")
        running.people.press("ana", "Log call", about="Harbour GmbH", home=True)
        after = home(running, "ana", "call logged")
        assert "overdue" not in after.shown.partition("\n")[0]
        running.people.press("ana", "Undo call", home=True)
        home(running, "ana", "1 overdue")

"""Reads the Home tabs of the people in a conversation."""

from sandbox.seen import SeenView
from tests.e2e.conftest import Office


def home(office: Office, user: str, expect: str) -> SeenView:
    """Their Home tab once it says so."""

    def seen() -> SeenView | None:
        view = office.people.home(user)
        return view if view is not None and expect in view.shown else None

    return office.people.wait_for(seen, user=user)


def open_home(office: Office, user: str, expect: str) -> SeenView:
    office.people.open_home(user)
    return home(office, user, expect)

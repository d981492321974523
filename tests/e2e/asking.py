"""A command and its answer, which may come after the command was acknowledged and beside other messages."""

from sandbox.driver import APP, Driver
from sandbox.seen import Seen
from tests.e2e.conftest import Office


def ask(office: Office, user: str, text: str, expect: str, *, channel: str = APP) -> Seen:
    return asked(office.people, user, text, expect, channel=channel)


def asked(people: Driver, user: str, text: str, expect: str, *, channel: str = APP) -> Seen:
    """The new answer with this text, for this person alone."""
    before = {one.ts for one in people.messages(user, channel)}

    def answer() -> Seen | None:
        new = (one for one in reversed(people.messages(user, channel)) if one.ts not in before)
        return next((one for one in new if one.ephemeral and expect in f"{one.shown}\n{one.text}"), None)

    people.say(user, text, channel=channel)
    return people.wait_for(answer, user=user, channel=channel)

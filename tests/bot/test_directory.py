"""Who is who: remembered for five minutes, and never a stranger taken for a colleague."""

from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.directory import SlackDirectory
from sandbox.driver import Driver
from sla.ports import SlackUser

TEAM = "T0SANDBOX"


class Watch:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def directory(client: WebClient, watch: Watch) -> SlackDirectory:
    return SlackDirectory(client, team_id=TEAM, real_now=watch)


def asked(people: Driver, method: str) -> int:
    return sum(entry.what == method for entry in people.traffic())


def test_a_member_is_known_by_id_and_by_address(directory: SlackDirectory) -> None:
    ana = SlackUser(
        id="U1ANA", name="Ana Ruiz", zone="Europe/Madrid", stranger=False, email="ana@example.com"
    )
    assert directory.user("U1ANA") == ana
    assert directory.by_email("ana@example.com") == ana


@pytest.mark.parametrize("slack_id", ["U6GUEST", "U7ROBOT", "U8GONE", "U9OTHER", "U0SANDBOT"])
def test_guests_bots_the_deactivated_and_other_teams_are_strangers(
    directory: SlackDirectory, slack_id: str
) -> None:
    user = directory.user(slack_id)
    assert user is not None
    assert user.stranger


def test_everybody_is_a_stranger_to_another_team(client: WebClient, watch: Watch) -> None:
    elsewhere = SlackDirectory(client, team_id="T1ANOTHER", real_now=watch).user("U1ANA")
    assert elsewhere is not None
    assert elsewhere.stranger


def test_somebody_unknown_is_nobody(directory: SlackDirectory) -> None:
    assert directory.user("U404") is None
    assert directory.by_email("nobody@example.com") is None
    assert directory.by_email("gone@example.com") is None


def test_slack_is_asked_once_in_five_minutes_for_the_same_person(
    directory: SlackDirectory, people: Driver, watch: Watch
) -> None:
    for _ in range(3):
        directory.user("U1ANA")
        directory.user("U404")
        watch.now += timedelta(minutes=2)
    assert asked(people, "users.info") == 2
    directory.user("U1ANA")
    assert asked(people, "users.info") == 3
    directory.user("U2LEE")
    assert asked(people, "users.info") == 4


def test_a_failure_is_not_remembered(directory: SlackDirectory, people: Driver) -> None:
    people.fault("users.info", "error_500")
    with pytest.raises(SlackApiError):
        directory.user("U1ANA")
    assert directory.user("U1ANA") is not None


def test_by_address_it_waits_when_slack_says_so(directory: SlackDirectory, people: Driver) -> None:
    people.fault("users.lookupByEmail", "rate_limited", times=1, seconds=1)
    assert directory.by_email("ana@example.com") is not None
    assert asked(people, "users.lookupByEmail") == 2


def test_a_person_who_waits_for_an_answer_is_not_kept_waiting(
    directory: SlackDirectory, people: Driver
) -> None:
    people.fault("users.info", "rate_limited", times=1, seconds=30)
    with pytest.raises(SlackApiError):
        directory.user("U1ANA")

"""The invented workspace: everybody of the agreement is in it, and some who are not."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.demo.story import Story, write_story
from sandbox.workspace import Workspace
from sandbox.workspace_file import read_workspace
from sla.people import Role, Side
from tests.bot.demo.reading import terms_of


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return write_story(Path(tmp_path_factory.mktemp("team")), datetime(2026, 11, 24, 8, tzinfo=UTC))


@pytest.fixture(scope="module")
def workspace(story: Story) -> Workspace:
    return read_workspace(story.workspace_file)


def test_everybody_in_the_agreement_has_an_account_in_the_same_zone(
    story: Story, workspace: Workspace
) -> None:
    accounts = {person.email: person for person in workspace.people}
    for person in terms_of(story).people:
        assert accounts[person.email].real_name == person.name
        assert accounts[person.email].tz == person.calendar.zone


def test_both_sides_have_a_manager_and_reps_live_in_three_zones(story: Story) -> None:
    people = terms_of(story).people
    managers = {person.side for person in people if person.role is Role.MANAGER}
    reps = terms_of(story).reps
    assert managers == {Side.MARKETING, Side.SALES}
    assert len(reps) == 5
    assert {rep.calendar.zone for rep in reps} == {"Europe/Berlin", "Europe/Madrid", "America/New_York"}


def test_a_guest_and_somebody_outside_the_agreement_are_there_too(story: Story, workspace: Workspace) -> None:
    guests = [person for person in workspace.people if person.is_guest]
    outside = [person for person in workspace.people if terms_of(story).person(person.email) is None]
    assert len(guests) == 1
    assert {person.title for person in outside} == {"CEO", guests[0].title}


def test_the_channel_of_the_agreement_has_everybody_and_the_app(story: Story, workspace: Workspace) -> None:
    channels = {f"#{channel.name}": channel for channel in workspace.channels}
    assert channels[terms_of(story).channel].has_app
    assert set(channels[terms_of(story).channel].members) == {person.id for person in workspace.people}
    assert not channels["#random"].has_app


def test_addresses_belong_to_nobody(workspace: Workspace) -> None:
    assert all(person.email.endswith("@example.com") for person in workspace.people)

"""Monday's summary of the week before, as people of both sides see it in the channel."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.seen import Seen
from tests.e2e.conftest import Mode, Office, refused_blocks, slack
from tests.e2e.team import write_team

pytestmark = pytest.mark.e2e

SUMMARY = "Last week, 17 to 23 Nov"


@pytest.fixture(params=["http", pytest.param("socket", marks=pytest.mark.chaos)])
def mode(request: pytest.FixtureRequest) -> Mode:
    """The same in Socket Mode and over signed HTTP."""
    return request.param


def summaries(office: Office, user: str = "kim") -> list[Seen]:
    return [one for one in office.people.messages(user, "#sla") if SUMMARY in one.shown]


def to_monday(office: Office) -> Seen:
    """Monday 24 November: the digest at nine, the summary ten minutes later."""
    people = office.people
    people.advance_to("2025-11-24T09:00")
    people.wait_for("Mon 24 Nov", user="kim", channel="#sla")
    assert not summaries(office)
    people.advance_to("2025-11-24T09:10")
    return people.wait_for(SUMMARY, user="kim", channel="#sla", timeout=20)


@pytest.fixture
def busy(tmp_path: Path, mode: Mode) -> Iterator[Office]:
    """Thirty more leads in each of two weeks, so that these can be compared."""
    write_team(tmp_path)
    rows = [
        f"{day}{n:02},Firm {day}-{n},2025-11-{day}T10:00:00+01:00,website,lee@example.com"
        for day in (12, 19)
        for n in range(30)
    ]
    leads = tmp_path / "leads.csv"
    leads.write_text(leads.read_text() + "\n".join(rows) + "\n")
    with slack(tmp_path) as sandbox:
        office = Office(tmp_path, sandbox, mode)
        office.bring_in()
        office.start()
        yield office
        office.stop()
        assert refused_blocks(office.people) == []


def test_comes_once_on_the_first_working_day_of_the_week(running: Office) -> None:
    seen = to_monday(running)
    for said in (
        "Marketing* · under pace",
        "2 of 81 leads promised for the week",
        "Sales* · too few to judge",
    ):
        assert said in seen.shown
    assert "Ana" not in seen.shown
    running.stop()
    running.start()
    running.people.advance_to("2025-11-25T09:30")
    running.people.wait_for("Tue 25 Nov", user="kim", channel="#sla")
    for user in ("kim", "jo", "ana", "ceo"):
        assert len(summaries(running, user)) == 1


def test_both_sides_week_by_week_with_a_chart(busy: Office) -> None:
    to_monday(busy)
    (seen,) = summaries(busy)
    assert "*Week by week*, of what was promised: marketing" in seen.shown
    posted = [one for one in busy.people.traffic() if one.what == "chat.postMessage"]
    charts = [one for one in posted if "data_visualization" in str(one.request)]
    assert [one.error for one in charts] == [None]


@pytest.mark.parametrize("user", ["ana", "kim", "jo", "ceo", "guest"])
def test_its_buttons_answer_everybody_of_the_workspace_privately(running: Office, user: str) -> None:
    to_monday(running)
    people = running.people
    people.press(user, "Full board", about="Taken on at stand-ups", channel="#sla")
    told = people.wait_for(
        "members of this workspace only" if user == "guest" else "Marketing", user=user, channel="#sla"
    )
    people.press(user, "How is this counted?", about="Taken on at stand-ups", channel="#sla")
    people.wait_for(lambda: len(answers(running, user)) == 2, user=user, channel="#sla")
    assert all(one.ephemeral for one in answers(running, user))
    assert told


def answers(office: Office, user: str) -> list[Seen]:
    return [one for one in office.people.messages(user, "#sla") if one.ephemeral]


def test_what_was_taken_on_in_the_week_is_in_it(running: Office) -> None:
    people = running.people
    people.advance_to("2025-11-20T09:00")
    people.wait_for("Thu 20 Nov", user="kim", channel="#sla")
    people.press("ana", "I take it", about="short of its follow-ups", channel="#sla")
    people.submit("ana", {"Until": "15:00"})
    people.close("ana")
    people.say("ana", "/sla log L1 call")
    people.wait_for("call logged", user="ana")
    assert "sales 1, 1 done" in to_monday(running).shown

"""Somebody who has do-not-disturb on in Slack gets their reminder when it ends, and nobody else waits for it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from tests.e2e.conftest import Office, refused_blocks, slack
from tests.e2e.team import PEOPLE, write_team

pytestmark = pytest.mark.e2e


@pytest.fixture
def quiet(tmp_path: Path) -> Iterator[Office]:
    """Ana does not want to be disturbed until 10:00 in Madrid, which is Berlin's time."""
    write_team(tmp_path)
    ana = replace(PEOPLE.people[0], quiet_from=time(22), quiet_to=time(10))
    workspace = replace(PEOPLE, people=(ana, *PEOPLE.people[1:]))
    with slack(tmp_path, workspace) as sandbox:
        office = Office(tmp_path, sandbox)
        office.bring_in()
        office.start()
        yield office
        office.stop()
        assert refused_blocks(office.people) == []


def test_a_reminder_waits_until_do_not_disturb_ends(quiet: Office) -> None:
    people = quiet.people
    people.advance_to("2025-11-20T09:01")
    people.wait_for("today, Lee", user="lee")
    people.wait_for("Thu 20 Nov", user="kim", channel="#sla")
    assert people.dm("ana") == []
    people.advance_to("2025-11-20T10:00")
    people.wait_for("today, Ana", user="ana", timeout=10)
    assert len([one for one in people.dm("ana") if " today, " in one.shown]) == 1

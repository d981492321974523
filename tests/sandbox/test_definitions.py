"""Workspaces, manifests and the clock: what they refuse, and in which words."""

import json
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from sandbox.clock import Clock
from sandbox.errors import SandboxError
from sandbox.manifest import Manifest, ShortcutKind, read_manifest
from sandbox.workspace import Channel, Person, Team, Workspace
from sandbox.workspace_file import read_workspace

ANA = Person(id="U1", name="ana", real_name="Ana")


def test_the_manifest_is_read(manifest: Manifest) -> None:
    assert manifest.command("/try").should_escape
    assert not manifest.command("/raw").should_escape
    assert manifest.shortcut("here").kind is ShortcutKind.MESSAGE
    assert manifest.events == ("app_home_opened", "message.im")
    assert (manifest.socket_mode, manifest.interactive, manifest.home_tab, manifest.messages_tab) == (
        True,
    ) * 4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [", "not YAML"),
        ("- a", "not a mapping"),
        ("features:\n  slash_commands:\n    - command: /x\n", "`commands`"),
        ("features:\n  shortcuts:\n    - {name: x, type: odd, callback_id: y}\n", "global or message"),
    ],
)
def test_a_manifest_that_slack_would_refuse(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "manifest.yml"
    path.write_text(text)
    with pytest.raises(SandboxError, match=said):
        read_manifest(path)


def test_a_missing_manifest_is_named(tmp_path: Path) -> None:
    with pytest.raises(SandboxError, match=r"none\.yml cannot be read: No such file"):
        read_manifest(tmp_path / "none.yml")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Workspace(people=(ANA, ANA), channels=()), "two people with the id U1"),
        (
            lambda: Workspace(people=(), channels=(Channel(id="C1", name="a", members=("U9",)),)),
            "#a lists U9",
        ),
        (lambda: Person(id="U1", name="ana", real_name="Ana", tz="Mars/Base"), "Mars/Base"),
        (
            lambda: Person(id="U1", name="ana", real_name="Ana", quiet_from=time(9)),
            "both quiet_from and quiet_to",
        ),
        (lambda: Team(zone="Nowhere"), "no IANA zone"),
    ],
)
def test_a_workspace_refuses_contradictions(make, said: str) -> None:
    with pytest.raises(SandboxError, match=said):
        make()


def test_a_workspace_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "team.json"
    document = {
        "team": {"name": "Acme", "zone": "Europe/Madrid"},
        "people": [
            {"id": "U1", "name": "ana", "real_name": "Ana", "quiet_from": "18:00", "quiet_to": "08:00"}
        ],
        "channels": [{"id": "G1", "name": "a", "kind": "private", "members": ["U1"]}],
    }
    path.write_text(json.dumps(document))
    workspace = read_workspace(path)
    assert (workspace.team.name, workspace.people[0].quiet_from, workspace.channels[0].members) == (
        "Acme",
        time(18),
        ("U1",),
    )


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("{", "not JSON"),
        ('{"people": [{"id": "U1"}]}', "lacks 'name' in people"),
        (
            '{"people": [{"id": "U1", "name": "a", "real_name": "A", "age": 3}]}',
            "unknown field 'age' in people",
        ),
        ('{"people": [{"id": "U1", "name": 7, "real_name": "A"}]}', "7 as 'name' in people"),
        (
            '{"people": [{"id": "U1", "name": "a", "real_name": "A", "deleted": "no"}]}',
            "'no' as 'deleted' in people",
        ),
        (
            '{"people": [{"id": "U1", "name": "a", "real_name": "A", "quiet_from": "six"}]}',
            "'six' as 'quiet_from' in people",
        ),
        ('{"channels": [{"id": "C1", "name": "a", "kind": "odd"}]}', "'odd' as 'kind' in channels"),
        ('{"channels": [{"id": "C1", "name": "a", "members": "U1"}]}', "'U1' as 'members' in channels"),
    ],
)
def test_a_workspace_file_is_refused_by_field(tmp_path: Path, document: str, said: str) -> None:
    path = tmp_path / "team.json"
    path.write_text(document)
    with pytest.raises(SandboxError, match=said):
        read_workspace(path)


# The clock


def test_the_clock_begins_where_it_is_told_and_only_moves_forward(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    start = datetime(2031, 1, 6, 9, tzinfo=UTC)
    clock = Clock(file=file, start=start)
    assert clock.now() == pytest.approx(start.timestamp(), abs=5)
    assert float(file.read_text()) == clock.offset
    before = clock.offset
    clock.advance(90)
    assert clock.offset == before + 90 == float(file.read_text())
    with pytest.raises(ValueError, match="only moves forward"):
        clock.advance(-1)
    assert Clock(file=file).offset == before + 90
    assert Clock(file=file, start=start).offset == before + 90  # an earlier beginning does not turn it back


def test_a_clock_refuses_what_it_cannot_follow(tmp_path: Path) -> None:
    with pytest.raises(SandboxError, match="time zone"):
        Clock(start=datetime(2031, 1, 6))
    (tmp_path / "clock").write_text("soon")
    with pytest.raises(SandboxError, match="does not hold a number"):
        Clock(file=tmp_path / "clock")

"""The documents of the sandbox and of its test library name what is there."""

import re
from pathlib import Path

from sandbox.blockkit.grouped import GROUPED
from sandbox.blockkit.layout import EVERYWHERE, IN_MESSAGES
from sandbox.control.routes import DOINGS
from sandbox.driver import Driver
from sandbox.faults import FaultKind

ROOT = Path(__file__).parents[2]
SANDBOX = (ROOT / "docs" / "sandbox.md").read_text(encoding="utf-8")
TESTING = (ROOT / "docs" / "testing.md").read_text(encoding="utf-8")


def test_the_whole_example_is_the_test_that_runs() -> None:
    example = (ROOT / "tests" / "e2e" / "test_example.py").read_text(encoding="utf-8")
    assert f"```python\n{example}```" in TESTING


def test_every_call_that_is_named_exists() -> None:
    named = set(re.findall(r"people\.(\w+)\(", SANDBOX + TESTING))
    table = SANDBOX.split("| call | does |")[1].split("\n\n")[0]
    named |= set(re.findall(r"[`,] ?`?(\w+)\(", table))
    assert len(named) > 20
    assert {name for name in named if not hasattr(Driver, name)} == set()


def test_the_control_api_is_listed_whole() -> None:
    listed = set(re.findall(r"`(GET|POST|DELETE) (\w+)`", SANDBOX))
    assert listed == DOINGS.keys() | {("GET", "events"), ("POST", "upload")}


def test_faults_and_blocks_are_listed_whole() -> None:
    assert {kind for kind in FaultKind if f"`{kind}`" not in SANDBOX} == set()
    assert f"all {len(EVERYWHERE | IN_MESSAGES | GROUPED)} blocks" in SANDBOX

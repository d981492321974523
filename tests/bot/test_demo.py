"""`sla-bot demo`: one command to a page that works, or one sentence why not."""

import json
import re
import signal
import socket
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from sandbox.driver import Driver
from tests.bot.conftest import SlaBot
from tests.bot.process import END_WITHIN_SECONDS, python

OPEN = re.compile(r"Open (http://127\.0\.0\.1:\d+)")
WITHOUT_AIOHTTP = "import sys; sys.modules['aiohttp'] = None; from bot.cli import main; main()"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--leads", "leads.csv"], "A demo on real files needs both: --leads FILE and --deals FILE."),
        (["--deals", "deals.csv"], "needs both"),
        (["--leads", "no.csv", "--deals", "no.csv"], "There is no file no.csv; check the path."),
        (["--now", "yesterday"], "--now “yesterday” is no moment with a zone"),
        (["--now", "2018-03-05T08:55"], "write it like 2018-03-05T08:55-03:00"),
        (["--now", "2999-03-05T08:55Z"], "--now “2999-03-05T08:55Z” lies in the future"),
        (["--judge-from", "March"], "--judge-from “March” is no date; write it like 2018-03-01."),
    ],
)
def test_what_does_not_fit_gets_one_sentence(sla_bot: SlaBot, arguments: Sequence[str], says: str) -> None:
    ended = sla_bot("demo", "--port", "0", *arguments)
    assert ended.code == 1
    (line,) = ended.err.splitlines()
    assert says in line


@pytest.mark.parametrize("arguments", [("--port", "70000"), ("--port", "-1"), ("--keep", __file__)])
def test_what_no_option_can_be_is_refused_with_the_usage(sla_bot: SlaBot, arguments: Sequence[str]) -> None:
    ended = sla_bot("demo", *arguments)
    assert ended.code == 2
    assert "Usage:" in ended.err


def test_a_port_in_use_is_named(sla_bot: SlaBot, nowhere: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = sla_bot("demo", "--port", str(port), "--keep", "kept")
    assert ended.code == 1
    assert ended.err.splitlines()[-1].startswith(f"Port {port} is in use on this machine")


def test_a_folder_without_a_whole_demo_is_named(sla_bot: SlaBot, nowhere: Path) -> None:
    (nowhere / "kept").mkdir()
    (nowhere / "kept" / "clock").write_text("0")
    ended = sla_bot("demo", "--port", "0", "--keep", "kept")
    assert ended.code == 1
    assert ended.err.startswith("kept holds no whole demo")


def test_without_its_parts_it_says_how_to_get_them(nowhere: Path) -> None:
    with python(nowhere, "-c", WITHOUT_AIOHTTP, "demo", "--port", "0") as process:
        _, err = process.communicate(timeout=END_WITHIN_SECONDS)
    assert process.returncode == 1
    assert err.splitlines() == [
        "The demo needs parts that are not installed (aiohttp); install them with: pip install 'sla-bot[demo]'."
    ]


def address(process: "subprocess.Popen[str]") -> str:
    """Where the page is, as soon as it says so."""
    assert process.stdout is not None
    for line in process.stdout:
        found = OPEN.search(line)
        if found:
            return found[1]
    raise AssertionError("it never said where")


def test_it_shows_a_mornings_digest_answers_and_goes_on_where_it_was(nowhere: Path) -> None:
    arguments = ("-m", "bot", "demo", "--port", "0", "--keep", "kept")
    with python(nowhere, *arguments) as process:
        people = Driver(address(process))
        team = json.loads(Path("kept/workspace.json").read_text(encoding="utf-8"))
        somebody, channel = team["people"][0]["name"], "#" + team["channels"][0]["name"]
        before = people.now()
        (digest,) = [seen for seen in people.messages(somebody, channel) if seen.by_app]
        assert "Marketing" in digest.shown
        people.say(somebody, "/sla status", channel=channel)
        people.wait_for("MARKETING", user=somebody, channel=channel)
        people.advance(minutes=30)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=END_WITHIN_SECONDS)
    assert process.returncode == 0
    assert out.rstrip().endswith("Stopping …")
    assert err == ""
    with python(nowhere, *arguments) as process:
        people = Driver(address(process))
        assert (people.now() - before).total_seconds() >= 1800
        assert not people.messages(somebody, channel), "the day's digest was sent; it is not sent twice"
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=END_WITHIN_SECONDS)
    assert process.returncode == 0


@pytest.mark.parametrize("arguments", [(), ("--help",)])
def test_the_commands_are_listed(sla_bot: SlaBot, arguments: Sequence[str]) -> None:
    ended = sla_bot(*arguments)
    for name in ("run", "demo", "doctor", "import"):
        assert name in ended.out + ended.err


def test_the_version_is_told(sla_bot: SlaBot) -> None:
    ended = sla_bot("--version")
    assert ended.code == 0
    assert re.fullmatch(r"\d+\.\d+\.\d+|from a checkout", ended.out.strip())

"""The clock that may be moved: by a file, forward only, and never with a real workspace."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import SystemClock, is_loopback, open_clock
from sla.errors import BadInput

SANDBOX, SLACK = "http://127.0.0.1:8765/api/", "https://slack.com/api/"
A_MOMENT = timedelta(seconds=5)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "clock"
    path.write_text("0.0\n")
    return path


def moved_by(clock: SystemClock) -> timedelta:
    """Rounded to hours: what the machine itself takes does not matter."""
    return timedelta(hours=round((clock.now() - clock.real_now()) / timedelta(hours=1)))


def test_without_a_file_both_times_are_the_machines() -> None:
    clock = open_clock(None, SLACK)
    assert abs(clock.now() - clock.real_now()) < A_MOMENT
    assert clock.now().utcoffset() == timedelta(0)


def test_it_follows_the_file_and_real_time_does_not(file: Path) -> None:
    clock = open_clock(file, SANDBOX)
    real = clock.real_now()
    assert moved_by(clock) == timedelta(0)
    file.write_text("7200")
    assert moved_by(clock) == timedelta(hours=2)
    assert clock.real_now() - real < A_MOMENT


def test_it_may_begin_in_the_past_and_goes_on_from_there(file: Path) -> None:
    file.write_text(repr(-86_400.0))
    clock = open_clock(file, SANDBOX)
    assert moved_by(clock) == timedelta(days=-1)
    file.write_text(repr(-3600.0))
    assert moved_by(clock) == timedelta(hours=-1)


def test_it_never_goes_back(file: Path) -> None:
    file.write_text("7200")
    clock = open_clock(file, SANDBOX)
    before = clock.now()
    file.write_text("3600")
    assert clock.now() >= before
    assert moved_by(clock) == timedelta(hours=2)


@pytest.mark.parametrize("text", ["", "soon", "nan", "inf", "1e300", "7200 s", "٧"])
def test_a_file_that_holds_no_number_stops_the_start_with_a_sentence(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=f"{file} must hold one number") as caught:
        open_clock(file, SANDBOX)
    assert caught.value.field == "SLA_CLOCK_FILE"


def test_a_file_that_is_not_there_stops_the_start_too(file: Path) -> None:
    with pytest.raises(BadInput, match="must hold one number"):
        open_clock(file.with_name("nowhere"), SANDBOX)


def test_a_file_that_breaks_later_leaves_the_last_offset(file: Path) -> None:
    file.write_text("7200")
    clock = open_clock(file, SANDBOX)
    file.write_text("half a numb")
    assert moved_by(clock) == timedelta(hours=2)
    file.unlink()
    assert moved_by(clock) == timedelta(hours=2)
    file.write_text("10800")
    assert moved_by(clock) == timedelta(hours=3)


@pytest.mark.parametrize(
    "address", [SLACK, "http://127.0.0.1.example.com/api/", "http://localhost@slack.com/"]
)
def test_with_a_real_workspace_a_moved_clock_is_refused(file: Path, address: str) -> None:
    with pytest.raises(BadInput, match="SLA_CLOCK_FILE") as caught:
        open_clock(file, address)
    assert "unset it" in caught.value.message


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (SANDBOX, True),
        ("http://localhost:1/api/", True),
        ("http://[::1]:1/api/", True),
        ("http://127.9.9.9/", True),
        ("http://10.0.0.1/", False),
        ("http://[::1/", False),
        ("nonsense", False),
    ],
)
def test_only_this_machine_is_a_loopback(address: str, expected: bool) -> None:  # noqa: FBT001 - a table's value
    assert is_loopback(address) is expected

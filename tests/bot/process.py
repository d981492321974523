"""The bot as a process of its own, where signals and what is installed matter."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
END_WITHIN_SECONDS = 30


def environment(folder: Path, settings: Mapping[str, str]) -> dict[str, str]:
    """This process's own without anybody's settings, and with these."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "SLA_"))}
    if ours.pop(
        "PYTHONDONTWRITEBYTECODE", None
    ):  # then nothing is compiled yet, and every start would do it again
        ours["PYTHONPYCACHEPREFIX"] = str(folder.parent / "compiled")
    return {**ours, **settings, "PYTHONPATH": str(ROOT)}


@contextmanager
def python(
    folder: Path, *arguments: str, settings: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """A Python in this folder; gone when the block ends."""
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment(folder, settings or {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()

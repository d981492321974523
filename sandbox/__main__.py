"""`python -m sandbox`: a local Slack workspace until it is interrupted."""

import argparse
import signal
import sys
import threading
from datetime import datetime
from pathlib import Path

from sandbox.errors import SandboxError
from sandbox.manifest import read_manifest
from sandbox.server import Sandbox
from sandbox.workspace_file import read_workspace


def main(arguments: list[str] | None = None) -> int:
    """Runs until Ctrl-C; returns the exit code."""
    chosen = _options().parse_args(arguments)
    try:
        sandbox = Sandbox(
            read_workspace(chosen.workspace),
            read_manifest(chosen.manifest),
            port=chosen.port,
            clock_file=chosen.clock_file,
            start=chosen.start,
            request_url=chosen.request_url,
        ).start()
    except SandboxError as problem:
        sys.stderr.write(f"{problem}\n")
        return 2
    try:
        stopping = _stop_signal()
        sys.stdout.write(_greeting(sandbox, chosen.clock_file, by_http=chosen.request_url is not None))
        sys.stdout.flush()
        stopping.wait()
    finally:
        sandbox.stop()
    return 0


def _stop_signal() -> threading.Event:
    """Set by both signals, even where the shell that started it in the background had them ignored."""
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    return stopping


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="A local Slack workspace.")
    parser.add_argument("--workspace", type=Path, required=True, help="people and channels, a JSON file")
    parser.add_argument("--manifest", type=Path, default=Path("manifest.yml"), help="the app's manifest")
    parser.add_argument("--port", type=int, default=0, help="0 takes any free port")
    parser.add_argument("--clock-file", type=Path, help="where the clock's offset is kept")
    parser.add_argument(
        "--start", type=datetime.fromisoformat, help="the moment to begin at, with its offset"
    )
    parser.add_argument("--request-url", help="reach the app here by signed HTTP, not by Socket Mode")
    return parser


def _greeting(sandbox: Sandbox, clock_file: Path | None, *, by_http: bool) -> str:
    lines = [
        f"Page: {sandbox.url}/",
        f"SLACK_API_URL={sandbox.api_url}",
        f"SLACK_BOT_TOKEN={sandbox.bot_token}",
        f"SLACK_APP_TOKEN={sandbox.app_token}",
    ]
    if by_http:
        lines.append(f"SLACK_SIGNING_SECRET={sandbox.signing_secret}")
    if clock_file is not None:
        lines.append(f"SLA_CLOCK_FILE={clock_file}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())

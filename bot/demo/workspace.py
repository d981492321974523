"""Opens the local Slack workspace of a demo; the one place that imports it."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sla.errors import SlaError

if TYPE_CHECKING:
    from sandbox.server import Sandbox

MANIFESTS = (Path(__file__).with_name("manifest.yml"), Path(__file__).parents[2] / "manifest.yml")
"""In an installed package, and in a checkout."""


def open_workspace(workspace: Path, *, port: int, clock_file: Path, start: datetime | None) -> "Sandbox":
    """Started; SlaError where its parts are not installed or the port is taken."""
    try:
        from sandbox.errors import SandboxError  # noqa: PLC0415 - an extra that may not be installed
        from sandbox.manifest import read_manifest  # noqa: PLC0415
        from sandbox.server import Sandbox  # noqa: PLC0415
        from sandbox.workspace_file import read_workspace  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise SlaError(
            f"The demo needs parts that are not installed ({error.name}); install them with: "
            "pip install 'sla-bot[demo]'."
        ) from None
    manifest = next(path for path in MANIFESTS if path.exists())
    try:
        sandbox = Sandbox(
            read_workspace(workspace), read_manifest(manifest), port=port, clock_file=clock_file, start=start
        )
        return sandbox.start()
    except SandboxError as error:
        raise SlaError(str(error)) from None

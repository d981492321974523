"""Whom handlers wake when something is to be done about a dropped file."""

from typing import Protocol


class FileDesk(Protocol):
    """Returns at once and never fails: the file is looked at, or imported, later."""

    def wake(self, file_id: str) -> None: ...

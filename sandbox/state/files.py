"""Files that people and the app have put into the workspace, and uploads that are under way."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredFile:
    """One file. `elsewhere`: its owner is of another workspace, so that events tell of it by id alone."""

    id: str
    name: str
    title: str
    owner: str
    created: int
    content: bytes
    channels: tuple[str, ...] = ()
    deleted: bool = False
    elsewhere: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Upload:
    """An upload that the app announced; `content` is None until the bytes have come."""

    file_id: str
    name: str
    length: int
    content: bytes | None = None


class Files:
    """All files of a workspace by id, and announced uploads by the ticket in their address."""

    def __init__(self) -> None:
        self._all: dict[str, StoredFile] = {}
        self._uploads: dict[str, Upload] = {}

    def __iter__(self) -> Iterator[StoredFile]:
        return iter(list(self._all.values()))

    def get(self, file_id: str) -> StoredFile | None:
        return self._all.get(file_id)

    def keep(self, file: StoredFile) -> StoredFile:
        self._all[file.id] = file
        return file

    def delete(self, file: StoredFile) -> None:
        """What is left of it is that it was there."""
        self._all[file.id] = replace(file, content=b"", deleted=True)

    def announce(self, name: str, length: int) -> str:
        """The ticket under which the bytes are awaited."""
        ticket = secrets.token_urlsafe(16)
        self._uploads[ticket] = Upload(file_id=new_id(), name=name, length=length)
        return ticket

    def upload(self, ticket: str) -> Upload | None:
        return self._uploads.get(ticket)

    def receive(self, ticket: str, content: bytes) -> bool:
        """Whether they are as many bytes as were announced."""
        upload = self._uploads[ticket]
        if len(content) != upload.length:
            return False
        self._uploads[ticket] = replace(upload, content=content)
        return True

    def complete(self, file_id: str) -> Upload | None:
        """The upload, once, if its bytes are there."""
        for ticket, upload in self._uploads.items():
            if upload.file_id == file_id and upload.content is not None:
                return self._uploads.pop(ticket)
        return None


def new_id() -> str:
    return f"F{secrets.token_hex(5).upper()}"

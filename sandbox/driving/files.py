"""Files in a test: people put them into conversations, delete them, and read those that they are sent."""

from urllib.parse import quote

from sandbox.driving.line import Line
from sandbox.driving.watching import APP
from sandbox.jsonvalue import as_object, as_text


class Files:
    """The part of the driver about files."""

    _line: Line

    def upload(
        self,
        user: str,
        name: str,
        content: bytes,
        *,
        channel: str = APP,
        text: str = "",
        thread: str | None = None,
        elsewhere: bool = False,
    ) -> str:
        """Drops a file into a conversation; its id. `elsewhere`: the person is of another workspace."""
        query = {"as": user, "channel": channel, "name": name, "text": text, "thread_ts": thread or ""}
        answer = self._line.put_in("upload", content, **query, elsewhere="1" if elsewhere else "")
        return as_text(as_object(answer.get("file")).get("id"))

    def delete_file(self, user: str, file_id: str) -> None:
        self._line.post("delete_file", {"as": user, "file": file_id})

    def download(self, user: str, file_id: str) -> bytes:
        """A file that the person can see; nothing for any other."""
        return self._line.bytes_at(f"/sandbox/files/{file_id}?as={quote(user)}")

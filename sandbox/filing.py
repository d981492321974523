"""Files in conversations: shared with a message, shown as Slack's JSON, found by those who may see them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from urllib.parse import quote

from sandbox.jsonvalue import Json, Object
from sandbox.posting import post
from sandbox.slack import Slack
from sandbox.state.conversations import Conversation
from sandbox.state.files import StoredFile
from sandbox.state.messages import Content, Message

LARGEST_FILE = 64 * 1024 * 1024
TYPES = {
    ".csv": ("csv", "text/csv", "CSV"),
    ".txt": ("text", "text/plain", "Plain Text"),
    ".tsv": ("tsv", "text/tab-separated-values", "TSV"),
    ".xlsx": (
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Excel Spreadsheet",
    ),
    ".pdf": ("pdf", "application/pdf", "PDF"),
    ".png": ("png", "image/png", "PNG"),
}
ANY_TYPE = ("binary", "application/octet-stream", "Binary")
BY_ID_ALONE = "check_file_info"


def share(
    slack: Slack,
    conversation: Conversation,
    files: Sequence[StoredFile],
    *,
    author: str,
    text: str = "",
    thread_ts: str | None = None,
) -> Message:
    """Posts a message with these files."""
    for file in files:
        slack.files.keep(replace(file, channels=(*file.channels, conversation.id)))
    names = tuple(file.id for file in files)
    return post(slack, conversation, Content(text=text), author=author, thread_ts=thread_ts, files=names)


def files_json(slack: Slack, message: Message, *, by_id: bool = False) -> list[Json]:
    """With `by_id`, as in events: of a file from elsewhere only that there is one."""
    found = [slack.files.get(file_id) for file_id in message.files]
    return [_brief(file) if by_id and file.elsewhere else file_json(slack, file) for file in found if file]


def file_json(slack: Slack, file: StoredFile) -> Object:
    if file.deleted:
        return {"id": file.id, "mode": "tombstone"}
    filetype, mimetype, pretty = TYPES.get(PurePath(file.name).suffix.lower(), ANY_TYPE)
    address = f"{slack.address}/files-pri/{slack.workspace.team.id}-{file.id}"
    ims = [channel for channel in file.channels if channel.startswith("D")]
    return {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title,
        "mimetype": mimetype,
        "filetype": filetype,
        "pretty_type": pretty,
        "user": file.owner,
        "user_team": "T0ELSEWHERE" if file.elsewhere else slack.workspace.team.id,
        "editable": False,
        "size": len(file.content),
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": False,
        "public_url_shared": False,
        "url_private": f"{address}/{quote(file.name.lower())}",
        "url_private_download": f"{address}/download/{quote(file.name.lower())}",
        "permalink": f"{slack.address}/files/{file.owner}/{file.id}/{quote(file.name.lower())}",
        "channels": [channel for channel in file.channels if channel not in ims],
        "groups": [],
        "ims": [*ims],
        "has_rich_preview": False,
        "file_access": "visible",
    }


def seen_by_app(slack: Slack, file_id: str) -> StoredFile | None:
    """The file, where it is in a conversation that the app is in, or is the app's own."""
    file = slack.files.get(file_id)
    if file is None or file.owner == slack.bot_user:
        return file
    return file if _shared_with(slack, file, slack.bot_user) else None


def seen_by(slack: Slack, file_id: str, person: str) -> StoredFile | None:
    file = slack.files.get(file_id)
    return file if file is not None and not file.deleted and _shared_with(slack, file, person) else None


def _shared_with(slack: Slack, file: StoredFile, member: str) -> bool:
    places = (slack.conversations.get(channel) for channel in file.channels)
    return any(place is not None and member in place.members for place in places)


def _brief(file: StoredFile) -> Object:
    """https://docs.slack.dev/reference/objects/file-object: apps are to ask files.info about these."""
    return {"id": file.id, "created": file.created, "timestamp": file.created, "user": file.owner,
            "mode": "file_access", "file_access": BY_ID_ALONE}  # fmt: skip
